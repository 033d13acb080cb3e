"""Who is writing where: the awareness states of a live workbook."""

import asyncio
import json
from collections.abc import Callable

from deepdive.workbook import protocol
from deepdive.workbook.connection import Connection
from deepdive.workbook.limits import LIMITS
from deepdive.workbook.protocol import Malformed, Presence

# People move often; what is told of them is the newest, so many times a second. After a restart everybody
# comes at once, and stock clients answer each of these messages.
TELL_EVERY_SECONDS = 0.1
# Stock clients repeat their presence every 15 to 18 seconds, and take somebody, and the connection, for gone
# after 30 without a word. So a presence that says nothing new may wait for others.
REPEAT_EVERY_SECONDS = 5.0
GONE = b"null"


class Presences:
    """The newest presence of every client, and which connection it came by."""

    def __init__(self, cast: Callable[[bytes], None], *, most_of_one: int = LIMITS.most_presences) -> None:
        self._cast = cast
        self._most_of_one = most_of_one
        self._known: dict[int, tuple[Presence, Connection]] = {}
        self._news: dict[int, Presence] = {}
        self._timer: asyncio.TimerHandle | None = None
        self._told = b""

    def note(self, connection: Connection, payload: bytes) -> None:
        """Take in an awareness payload and soon tell everybody, its sender too: stock clients take
        silence for a lost connection. Malformed if it is none."""
        if payload == self._told:  # stock clients repeat what they hear of everybody
            return
        presences = protocol.read_presences(payload)
        if connection.name is None:
            connection.held_presence = payload  # until we know whose it is
            return
        for presence in presences:
            if self._is_news(presence, connection):
                protocol.check_state(presence.state)
                state = _named(presence, connection)
                self._keep(Presence(presence.client, presence.clock, state), connection)

    def leave(self, connection: Connection) -> None:
        """Tell the others that the people of a connection have gone."""
        for presence, owner in list(self._known.values()):
            if owner is connection:
                # with the same clock, so that somebody who comes straight back is seen at once
                self._keep(Presence(presence.client, presence.clock, GONE), connection)

    def everybody(self) -> bytes | None:
        """A message with all who are there; None if nobody is."""
        return protocol.awareness([presence for presence, _ in self._known.values()]) if self._known else None

    def _keep(self, presence: Presence, connection: Connection) -> None:
        known, _ = self._known.get(presence.client, (None, None))
        if presence.state == GONE:
            self._known.pop(presence.client, None)
        elif presence.client in self._known or self._has_room(connection):
            self._known[presence.client] = presence, connection
        else:
            return
        self._news[presence.client] = presence
        says_nothing_new = known is not None and known.state == presence.state
        self._tell_within(REPEAT_EVERY_SECONDS if says_nothing_new else TELL_EVERY_SECONDS)

    def _tell_within(self, seconds: float) -> None:
        loop = asyncio.get_running_loop()
        if self._timer is not None:
            if self._timer.when() <= loop.time() + seconds:
                return
            self._timer.cancel()
        self._timer = loop.call_later(seconds, self._tell)

    def _has_room(self, connection: Connection) -> bool:
        theirs = sum(owner.person_id == connection.person_id for _, owner in self._known.values())
        return theirs < self._most_of_one

    def _tell(self) -> None:
        self._timer = None
        news, self._news = self._news, {}
        self._told = protocol.presences(list(news.values()))
        self._cast(protocol.awareness(list(news.values())))

    def _is_news(self, presence: Presence, connection: Connection) -> bool:
        """Whether it says more than we know. Stock clients repeat what they hear about others, and call
        those gone whom they have not heard for a while; only a person's own pages are believed."""
        known, owner = self._known.get(presence.client, (None, connection))
        if known is None:
            return True
        if owner.person_id != connection.person_id:
            return False
        if presence.state == GONE:
            return presence.clock >= known.clock
        return presence.clock > known.clock


def _named(presence: Presence, connection: Connection) -> bytes:
    """The state with our own word for the name, where it gives one: nobody can pass for another."""
    try:
        state = json.loads(presence.state)
        if not isinstance(state, dict) or "name" not in state:
            return presence.state
        # as browsers write it, so that what they repeat is what they were told
        return json.dumps({**state, "name": connection.name}, separators=(",", ":")).encode()
    except RecursionError as fault:
        raise Malformed("a presence is too deep") from fault
