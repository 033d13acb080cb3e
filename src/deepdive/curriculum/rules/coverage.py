"""Coverage: everything the pack promises is taught, shown and used somewhere."""

from collections import Counter
from collections.abc import Iterator

from deepdive.core.activity import ActivityKind
from deepdive.core.artefact import Used
from deepdive.core.plan import FieldAddress
from deepdive.core.series import Block, Method, Outcome, Series, Workshop
from deepdive.curriculum.document import Document
from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, quote


def check(draft: Draft) -> Iterator[Fault]:
    """Topics and outcomes without a block, outcomes nothing shows, and files nothing uses."""
    for workshop in draft.workshops:
        if workshop.has_read("blocks"):
            yield from _topics(workshop)
            yield from _served(workshop, list(workshop.value.blocks), "of this workshop")
    if all(workshop.has_read("blocks") for workshop in draft.workshops):
        everywhere = [block for workshop in draft.workshops for block in workshop.value.blocks]
        yield from _served(draft.series, everywhere, "of a workshop")
        yield from _activities_opened(draft)
        if draft.ratings.has_read("statements"):
            yield from _shown(draft, everywhere)
    yield from _artefacts_opened(draft)
    if draft.plan.has_read("sections"):
        yield from _in_the_plan(draft)


def _topics(workshop: Document[Workshop]) -> Iterator[Fault]:
    blocks = workshop.value.blocks
    heard = {topic for block in blocks for topic in block.covers}
    worked_on = {topic for block in blocks if _is_work(block) for topic in block.covers}
    for place, topic in enumerate(workshop.value.topics):
        if topic.id and topic.id not in heard:
            yield workshop.fault(
                f"no block covers the topic {quote(topic.id)}",
                "Add it to the covers of a block of this workshop",
                at=("topics", place),
            )
        elif topic.id and topic.id not in worked_on:
            yield workshop.fault(
                f"nobody does anything about the topic {quote(topic.id)}",
                "Add it to the covers of a block that opens an activity or an artefact and is no talk",
                at=("topics", place),
            )


def _is_work(block: Block) -> bool:
    return block.opens is not None and block.method is not Method.TALK


def _served(
    document: Document[Series] | Document[Workshop], blocks: list[Block], where: str
) -> Iterator[Fault]:
    served = {outcome for block in blocks for outcome in block.serves}
    for place, outcome in enumerate(document.value.outcomes):
        if outcome.id and outcome.id not in served:
            yield document.fault(
                f"no block serves the outcome {quote(outcome.id)}",
                f"Add it to the serves of a block {where}",
                at=("outcomes", place),
            )


def _shown(draft: Draft, blocks: list[Block]) -> Iterator[Fault]:
    """An outcome shows in a rating, or in an artefact or a quiz that a block which serves it opens."""
    rated = {outcome for statement in draft.ratings.value.statements for outcome in statement.outcomes}
    # what cannot be read may be a quiz
    telling = draft.artefact_ids | {
        activity.value.id
        for activity in draft.activities
        if activity.value.kind is ActivityKind.QUIZ or not activity.has_read("kind")
    }
    shown = rated | {outcome for block in blocks if block.opens in telling for outcome in block.serves}
    promised: list[tuple[Document[object], tuple[Outcome, ...]]] = [
        (draft.series, draft.series.value.outcomes)
    ]
    promised += [(workshop, workshop.value.outcomes) for workshop in draft.workshops]
    for document, outcomes in promised:
        for place, outcome in enumerate(outcomes):
            if outcome.id and outcome.id not in shown:
                yield document.fault(
                    f"nothing shows the outcome {quote(outcome.id)}",
                    "Add it to a statement in ratings.yaml, "
                    "or to the serves of a block that opens an artefact or a quiz",
                    at=("outcomes", place),
                )


def _in_the_plan(draft: Draft) -> Iterator[Fault]:
    """Every field stands in the plan once."""
    shown: Counter[FieldAddress] = Counter()
    for place, section in enumerate(draft.plan.value.sections):
        for position, address in enumerate(section.fields):
            shown[address] += 1
            if shown[address] == 2:
                yield draft.plan.fault(
                    f"the plan shows {quote(str(address))} more than once",
                    "Remove it from here, or from where it stood before",
                    at=("sections", place, "fields", position),
                )
    for artefact in draft.artefacts:
        for place, field in enumerate(artefact.value.fields):
            address = FieldAddress(artefact=artefact.value.id, field=field.id)
            if artefact.value.id and field.id and not shown[address]:
                yield artefact.fault(
                    f"no section of the plan shows the field {quote(field.id)}",
                    f"Add {address} to a section in plan.yaml",
                    at=("fields", place),
                )


def _activities_opened(draft: Draft) -> Iterator[Fault]:
    opened = {block.opens for workshop in draft.workshops for block in workshop.value.blocks}
    for activity in draft.activities:
        if activity.has_read("id") and not opened & {activity.value.id, activity.name}:
            yield activity.fault(
                f"no block opens {quote(activity.value.id)}",
                "Open it in a block of a workshop, or remove the file",
                at=("id",),
            )


def _artefacts_opened(draft: Draft) -> Iterator[Fault]:
    """An artefact is opened in its own workshop, or it says that people write it at another time."""
    by_number = {workshop.value.number: workshop for workshop in draft.workshops}
    for artefact in draft.artefacts:
        number = artefact.value.workshop
        if not artefact.has_read("id") or artefact.value.used is not Used.BLOCK or number not in by_number:
            continue
        opened = {block.opens for block in by_number[number].value.blocks}
        if by_number[number].has_read("blocks") and not opened & {artefact.value.id, artefact.name}:
            yield artefact.fault(
                f"no block of workshop {number} opens {quote(artefact.value.id)}",
                "Open it in a block, or write used: pre-work or used: follow-up",
                at=("id",),
            )
