"""Kill the server at random moments while people type, and count what was lost.

python -m tests.faults.kill_often --times 200
"""

import argparse
import asyncio
import re
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from tests.faults.demonstration import Demonstration, load
from tests.faults.disk import read_disk
from tests.faults.typists import PollingTypist, SocketTypist, Typist, promised
from tests.faults.warm_server import WarmServer

FIELD = "press-release/summary"
# a kill comes at any moment from the first connection to well into the typing
LONGEST_LIFE_SECONDS = 1.2
PAUSES = (0.001, 0.004, 0.02)


@dataclass
class Figures:
    """What came of it. A word is lost if it was acknowledged, or seen by somebody else, and is not there."""

    kills: int = 0
    typed: int = 0
    acknowledged: int = 0
    lost: set[str] = field(default_factory=set)
    twice: set[str] = field(default_factory=set)
    never_arrived: set[str] = field(default_factory=set)
    texts: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        return (
            f"{self.kills} kills in {self.seconds:.0f} s: {self.typed} words typed, {self.acknowledged} of "
            f"them acknowledged before a kill or seen by others, {len(self.lost)} of these lost; in the end "
            f"{len(self.never_arrived)} had not arrived, {len(self.twice)} stood twice, and the people and a "
            f"newcomer read {self.texts} different text{'s' * (self.texts != 1)}"
        )

    @property
    def is_good(self) -> bool:
        """Whether all promises were kept."""
        return not (self.lost or self.twice or self.never_arrived) and self.texts == 1


def kill_often(server: WarmServer, people: list[Typist], *, times: int, random: Random) -> Figures:
    """Kill it so many times. The server is not running, and will not be in the end."""
    figures, began = Figures(), time.monotonic()
    kept: set[str] = set()
    workbook = people[0].workbook
    for _ in range(times):
        server.start()
        asyncio.run(_type_until_killed(server, people, random))
        figures.kills += 1
        kept |= promised(people)
        disk = read_disk(server.data_folder, workbook)
        figures.lost |= disk.missing(kept, FIELD)
    figures.acknowledged = len(kept)
    server.start()
    newcomer = SocketTypist(people[0].way_in, "z", FIELD)
    asyncio.run(_meet([*people, newcomer]))
    server.kill()
    words = re.findall(r"[a-z]\d+ ", newcomer.reads())
    typed = [word for person in people for word in person.typed]
    figures.typed = len(typed)
    figures.never_arrived = set(typed) - set(words)
    figures.twice = {word for word in words if words.count(word) > 1} if len(words) > len(typed) else set()
    figures.texts = len({person.reads() for person in [*people, newcomer]})
    figures.seconds = time.monotonic() - began
    return figures


async def _type_until_killed(server: WarmServer, people: list[Typist], random: Random) -> None:
    at_work = [asyncio.create_task(person.go_on(pause=random.choice(PAUSES))) for person in people]
    await asyncio.sleep(random.uniform(0, LONGEST_LIFE_SECONDS))
    await asyncio.to_thread(server.kill)
    await asyncio.gather(*at_work)


async def _meet(people: list[Typist]) -> None:
    """All come, one after another, until nobody has anything new for the others."""
    for _ in range(2):
        for person in people:
            await person.catch_up()


def people_at_work(shown: Demonstration, server: WarmServer) -> list[Typist]:
    """Three people of the demonstration: two who come by socket, one by post."""
    kinds = {"attendee": SocketTypist, "facilitator": SocketTypist, "co-facilitator": PollingTypist}
    return [
        kind(shown.pass_of(role, server), letter, FIELD)
        for (role, kind), letter in zip(kinds.items(), "abc", strict=True)
    ]


def main() -> None:
    """Print the figures; ends with 1 if a promise was not kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    options = parser.parse_args()
    with TemporaryDirectory() as folder:
        shown = load(Path(folder) / "shown")
        server = shown.copied_to(Path(folder) / "data")
        people = people_at_work(shown, server)
        figures = kill_often(server, people, times=options.times, random=Random(options.seed))
        server.close()
    print(f"seed {options.seed}: {figures}")
    raise SystemExit(not figures.is_good)


if __name__ == "__main__":
    main()
