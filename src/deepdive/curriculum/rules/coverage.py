"""Coverage: everything the pack promises is taught, shown and used somewhere."""

from collections import Counter
from collections.abc import Iterator

from deepdive.core.activity import Activity
from deepdive.core.artefact import Artefact
from deepdive.core.plan import FieldAddress
from deepdive.core.series import Workshop
from deepdive.curriculum.document import Document
from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, quote


def check(draft: Draft) -> Iterator[Fault]:
    """Topics and outcomes without a block, outcomes nothing shows, and files nothing uses."""
    for workshop in draft.workshops:
        if workshop.has_read("blocks"):
            yield from _topics(workshop)
            yield from _served(workshop)
    if draft.ratings.has_read("statements"):
        yield from _shown(draft)
    if draft.plan.has_read("sections"):
        yield from _in_the_plan(draft)
    if all(workshop.has_read("blocks") for workshop in draft.workshops):
        yield from _opened(draft)


def _topics(workshop: Document[Workshop]) -> Iterator[Fault]:
    covered = {topic for block in workshop.value.blocks for topic in block.covers}
    for place, topic in enumerate(workshop.value.topics):
        if topic.id and topic.id not in covered:
            yield workshop.fault(
                f"no block covers the topic {quote(topic.id)}",
                "Add it to the covers of a block of this workshop",
                at=("topics", place),
            )


def _served(workshop: Document[Workshop]) -> Iterator[Fault]:
    served = {outcome for block in workshop.value.blocks for outcome in block.serves}
    for place, outcome in enumerate(workshop.value.outcomes):
        if outcome.id and outcome.id not in served:
            yield workshop.fault(
                f"no block serves the outcome {quote(outcome.id)}",
                "Add it to the serves of a block of this workshop",
                at=("outcomes", place),
            )


def _shown(draft: Draft) -> Iterator[Fault]:
    """An outcome shows in a rating, or in an artefact that its workshop writes."""
    rated = {outcome for statement in draft.ratings.value.statements for outcome in statement.outcomes}
    writing = {artefact.value.workshop for artefact in draft.artefacts}
    for place, outcome in enumerate(draft.series.value.outcomes):
        if outcome.id and outcome.id not in rated:
            yield draft.series.fault(
                f"no rating shows the outcome {quote(outcome.id)}",
                "Add it to the outcomes of a statement in ratings.yaml",
                at=("outcomes", place),
            )
    if not all(artefact.has_read("workshop") for artefact in draft.artefacts):
        return
    for workshop in draft.workshops:
        for place, outcome in enumerate(workshop.value.outcomes):
            if outcome.id and outcome.id not in rated and workshop.value.number not in writing:
                yield workshop.fault(
                    f"no rating shows the outcome {quote(outcome.id)}, and its workshop writes no artefact",
                    "Add it to the outcomes of a statement in ratings.yaml, or let the workshop write one",
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


def _opened(draft: Draft) -> Iterator[Fault]:
    opened = {block.opens for workshop in draft.workshops for block in workshop.value.blocks}
    documents: tuple[Document[Activity | Artefact], ...] = (*draft.activities, *draft.artefacts)
    for document in documents:
        if document.has_read("id") and not opened & {document.value.id, document.name}:
            yield document.fault(
                f"no block opens {quote(document.value.id)}",
                "Open it in a block of a workshop, or remove the file",
                at=("id",),
            )
