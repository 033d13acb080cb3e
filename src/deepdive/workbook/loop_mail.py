"""Brings what another thread has to say into an event loop, many at a time."""

import asyncio
from collections import deque
from collections.abc import Callable

Answer = BaseException | None


class LoopMail:
    """The letter box of one loop. Waking a loop costs as much as the work, so it is woken once for all."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._arrived: deque[tuple[Callable[[Answer], None], Answer]] = deque()
        self._is_woken = False

    def bring(self, act: Callable[[Answer], None]) -> Callable[[Answer], None]:
        """A function for the other thread to call, which does ``act`` here, in the order of the calls."""

        def call(answer: Answer) -> None:
            self._arrived.append((act, answer))
            if not self._is_woken and not self._loop.is_closed():
                self._is_woken = True
                self._loop.call_soon_threadsafe(self._deliver)

        return call

    def _deliver(self) -> None:
        # first, so that what arrives during the round wakes the loop again
        self._is_woken = False
        while self._arrived:
            act, answer = self._arrived.popleft()
            act(answer)
