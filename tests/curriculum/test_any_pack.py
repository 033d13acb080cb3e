"""Whatever somebody does to a file, the checker answers with faults and never breaks."""

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from deepdive.core.pack import Pack
from deepdive.curriculum.fault import BrokenPack
from deepdive.curriculum.load import check_pack, load_pack
from tests.curriculum.example import EXAMPLE_PACK, SMALL, TODAY

FILES = sorted(
    path.relative_to(EXAMPLE_PACK).as_posix()
    for path in EXAMPLE_PACK.rglob("*.*")
    if path.suffix in (".yaml", ".md")
)

# What hands slip into, and what YAML makes something of.
# fmt: off
FRAGMENTS = st.sampled_from([
    "", " ", "\t", "-", "- ", ":", ": ", "[", "]", "{", "}", "|", ">-", "'", '"', "#", "<<: ",
    "&a", "*a", "!x", "!!python/name:os.system", "%YAML 1.1", "---", "...", "$", "${",
    "null", "~", "yes", "true", "0", "-5", "1e9", "9" * 5000, "2026-99-99", "id: id", "just",
    "# ", "## x", "### Why", "```", "[^", "[^x]", "[[", "[[x|", "]]", "![](x)", "](http://[", "<b>", "20%",
    "\x00", "\x85", "\u2028", "\ufeff", "\U0001f600", '"\\UFFFFFFFF"',
])
# fmt: on
TEXTS = FRAGMENTS | st.text(max_size=20)
Mutation = Callable[[list[str]], None]


@st.composite
def mutations(draw: st.DrawFn) -> Mutation:
    """One slip of the hand, on the lines of a file."""
    what = draw(st.sampled_from(["remove", "repeat", "swap", "indent", "value", "insert", "append"]))
    where, other, text = draw(st.integers(0, 99)), draw(st.integers(0, 99)), draw(TEXTS)

    def mutate(lines: list[str]) -> None:
        if not lines:
            return
        here, there = where % len(lines), other % len(lines)
        line = lines[here]
        if what == "remove":
            del lines[here]
        elif what == "repeat":
            lines.insert(there, line)
        elif what == "swap":
            lines[here], lines[there] = lines[there], line
        elif what == "indent":
            lines[here] = " " * (other % 9) + line.lstrip()
        elif what == "value":
            lines[here] = line.partition(":")[0] + ": " + text
        elif what == "insert":
            lines.insert(here, text)
        else:
            position = other % (len(line) + 1)
            lines[here] = line[:position] + text + line[position:]

    return mutate


@given(file=st.sampled_from(FILES), slips=st.lists(mutations(), min_size=1, max_size=4))
@settings(max_examples=300, deadline=None)
def test_slips_of_the_hand_are_faults_or_fine(file: str, slips: list[Mutation]) -> None:
    lines = (EXAMPLE_PACK / file).read_text(encoding="utf-8").split("\n")
    for slip in slips:
        slip(lines)

    assert_is_answered(file, "\n".join(lines).encode("utf-8", errors="surrogatepass"))


@given(file=st.sampled_from(FILES), content=st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@settings(max_examples=150, deadline=None)
def test_any_content_is_faults_or_fine(file: str, content: bytes) -> None:
    assert_is_answered(file, content)


def assert_is_answered(file: str, content: bytes) -> None:
    """The example with that file changed loads, or is refused with faults that can be printed."""
    with tempfile.TemporaryDirectory() as parent:
        folder = Path(shutil.copytree(EXAMPLE_PACK, Path(parent) / "pack"))
        (folder / file).write_bytes(content)
        faults = check_pack(folder, today=TODAY, minimums=SMALL)
        for fault in faults:
            line = str(fault)
            assert "\n" not in line
            line.encode("utf-8")
            assert fault.line >= 1
        try:
            pack = load_pack(folder, today=TODAY, minimums=SMALL)
        except BrokenPack as broken:
            assert broken.faults == faults
        else:
            assert isinstance(pack, Pack)
            assert not any(fault.stops_loading for fault in faults)
