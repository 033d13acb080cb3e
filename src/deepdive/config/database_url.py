"""The address of a PostgreSQL database, as operators write it."""

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit


def read_database_url(url: str) -> dict[str, Any]:
    """Django's NAME, USER, PASSWORD, HOST, PORT and OPTIONS for ``postgresql://...``.

    As libpq reads it: every part but the database may be left out, and parameters follow a question mark
    (``?host=/run/postgresql`` for a socket, ``?sslmode=verify-full``). ValueError if it is none.
    """
    # a message must not repeat the address, because it holds a password
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError("has a port or host that cannot be read") from None
    if parts.scheme not in ("postgresql", "postgres"):
        raise ValueError("must start with postgresql://")
    name = unquote(parts.path.removeprefix("/"))
    if not name or "/" in name:
        raise ValueError("must end with the database's name, as in postgresql://host/deepdive")
    more = dict(parse_qsl(parts.query))
    return {
        "NAME": name,
        "USER": unquote(parts.username or more.pop("user", "")),
        "PASSWORD": unquote(parts.password or "") or more.pop("password", ""),
        "HOST": parts.hostname or more.pop("host", ""),
        "PORT": str(port or more.pop("port", "")),
        "OPTIONS": more,
    }
