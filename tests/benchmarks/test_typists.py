"""The people who type in a benchmark type as people do."""

from benchmarks.typists import typing
from deepdive.workbook.document import read_root
from deepdive.workbook.replay import StoredEntry, replay
from deepdive.workbook.update import read_update

TEXTS = ["notes/one", "notes/two"]


def test_each_of_twelve_makes_one_edit_a_second() -> None:
    edits = list(typing(3, texts=TEXTS))
    assert [edit.author for edit in edits] == [*range(1, 13)] * 3
    assert [edit.second for edit in edits] == sorted(edit.second for edit in edits)


def test_each_edit_builds_only_on_those_before_it() -> None:
    clocks: dict[int, int] = {}
    for edit in typing(60, texts=TEXTS):
        contents = read_update(edit.update)
        assert contents.builds_on(clocks)
        contents.advance(clocks)


def test_what_they_type_stands_in_the_texts() -> None:
    document = replay(b"", [StoredEntry(edit.update) for edit in typing(60, texts=TEXTS)])
    assert sum(len(read_root(document, name).text) for name in TEXTS) > 400


def test_the_same_seed_gives_the_same_edits() -> None:
    assert list(typing(2, texts=TEXTS)) == list(typing(2, texts=TEXTS))
