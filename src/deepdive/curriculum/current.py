"""The pack that this installation teaches from."""

from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from django.conf import settings

from deepdive.core.pack import Pack
from deepdive.curriculum.load import load_pack


@cache
def pack() -> Pack:
    """The installation's pack, read once: a change to its files shows after a restart."""
    today = datetime.now(ZoneInfo("Europe/London")).date()
    return load_pack(settings.CURRICULUM_FOLDER, today=today)
