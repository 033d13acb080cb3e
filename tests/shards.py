"""Several real processes behind a proxy: pages from one, workbooks from others, rows in PostgreSQL."""

import time
from pathlib import Path

from deepdive.workbook.leases import LEASE_SECONDS
from tests.proxy import Proxy
from tests.server import Server, free_port


class Shards(Server):
    """A demonstration like :class:`Server`, in which ``count`` processes share the workbooks."""

    def __init__(self, data_folder: Path, database_url: str, *, count: int = 1) -> None:
        super().__init__(data_folder, port=free_port())
        settings = self.settings = {"DEEPDIVE_DATABASE_URL": database_url, "DEEPDIVE_ADDRESS": self.address}
        self.web = Server(data_folder, port=free_port(), settings=settings, links=self.links)
        plain = [free_port() for _ in range(count)]
        self.syncs = [
            Server(data_folder, port=free_port(), settings=settings, words=("sync", "--http-port", str(port)))
            for port in plain
        ]
        self.proxy = Proxy(
            self.port, web=self.web.port, sockets=[sync.port for sync in self.syncs], plain=plain
        )
        self.proxy.start()
        self._killed_at = -1000.0

    def start(self) -> None:
        """Start all processes and wait until they serve, workbooks too: those that a killed process had
        open can be opened once its leases have run out."""
        time.sleep(max(0.0, self._killed_at + LEASE_SECONDS + 1 - time.monotonic()))
        self.web.start()
        for sync in self.syncs:
            sync.start()

    def kill(self) -> None:
        """End all processes as a power cut would."""
        for server in (self.web, *self.syncs):
            server.kill()
        self._killed_at = time.monotonic()

    def stop(self) -> None:
        """Ask all processes to end, and wait until they have."""
        for server in (self.web, *self.syncs):
            server.stop()

    def owner(self, workbook: str) -> Server:
        """The process that the proxy sends a workbook to."""
        return self.syncs[self.proxy.place_of(workbook)]
