"""What groups wrote apart, brought into the common document."""

from collections.abc import Sequence

LINE_END = "\n"


def joined(common: str, taken: Sequence[str], *, instead: bool = False) -> str:
    """The common text with the texts ``taken`` below it, each on lines of its own; ``instead``: with them in
    its place.

    A text that stands there already is not added again, so that it does no harm to bring the same twice.
    """
    text = "" if instead else common
    for one in taken:
        lines = one.strip(LINE_END)
        if lines.strip() and f"\n{lines}\n" not in f"\n{text}\n":
            text = f"{text.rstrip(LINE_END)}\n{lines}" if text.strip() else lines
    return text
