"""The tables of a plan as CSV files that spreadsheets open, in one ZIP file."""

import csv
from collections.abc import Iterator
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from deepdive.core.plan import Entry, Plan

# With one of these at its beginning a spreadsheet takes a cell for a formula, some also with the wide forms.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def to_csv_files(plan: Plan, *, made_on: date) -> bytes:
    """A ZIP file with a CSV file for each table of the plan, called by artefact and field. The same
    plan gives the same bytes."""
    stamp = (made_on.year, made_on.month, made_on.day, 0, 0, 0)
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, entry in _tables(plan):
            archive.writestr(ZipInfo(name, date_time=stamp), to_csv(entry), compress_type=ZIP_DEFLATED)
    return packed.getvalue()


def to_csv(entry: Entry) -> bytes:
    """The rows of an entry as CSV in UTF-8, with a byte order mark, for Excel. A cell that a spreadsheet
    would take for a formula gets an apostrophe in front, which tells it that it is text."""
    made = StringIO()
    writer = csv.writer(made)
    writer.writerow(map(_as_text, entry.table.header))
    writer.writerows(map(_as_text, row) for row in entry.table.rows)
    return made.getvalue().encode("utf-8-sig")


def _tables(plan: Plan) -> Iterator[tuple[str, Entry]]:
    names: set[str] = set()
    for section in plan.sections:
        for entry in section.entries:
            name = f"{entry.address.artefact}-{entry.address.field}.csv"
            if entry.rows and name not in names:
                names.add(name)
                yield name, entry


def _as_text(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
