"""The call beside the workshop: a join link that somebody made in Teams or Meet."""

from enum import StrEnum
from urllib.parse import urlsplit

from deepdive.core.refused import Refused


class Platform(StrEnum):
    """Where the call is held."""

    TEAMS = "teams"
    MEET = "meet"


PLATFORM_NAMES = {Platform.TEAMS: "Microsoft Teams", Platform.MEET: "Google Meet"}
_HOSTS = {
    Platform.TEAMS: ("teams.microsoft.com", "teams.live.com", "teams.cloud.microsoft"),
    Platform.MEET: ("meet.google.com",),
}


def check_join_link(link: str, *, platform: Platform) -> str:
    """The link, trimmed. Refused with ``unknown-link`` unless it is an https link to that platform."""
    trimmed = link.strip()
    try:
        parts = urlsplit(trimmed)
        host = parts.hostname
    except ValueError:
        parts, host = urlsplit(""), None
    if parts.scheme == "https" and host in _HOSTS[platform] and len(parts.path) > 1:
        return trimmed
    raise Refused(
        "unknown-link",
        f"This is not a {PLATFORM_NAMES[platform]} link. Copy the whole link from the meeting's "
        f"invitation; it starts with https://{_HOSTS[platform][0]}/",
    )
