"""One heap for all threads of a process."""

import ctypes
import sys
from contextlib import suppress

M_ARENA_MAX = -8  # malloc.h of the GNU C library


def share_one_heap() -> None:
    """Let what one thread gives back serve the others. To be called before there are threads.

    By default the C library gives each thread a heap of its own (mallopt(3), M_ARENA_MAX), and keeps what
    becomes free in it: a server that is busy for an hour grows by some megabytes, though nothing is held.
    Python runs one thread at a time, so they hardly wait for each other. Other C libraries have no such
    setting, and need none.
    """
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)
