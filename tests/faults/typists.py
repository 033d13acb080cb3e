"""People who type words that can be told apart, and who remember which of them are acknowledged."""

import asyncio
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from contextlib import suppress
from http.client import HTTPException
from typing import Any

from pycrdt import Doc, Text
from websockets.exceptions import InvalidHandshake, InvalidMessage

from deepdive.workbook.protocol import Kind, Sync
from tests.faults.passes import Pass
from tests.polling_client import PollingClient, TurnedAway
from tests.yjs_client import YjsClient

# What it may look like from outside that a server is away, or lets nobody in.
AWAY = (OSError, EOFError, HTTPException, InvalidHandshake, InvalidMessage, TurnedAway)
COME_BACK_EVERY_SECONDS = 0.2


class Typist(ABC):
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

    @abstractmethod
    async def go_on(self, *, pause: float) -> None:
        """Come in, send what has not been sent, and type a word every ``pause`` seconds until cut off."""

    @abstractmethod
    async def catch_up(self) -> None:
        """Come in until all is sent and received, and go; one of ``AWAY`` if that is not possible."""

    async def come_back(self, *, within_seconds: float) -> None:
        """Catch up, trying again and again as pages do."""
        async with asyncio.timeout(within_seconds):
            while True:
                with suppress(*AWAY):
                    await self.catch_up()
                    return
                await asyncio.sleep(COME_BACK_EVERY_SECONDS)

    def _address(self) -> str:
        return self.way_in.address()

    def _text(self) -> Text:
        text: Text = self.document.get(self.field, type=Text)
        return text


class SocketTypist(Typist):
    """Comes by websocket."""

    async def go_on(self, *, pause: float) -> None:
        client = _CountingClient(self._address(), document=self.document)
        with suppress(*AWAY):
            async with client:
                while client.close_code is None:
                    self.type()
                    await asyncio.sleep(pause)
        self._note(client)

    async def catch_up(self) -> None:
        async with _CountingClient(self._address(), document=self.document) as client:
            await client.until(lambda: client.close_code is not None or client.saved >= client.sent)
            self._note(client)
            if client.close_code is not None:
                raise ConnectionError(client.close_reason)

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
        with suppress(*AWAY):
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


def promised(people: Iterable[Typist]) -> set[str]:
    """What has been acknowledged, or stands in the text of somebody who did not type it."""
    seen = {
        word
        for person in people
        for word in re.findall(r"[a-z]\d+ ", person.reads())
        if word[0] != person.letter
    }
    return seen.union(*(person.acknowledged for person in people))
