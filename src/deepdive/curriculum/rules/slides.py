"""Slides: every talk has one, and each can be taken in at a glance."""

from collections.abc import Iterator

from deepdive.core.series import Method
from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, advise_instead, quote
from deepdive.curriculum.minimums import Minimums
from deepdive.curriculum.prose import count_words

# Nobody reads and listens at once.
MOST_WORDS = 45


def check(draft: Draft) -> Iterator[Fault]:
    """Slides of blocks that do not exist, and talks without a slide."""
    for deck in draft.slides:
        workshop = draft.workshop_of(deck)
        if not workshop.has_read("blocks"):
            continue
        blocks = [block.id for block in workshop.value.blocks]
        for place, slide in enumerate(deck.value.slides):
            if slide.block and slide.block not in blocks:
                yield deck.fault(
                    f"no block of this workshop is called {quote(slide.block)}",
                    advise_instead(slide.block, blocks),
                    at=("slides", place, "block"),
                )
        places = range(len(deck.value.slides))
        if deck.node and all(deck.has_read("slides", place, "block") for place in places):
            shown = {slide.block for slide in deck.value.slides}
            talks = [block.id for block in workshop.value.blocks if block.method is Method.TALK]
            for talk in talks:
                if talk not in shown:
                    yield deck.fault(
                        f"the talk {quote(talk)} has no slide",
                        f"Add one with the line {quote(f'block: {talk}')} under its title",
                    )


def check_length(draft: Draft, _: Minimums) -> Iterator[Fault]:
    """Slides that take longer to read than to hear."""
    for deck in draft.slides:
        for place, slide in enumerate(deck.value.slides):
            words = count_words(slide.body)
            if words > MOST_WORDS:
                yield deck.fault(
                    f"the slide {quote(slide.title)} has {words} words",
                    f"Cut it to {MOST_WORDS}, and say the rest",
                    at=("slides", place, "body"),
                    stops_loading=False,
                )
