"""A Word file that is being written, with its styles at hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from docx.document import Document as Word
from docx.text.paragraph import Paragraph


@dataclass(frozen=True)
class StyledWord:
    """Adds paragraphs by the name of their style. python-docx looks a name up among all styles each time,
    which takes seconds in a long document."""

    word: Word
    _ids: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_ids", {style.name: style.style_id for style in self.word.styles})

    def paragraph(self, text: str = "", *, style: str | None = None) -> Paragraph:
        """A paragraph at the end, in that style or in the usual one."""
        made = self.word.add_paragraph(text)
        if style is not None:
            made._p.style = self._ids[style]
        return made

    def style_id(self, style: str) -> str:
        """The id of a style."""
        return self._ids[style]
