"""The tables as CSV."""

import csv
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZipFile

import pytest

from deepdive.core.plan import Plan, assemble
from deepdive.curriculum.current import pack
from deepdive.exports.csv_tables import to_csv_files


def plan_with(*rows: dict[str, str]) -> Plan:
    written = {"stakeholder-map": {"people": rows}}
    return assemble(pack().plan, artefacts=pack().artefacts, written=written)


def cells_of(plan: Plan) -> list[list[str]]:
    with ZipFile(BytesIO(to_csv_files(plan, made_on=date(2027, 3, 9)))) as archive:
        [name] = archive.namelist()
        assert name == "stakeholder-map-people.csv"
        return list(csv.reader(StringIO(archive.read(name).decode("utf-8-sig"), newline="")))


def test_a_table_is_a_file_with_a_header() -> None:
    [header, row] = cells_of(plan_with({"who": "Nurses, all\nof them", "power": "low", "wants": 'a "break"'}))

    assert header[:2] == ["Who?", "Group"]
    assert (row[0], row[2], row[4]) == ("Nurses, all\nof them", "low", 'a "break"')


@pytest.mark.parametrize("typed", ["=1+1", "+44 20", "-5", "@SUM(A1)", "＝cmd|' /C calc'!A0"])
def test_no_cell_is_a_formula(typed: str) -> None:
    [_, row] = cells_of(plan_with({"who": typed}))

    assert row[0] == f"'{typed}"


def test_the_same_plan_gives_the_same_bytes() -> None:
    plan = plan_with({"who": "Nurses"})

    assert to_csv_files(plan, made_on=date(2027, 3, 9)) == to_csv_files(plan, made_on=date(2027, 3, 9))
