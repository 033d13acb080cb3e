"""Write THIRD_PARTY.md: whose work is part of this project or installed with it, under which licence.

Run ``python -m tools.third_party`` after a lock file changes; ``--check`` compares and changes nothing.
"""

import json
import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PAGE = PROJECT / "THIRD_PARTY.md"

# What the built files of the pages hold. Their packages name the licence, and mostly carry its text.
BUNDLED = {
    "nhsuk-frontend": "Copyright (c) 2019 NHS.UK",
    "yjs": "Copyright (c) 2023 Kevin Jahns; Chair of Computer Science 5, RWTH Aachen University",
    "y-protocols": "Copyright (c) 2019 Kevin Jahns",
    "lib0": "Copyright (c) 2019 Kevin Jahns",
    "isomorphic.js": "Copyright (c) 2020 Kevin Jahns",
    "bind-event-listener": "Copyright (c) 2020 Alexander Reardon",
    "raf-schd": "Copyright (c) 2021 Alex Reardon",
}
BUNDLED_UNDER_APACHE = {
    "@atlaskit/pragmatic-drag-and-drop": "Copyright 2022 Atlassian Pty Ltd",
}

INTRO = """# Other people's work

AI Deep Dive is published under the MIT licence (see LICENSE). It stands on the work below, each
under its own licence. This file is written by `tools/third_party.py` from the lock files and from what
each package says.

## In the pages

These are built into `src/deepdive/web/static/web`, where copies of their code are part of this repository.

"""

MIT = """
They are under the MIT licence:

> Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
> associated documentation files (the "Software"), to deal in the Software without restriction,
> including without limitation the rights to use, copy, modify, merge, publish, distribute,
> sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
> furnished to do so, subject to the following conditions:
>
> The above copyright notice and this permission notice shall be included in all copies or
> substantial portions of the Software.
>
> THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT
> NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND
> NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM,
> DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT
> OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.

Also in them, unchanged, under the Apache License, Version 2.0 ([its text](docs/licences/apache-2.0.txt)):

{under_apache}
No NHS logo and no NHS font is part of them. The name in our wordmark is drawn from the outlines of Arimo,
which is under the SIL Open Font License 1.1; the PDF files embed Arimo too.

## Installed with it

These Python packages are installed by `requirements.lock`, from their own publishers.

| package | licence |
| --- | --- |
"""


def main() -> None:
    """Write the page, or compare it."""
    page = _page()
    if "--check" not in sys.argv:
        PAGE.write_text(page, encoding="utf-8")
    elif PAGE.read_text(encoding="utf-8") != page:
        sys.exit(
            "THIRD_PARTY.md is out of date: run 'python -m tools.third_party' and commit what it writes."
        )


def _page() -> str:
    locked = json.loads((PROJECT / "frontend/package-lock.json").read_text(encoding="utf-8"))["packages"]
    under_mit = _bundled(locked, BUNDLED, "MIT")
    under_apache = _bundled(locked, BUNDLED_UNDER_APACHE, "Apache-2.0")
    lock = (PROJECT / "requirements.lock").read_text(encoding="utf-8")
    names = re.findall(r"^([A-Za-z0-9._-]+)==", lock, flags=re.MULTILINE)
    rows = [f"| {name} | {_licence(name)} |\n" for name in sorted(names)]
    return INTRO + under_mit + MIT.replace("{under_apache}", under_apache) + "".join(rows)


def _bundled(locked: dict[str, dict[str, str]], owners: dict[str, str], licence: str) -> str:
    lines = []
    for name, owner in owners.items():
        package = locked[f"node_modules/{name}"]
        if package["license"] != licence:
            sys.exit(f"{name} is no longer under the licence {licence}: change tools/third_party.py.")
        lines.append(f"- {name} {package['version']}. {owner}\n")
    return "".join(lines)


def _licence(name: str) -> str:
    try:
        package = distribution(name)
    except PackageNotFoundError:
        return "not installed on this kind of computer; see the package"
    return _named_licence(package)


def _named_licence(package: Distribution) -> str:
    """What the package calls its licence: an expression, else its classifiers, else a short text."""
    says = package.metadata
    classifiers = [
        line.split(" :: ")[-1] for line in says.get_all("Classifier", []) if line.startswith("License ::")
    ]
    expression = says.get_all("License-Expression", [])
    short = [text for text in says.get_all("License", []) if "\n" not in text]
    return ", ".join(expression or classifiers or short) or "see the package"


if __name__ == "__main__":
    main()
