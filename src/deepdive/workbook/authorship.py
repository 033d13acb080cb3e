"""Whose name a change to a workbook may carry."""

from collections.abc import Iterable

from deepdive.curriculum.current import pack
from deepdive.workbook.document import BoardPlace, place_of


def may_record_author(touched: Iterable[str]) -> bool:
    """Whether it may be recorded who changed what stands under these top-level names: not where one of
    them belongs to an activity that is anonymous."""
    boards = {place.board for place in map(place_of, touched) if isinstance(place, BoardPlace)}
    found = (pack().activities.get(board) for board in boards)
    return not any(activity and activity.is_anonymous for activity in found)
