"""Links: they lead from rows to rows."""

from collections.abc import Iterator

from deepdive.core.artefact import FieldKind
from deepdive.core.plan import FieldAddress
from deepdive.curriculum.document import Path
from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, advise_instead, quote


def check(draft: Draft) -> Iterator[Fault]:
    """Links between fields that do not exist or that have no rows."""
    kinds = {
        FieldAddress(artefact=artefact.value.id, field=field.id): field.kind
        for artefact in draft.artefacts
        for field in artefact.value.fields
    }
    unread = {artefact.name for artefact in draft.artefacts if not artefact.has_read("fields")}
    with_rows = [str(address) for address, kind in kinds.items() if kind is FieldKind.ROWS]

    def unlinkable(address: FieldAddress, here: Path) -> Iterator[Fault]:
        if address.artefact in unread or not draft.links.has_read(*here):
            return
        if address not in kinds:
            problem = f"no field is called {quote(str(address))}"
        elif kinds[address] is not FieldKind.ROWS:
            problem = f"the field {quote(str(address))} has no rows to link"
        else:
            return
        yield draft.links.fault(problem, advise_instead(str(address), with_rows), at=here)

    for place, link in enumerate(draft.links.value.kinds):
        for key, address in (("from", link.from_), ("to", link.to)):
            here = ("kinds", place, key)
            yield from unlinkable(address, here)
    for place, step in enumerate(draft.links.value.trace):
        yield from unlinkable(step.at, ("trace", place, "at"))
