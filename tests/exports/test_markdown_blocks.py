"""The pack's Markdown as blocks of a document."""

from deepdive.exports.document import Bullets, Heading, Paragraph, Table
from deepdive.exports.markdown_blocks import MarkdownBlocks

TEXT = """## Say

Welcome **everybody**. Do a [[dpia]]
first[^ico].

- **Is it safe?** Ask [[dpia|them]].
- Two

1. First
2. Second[^ico][^nhs]

| Who | What |
|---|---|
| Ann | Rings |

![A map of the ward](pictures/map.svg)
"""


def test_every_kind_of_markdown_becomes_its_block() -> None:
    markdown = MarkdownBlocks({"dpia": "privacy check"})
    assert list(markdown.blocks(TEXT, top_heading=2)) == [
        Heading(level=3, text="Say"),
        Paragraph(text="Welcome everybody. Do a privacy check first [1]."),
        Bullets(items=("Is it safe? Ask them.", "Two")),
        Bullets(items=("First", "Second [1] [2]")),
        Table(caption="Who", header=("Who", "What"), rows=(("Ann", "Rings"),)),
        Paragraph(text="[Picture: A map of the ward]"),
    ]
    assert markdown.sources == ["ico", "nhs"]


def test_bold_words_that_begin_a_paragraph_as_a_title_become_its_heading() -> None:
    markdown = MarkdownBlocks({})
    assert list(markdown.blocks("**A good end.** One problem.", top_heading=2)) == [
        Heading(level=2, text="A good end"),
        Paragraph(text="One problem."),
    ]
    assert list(markdown.blocks("**Only bold.**")) == [Paragraph(text="Only bold.")]
    assert list(markdown.blocks("**Three** questions.")) == [Paragraph(text="Three questions.")]
