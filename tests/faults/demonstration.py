"""A demonstration that was loaded once, and any number of servers that have it."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.faults.passes import Pass, pass_for
from tests.faults.warm_server import WarmServer
from tests.server import Server, free_port

ROLES = ("attendee", "facilitator", "co-facilitator", "organiser")


@dataclass(frozen=True)
class Demonstration:
    """The data folder of a demonstration, its sign-in links, and who may open the first cohort's workbook."""

    folder: Path
    shown_at: str
    links: dict[tuple[str, str], str]
    passes: dict[str, Pass]

    def copied_to(self, folder: Path) -> WarmServer:
        """A server, not running yet, that has the demonstration in a folder of its own."""
        shutil.copytree(self.folder, folder)
        server = WarmServer(folder, port=free_port())
        for who, link in self.links.items():
            server.links[who] = link.replace(self.shown_at, server.address)
        return server

    def pass_of(self, role: str, server: Server) -> Pass:
        """The pass of somebody for a copy."""
        return self.passes[role].at(server)


def load(folder: Path) -> Demonstration:
    """Start a demonstration as a user does, so that it is loaded, and stop it again."""
    server = Server(folder)
    server.start()
    try:
        passes = {role: pass_for(server, role) for role in ROLES}
    finally:
        server.stop()
    return Demonstration(folder, server.address, server.links, passes)
