"""Who is where: whose word counts, and what would break everybody's page."""

import asyncio
import json
from collections.abc import Coroutine
from typing import Any

import pytest

from deepdive.workbook import presence, protocol
from deepdive.workbook.connection import Connection
from deepdive.workbook.polling import PollWire
from deepdive.workbook.presence import TELL_EVERY_SECONDS, Presences
from deepdive.workbook.protocol import Malformed, Presence, Reader


class People:
    """The presences of a workbook, and everything that was told to everybody."""

    def __init__(self, *, most_of_one: int = 100) -> None:
        self.told: list[bytes] = []
        self.presences = Presences(self.told.append, most_of_one=most_of_one)

    async def hear(self) -> dict[int, Any]:
        """What is told of each client, newest last; forgets it."""
        await asyncio.sleep(TELL_EVERY_SECONDS * 2)
        told, self.told[:] = list(self.told), []
        return {one.client: json.loads(one.state) for message in told for one in _read(message)}

    def there(self) -> dict[int, Any]:
        """What somebody who comes now is told."""
        message = self.presences.everybody()
        return {one.client: json.loads(one.state) for one in _read(message)} if message else {}


def _read(message: bytes) -> list[Presence]:
    reader = Reader(message)
    assert reader.integer() == protocol.Kind.AWARENESS
    return protocol.read_presences(reader.block())


def page_of(person_id: int, name: str = "Ann") -> Connection:
    connection = Connection(PollWire(), person_id=person_id, may_write=True)
    connection.name = name
    return connection


def says(client: int, state: object, clock: int = 1) -> bytes:
    """The payload of an awareness message; a state that is text is sent as it is."""
    raw = state if isinstance(state, str) else json.dumps(state)
    return (
        protocol.integer(1)
        + protocol.integer(client)
        + protocol.integer(clock)
        + protocol.block(raw.encode())
    )


def run(story: Coroutine[Any, Any, None]) -> None:
    asyncio.run(asyncio.wait_for(story, 20))


def test_a_state_with_half_a_character_does_no_harm() -> None:
    async def story() -> None:
        people = People()
        people.presences.note(page_of(1), says(7, '{"name": "?", "typed": "\\ud83d"}'))
        assert await people.hear() == {7: {"name": "Ann", "typed": "\ud83d"}}

    run(story())


@pytest.mark.parametrize(
    "state", ['{"name": "?", "x": 1e999}', '{"x": -1e999}', '{"x": NaN}', "{", "", "\ufeff{}"]
)
def test_a_state_that_browsers_cannot_read_is_malformed(state: str) -> None:
    with pytest.raises(Malformed):
        People().presences.note(page_of(1), says(7, state))


def test_a_state_of_whatever_depth_is_taken_or_malformed() -> None:
    async def story() -> None:
        for depth in range(0, 2000, 50):
            people = People()
            state = '{"name": "?", "deep": ' + "[" * depth + "]" * depth + "}"
            try:
                people.presences.note(page_of(1), says(7, state))
            except Malformed:
                assert people.there() == {}
            else:
                assert people.there()[7]["name"] == "Ann"

    run(story())


def test_nobody_speaks_for_somebody_else() -> None:
    async def story() -> None:
        people, ann, ben = People(), page_of(1), page_of(2, "Ben")
        people.presences.note(ann, says(7, {"name": "", "field": "x"}))
        people.presences.note(ben, says(7, {"name": "", "field": "y"}, clock=100))
        people.presences.note(ben, says(7, None, clock=100))
        assert people.there() == {7: {"name": "Ann", "field": "x"}}
        people.presences.note(ann, says(7, {"name": "", "field": "z"}, clock=2))
        assert await people.hear() == {7: {"name": "Ann", "field": "z"}}

    run(story())


def test_another_page_of_the_same_person_may_go_on_where_the_first_was() -> None:
    """As a page does that moves from the socket to plain HTTP."""

    async def story() -> None:
        people, socket, poll = People(), page_of(1), page_of(1)
        people.presences.note(socket, says(7, {"field": "x"}))
        people.presences.note(poll, says(7, {"field": "y"}, clock=2))
        people.presences.leave(socket)
        assert people.there() == {7: {"field": "y"}}
        people.presences.leave(poll)
        assert people.there() == {}

    run(story())


def test_one_person_cannot_be_there_without_end() -> None:
    async def story() -> None:
        people, ann, ben = People(most_of_one=3), page_of(1), page_of(2)
        for client in range(10):
            people.presences.note(ann, says(client, {"field": "x"}))
        people.presences.note(ben, says(100, {"field": "y"}))
        assert sorted(people.there()) == [0, 1, 2, 100]
        people.presences.note(ann, says(0, None, clock=2))
        people.presences.note(ann, says(50, {"field": "x"}))
        assert sorted(people.there()) == [1, 2, 50, 100]

    run(story())


def test_what_came_before_the_name_was_known_is_told_with_it() -> None:
    async def story() -> None:
        people, ann = People(), page_of(1)
        ann.name = None
        people.presences.note(ann, says(7, {"name": "The chief executive"}))
        assert people.there() == {}
        assert ann.held_presence == says(7, {"name": "The chief executive"})

    run(story())


def test_who_only_says_again_that_they_are_there_is_told_later_with_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(presence, "REPEAT_EVERY_SECONDS", 3600.0)

    async def story() -> None:
        people, ann, ben = People(), page_of(1), page_of(2, "Ben")
        people.presences.note(ann, says(7, {"field": "x"}))
        assert await people.hear() == {7: {"field": "x"}}
        people.presences.note(ann, says(7, {"field": "x"}, clock=2))
        assert await people.hear() == {}
        people.presences.note(ben, says(8, {"field": "y"}))
        assert await people.hear() == {7: {"field": "x"}, 8: {"field": "y"}}

    run(story())


def test_who_only_says_again_that_they_are_there_is_told_soon_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stock clients wait 30 seconds for it, and send it up to 18 seconds after the last."""
    assert presence.REPEAT_EVERY_SECONDS <= 6
    monkeypatch.setattr(presence, "REPEAT_EVERY_SECONDS", TELL_EVERY_SECONDS)

    async def story() -> None:
        people, ann = People(), page_of(1)
        people.presences.note(ann, says(7, {"field": "x"}))
        await people.hear()
        people.presences.note(ann, says(7, {"field": "x"}, clock=2))
        assert await people.hear() == {7: {"field": "x"}}

    run(story())


def test_what_was_told_and_is_repeated_is_no_news() -> None:
    async def story() -> None:
        people, ann, ben = People(), page_of(1), page_of(2, "Ben")
        people.presences.note(ann, says(7, {"name": "?", "field": "x"}))
        await asyncio.sleep(TELL_EVERY_SECONDS * 2)
        reader = Reader(people.told[0])
        reader.integer()
        people.presences.note(ben, reader.block())
        assert (len(people.told), people.there()) == (1, {7: {"name": "Ann", "field": "x"}})

    run(story())
