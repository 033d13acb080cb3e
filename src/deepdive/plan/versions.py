"""Reads of frozen versions: which there are, what they say, how two differ, what reviewers say of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q
from django.http import Http404

from deepdive.core.artefact import FieldKind
from deepdive.core.frozen import FrozenField, FrozenLink, FrozenPlan, Standing, freeze
from deepdive.core.history import IdentifiedRow, Sign, compare_rows, compare_texts, is_reordered
from deepdive.core.plan import FieldAddress
from deepdive.core.review import Verdict, left
from deepdive.core.signing import Stage, stage_of
from deepdive.curriculum.current import pack
from deepdive.people.models import Person
from deepdive.plan.models import Mark, Version
from deepdive.programme.models import Cohort
from deepdive.workbook.comparison import ComparedField, ComparedPart, row_block, text_block
from deepdive.workbook.document import YDoc, live_links, read, rows_of
from deepdive.workbook.queries import read_workbook


@dataclass(frozen=True)
class ListedVersion:
    """A version as the list shows it, without what it says. ``marks`` counts the verdicts of reviewers."""

    version: Version
    stage: Stage
    marks: Mapping[Verdict, int]

    @property
    def said(self) -> str:
        """What reviewers say, counted; empty while no section is marked."""
        return ", ".join(f"{count} {verdict.value}" for verdict, count in self.marks.items() if count)


@dataclass(frozen=True)
class ToAnswer:
    """A reviewer's mark that waits for an answer; ``title`` is the section's."""

    mark: Mark
    title: str


def plan_now(cohort: Cohort, *, up_to: int | None = None) -> FrozenPlan:
    """The plan as a version would freeze it now; with ``up_to`` as it was when that journal entry was the
    last of the workbook."""
    document = read_workbook(cohort.pk, up_to=up_to).document
    layout = pack().plan
    addresses = [address for section in layout.sections for address in section.fields]
    return freeze(
        layout,
        artefacts=pack().artefacts,
        standing={address: _standing(document, address) for address in addresses},
        links=(
            FrozenLink(kind=kind.id, words=kind.words, from_=link.from_, to=link.to)
            for kind in pack().links.values()
            for link in live_links(document, kind)
        ),
        organisation=cohort.organisation.name,
        problem=_plain(cohort.problem),
        pack=pack().version,
    )


def listed_versions(cohort: Cohort) -> list[ListedVersion]:
    """The cohort's versions, newest first."""
    versions = (
        cohort.versions.defer("content").select_related("frozen_by").prefetch_related("signatures")
    ).annotate(
        **{
            verdict.name.lower(): Count("marks", filter=Q(marks__verdict=verdict.value), distinct=True)
            for verdict in Verdict
        }
    )
    # counting drops the order that versions have of themselves
    versions = versions.order_by("-number")
    return [
        ListedVersion(
            version,
            stage_of([signature.state for signature in version.signatures.all()]),
            {verdict: getattr(version, verdict.name.lower()) for verdict in Verdict},
        )
        for version in versions
    ]


def newest_number(cohort_id: UUID) -> int:
    """The number of the cohort's newest version; 0 when there is none."""
    numbers = Version.objects.filter(cohort_id=cohort_id).values_list("number", flat=True)
    return numbers.first() or 0


def find_version(cohort: Cohort, number: int) -> Version:
    """The version with that number; Http404 if there is none."""
    found = cohort.versions.select_related("frozen_by").filter(number=number).first()
    if found is None:
        raise Http404
    found.cohort = cohort
    return found


def to_answer(cohort: Cohort, *, up_to: int) -> list[ToAnswer]:
    """What reviewers wait for an answer to, in versions up to that number."""
    marks = {
        mark.pk: mark
        for mark in Mark.objects.filter(version__cohort=cohort, version__number__lte=up_to)
        .select_related("version", "reviewer", "asked")
        .defer("version__content")
        .order_by("version__number", "pk")
    }
    titles = {section.id: section.title for section in pack().plan.sections}
    return [
        ToAnswer(marks[one.id], titles.get(one.section, one.section))
        for one in left(mark.state for mark in marks.values())
    ]


def marks_of(version: Version) -> list[Mark]:
    """Every mark on the version, by section and then in the order in which they were made."""
    return list(version.marks.select_related("reviewer", "asked", "answered_by"))


def marked_by(version: Version, reviewer: Person) -> frozenset[str]:
    """The ids of the sections that the reviewer has marked."""
    return frozenset(version.marks.filter(reviewer=reviewer).values_list("section", flat=True))


def compare(first: FrozenPlan, second: FrozenPlan) -> list[ComparedPart]:
    """Section by section how the second plan differs from the first; those that only the first has last."""
    order = dict.fromkeys([*(one.id for one in second.sections), *(one.id for one in first.sections)])
    compared = []
    for section_id in order:
        then, now = first.section(section_id), second.section(section_id)
        before = {field.address: field for field in then.fields} if then else {}
        after = {field.address: field for field in now.fields} if now else {}
        fields = tuple(
            _compared(address, before.get(address), after.get(address))
            for address in dict.fromkeys([*after, *before])
        )
        known = now or then
        assert known is not None
        compared.append(ComparedPart(section_id, known.title, "", tuple(one for one in fields if one.blocks)))
    return compared


def _compared(address: FieldAddress, then: FrozenField | None, now: FrozenField | None) -> ComparedField:
    """The field on both sides; one that is written on neither has no blocks."""
    known = now or then
    assert known is not None
    old_rows, new_rows = then.rows if then else (), now.rows if now else ()
    blocks = []
    if (then and then.text) or (now and now.text):
        blocks.append(text_block(compare_texts(then.text if then else "", now.text if now else "")))
    titles = dict([*(then.columns if then else ()), *(now.columns if now else ())])
    rows = compare_rows(old_rows, new_rows)
    blocks += [row_block(row, titles, number) for number, row in enumerate(rows, 1)]
    moved = is_reordered(old_rows, new_rows)
    return ComparedField(
        name=str(address),
        title=known.title,
        row="Row",
        is_same=not moved and all(block.sign is Sign.SAME for block in blocks),
        is_reordered=moved,
        blocks=tuple(blocks),
        may_go_alone=False,
    )


def _standing(document: YDoc, address: FieldAddress) -> Standing:
    about = pack().artefacts[address.artefact].field(address.field)
    if about.kind is FieldKind.ROWS:
        return tuple(
            IdentifiedRow(_plain(row.id), {column: _plain(text) for column, text in row.cells.items()})
            for row in rows_of(document, address.artefact, about)
        )
    return _plain(str(read(document, address.artefact, about)))


def _plain(text: str) -> str:
    """Without what no database keeps."""
    return text.replace("\0", "")
