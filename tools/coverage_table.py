"""Write docs/coverage.md: where the curriculum works on each topic and outcome.

Run ``python -m tools.coverage_table`` after a change to the curriculum; ``--check`` compares and changes
nothing.
"""

import sys
from pathlib import Path

from deepdive.curriculum.coverage import coverage_table
from deepdive.curriculum.draft import read_draft
from deepdive.curriculum.folder import read_files

PROJECT = Path(__file__).resolve().parent.parent
PAGE = PROJECT / "docs" / "coverage.md"


def made() -> str:
    """The page as the curriculum makes it, whatever faults its other files have."""
    files, _ = read_files(PROJECT / "curriculum")
    return coverage_table(read_draft(files).pack())


def main() -> int:
    """Write the page, or with ``--check`` say whether it is up to date."""
    page = made()
    if "--check" in sys.argv[1:]:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page:
            return 0
        print("docs/coverage.md is not what the curriculum makes. Run python -m tools.coverage_table.")
        return 1
    PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
