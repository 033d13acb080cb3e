"""The websockets of a process that serves nothing else, by picows, where a message costs microseconds."""

import asyncio
from asyncio import Future, Server, Task
from collections.abc import Callable
from socket import socket
from typing import cast

import structlog
from picows import (
    WSCloseCode,
    WSFrame,
    WSListener,
    WSMsgType,
    WSTransport,
    WSUpgradeRequest,
    WSUpgradeResponse,
    WSUpgradeResponseWithListener,
    ws_create_server,
)

from deepdive.workbook.connection import Connection
from deepdive.workbook.limits import LIMITS
from deepdive.workbook.open_workbooks import GOODBYE_SECONDS
from deepdive.workbook.refusals import Refusal
from deepdive.workbook.sync import come_in

PING_SECONDS = 20.0
log = structlog.get_logger()


async def listen(listener: socket, *, backlog: int) -> Server:
    """Serve websockets on the socket, in the running loop."""
    return await ws_create_server(
        _greet,
        sock=listener,
        backlog=backlog,
        max_frame_size=LIMITS.largest_frame,
        enable_auto_ping=True,
        auto_ping_idle_timeout=PING_SECONDS,
        auto_ping_reply_timeout=PING_SECONDS,
    )


def _greet(request: WSUpgradeRequest) -> WSListener | WSUpgradeResponseWithListener:
    if request.path == b"/healthz":
        return WSUpgradeResponseWithListener(WSUpgradeResponse.create_ok_response(b"ok"), None)
    return PicowsWire(request)


class PicowsWire(WSListener):
    """One websocket; a :class:`deepdive.workbook.sync.TakingWire`."""

    def __init__(self, request: WSUpgradeRequest) -> None:
        self.take: Callable[[bytes], None] | None = None
        self._request = request
        self._parts = bytearray()  # of a message that comes in several frames
        self._gone: Future[None] = asyncio.get_running_loop().create_future()
        self._transport: WSTransport
        self._serving: Task[None]

    def send(self, message: bytes) -> None:
        """Send the message as one frame; a client that reads too slowly is cut off."""
        transport = self._transport
        transport.send(WSMsgType.BINARY, message)
        if transport.underlying_transport.get_write_buffer_size() > LIMITS.most_unsent:
            transport.disconnect(graceful=False)

    def close(self, refusal: Refusal) -> None:
        """End the connection with the refusal's code and reason; what still comes is not heard."""
        self.take = None
        if self._gone.done():
            return
        # the library takes any number, and names only those of the standard
        self._transport.send_close(cast(WSCloseCode, int(refusal)), refusal.reason)
        asyncio.get_running_loop().call_later(GOODBYE_SECONDS, self._transport.disconnect, False)

    def on_ws_connected(self, transport: WSTransport) -> None:
        """Ask whether the client may come in."""
        self._transport = transport
        path, _, query = self._request.path.decode("latin-1").partition("?")
        headers = {name.lower(): value for name, value in self._request.headers.items()}
        early: list[bytes] = []
        self.take = early.append
        self._serving = asyncio.create_task(come_in(self, path, query, headers, early, until=self._until))
        self._serving.add_done_callback(self._served)

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        """Hand a whole message on."""
        kind = frame.msg_type
        if kind == WSMsgType.BINARY and frame.fin:
            if self.take:
                self.take(frame.get_payload_as_bytes())
        elif kind == WSMsgType.CLOSE:
            if not transport.is_close_frame_sent:
                transport.send_close(WSCloseCode.OK)
            transport.disconnect()
        elif kind in (WSMsgType.BINARY, WSMsgType.CONTINUATION):
            self._take_part(frame)
        elif kind == WSMsgType.TEXT:
            self.close(Refusal.MALFORMED)

    def on_ws_disconnected(self, transport: WSTransport) -> None:  # noqa: ARG002
        """The client has gone, by its own will or not."""
        if not self._gone.done():
            self._gone.set_result(None)

    def pause_writing(self) -> None:
        """Nothing: :meth:`send` looks after clients that read slowly."""

    def resume_writing(self) -> None:
        """Nothing, likewise."""

    def _take_part(self, frame: WSFrame) -> None:
        self._parts += frame.get_payload_as_bytes()
        if len(self._parts) > LIMITS.largest_frame:
            self.close(Refusal.TOO_LARGE)
        elif not frame.fin:
            return
        elif self.take:
            self.take(bytes(self._parts))
        self._parts.clear()

    async def _until(self, _connection: Connection | None) -> None:
        await self._gone

    def _served(self, task: Task[None]) -> None:
        fault = None if task.cancelled() else task.exception()
        if fault:
            log.error("websocket_not_served", fault=type(fault).__name__)
            self.close(Refusal.TRY_AGAIN)
