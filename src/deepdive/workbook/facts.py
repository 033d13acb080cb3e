"""A workbook as conditions and links see it."""

from uuid import UUID

from django.urls import reverse

from deepdive.core.artefact import FieldKind, KeptRow
from deepdive.core.conditions import Facts, Place
from deepdive.core.links import label_of
from deepdive.core.plan import FieldAddress
from deepdive.curriculum.current import pack
from deepdive.workbook.document import YDoc, links_of, read, rows_of


def facts_in(document: YDoc) -> Facts:
    """What all fields say, the rows with their ids, and every link, those of removed rows with them."""
    curriculum = pack()
    texts: dict[FieldAddress, str] = {}
    rows: dict[FieldAddress, tuple[KeptRow, ...]] = {}
    # in one transaction, or each cell that is read makes one of its own
    with document.transaction():
        for artefact in curriculum.artefacts.values():
            for field in artefact.fields:
                address = FieldAddress(artefact=artefact.id, field=field.id)
                if field.kind is FieldKind.ROWS:
                    rows[address] = rows_of(document, artefact.id, field)
                else:
                    texts[address] = str(read(document, artefact.id, field))
        links = {kind: links_of(document, kind) for kind in curriculum.links}
    return Facts(texts=texts, rows=rows, kinds=curriculum.links, links=links)


def titles_of(address: FieldAddress) -> tuple[str, str]:
    """The titles of the artefact and of the field, which the pack has."""
    artefact = pack().artefacts[address.artefact]
    return artefact.title, artefact.field(address.field).title


def page_of(workbook_id: UUID, address: FieldAddress) -> str:
    """Where people write in the field."""
    return f"{reverse('workbook:artefact', args=[workbook_id, address.artefact])}#id_{address.field}"


def name_of_place(place: Place, facts: Facts) -> str:
    """What a place is called: its artefact and field, and for a row its number and first words."""
    name = ": ".join(titles_of(place.address))
    for number, row in enumerate(facts.rows.get(place.address, ()), 1):
        if row.id == place.row:
            return f"{name}, row {number}: {label_of(row)}"
    return name
