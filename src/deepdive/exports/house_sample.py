"""A page that shows how a house template looks with everything that a plan has."""

from datetime import date

from deepdive.exports.document import Bullets, Document, Heading, Note, NoteKind, Paragraph, Picture, Table

_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="620" height="90" viewBox="0 0 620 90">'
    '<rect x="1" y="1" width="618" height="88" fill="#eef2f6" stroke="#1b3a57"/>'
    '<text x="310" y="52" font-size="18" text-anchor="middle" font-family="Arimo, Arial, sans-serif">'
    "A picture of the plan</text></svg>"
)


def house_sample(organisation: str, *, made_on: date) -> Document:
    """Every kind of block once."""
    return Document(
        title="A sample of your plan",
        subtitle=organisation,
        author=organisation,
        made_on=made_on,
        facts=(("What it is", "every style that a plan uses, with made-up words"),),
        blocks=(
            Heading(level=1, text="A section"),
            Paragraph(text="What the section is about.", is_introduction=True),
            Heading(level=2, text="An answer"),
            Picture(svg=_SVG, alt="A box with the words “A picture of the plan”."),
            Paragraph(text="Two nurses spend each morning on the telephone.\nThis is a new line."),
            Bullets(items=("a point", "another point")),
            Heading(level=3, text="A smaller heading"),
            Table(caption="A table", header=("Section", "How it stands"), rows=(("The problem", "Ready"),)),
            Heading(level=1, text="Remarks"),
            Note(text="A remark of the plan itself.", kind=NoteKind.INFORMATION),
            Note(text="Not written yet. Who knows this locally: the bed manager", kind=NoteKind.MISSING),
            Note(text="This is a draft. Nobody has approved it.", kind=NoteKind.WATERMARK),
        ),
    )
