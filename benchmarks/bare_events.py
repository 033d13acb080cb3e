"""The least that could serve a room's pages and events: one process, in memory, nobody signs in.

A peer for our room, under the same server program. It sends as many bytes as it is asked to.
"""

import asyncio
import json
import os
from collections import defaultdict
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qs

Send = Callable[[Mapping[str, Any]], Awaitable[None]]

_listeners: defaultdict[str, set[asyncio.Queue[bytes]]] = defaultdict(set)
_places: defaultdict[str, int] = defaultdict(int)


async def application(
    scope: Mapping[str, Any], receive: Callable[[], Awaitable[Mapping[str, Any]]], send: Send
) -> None:
    """``/ROOM/events`` listens; ``/ROOM/move?bytes=900`` tells all who do; ``/ROOM/page?bytes=9000``."""
    if scope["type"] != "http":
        raise NotImplementedError(scope["type"])
    room, _, kind = scope["path"].strip("/").partition("/")
    size = int(parse_qs(scope["query_string"].decode()).get("bytes", ["0"])[0])
    if kind == "events":
        await _stream(room, receive, send)
        return
    if kind == "move":
        _places[room] += 1
        message = moved(_places[room], size)
        for queue in _listeners[room]:
            queue.put_nowait(message)
    page = b"." * size if kind == "page" else b""
    await send(
        {
            "type": "http.response.start",
            "status": 200,
            "headers": [(b"content-length", str(len(page)).encode())],
        }
    )
    await send({"type": "http.response.body", "body": page})


def moved(place: int, size: int) -> bytes:
    """An event of that many bytes, or of as few as there must be."""
    empty = _event(place, "")
    return _event(place, "." * max(0, size - len(empty)))


def _event(place: int, now: str) -> bytes:
    data = json.dumps({"place": place, "stir": 0, "now": now})
    return f"id: {place}-0\nevent: moved\ndata: {data}\n\n".encode()


async def _stream(room: str, receive: Callable[[], Awaitable[Mapping[str, Any]]], send: Send) -> None:
    queue: asyncio.Queue[bytes] = asyncio.Queue()
    _listeners[room].add(queue)
    headers = [(b"content-type", b"text/event-stream")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"event: here\ndata: {}\n\n", "more_body": True})
    sending = asyncio.create_task(_pass_on(queue, send))
    try:
        while (await receive())["type"] != "http.disconnect":
            pass
    finally:
        sending.cancel()
        _listeners[room].discard(queue)


async def _pass_on(queue: asyncio.Queue[bytes], send: Send) -> None:
    while True:
        await send({"type": "http.response.body", "body": await queue.get(), "more_body": True})


if __name__ == "__main__":
    import uvicorn

    uvicorn.run(
        "benchmarks.bare_events:application",
        port=int(os.environ["PORT"]),
        log_level="warning",
        lifespan="off",
        backlog=2048,
    )
