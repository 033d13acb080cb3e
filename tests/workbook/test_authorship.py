"""Whose name a change may carry."""

from deepdive.workbook.authorship import may_record_author


def test_who_writes_on_an_anonymous_board_is_not_recorded() -> None:
    assert may_record_author(["board:choose-problem/notes", "problem-statement/who"])
    assert not may_record_author(["board:closing-card-1/notes"])
    assert not may_record_author(["problem-statement/who", "board:closing-card-1/headings"])
    assert may_record_author(["board:no-such-board/notes", "nonsense"])
    assert may_record_author([])
