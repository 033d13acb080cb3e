"""Keep out of the logs what does not belong there: sign-in links (Django writes the path of a request that
it refuses), and whatever looks like patient data, should an error ever repeat what somebody typed."""

import re
from collections.abc import MutableMapping
from typing import Any

from deepdive.core.patient_data import without_findings

_SECRET = re.compile(r"(/sign-in/)[\w-]{20,}")
# the digits of a random id can look like a patient's number
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def without_sign_in_secrets(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """A log processor that leaves out the secret of every sign-in link."""
    for key, value in event.items():
        if isinstance(value, str):
            event[key] = _SECRET.sub(r"\1...", value)
    return event


def without_patient_data(
    _logger: object, _method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """A log processor that leaves out what looks like it points to a real person."""
    for key, value in event.items():
        if isinstance(value, str) and not _ID.fullmatch(value):
            event[key] = without_findings(value)
    return event
