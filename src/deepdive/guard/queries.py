"""Reads of the guard."""

from collections import defaultdict
from collections.abc import Mapping
from uuid import UUID

from deepdive.core.patient_data import Looks
from deepdive.guard.models import KeptFinding
from deepdive.guard.place import Place

# How many findings of each kind may stay in a box.
Allowance = Mapping[Looks, int]


def kept_in(workbook_id: UUID) -> Mapping[Place, Allowance]:
    """What people chose to keep in a workbook, by place; empty for a place nobody spoke for."""
    allowed: dict[Place, dict[Looks, int]] = defaultdict(dict)
    for kept in KeptFinding.objects.filter(workbook_id=workbook_id):
        here = allowed[Place(kept.root, kept.row, kept.column)]
        here[Looks(kept.looks)] = max(kept.count, here.get(Looks(kept.looks), 0))
    return dict(allowed)
