"""A board sorted by forms and by people who have it open, in the same workbook."""

import asyncio
import html
import re
import sqlite3
from contextlib import closing
from typing import Any
from uuid import uuid4

import pytest
from pycrdt import Map, Text

from deepdive.core.board import Board
from deepdive.workbook.document import notes_name, read_board
from tests.cast import cohort_id, signed_in, sync_address
from tests.server import Server, Visitor
from tests.yjs_client import YjsClient

BOARD = "choose-problem"


def board_path(visitor: Visitor, board: str = BOARD) -> str:
    return f"/workbooks/{cohort_id(visitor)}/boards/{board}"


def open_form(visitor: Visitor, board: str = BOARD) -> dict[str, str]:
    """What the form's boxes say, ``as_of`` with them."""
    status, page = visitor.get(board_path(visitor, board))
    assert status == 200, page
    page = re.sub(r"<template.*?</template>", "", page, flags=re.DOTALL)
    boxes = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\r?\n?(.*?)</textarea>', page, re.DOTALL)
    chosen = {
        name: (re.search(r'value="([^"]*)" selected', options) or ["", ""])[1]
        for name, options in re.findall(r'<select[^>]* name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL)
    }
    as_of = re.search(r'name="as_of" value="(\d+)"', page)
    assert as_of
    return {"as_of": as_of[1], **{name: html.unescape(text) for name, text in boxes}, **chosen}


def save(visitor: Visitor, values: dict[str, str], *, board: str = BOARD, act: str = "") -> tuple[int, str]:
    return visitor.post(board_path(visitor, board), **values, **({"act": act} if act else {}))


def named(values: dict[str, str], words: str) -> str:
    """The id of the note or heading that says that."""
    return next(name.split("__")[1] for name, text in values.items() if text == words)


def joins(visitor: Visitor) -> YjsClient:
    return YjsClient(sync_address(visitor, cohort_id(visitor)))


def piles(visitor: Visitor, board: str = BOARD) -> dict[str, list[str]]:
    """What the board says to somebody who comes to it now: heading -> notes."""

    async def look() -> Board:
        async with joins(visitor) as live:
            return read_board(live.document, board)

    return {
        pile.heading.title if pile.heading else "": [note.text for note in pile.notes]
        for pile in asyncio.run(look()).piles()
    }


def write_on(live: YjsClient, board: str, note: str, what: str) -> None:
    """Type at the end of a note."""
    text = live.document.get(notes_name(board), type=Map)[note]["text"]
    text.insert(len(text), what)


@pytest.fixture
def ann(server: Server) -> Visitor:
    return signed_in(server, "attendee")


@pytest.fixture
def ben(server: Server) -> Visitor:
    return signed_in(server, "facilitator")


def test_notes_and_headings_are_added_sorted_and_removed_by_forms_alone(ann: Visitor) -> None:
    save(ann, open_form(ann) | {"pile__unsorted__new": "Calls 😀", "new-heading": "Evidence"})
    form = open_form(ann)
    calls, evidence = named(form, "Calls 😀"), named(form, "Evidence")
    save(ann, form | {f"note__{calls}__heading": evidence, f"pile__{evidence}__new": "Beds"})
    assert piles(ann) == {"": [], "Evidence": ["Calls 😀", "Beds"]}
    form = open_form(ann)
    status, page = save(ann, form, act=f"note__{named(form, 'Beds')}__up")
    assert (status, "Saved. The note moved up." in page) == (200, True)
    assert piles(ann) == {"": [], "Evidence": ["Beds", "Calls 😀"]}
    save(ann, open_form(ann) | {f"note__{calls}__remove": "on", f"heading__{evidence}__remove": "on"})
    assert piles(ann) == {"": ["Beds"]}


def test_two_forms_opened_at_the_same_time_both_count(ann: Visitor, ben: Visitor) -> None:
    board = "project-stories"
    save(
        ann, open_form(ann, board) | {"pile__unsorted__new": "middle", "new-heading": "Nearest"}, board=board
    )
    hers, his = open_form(ann, board), open_form(ben, board)
    assert hers["as_of"] == his["as_of"]
    note, heading = named(hers, "middle"), named(hers, "Nearest")
    save(ann, hers | {f"note__{note}__words": "before middle", f"pile__{heading}__new": "hers"}, board=board)
    words = {f"note__{note}__words": "middle after", f"note__{note}__heading": heading}
    save(ben, his | words | {"pile__unsorted__new": "his"}, board=board)
    assert piles(ann, board) == {"": ["his"], "Nearest": ["before middle after", "hers"]}


def test_a_form_and_somebody_live_sort_one_board(ann: Visitor, ben: Visitor) -> None:
    board = "eight-ideas"
    save(ann, open_form(ann, board) | {"pile__one__new": "Text families"}, board=board)
    stale = open_form(ann, board)
    note = named(stale, "Text families")

    async def story() -> None:
        async with joins(ben) as live:
            write_on(live, board, note, " at six")
            await live.all_saved()
            values = stale | {f"note__{note}__words": "First: Text families", f"note__{note}__heading": "two"}
            await asyncio.to_thread(save, ann, values, board=board)
            await live.until(lambda: read_board(live.document, board).notes[0].heading == "two")
            assert read_board(live.document, board).notes[0].text == "First: Text families at six"

    asyncio.run(story())


def test_an_nhs_number_on_a_note_is_refused_by_the_form_and_taken_out_of_what_comes_live(
    ann: Visitor, ben: Visitor
) -> None:
    board = "what-we-follow"
    before = open_form(ann, board)
    status, page = save(ann, before | {"pile__unsorted__new": "Ask 943 476 5919"}, board=board)
    assert (status, "<live-board" in page) == (422, False)
    assert "Ask 943 476 5919</textarea>" in page
    save(ann, before | {"pile__unsorted__new": "Ask "}, board=board)
    note = named(open_form(ann, board), "Ask ")

    async def story() -> None:
        async with joins(ben) as live:
            write_on(live, board, note, "943 476 5919")
            await live.until(lambda: "removed" in read_board(live.document, board).notes[0].text)

    asyncio.run(story())
    assert piles(ann, board) == {"": ["Ask [NHS number removed]"]}


def test_readers_see_the_board_and_have_no_form(server: Server, ann: Visitor) -> None:
    path = board_path(ann, "problem-board")
    for role in ("reviewer", "sponsor", "organiser"):
        reader = signed_in(server, role)
        status, page = reader.get(path)
        assert (status, "People sit at the window" in page) == (200, True)
        assert "data-read-only" in page
        assert "<textarea" not in page
        assert reader.post(path, form_on="/work", as_of="1")[0] == 403


def test_an_outsider_can_neither_read_nor_save(server: Server, ann: Visitor) -> None:
    outsider = signed_in(server, "attendee", cohort="Westmarch")
    path = board_path(ann, "problem-board")
    status, page = outsider.get(path)
    assert (status, "People sit at the window" in page) == (404, False)
    mine = board_path(outsider)
    assert outsider.post(path, form_on=mine, **open_form(ann, "problem-board"))[0] == 404


@pytest.mark.parametrize("other", ["no-such-board", "ai-or-not", "problem-statement"])
def test_what_is_no_board_is_not_found(ann: Visitor, other: str) -> None:
    assert ann.get(board_path(ann, other))[0] == 404


@pytest.mark.parametrize(("board", "is_recorded"), [("closing-card-1", False), (BOARD, True)])
def test_who_writes_live_is_recorded_except_on_an_anonymous_board(
    server: Server, board: str, is_recorded: bool
) -> None:
    ann = signed_in(server, "attendee")

    async def story() -> None:
        async with YjsClient(sync_address(ann, cohort_id(ann))) as live:
            notes: Map[Any] = live.document.get(notes_name(board), type=Map)
            notes[str(uuid4())] = Map({"text": Text("Written live"), "heading": "", "order": 1.0})
            await live.all_saved()

    asyncio.run(story())
    with closing(sqlite3.connect(server.data_folder / "journal.sqlite3")) as journal:
        rows = journal.execute(
            "SELECT author_id FROM workbook_journalentry WHERE touched = ? ORDER BY id DESC LIMIT 1",
            [notes_name(board)],
        ).fetchall()
    assert [author is not None for (author,) in rows] == [is_recorded]
