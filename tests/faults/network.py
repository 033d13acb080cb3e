"""A network between people and a server that can be cut, as real ones are: nothing gets through any more,
and neither side is told."""

import asyncio
from contextlib import suppress
from types import TracebackType
from typing import Self

from tests.server import Server


class Network:
    """Carries connections to a server of this computer while it is whole."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._is_whole = {"there": asyncio.Event(), "back": asyncio.Event()}
        self._carried: set[asyncio.Task[None]] = set()
        self._ends: set[asyncio.StreamWriter] = set()
        self.mend()

    async def __aenter__(self) -> Self:
        self._entrance = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        self.port = self._entrance.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._entrance.close()
        self.break_off()
        for task in list(self._carried):
            task.cancel()
        await asyncio.gather(*self._carried, return_exceptions=True)

    def leads(self, address: str) -> str:
        """The same address, by way of this network."""
        return address.replace(f":{self._server.port}/", f":{self.port}/", 1)

    def cut(self) -> None:
        """From now on nothing gets through. What is sent waits on its way."""
        self.cut_answers()
        self._is_whole["there"].clear()

    def cut_answers(self) -> None:
        """From now on the server hears everything, and nobody hears the server."""
        self._is_whole["back"].clear()

    def mend(self) -> None:
        """What waits arrives, and everything after it."""
        for way in self._is_whole.values():
            way.set()

    def break_off(self) -> None:
        """Both sides give up every connection that there is; what waits is lost."""
        for end in self._ends:
            end.transport.abort()

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task
        self._carried.add(task)
        task.add_done_callback(self._carried.discard)
        beyond, to = await asyncio.open_connection("127.0.0.1", self._server.port)
        ends = {writer, to}
        self._ends |= ends
        try:
            await asyncio.gather(
                _pass_on(reader, to, self._is_whole["there"]),
                _pass_on(beyond, writer, self._is_whole["back"]),
            )
        finally:
            self._ends -= ends
            for end in ends:
                end.transport.abort()


async def _pass_on(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, is_whole: asyncio.Event
) -> None:
    with suppress(OSError):
        while data := await reader.read(65536):
            await is_whole.wait()
            writer.write(data)
            await writer.drain()
    with suppress(OSError, RuntimeError):  # the other side has gone too
        writer.write_eof()
