"""Log lines are written as far as the output takes them, and never stop what they tell of."""

import io

from deepdive.config.log_output import LogOutput


class Full(io.StringIO):
    """A file on a disk that is full."""

    def write(self, text: str) -> int:
        raise OSError(28, "No space left on device")

    def flush(self) -> None:
        raise OSError(28, "No space left on device")


def test_a_line_is_written() -> None:
    file = io.StringIO()
    output = LogOutput(file)
    output.write("a line\n")
    output.flush()
    assert file.getvalue() == "a line\n"


def test_an_output_that_takes_nothing_stops_nobody() -> None:
    output = LogOutput(Full())
    output.write("a line\n")
    output.flush()


def test_an_output_that_is_closed_stops_nobody() -> None:
    file = io.StringIO()
    file.close()
    LogOutput(file).write("a line\n")
