"""A Yjs client in Python: a real document that speaks the y-protocols over a real websocket."""

import asyncio
import json
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Any, Self

import websockets
from pycrdt import Doc, Text

from deepdive.workbook import protocol
from deepdive.workbook.protocol import Kind, Presence, Reader, Sync
from tests.patience import PATIENCE_SECONDS


class YjsClient:
    """Opens a workbook's sync endpoint and keeps its document the same as the server's."""

    def __init__(self, address: str, *, document: Doc[Any] | None = None, **connect: Any) -> None:
        self.document: Doc[Any] = document or Doc()
        self.sent = 0
        self.saved = 0
        self.presences: dict[int, Presence] = {}
        self.close_code: int | None = None
        self.close_reason: str | None = None
        self._address = address
        self._connect = connect
        self._changed = asyncio.Event()
        self._applying = False

    async def __aenter__(self) -> Self:
        self._socket = await websockets.connect(self._address, **self._connect)
        self._synced = asyncio.Event()
        self._listening = asyncio.create_task(self._listen())
        self._watch = self.document.observe(self._send_update)
        with suppress(websockets.ConnectionClosed):  # it may be over already
            await self.send_raw(protocol.sync(Sync.STEP_1, self.document.get_state()))
        await self.until(lambda: self._synced.is_set() or self.close_code is not None)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.document.unobserve(self._watch)
        self._listening.cancel()
        await self._socket.close()

    def text(self, name: str) -> Text:
        """A shared text of the document."""
        text: Text = self.document.get(name, type=Text)
        return text

    def type(self, name: str, what: str) -> None:
        """Type at the end of a text."""
        text = self.text(name)
        text.insert(len(text), what)

    def replace(self, name: str, what: str) -> None:
        """Make a text say that, by hand: all that stood there goes, in one update."""
        text = self.text(name)
        with self.document.transaction():
            text.clear()
            text.insert(0, what)

    def drop(self) -> None:
        """Lose the connection without a word."""
        self._socket.transport.abort()

    async def send_raw(self, message: bytes) -> None:
        """Send bytes as they are."""
        await self._socket.send(message)

    async def be_present(self, state: dict[str, Any], *, clock: int = 1) -> None:
        """Tell the others about oneself."""
        me = Presence(self.document.client_id % 2**31, clock, json.dumps(state).encode())
        await self.send_raw(protocol.awareness([me]))

    async def repeat_presences(self) -> None:
        """Send on what was heard about others, as stock clients do."""
        await self.send_raw(protocol.awareness(list(self.presences.values())))

    async def all_saved(self) -> None:
        """Wait until the server has saved everything that was sent; an error if it hung up before."""
        await self.until(lambda: self.saved >= self.sent or self.close_code is not None)
        assert self.saved >= self.sent, f"not saved: {self.close_code} {self.close_reason}"

    async def reads(self, name: str, expected: str) -> None:
        """Wait until the text says that."""
        await self.until(lambda: str(self.text(name)) == expected)

    async def reads_presence(self, state: dict[str, Any]) -> None:
        """Wait until somebody says that about themselves."""
        await self.until(
            lambda: any(json.loads(p.state) == state for p in self.presences.values() if p.state)
        )

    async def closed(self) -> int:
        """Wait until the server has ended the connection; the close code."""
        await self.until(lambda: self.close_code is not None)
        assert self.close_code is not None
        return self.close_code

    @property
    def there(self) -> list[Presence]:
        """Who is present, as far as it has heard; also of who has left, others may tell for a while."""
        return [presence for presence in self.presences.values() if presence.state != b"null"]

    async def knows_of(self, people: int) -> None:
        """Wait until that many others are present."""
        await self.until(lambda: len(self.there) == people)

    async def until(self, happened: Callable[[], bool]) -> None:
        """Wait until that is so."""
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not happened():
                self._changed.clear()
                await self._changed.wait()
                if self._listening.done() and not self._listening.cancelled():
                    # what the server sent could not be taken in
                    self._listening.result()

    async def _listen(self) -> None:
        try:
            async for message in self._socket:
                assert isinstance(message, bytes)
                await self._receive(Reader(message))
                self._changed.set()
        except websockets.ConnectionClosed:
            pass
        finally:
            self._changed.set()
        self.close_code, self.close_reason = self._socket.close_code, self._socket.close_reason
        self._changed.set()

    async def _receive(self, reader: Reader) -> None:
        kind = reader.integer()
        if kind == Kind.SAVED:
            self.saved = reader.integer()
        elif kind == Kind.AWARENESS:
            self.presences |= {p.client: p for p in protocol.read_presences(reader.block())}
        elif kind == Kind.SYNC:
            step, data = reader.integer(), reader.block()
            if step == Sync.STEP_1:
                self.sent += 1
                await self.send_raw(protocol.sync(Sync.STEP_2, self.document.get_update(data)))
                self._synced.set()
            else:
                self._applying = True
                self.document.apply_update(data)
                self._applying = False

    async def _send(self, message: bytes) -> None:
        with suppress(websockets.ConnectionClosed):  # the document keeps it
            await self.send_raw(message)

    def _send_update(self, event: Any) -> None:
        if not self._applying:
            self.sent += 1
            asyncio.get_running_loop().create_task(self._send(protocol.sync(Sync.UPDATE, event.update)))
