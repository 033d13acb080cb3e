"""Reads of a plan."""

from deepdive.core.plan import Plan, assemble
from deepdive.curriculum.current import pack
from deepdive.programme.models import Cohort
from deepdive.workbook.queries import read_workbook


def plan_of(cohort: Cohort) -> Plan:
    """The cohort's plan as its workbook makes it now."""
    curriculum = pack()
    written = read_workbook(cohort.pk).written
    return assemble(curriculum.plan, artefacts=curriculum.artefacts, written=written)
