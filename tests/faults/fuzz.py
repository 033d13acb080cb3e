"""Send a real server frames that no honest page sends, by socket and by post, while honest people write.

python -m tests.faults.fuzz --frames 100000
"""

import argparse
import asyncio
import json
import os
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from deepdive.workbook.update import read_clocks
from tests.faults.demonstration import Demonstration, load
from tests.faults.frames import Frames
from tests.faults.passes import Pass, passes_of_seats
from tests.faults.warm_server import WarmServer
from tests.patience import PATIENCE_SECONDS
from tests.polling_client import PollingClient, TurnedAway
from tests.yjs_client import YjsClient

# who types, who reads, and who comes later
HONEST = ("facilitator", "organiser", "co-facilitator")
# somebody who sends more than the limits allow is not listened to, so each waits instead
FRAMES_A_SECOND = 90
POSTED = 0.05  # of all
WORD_EVERY_SECONDS = 0.05


@dataclass
class Figures:
    """What came of it. ``answers`` count codes and statuses with their reasons, and what was taken; ``anew``
    is the memory of a server that was started afterwards and has the same workbook open, so that what the
    workbook takes and what was never given back can be told apart."""

    frames: int = 0
    answers: Counter[str] = field(default_factory=Counter)
    memory: list[int] = field(default_factory=list)
    anew: int = 0
    words: int = 0
    missing: set[str] = field(default_factory=set)
    sent_away: int = 0
    texts: int = 0
    tracebacks: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        answers = ", ".join(f"{answer}: {times}" for answer, times in self.answers.most_common())
        start, middle, end = (f"{size / 2**20:.0f}" for size in self.memory)
        return (
            f"{self.frames} frames in {self.seconds:.0f} s ({answers}); the honest typed {self.words} words, "
            f"{len(self.missing)} of them missing, were sent away {self.sent_away} times, and read with "
            f"newcomers {self.texts} different text{'s' * (self.texts != 1)}; the server took {start}, "
            f"{middle} and {end} MB at start, middle and end, where a new one with the same workbook takes "
            f"{self.anew / 2**20:.0f}, and wrote {self.tracebacks} stack traces"
        )

    @property
    def is_good(self) -> bool:
        """Whether all promises were kept."""
        ours = re.compile(r"taken|(44\d\d|4\d\d) [a-z-]+")
        return (
            not (self.missing or self.sent_away or self.tracebacks)
            and self.texts == 1
            and all(ours.fullmatch(answer) for answer in self.answers)
        )


async def fuzz(shown: Demonstration, server: WarmServer, *, frames: int, random: Random) -> Figures:
    """Send so many frames to a server that runs."""
    figures, began, name = Figures(frames=frames), time.monotonic(), f"test/{uuid4()}"
    one, other, later = (shown.pass_of(role, server) for role in HONEST)
    attackers = [way_in for way_in in passes_of_seats(one) if way_in.person_id not in (other.person_id,)]
    tracebacks = server.printed().count("Traceback")
    async with YjsClient(one.address()) as ann, YjsClient(other.address(), max_size=None) as ben:
        stream = Frames(random, lambda: read_clocks(ben.document.get_state()))
        await _teach(attackers[0], stream)
        is_over = asyncio.Event()
        typing = asyncio.create_task(_type(ann, name, is_over))
        figures.memory.append(_memory(server))
        for part in (frames // 2, frames - frames // 2):
            shares = [len(range(at, part, len(attackers))) for at in range(len(attackers))]
            await asyncio.gather(
                *[
                    _attack(who, stream, share, figures.answers)
                    for who, share in zip(attackers, shares, strict=True)
                ]
            )
            figures.memory.append(_memory(server))
        is_over.set()
        words = await typing
        figures.sent_away = sum(who.close_code is not None for who in (ann, ben))
        if not figures.sent_away:
            await ann.all_saved()
            await ben.reads(name, str(ann.text(name)))
        async with YjsClient(later.address(), max_size=None) as newcomer:
            texts = [str(who.text(name)) for who in (newcomer, ann, ben)]
    # a server that is started now has the workbook from the disk, and nothing that was never given back
    await asyncio.to_thread(server.stop)
    await asyncio.to_thread(server.start)
    async with YjsClient(later.address(), max_size=None) as newcomer:
        texts.append(str(newcomer.text(name)))
        figures.anew = _memory(server)
    figures.words, figures.texts = len(words), len(set(texts))
    figures.missing = set(words) - set(re.findall(r"\d+ ", texts[0]))
    figures.tracebacks = server.printed().count("Traceback") - tracebacks
    figures.seconds = time.monotonic() - began
    return figures


async def _teach(way_in: Pass, stream: Frames) -> None:
    """Bring into the workbook what the hostile frames build on."""
    async with connect(way_in.address()) as connection:
        for frame in stream.honest():
            await connection.send(frame)
        await (await connection.ping())


async def _type(ann: YjsClient, name: str, is_over: asyncio.Event) -> list[str]:
    words: list[str] = []
    while not is_over.is_set():
        words.append(f"{len(words)} ")
        ann.type(name, words[-1])
        await asyncio.sleep(WORD_EVERY_SECONDS)
    return words


async def _attack(way_in: Pass, stream: Frames, frames: int, answers: Counter[str]) -> None:
    """Send frames one by one, so that it is known how each was answered; come back when turned away."""
    connection: ClientConnection | None = None
    began = time.monotonic()
    for number in range(frames):
        frame = stream.next()
        if stream.chance(POSTED):
            answers[await asyncio.to_thread(_post, way_in, frame)] += 1
            continue
        try:
            # with room for what nobody reads here, or it would stop hearing answers to pings
            connection = connection or await connect(
                way_in.address(), max_size=None, max_queue=None, open_timeout=PATIENCE_SECONDS
            )
            await connection.send(frame)
            # is answered once the frame before it has been read
            await (await connection.ping())
            answers["taken"] += 1
        except ConnectionClosed as closed:
            answers[f"{closed.rcvd.code} {closed.rcvd.reason}" if closed.rcvd else "cut off"] += 1
            connection = None
        await asyncio.sleep(max(0.0, began + number / FRAMES_A_SECOND - time.monotonic()))
    if connection:
        await connection.close()


def _post(way_in: Pass, frame: bytes) -> str:
    try:
        PollingClient(way_in.address(), client="fuzz").post(frame)
    except TurnedAway as refused:
        return f"{refused.status} {json.loads(refused.body)['reason']}"
    return "taken"


def _memory(server: WarmServer) -> int:
    """The bytes that the server has in memory."""
    pages = int(Path(f"/proc/{server.pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    """Print the figures; ends with 1 if a promise was not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        shown = load(Path(folder) / "shown")
        server = shown.copied_to(Path(folder) / "data")
        server.start()
        try:
            figures = asyncio.run(fuzz(shown, server, frames=options.frames, random=Random(options.seed)))
        finally:
            server.close()
    print(f"seed {options.seed}: {figures}")
    raise SystemExit(not figures.is_good)


if __name__ == "__main__":
    main()
