"""Whether actors that have ended leave something. Run: python3 bench/pykka/soak.py"""

import gc
import queue
import time
import tracemalloc
from typing import Any

import pykka
from measure import QUICK, out

SECONDS = 6.0 if QUICK else 45.0
AT_ONCE = 200


class Child(pykka.ThreadingActor):
    def __init__(self, parent: Any) -> None:
        super().__init__()
        self.parent = parent

    def on_start(self) -> None:
        self.stop()

    def on_stop(self) -> None:
        self.parent.put("done")


def soak(seconds: float) -> int:
    """Returns how many actors have ended."""
    me: queue.Queue[str] = queue.Queue()
    ended = 0
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        for _ in range(AT_ONCE):
            Child.start(me)
        for _ in range(AT_ONCE):
            me.get()
        ended += AT_ONCE
    return ended


def live() -> int:
    time.sleep(0.5)
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


tracemalloc.start()
soak(SECONDS / 3)
before = live()
ended = soak(SECONDS * 2 / 3)
out("soak_growth", "live", (live() - before) / ended, "bytes/process")
