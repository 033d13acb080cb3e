"""Everybody at once: one thread that connects people, lets them write at random moments, and listens.

The moments are drawn in advance (a Poisson process) and latency counts from them, so that a server that
keeps the generator waiting does not thereby look faster.
"""

import gc
import random
import select
import time
from collections.abc import Callable, Iterable, Sequence

from benchmarks.attendee import Attendee, State

clock = time.monotonic
# Stock providers renew their presence when it is 15 seconds old, and look every 3 seconds.
PRESENCE_SECONDS = 16.5
# So many connections begin at once when nobody measures it; Node keeps 511 waiting.
ARRIVING_AT_ONCE = 128
_EDITS_A_TURN = 32
_VALUES = 0.2  # this part of the edits sets a value, the others type


class NotServed(RuntimeError):
    """The server refused somebody or did not answer in time."""


class Crowd:
    """The people of all rooms, with one server."""

    def __init__(self, port: int, *, seed: int = 1) -> None:
        self.port = port
        self.people: list[Attendee] = []
        self._epoll = select.epoll()
        self._by_socket: dict[int, Attendee] = {}
        self._random = random.Random(seed)
        self._next_presence = 0
        self.lateness: list[float] = []  # of the generator itself, in seconds: sent so long after it was due

    def close(self) -> None:
        """Everybody leaves."""
        for person in self.people:
            person.disconnect()
        self._epoll.close()

    def arrive(self, newcomers: Sequence[Attendee], *, patience: float = 60.0) -> None:
        """They connect, a few at a time, and are there once each has the document."""
        self.people += newcomers
        waiting, arriving = list(reversed(newcomers)), set[Attendee]()
        deadline = clock() + patience
        while waiting or arriving:
            while waiting and len(arriving) < ARRIVING_AT_ONCE:
                person = waiting.pop()
                self._connect(person)
                arriving.add(person)
            self._turn(0.01)
            gone = {person for person in arriving if person.state is State.CLOSED}
            if gone or clock() > deadline:
                one = next(iter(gone or arriving))
                raise NotServed(f"{len(gone)} refused, {len(arriving)} not there; code {one.closed_with}")
            arriving = {person for person in arriving if person.synced_at is None}

    def storm(self, people: Iterable[Attendee]) -> float:
        """All connect in the same instant. Returns that instant; goes on without waiting."""
        now = clock()
        for person in people:
            self._connect(person)
        return now

    def write(self, seconds: float, *, a_second: float, writers: Sequence[Attendee]) -> tuple[float, float]:
        """So many edits a second by each, at random moments. Returns from when until when."""
        rate = a_second * len(writers)
        began = now = clock()
        end = began + seconds
        edit_due = began + self._random.expovariate(rate)
        presence_every = PRESENCE_SECONDS / max(1, len(self.people))
        presence_due = now + presence_every
        while now < end:
            for _ in range(_EDITS_A_TURN):
                if edit_due > now or edit_due >= end:
                    break
                self._edit(self._random.choice(writers), edit_due)
                edit_due += self._random.expovariate(rate)
            while presence_due <= now:
                self._renew_presence()
                presence_due += presence_every
            self._turn(min(edit_due, presence_due, end) - clock())
            now = clock()
        return began, end

    def listen(self, seconds: float) -> None:
        """Nobody writes; what comes is taken. In no time: what is there already."""
        end = clock() + seconds
        self._turn(0)
        while (left := end - clock()) > 0:
            self._turn(left)

    def until(self, happened: Callable[[], bool], *, patience: float) -> bool:
        """Listen until it has happened; False if it has not in that many seconds."""
        end = clock() + patience
        self._turn(0)
        while not happened():
            if clock() > end:
                return False
            self._turn(0.005)
        return True

    def now(self) -> float:
        """The time that everything is measured in."""
        return clock()

    def _edit(self, person: Attendee, due: float) -> None:
        self.lateness.append(clock() - due)
        person.write(due, into_value=self._random.random() < _VALUES)

    def _renew_presence(self) -> None:
        person = self.people[self._next_presence % len(self.people)]
        self._next_presence += 1
        if person.state is State.OPEN:
            person.be_present()

    def _connect(self, person: Attendee) -> None:
        made = person.connect(self.port)
        person.blocked = self._wait_for_room
        self._by_socket[made.fileno()] = person
        self._epoll.register(made, select.EPOLLIN | select.EPOLLOUT)

    def _wait_for_room(self, person: Attendee) -> None:
        if person.link:
            self._epoll.modify(person.link, select.EPOLLIN | select.EPOLLOUT)

    def _turn(self, wait: float) -> None:
        events = self._epoll.poll(0, 1024)
        if not events:
            if wait <= 0:
                return
            # unlike epoll's, this time-out is finer than a millisecond
            select.select([self._epoll], [], [], wait)
            events = self._epoll.poll(0, 1024)
        for number, event in events:
            person = self._by_socket[number]
            if person.link is None:
                continue
            if event & select.EPOLLOUT:
                person.writable()
                if person.link and not person.unsent:
                    self._epoll.modify(person.link, select.EPOLLIN)
            if person.link and event & ~select.EPOLLOUT:
                person.readable(clock())


def without_pauses() -> None:
    """Keep Python's garbage collector from stopping the generator in the middle of a measurement."""
    gc.collect()
    gc.freeze()
    gc.disable()
