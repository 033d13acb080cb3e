"""The slides of a block, for all who are in the room."""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from deepdive.core.series import Block
from deepdive.course.pages import CoursePage
from deepdive.curriculum.current import pack
from deepdive.programme.models import Session


@dataclass(frozen=True)
class ShownSlide:
    """A slide as people see it. ``number`` counts the block's slides from 0; ``page`` knows the terms and
    sources that it names."""

    number: int
    title: str
    body: SafeString
    page: CoursePage


def slides_of(session: Session, block: Block | None) -> list[ShownSlide]:
    """The slides that go with a block, in order."""
    if block is None:
        return []
    workshop = pack().series.workshop(session.number)
    found = [slide for slide in pack().slides[session.number] if slide.block == block.id]
    shown = []
    for number, slide in enumerate(found):
        page = CoursePage(workshop)
        body = page.render(slide.body, top_heading=4)
        shown.append(ShownSlide(number, slide.title, body, page))
    return shown
