"""References: an id that a file names exists somewhere in the pack."""

from collections.abc import Collection, Iterator

from deepdive.curriculum.document import Document, Path
from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, advise_instead, quote


def check(draft: Draft) -> Iterator[Fault]:
    """Ids of activities, artefacts, topics, outcomes, fields, sources and workshops that lead nowhere."""
    yield from _blocks(draft)
    yield from _ratings(draft)
    yield from _sections(draft)
    yield from _sources(draft)
    yield from _workshop_numbers(draft)


def _blocks(draft: Draft) -> Iterator[Fault]:
    topics = {topic.id for workshop in draft.workshops for topic in workshop.value.topics} - {""}
    has_every_topic = all(workshop.has_read("topics") for workshop in draft.workshops)
    can_open = draft.activity_ids | draft.artefact_ids
    for workshop in draft.workshops:
        for place, block in enumerate(workshop.value.blocks):
            here = ("blocks", place)
            if block.opens:
                yield from _unknown(
                    [block.opens], can_open, "no activity or artefact", workshop, (*here, "opens")
                )
            if has_every_topic:
                yield from _unknown(block.covers, topics, "no topic", workshop, (*here, "covers"))
            if draft.has_every_outcome:
                yield from _unknown(
                    block.serves, draft.outcome_ids, "no outcome", workshop, (*here, "serves")
                )


def _ratings(draft: Draft) -> Iterator[Fault]:
    if draft.has_every_outcome:
        for place, statement in enumerate(draft.ratings.value.statements):
            here = ("statements", place, "outcomes")
            yield from _unknown(statement.outcomes, draft.outcome_ids, "no outcome", draft.ratings, here)


def _sections(draft: Draft) -> Iterator[Fault]:
    fields = {
        f"{artefact.value.id}/{field.id}" for artefact in draft.artefacts for field in artefact.value.fields
    }
    unread = {artefact.name for artefact in draft.artefacts if not artefact.has_read("fields")}
    for place, section in enumerate(draft.plan.value.sections):
        for position, address in enumerate(section.fields):
            if address.artefact not in unread:
                here = ("sections", place, "fields", position)
                yield from _unknown([str(address)], fields, "no field", draft.plan, here)


def _sources(draft: Draft) -> Iterator[Fault]:
    sources = {source.id for source in draft.sources.value.sources}
    if draft.sources.has_read("sources"):
        for activity in draft.activities:
            yield from _unknown(activity.value.sources, sources, "no source", activity, ("sources",))


def _workshop_numbers(draft: Draft) -> Iterator[Fault]:
    count = len(draft.workshops)
    for artefact in draft.artefacts:
        if artefact.has_read("workshop") and artefact.value.workshop > count:
            yield artefact.fault(
                f"there is no workshop {artefact.value.workshop}",
                f"Write a number from 1 to {count}",
                at=("workshop",),
            )


def _unknown(
    ids: Collection[str], known: Collection[str], lack: str, document: Document[object], here: Path
) -> Iterator[Fault]:
    """A fault for each id that is not known; what could not be read is empty, and left alone."""
    for place, an_id in enumerate(ids):
        if an_id not in known and an_id.strip("/"):
            yield document.fault(
                f"{lack} is called {quote(an_id)}", advise_instead(an_id, known), at=(*here, place)
            )
