"""The server's websockets, with a short way for binary messages.

Plain ASGI passes each message through a queue, a task and a dictionary, and stops reading from the network
until the application has asked for the next one. For a document that twelve people type in, that takes
several times as long as the document itself. The scope's extension ``deepdive.direct`` is the short way;
everything else of a connection (handshake, ping, close) stays uvicorn's.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from deepdive.workbook.limits import LIMITS
from deepdive.workbook.refusals import Refusal

if TYPE_CHECKING:
    from websockets.http11 import Request

# The first bytes of a whole binary frame, by how its length is written (RFC 6455, section 5.2).
_BINARY, _BINARY_16, _BINARY_64 = b"\x82", b"\x82\x7e", b"\x82\x7f"


class DirectWire:
    """The short way of one websocket; a :class:`deepdive.workbook.sync.TakingWire`."""

    def __init__(self, websocket: "DirectWebSocket") -> None:
        self.take: Callable[[bytes], None] | None = None
        self._websocket = websocket

    def send(self, message: bytes) -> None:
        """Write the message as one frame."""
        websocket, transport = self._websocket, self._websocket.transport
        if websocket.close_sent or websocket.disconnected or transport.is_closing():
            return
        length = len(message)
        if length < 126:
            header = _BINARY + length.to_bytes(1, "big")
        elif length < 65536:
            header = _BINARY_16 + length.to_bytes(2, "big")
        else:
            header = _BINARY_64 + length.to_bytes(8, "big")
        transport.write(header + message)
        if transport.get_write_buffer_size() > LIMITS.most_unsent:
            transport.abort()

    def close(self, refusal: Refusal) -> None:
        """End the connection with the refusal's code and reason."""
        websocket = self._websocket
        if websocket.close_sent or websocket.disconnected or websocket.transport.is_closing():
            return
        task = websocket.loop.create_task(
            websocket.send({"type": "websocket.close", "code": int(refusal), "reason": refusal.reason})
        )
        websocket.tasks.add(task)
        task.add_done_callback(websocket.tasks.discard)
        task.add_done_callback(lambda done: None if done.cancelled() else done.exception())


class DirectWebSocket(WebSocketsSansIOProtocol):
    """A websocket of uvicorn with the extension in its scope."""

    direct: DirectWire | None = None

    def handle_connect(self, event: "Request") -> None:
        """Begin as uvicorn does, and offer the extension."""
        super().handle_connect(event)
        if not self.close_sent:
            self.direct = DirectWire(self)
            self.scope["extensions"]["deepdive.direct"] = self.direct  # type: ignore[assignment]

    def send_receive_event_to_app(self) -> None:
        """Hand a binary message straight on, once somebody takes them."""
        take = self.direct.take if self.direct else None
        if take is None or self.curr_msg_data_type == "text":
            super().send_receive_event_to_app()
            return
        frames, self.frames = self.frames, []
        if not self.close_sent:
            take(frames[0] if len(frames) == 1 else b"".join(frames))
