"""Keep sign-in links out of the logs: Django writes the path of a request that it refuses."""

import re
from collections.abc import MutableMapping
from typing import Any

_SECRET = re.compile(r"(/sign-in/)[\w-]{20,}")


def without_sign_in_secrets(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """A log processor that leaves out the secret of every sign-in link."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = _SECRET.sub(r"\1...", value)
    return event
