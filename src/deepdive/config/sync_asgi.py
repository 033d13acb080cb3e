"""What a process that serves only workbooks answers: websockets on one port, by picows, and plain HTTP
for ``/workbooks/<id>/updates`` on another. Both have the same open workbooks in the same loop."""

import os
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from socket import socket
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deepdive.config.settings")
_pages = get_asgi_application()

# what holds models can be imported once Django is set up
from deepdive.config.lifespan import lifespan, workbooks  # noqa: E402
from deepdive.config.picows_listener import listen  # noqa: E402

OURS = re.compile(r"^/(healthz|workbooks/[0-9a-f-]+/updates)$")
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Send = Callable[[Mapping[str, Any]], Awaitable[None]]


def sync_application(
    listener: socket, *, backlog: int
) -> Callable[[dict[str, Any], Receive, Send], Awaitable[None]]:
    """The ASGI application for plain HTTP; while it lives, websockets are served on ``listener``."""

    async def application(scope: dict[str, Any], receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await lifespan(receive, send, _alive(listener, backlog=backlog))
        elif OURS.match(scope["path"]):
            await _pages(scope, receive, send)
        else:
            await send({"type": "http.response.start", "status": 404, "headers": []})
            await send({"type": "http.response.body", "body": b""})

    return application


@asynccontextmanager
async def _alive(listener: socket, *, backlog: int) -> AsyncIterator[None]:
    async with workbooks():
        server = await listen(listener, backlog=backlog)
        yield
        server.close()
