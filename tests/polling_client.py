"""A Yjs client in Python that speaks by plain HTTP, as a page does behind a proxy without websockets."""

from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from pycrdt import Doc, Text

from deepdive.workbook import protocol
from deepdive.workbook.protocol import Kind, Presence, Reader, Sync
from tests.patience import PATIENCE_SECONDS


class TurnedAway(Exception):
    """The server answered with a status that is no success."""

    def __init__(self, status: int, body: str) -> None:
        super().__init__(f"{status} {body}")
        self.status = status
        self.body = body


class PollingClient:
    """Keeps its document the same as the server's by POSTs to ``/workbooks/<id>/updates``."""

    def __init__(self, sync_address: str, *, client: str = "", document: Doc[Any] | None = None) -> None:
        self.document: Doc[Any] = document or Doc()
        self.presences: dict[int, Presence] = {}
        address = sync_address.replace("ws://", "http://", 1).replace("/sync?", "/updates?")
        self.address = f"{address}&client={client}"
        self._known = b"\x00"  # the server's state vector as we last heard it

    def text(self, name: str) -> Text:
        """A shared text of the document."""
        text: Text = self.document.get(name, type=Text)
        return text

    def type(self, name: str, what: str) -> None:
        """Type at the end of a text; sent by the next exchange."""
        text = self.text(name)
        text.insert(len(text), what)

    def exchange(self, *more: bytes) -> None:
        """Send what the server lacks and ``more`` messages, take in what we lack; TurnedAway if refused."""
        reader = Reader(self.post(b"".join([self.everything(), *more])))
        while not reader.is_done:
            self._receive(reader)

    def everything(self) -> bytes:
        """What we have, and what the server lacks as far as we know."""
        mine = protocol.sync(Sync.STEP_1, self.document.get_state())
        return mine + protocol.sync(Sync.UPDATE, self.document.get_update(self._known))

    def post(self, body: bytes) -> bytes:
        """Send bytes as they are."""
        request = Request(
            self.address, data=body, headers={"Content-Type": "application/octet-stream"}, method="POST"
        )
        try:
            with urlopen(request, timeout=PATIENCE_SECONDS) as answer:
                data: bytes = answer.read()
                return data
        except HTTPError as error:
            raise TurnedAway(error.code, error.read().decode()) from None

    def _receive(self, reader: Reader) -> None:
        kind = reader.integer()
        if kind == Kind.SAVED:
            reader.integer()
        elif kind == Kind.AWARENESS:
            self.presences |= {p.client: p for p in protocol.read_presences(reader.block())}
        elif kind == Kind.SYNC:
            step, data = reader.integer(), reader.block()
            if step == Sync.STEP_1:
                self._known = data
            else:
                self.document.apply_update(data)
