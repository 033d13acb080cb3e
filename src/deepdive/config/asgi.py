"""The ASGI application: pages go to Django, websockets to the workbook, start and end to us."""

import os
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "deepdive.config.settings")
_pages = get_asgi_application()

# what holds models can be imported once Django is set up
from deepdive.config.lifespan import lifespan, web_process  # noqa: E402
from deepdive.workbook.sync import sync_endpoint  # noqa: E402


async def application(
    scope: dict[str, Any],
    receive: Callable[[], Awaitable[Mapping[str, Any]]],
    send: Callable[[Mapping[str, Any]], Awaitable[None]],
) -> None:
    """Serve one request, one websocket, or the server's own life."""
    if scope["type"] == "lifespan":
        await lifespan(receive, send, web_process())
    elif scope["type"] == "websocket":
        await sync_endpoint(scope, receive, send)
    else:
        await _pages(scope, receive, send)
