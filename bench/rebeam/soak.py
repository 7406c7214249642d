"""Whether processes that have ended leave something. Run: rebeam bench/rebeam/soak.py

Processes are started and end, linked, monitored, with a message and a timer each. The
heap is looked at after a third of the time and at the end.
"""

import time

from heap import live
from measure import QUICK, out

from rebeam import *

SECONDS = 6.0 if QUICK else 45.0
AT_ONCE = 1000


async def child(parent: Pid) -> None:
    send_after(3600, self(), "late")
    send(parent, "done")


async def wave() -> None:
    me = self()
    for _ in range(AT_ONCE):
        spawn_opt(child, (me,), link=True, monitor=True)
    for _ in range(AT_ONCE):
        await receive(Down)
        await receive("done".__eq__)


async def soak(seconds: float) -> int:
    """Returns how many processes have ended."""
    ended = 0
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        await wave()
        ended += AT_ONCE
    return ended


await soak(SECONDS / 3)
before = await live()
ended = await soak(SECONDS * 2 / 3)
out("soak_growth", "live", (await live() - before) / ended, "bytes/process")
