"""The boards of the demonstration."""

import uuid
from collections.abc import Mapping, Sequence
from functools import partial

from deepdive.core.board import Board, Heading, Note
from deepdive.curriculum.current import pack
from deepdive.programme.models import Cohort
from deepdive.workbook.actions import write_board
from deepdive.workbook.queries import read_board_now

Story = Mapping[str, Sequence[str]]
UNSORTED = "unsorted"


def add_boards(cohort: Cohort, boards: Mapping[str, Story]) -> None:
    """Write the boards as the story tells them, each by the first attendee.

    A board's story has the notes under each heading: under a prompt of the activity by its id, under
    ``unsorted``, or under a heading that is made.
    """
    author = cohort.seats.values_list("person_id", flat=True).first()
    for activity_id, story in boards.items():
        activity = pack().activities[activity_id]
        prompts = {item.id: item.id for item in activity.items}
        new = [title for title in story if title not in {UNSORTED, *prompts}]
        made = {title: Heading(str(uuid.uuid4()), title) for title in new}
        under = {UNSORTED: "", **prompts, **{title: heading.id for title, heading in made.items()}}
        notes = [
            Note(str(uuid.uuid4()), " ".join(text.split()), under[title])
            for title, texts in story.items()
            for text in texts
        ]
        board = Board(tuple(made.values()), tuple(notes))
        write_board(
            cohort.pk,
            activity_id,
            partial(_put, board),
            as_of=read_board_now(cohort.pk, activity_id).as_of,
            author_id=author,
        )


def _put(board: Board, _now: Board) -> Board:
    return board
