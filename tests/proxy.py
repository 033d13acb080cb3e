"""A proxy as stands in front of several processes: it sends each workbook to one of them."""

import asyncio
import re
import threading
from collections.abc import Sequence
from contextlib import suppress
from zlib import crc32

WORKBOOK = re.compile(rb"^\S+ /workbooks/([0-9a-f-]{36})/(sync|updates)[? ]")
Ports = Sequence[int]


class Proxy:
    """Listens on ``port`` of this computer in a thread of its own.

    Pages go to ``web``. A workbook's websockets go to one of ``sockets``, chosen by its id, and its plain
    HTTP to the one of ``plain`` in the same place; if that process is away, to the next.
    """

    def __init__(self, port: int, *, web: int, sockets: Ports, plain: Ports) -> None:
        self._port, self._web = port, web
        self._shards = {b"sync": sockets, b"updates": plain}
        self._loop = asyncio.new_event_loop()
        self._is_open = threading.Event()
        self._thread = threading.Thread(target=self._run, name="proxy", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()
        assert self._is_open.wait(20)

    def stop(self) -> None:
        """Cut all connections."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def place_of(self, workbook: str) -> int:
        """Which process has the workbook as long as it is there."""
        return crc32(workbook.encode()) % len(self._shards[b"sync"])

    def _run(self) -> None:
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", self._port))
        self._is_open.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            head = await reader.readuntil(b"\r\n\r\n")
            beyond, to = await self._connect(head)
            if b"\r\nupgrade: websocket" not in head.lower():
                # one request a connection, because the next may have to go elsewhere
                head = re.sub(rb"\r\nconnection:[^\r]*", b"", head, flags=re.IGNORECASE)
                head = head[:-2] + b"Connection: close\r\n\r\n"
            to.write(head)
            await asyncio.gather(_pass_on(reader, to), _pass_on(beyond, writer))
        writer.close()

    async def _connect(self, head: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        found = WORKBOOK.match(head)
        if found is None:
            return await asyncio.open_connection("127.0.0.1", self._web)
        ports = self._shards[found[2]]
        first = self.place_of(found[1].decode())
        for at in range(len(ports)):
            with suppress(OSError):
                return await asyncio.open_connection("127.0.0.1", ports[(first + at) % len(ports)])
        raise OSError("no process is there")


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Everything that comes, until its end; what is left of a cut connection is cut too."""
    try:
        while data := await reader.read(65536):
            writer.write(data)
            await writer.drain()
    except OSError:
        writer.transport.abort()
    finally:
        writer.close()
