"""People who type words that can be told apart, and who remember which of them are acknowledged."""

import asyncio
import re
from contextlib import suppress
from http.client import HTTPException
from typing import Any
from urllib.error import URLError

from pycrdt import Doc, Text
from websockets.exceptions import InvalidHandshake, InvalidMessage

from deepdive.workbook.protocol import Kind, Sync
from tests.faults.passes import Pass
from tests.polling_client import PollingClient, TurnedAway
from tests.yjs_client import YjsClient


class Typist:
    """Types into one text of one document, whatever becomes of the server meanwhile."""

    def __init__(self, way_in: Pass, letter: str, field: str) -> None:
        self.letter, self.field = letter, field
        self.document: Doc[Any] = Doc()
        self.typed: list[str] = []
        self.acknowledged: set[str] = set()
        self.way_in = way_in
        self.workbook = way_in.workbook

    def type(self) -> None:
        """One more word, in one piece."""
        word = f"{self.letter}{len(self.typed)} "
        self.typed.append(word)
        text = self._text()
        text.insert(len(text), word)

    def reads(self) -> str:
        """What the text says here."""
        return str(self._text())

    async def go_on(self, *, pause: float) -> None:
        """Come in, send what has not been sent, and type a word every ``pause`` seconds until cut off."""
        raise NotImplementedError

    async def catch_up(self) -> None:
        """Come in until all is sent and received, and go."""
        raise NotImplementedError

    def _address(self) -> str:
        return self.way_in.address()

    def _text(self) -> Text:
        text: Text = self.document.get(self.field, type=Text)
        return text


class SocketTypist(Typist):
    """Comes by websocket."""

    async def go_on(self, *, pause: float) -> None:
        client = _CountingClient(self._address(), document=self.document)
        with suppress(OSError, EOFError, InvalidHandshake, InvalidMessage):
            async with client:
                while client.close_code is None:
                    self.type()
                    await asyncio.sleep(pause)
        self._note(client)

    async def catch_up(self) -> None:
        async with _CountingClient(self._address(), document=self.document) as client:
            await client.all_saved()
        self._note(client)

    def _note(self, client: "_CountingClient") -> None:
        for words in client.sent_words[: client.saved]:
            self.acknowledged |= words & set(self.typed)


class _CountingClient(YjsClient):
    """Notes which words are in each update that it sends: the server counts the updates that it has saved."""

    def __init__(self, address: str, **more: Any) -> None:
        super().__init__(address, **more)
        self.sent_words: list[set[str]] = []

    async def send_raw(self, message: bytes) -> None:
        if message[0] == Kind.SYNC and message[1] in (Sync.STEP_2, Sync.UPDATE):
            self.sent_words.append({word.decode() for word in re.findall(rb"[a-z]\d+ ", message)})
        await super().send_raw(message)


class PollingTypist(Typist):
    """Comes by plain HTTP."""

    async def go_on(self, *, pause: float) -> None:
        with suppress(URLError, HTTPException, ConnectionError, TurnedAway):
            client = self._client()
            while True:
                for _ in range(3):
                    self.type()
                await self._exchange(client)
                await asyncio.sleep(pause)

    async def catch_up(self) -> None:
        client = self._client()
        await self._exchange(client)
        await self._exchange(client)

    def _client(self) -> PollingClient:
        return PollingClient(self._address(), client=self.letter, document=self.document)

    async def _exchange(self, client: PollingClient) -> None:
        words = list(self.typed)
        await asyncio.to_thread(client.exchange)
        self.acknowledged.update(words)
