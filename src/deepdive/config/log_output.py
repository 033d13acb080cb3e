"""Where log lines go: to the output of the process, as far as that takes them."""

from contextlib import suppress
from typing import TextIO


class LogOutput:
    """An output that never fails. A disk that is full would else stop, in the middle, what has to be done
    about a disk that is full."""

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, line: str) -> int:
        """Write the line, or lose it."""
        with suppress(OSError, ValueError):
            return self._file.write(line)
        return 0

    def flush(self) -> None:
        """Hand on what has been written."""
        with suppress(OSError, ValueError):
            self._file.flush()
