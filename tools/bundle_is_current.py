"""Build the front end again and compare it with the committed files."""

import hashlib
import subprocess
import sys

from tools.bootstrap import PROJECT

BUILT = PROJECT / "src/deepdive/web/static/web"


def main() -> int:
    """0 when a fresh build gives the very files that are there."""
    before = _fingerprints()
    subprocess.run(["npm", "--prefix", "frontend", "run", "build"], check=True, cwd=PROJECT)
    after = _fingerprints()
    differ = sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))
    if differ:
        print(f"Not what the sources make: {', '.join(differ)}. They are built anew now: commit them.")
        return 1
    return 0


def _fingerprints() -> dict[str, str]:
    return {
        str(file.relative_to(BUILT)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in BUILT.rglob("*")
        if file.is_file()
    }


if __name__ == "__main__":
    sys.exit(main())
