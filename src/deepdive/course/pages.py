"""Texts of the pack, ready for a page: rendered, with the terms and sources that they name."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from deepdive.core.glossary import Term
from deepdive.core.pack import Source
from deepdive.core.series import Workshop
from deepdive.curriculum.current import pack
from deepdive.web.markdown import Rendering, render


@dataclass(frozen=True)
class NumberedSource:
    """A source as a page lists it; ``is_overdue`` when it should have been checked again by today."""

    number: int
    source: Source
    is_overdue: bool


class CoursePage:
    """Renders the texts of one page, so that they share one list of sources and one of terms."""

    def __init__(self, workshop: Workshop | None = None) -> None:
        self._workshop = workshop
        self._rendering = Rendering()
        self._words = {term.id: term.term for term in pack().glossary.values()}

    def render(self, text: str, *, top_heading: int = 2) -> SafeString:
        """The text as HTML."""
        render(
            text,
            terms=self._words,
            top_heading=top_heading,
            picture_address=self._picture_address,
            into=self._rendering,
        )
        return self._rendering.html

    @property
    def terms(self) -> Sequence[Term]:
        """The glossary terms that are marked in what was rendered."""
        return [pack().glossary[name] for name in self._rendering.terms if name in pack().glossary]

    @property
    def sources(self) -> Sequence[NumberedSource]:
        """The sources that are cited in what was rendered, numbered as cited."""
        today = timezone.localdate()
        cited = [pack().sources[name] for name in self._rendering.sources]
        return [
            NumberedSource(number, source, is_overdue=source.review_by < today)
            for number, source in enumerate(cited, 1)
        ]

    def cite(self, source_ids: Sequence[str]) -> None:
        """Add sources that the page names without citing them in a text."""
        self._rendering.sources += [name for name in source_ids if name not in self._rendering.sources]

    def _picture_address(self, path: str) -> str:
        if self._workshop is None:
            return path
        return reverse("course:picture", args=[self._workshop.number, path.rsplit("/", 1)[-1]])
