"""The restart intensity of a supervisor: a sliding window (semantics K27, K28)."""

from __future__ import annotations

from collections import deque

from rebeam._core.clock import monotonic

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


class Intensity:
    """Counts restarts: no more than ``max_restarts`` within ``max_seconds``."""

    __slots__ = ("max_restarts", "max_seconds", "clock", "restarts")

    def __init__(
        self, max_restarts: int, max_seconds: float, clock: Callable[[], float] = monotonic
    ) -> None:
        self.max_restarts = max_restarts
        self.max_seconds = max_seconds
        self.clock = clock
        self.restarts: deque[float] = deque()

    def allows_restart(self) -> bool:
        """Count one restart; False when it is one too many. One as old as the window counts."""
        now = self.clock()
        restarts = self.restarts
        while restarts and now - restarts[0] > self.max_seconds:
            restarts.popleft()
        restarts.append(now)
        return len(restarts) <= self.max_restarts
