"""Conditions over what people write: they ask fields and columns that there are for what these can say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from deepdive.core.artefact import Column, Field, FieldKind
from deepdive.core.conditions import (
    FieldCondition,
    Is,
    LinkCondition,
    RowsCondition,
    TextCondition,
    other_address,
)
from deepdive.core.links import LinkKind
from deepdive.core.plan import FieldAddress
from deepdive.curriculum.document import Document, Path
from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, advise_instead, quote

_WITH_WORDS = (Is.ONE_OF, Is.NONE_OF, Is.CONTAINING, Is.LACKING)
_CHOSEN = (Is.ONE_OF, Is.NONE_OF)
_WITH_NUMBER = (Is.UNDER, Is.OVER, Is.LONGER_THAN)
_WITH_OTHER = (Is.SAME_AS, Is.OTHER_THAN, Is.BEFORE)


@dataclass(frozen=True)
class Known:
    """The fields and the kinds of link that conditions may name."""

    fields: Mapping[FieldAddress, Field]
    kinds: Mapping[str, LinkKind]


def known_in(draft: Draft) -> Known:
    """What conditions of this pack may name."""
    return Known(
        fields={
            FieldAddress(artefact=artefact.value.id, field=field.id): field
            for artefact in draft.artefacts
            for field in artefact.value.fields
        },
        kinds={kind.id: kind for kind in draft.links.value.kinds},
    )


class Checker:
    """Looks at the conditions of one file."""

    def __init__(self, document: Document[object], known: Known) -> None:
        self.document = document
        self.known = known

    def fields(self, conditions: tuple[FieldCondition, ...], at: Path) -> Iterator[Fault]:
        """What is wrong with conditions on fields that have no rows."""
        for place, condition in enumerate(conditions):
            here = (*at, place)
            field, faults = self._field(condition.at, (*here, "at"))
            yield from faults
            if field is None:
                continue
            if field.kind is FieldKind.ROWS:
                yield self._fault(
                    f"the field {quote(str(condition.at))} has rows", "Ask for it under rows", (*here, "at")
                )
            else:
                yield from self._text(condition, field, {}, here)

    def rows(self, conditions: tuple[RowsCondition, ...], at: Path) -> Iterator[Fault]:
        """What is wrong with conditions on lists."""
        for place, condition in enumerate(conditions):
            here = (*at, place)
            field, faults = self._field(condition.at, (*here, "at"))
            yield from faults
            if field is None:
                continue
            if field.kind is not FieldKind.ROWS:
                yield self._fault(
                    f"the field {quote(str(condition.at))} has no rows",
                    "Ask for it under fields",
                    (*here, "at"),
                )
                continue
            yield from self._cells(condition, field, here)
            for position, link in enumerate(condition.links):
                yield from self._link(link, condition.at, (*here, "links", position))

    def _cells(self, condition: RowsCondition | LinkCondition, field: Field, here: Path) -> Iterator[Fault]:
        columns = {column.id: column for column in field.columns}
        for place, cell in enumerate(condition.where):
            at = (*here, "where", place)
            if cell.column not in columns:
                yield self._fault(
                    f"no column of {quote(field.id)} is called {quote(cell.column)}",
                    advise_instead(cell.column, columns),
                    (*at, "column"),
                )
                continue
            yield from self._text(cell, columns[cell.column], columns, at)

    def _link(self, condition: LinkCondition, at: FieldAddress, here: Path) -> Iterator[Fault]:
        if not condition.through:
            yield self._fault("this follows no link", "Name a kind of link under through", (*here, "through"))
            return
        for kind_id in condition.through:
            kind = self.known.kinds.get(kind_id)
            if kind is None:
                yield self._fault(
                    f"no kind of link is called {quote(kind_id)}",
                    advise_instead(kind_id, self.known.kinds),
                    (*here, "through"),
                )
                return
            if at not in (kind.from_, kind.to):
                yield self._fault(
                    f"links of the kind {quote(kind_id)} do not touch {quote(str(at))}",
                    f"They lead from {kind.from_} to {kind.to}",
                    (*here, "through"),
                )
                return
            at = kind.to if at == kind.from_ else kind.from_
        field = self.known.fields.get(at)
        if field is not None:
            yield from self._cells(condition, field, here)

    def _text(
        self, condition: TextCondition, about: Field | Column, columns: Mapping[str, Column], here: Path
    ) -> Iterator[Fault]:
        asked = condition.is_
        for given, key, needing in (
            (bool(condition.words), "words", _WITH_WORDS),
            (bool(condition.number), "number", _WITH_NUMBER),
            (bool(condition.other), "other", _WITH_OTHER),
        ):
            if given != (asked in needing):
                problem = f"{quote(asked.value)} {'goes without' if given else 'needs'} {quote(key)}"
                yield self._fault(problem, "Remove it" if given else "Add it", here)
        if asked in _CHOSEN:
            yield from self._choices(condition, about, here)
        if asked in (Is.UNDER, Is.OVER):
            yield from self._kind(about, FieldKind.NUMBER, asked, here)
        if asked is Is.BEFORE:
            yield from self._kind(about, FieldKind.DATE, asked, here)
        if condition.other and asked in _WITH_OTHER:
            yield from self._other(condition, columns, here)

    def _choices(self, condition: TextCondition, about: Field | Column, here: Path) -> Iterator[Fault]:
        if about.kind is not FieldKind.CHOICE:
            yield from self._kind(about, FieldKind.CHOICE, condition.is_, here)
            return
        for word in condition.words:
            if word not in about.choices:
                yield self._fault(
                    f"{quote(word)} is no choice of {quote(about.id)}",
                    advise_instead(word, about.choices),
                    (*here, "words"),
                )

    def _kind(self, about: Field | Column, kind: FieldKind, asked: Is, here: Path) -> Iterator[Fault]:
        if about.kind is not kind:
            yield self._fault(
                f"{quote(asked.value)} asks for a {kind.value}; {quote(about.id)} is a {about.kind.value}",
                "Ask something else, or another field",
                here,
            )

    def _other(self, condition: TextCondition, columns: Mapping[str, Column], here: Path) -> Iterator[Fault]:
        at = (*here, "other")
        address = other_address(condition.other)
        if address is None:
            found: Field | Column | None = columns.get(condition.other)
            if found is None:
                yield self._fault(
                    f"{quote(condition.other)} is neither a column of the row nor a field",
                    advise_instead(condition.other, columns),
                    at,
                )
                return
        else:
            found, faults = self._field(address, at)
            yield from faults
        if found is not None and condition.is_ is Is.BEFORE:
            yield from self._kind(found, FieldKind.DATE, condition.is_, at)

    def _field(self, address: FieldAddress, at: Path) -> tuple[Field | None, list[Fault]]:
        found = self.known.fields.get(address)
        if found is not None:
            return found, []
        remedy = advise_instead(str(address), [str(one) for one in self.known.fields])
        return None, [self._fault(f"no field is called {quote(str(address))}", remedy, at)]

    def _fault(self, problem: str, remedy: str, at: Path) -> Fault:
        return self.document.fault(problem, remedy, at=at)
