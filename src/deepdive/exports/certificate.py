"""The certificate that somebody took part, as a document."""

from collections.abc import Sequence
from datetime import date

from deepdive.core.series import Series, Workshop
from deepdive.exports.document import Bullets, Document, Paragraph


def certificate(
    *,
    name: str,
    organisation: str,
    series: Series,
    attended: Sequence[tuple[Workshop, date, int]],
    made_on: date,
) -> Document:
    """Who took part in what. ``attended`` are the workshops that they were at, each with its day and its
    minutes.

    It says what the series was about and claims no skill: nobody was examined.
    """
    return Document(
        title=f"Certificate: {name}",
        subtitle=f"{series.title}, {organisation}",
        author=series.title,
        made_on=made_on,
        facts=(("Name", name), ("Organisation", organisation), ("Date", f"{made_on:%-d %B %Y}")),
        blocks=(
            Paragraph(text=f"{name} had a seat in a cohort of {series.title}, and was at these workshops:"),
            Bullets(
                items=tuple(
                    f"{workshop.number}. {workshop.title}, {day:%-d %B %Y} ({minutes} minutes)"
                    for workshop, day, minutes in attended
                )
            ),
            Paragraph(text="This certificate is about taking part. Nobody was examined."),
        ),
    )
