"""Rooms of twelve attendees for a server, and whether they all ended with the same document."""

import json
import random
from collections.abc import Sequence
from typing import Any

from pycrdt import Doc, Map, Text

from benchmarks.attendee import SEATS, Attendee, Dialect
from benchmarks.crowd import Crowd
from benchmarks.edits import Writer
from benchmarks.installation import Installation, Tickets
from benchmarks.ledger import Ledger
from benchmarks.servers import Server

Room = list[Attendee]


class Rooms:
    """Makes rooms, one after the other; the first ``audited`` of them keep all that they receive."""

    def __init__(self, server: Server, installation: Installation, *, audited: int = 0) -> None:
        self.ledger = Ledger()
        self.all: list[Room] = []
        self._server = server
        self.names = installation
        self._audited = audited
        self._tickets = Tickets(installation) if server.is_ours else None
        self._random = random.Random(7)

    def more(self, count: int) -> list[Attendee]:
        """The people of that many new rooms."""
        new = [self._room() for _ in range(count)]
        return [person for room in new for person in room]

    @property
    def people(self) -> list[Attendee]:
        """Everybody."""
        return [person for room in self.all for person in room]

    def newcomer(self, room: Room) -> Attendee:
        """Somebody who opens the room once more, with nothing."""
        return self._attendee(room[0].room, 0, is_audited=True)

    def open_again(self) -> list[Attendee]:
        """New people in place of those in all rooms: the same names, other clients, with nothing."""
        self.all = [
            [self._attendee(room[0].room, seat, is_audited=room[0].kept is not None) for seat in range(SEATS)]
            for room in self.all
        ]
        return self.people

    def audit(self, crowd: Crowd) -> tuple[int, int]:
        """In how many audited rooms all documents are equal, the server's copy too; and of how many."""
        audited = self.all[: self._audited]
        return sum(self._is_one_document(room, crowd) for room in audited), len(audited)

    def _room(self) -> Room:
        name = self.names.rooms[len(self.all)]
        is_audited = len(self.all) < self._audited
        self.all.append([self._attendee(name, seat, is_audited=is_audited) for seat in range(SEATS)])
        return self.all[-1]

    def _attendee(self, room: str, seat: int, *, is_audited: bool) -> Attendee:
        text, value = self.names.texts[seat].encode(), self.names.values[seat].encode()
        return Attendee(
            writer=Writer(self._random.getrandbits(31), text, value),
            seat=seat,
            room=room,
            path=lambda: self._path(room, seat),
            dialect=self._server.dialect,
            ledger=self.ledger,
            name=f"Person {seat + 1}",
            kept=[] if is_audited else None,
        )

    def _path(self, room: str, seat: int) -> str:
        if self._tickets:
            return self._tickets.address(room, seat=seat)
        return "/" if self._server.dialect is Dialect.HOCUSPOCUS else f"/{room}"

    def _is_one_document(self, room: Room, crowd: Crowd) -> bool:
        newcomer = self.newcomer(room)
        crowd.arrive([newcomer])
        crowd.listen(0.2)
        seen = [what_stands_in(person.kept or [], self.names) for person in [*room, newcomer]]
        newcomer.disconnect()
        crowd.people.remove(newcomer)
        return all(text == seen[0] for text in seen)


def what_stands_in(updates: Sequence[bytes], names: Installation) -> str:
    """What a real document says that has had these updates, in any order, all texts and values."""
    document: Doc[Any] = Doc()
    with document.transaction():
        for update in updates:
            document.apply_update(update)
    texts = {name: str(document.get(name, type=Text)) for name in names.texts}
    values = {name: document.get(name, type=Map).get("value") for name in names.values}
    return json.dumps([texts, values], sort_keys=True)
