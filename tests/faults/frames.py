"""Frames that no honest page sends, and some that one might: for a websocket or for a post."""

from collections.abc import Callable, Mapping
from random import Random

from deepdive.workbook import protocol
from deepdive.workbook.protocol import Kind, Presence, Sync, block, integer
from tests.faults.mutants import Mutants, honest_updates

# the server takes some of the frames in, and what comes later has to fit that
LOOK_EVERY = 200
_STATES = (b"{}", b"null", b'{"name":"x"}', b"{", b"NaN", b"[" * 500, b'"' + b"x" * 5000 + b'"')


class Frames:
    """An endless stream of frames, the same for the same seed."""

    def __init__(self, random: Random, clocks: Callable[[], Mapping[int, int]]) -> None:
        """``clocks`` tells what is in the document now, for frames that fit it."""
        self._random, self._look = random, clocks
        self._made = 0
        self._honest = honest_updates(random)
        self._mutants = Mutants(random, self._honest)

    def next(self) -> bytes:
        """A frame that may be anything."""
        random = self._random
        if self._made % LOOK_EVERY == 0:
            self._mutants.know(self._look())
        self._made += 1
        makes = (self._update, self._presence, self._mutated, self._together, self._noise)
        (make,) = random.choices(makes, weights=(60, 10, 15, 5, 10))
        return make()

    def chance(self, of_all: float) -> bool:
        """Whether something that happens to so many of all frames happens to this one."""
        return self._random.random() < of_all

    def honest(self) -> list[bytes]:
        """What the hostile ones build on."""
        return [protocol.sync(Sync.UPDATE, update) for update in self._honest]

    def _update(self) -> bytes:
        return protocol.sync(self._random.choice((Sync.STEP_2, Sync.UPDATE)), self._mutants.next())

    def _presence(self) -> bytes:
        random = self._random
        presences = [
            Presence(random.randrange(2**32), random.randrange(9), random.choice(_STATES))
            for _ in range(random.randrange(4))
        ]
        return protocol.awareness(presences)

    def _honest_message(self) -> bytes:
        random = self._random
        return random.choice(
            (
                protocol.sync(Sync.UPDATE, random.choice(self._honest)),
                protocol.sync(Sync.STEP_1, b"\x00"),
                protocol.sync(Sync.STEP_1, b"\x01\x01" + integer(random.randrange(9))),
                protocol.awareness([Presence(1, 1, b"{}")]),
                integer(Kind.ASK_AWARENESS),
                protocol.saved(1),
            )
        )

    def _mutated(self) -> bytes:
        random = self._random
        frame = bytearray(self._honest_message())
        for _ in range(random.randint(1, 3)):
            at = random.randrange(len(frame)) if frame else 0
            act = random.random()
            if act < 0.2 or not frame:
                frame.insert(at, random.randrange(256))
            elif act < 0.7:
                frame[at] = random.randrange(256)
            elif act < 0.9:
                del frame[at:]
            else:
                frame[at:at] = integer(random.choice((2**31, 2**53 - 1, 2**53, 2**64)))
        return bytes(frame)

    def _together(self) -> bytes:
        return b"".join(self._honest_message() for _ in range(self._random.randint(2, 6))) + self._mutated()

    def _noise(self) -> bytes:
        random = self._random
        if random.random() < 0.01:
            return block(bytes(1024 * 1024))
        return random.randbytes(random.choice((0, 1, 2, 5, 20, 200)))
