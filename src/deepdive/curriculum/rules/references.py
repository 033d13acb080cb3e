"""References: an id that a file names exists somewhere in the pack."""

from collections.abc import Collection, Iterator

from deepdive.core.plan import FieldAddress
from deepdive.curriculum import marks as marks_in
from deepdive.curriculum.document import Document, Path
from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, advise_instead, nearest, quote
from deepdive.curriculum.marks import Mark
from deepdive.curriculum.texts import every_text


def check(draft: Draft) -> Iterator[Fault]:
    """Ids of activities, artefacts, topics, outcomes, fields, sources and workshops that lead nowhere."""
    yield from _blocks(draft)
    yield from _ratings(draft)
    yield from _sections(draft)
    yield from _sources(draft)
    yield from _marks(draft)
    yield from _see(draft)
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
    """Fields that sections of the plan, of its views and of drafts show, and those that say a decision."""
    fields = {
        f"{artefact.value.id}/{field.id}" for artefact in draft.artefacts for field in artefact.value.fields
    }
    unread = {artefact.name for artefact in draft.artefacts if not artefact.has_read("fields")}
    for document, here, address in _addresses(draft):
        if address.artefact not in unread:
            yield from _unknown([str(address)], fields, "no field", document, here)


def _addresses(draft: Draft) -> Iterator[tuple[Document[object], Path, FieldAddress]]:
    plan = draft.plan
    shown: list[tuple[Document[object], Path, tuple[FieldAddress, ...]]] = [
        (document, (*path, "sections", place, "fields"), section.fields)
        for document, path, sections in (
            (plan, (), plan.value.sections),
            *((plan, ("views", place), view.sections) for place, view in enumerate(plan.value.views)),
            *((one, (), one.value.sections) for one in draft.drafts),
        )
        for place, section in enumerate(sections)
    ]
    for place, decision in enumerate(plan.value.decisions):
        here = ("decisions", place)
        yield plan, (*here, "decided"), decision.decided
        shown.append((plan, (*here, "reasons"), decision.reasons))
        shown.append((plan, (*here, "dissent"), decision.dissent))
    for document, path, addresses in shown:
        for position, address in enumerate(addresses):
            yield document, (*path, position), address


def _sources(draft: Draft) -> Iterator[Fault]:
    if not draft.sources.has_read("sources"):
        return
    named: list[tuple[Document[object], Path, tuple[str, ...]]] = [
        (activity, ("sources",), activity.value.sources) for activity in draft.activities
    ]
    named += [(case, ("sources",), case.value.sources) for case in draft.cases]
    named += [(one, ("sources",), one.value.sources) for one in draft.drafts]
    named += [
        (draft.glossary, ("terms", place, "sources"), term.sources)
        for place, term in enumerate(draft.glossary.value.terms)
    ]
    named += [
        (draft.partners, ("partners", place, "sources"), partner.sources)
        for place, partner in enumerate(draft.partners.value.partners)
    ]
    named += [
        (draft.following, ("sources", place, "sources"), followed.sources)
        for place, followed in enumerate(draft.following.value.sources)
    ]
    sources = {source.id for source in draft.sources.value.sources}
    for document, here, ids in named:
        yield from _unknown(ids, sources, "no source", document, here)


def _marks(draft: Draft) -> Iterator[Fault]:
    """Citations and marked terms in the middle of texts."""
    sources = {source.id for source in draft.sources.value.sources}
    terms = {term.id for term in draft.glossary.value.terms}
    for document in draft.documents:
        for path, text in every_text(document.value):
            marks: list[tuple[str, set[str], Mark]] = []
            if draft.sources.has_read("sources"):
                marks += [("no source", sources, mark) for mark in marks_in.citations(text)]
            if draft.glossary.has_read("terms"):
                marks += [("no term", terms, mark) for mark in marks_in.terms(text)]
            for lack, known, mark in marks:
                if mark.id not in known:
                    yield document.fault(
                        f"{lack} is called {quote(mark.id)}",
                        _add_or_correct(mark.id, known),
                        at=path,
                        lines_below=mark.lines_below,
                    )


def _see(draft: Draft) -> Iterator[Fault]:
    terms = {term.id for term in draft.glossary.value.terms}
    if draft.glossary.has_read("terms"):
        for place, term in enumerate(draft.glossary.value.terms):
            yield from _unknown(term.see, terms, "no term", draft.glossary, ("terms", place, "see"))


def _workshop_numbers(draft: Draft) -> Iterator[Fault]:
    count = len(draft.workshops)
    numbers: list[tuple[Document[object], Path, int]] = [
        (artefact, ("workshop",), artefact.value.workshop) for artefact in draft.artefacts
    ]
    numbers += [
        (case, ("workshops", place), number)
        for case in draft.cases
        for place, number in enumerate(case.value.workshops)
    ]
    for document, here, number in numbers:
        if document.has_read(*here) and number > count:
            yield document.fault(
                f"there is no workshop {number}", f"Write a number from 1 to {count}", at=here
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


def _add_or_correct(an_id: str, known: Collection[str]) -> str:
    """A remedy that does not list the hundreds of ids that there may be."""
    if match := nearest(an_id, known):
        return f"Write {quote(match)} if that is what you mean"
    return "Add it to sources.yaml or glossary.yaml, or correct it"
