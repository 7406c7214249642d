"""Whether processes that have ended leave something. Run: python3 bench/asyncio/soak.py"""

import asyncio
import gc
import time
import tracemalloc

from measure import QUICK, Process, out, spawn

SECONDS = 6.0 if QUICK else 45.0
AT_ONCE = 1000


async def child(me: Process, parent: Process) -> None:
    timer = asyncio.get_running_loop().call_later(3600, me.send, "late")
    parent.send("done")
    timer.cancel()


async def wave() -> None:
    me = Process()
    for _ in range(AT_ONCE):
        process = spawn(child, me)
        assert process.task is not None
        process.task.add_done_callback(me.send)
    for _ in range(2 * AT_ONCE):
        await me.receive()


async def soak(seconds: float) -> int:
    """Returns how many processes have ended."""
    ended = 0
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        await wave()
        ended += AT_ONCE
    return ended


def live() -> int:
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


async def main() -> None:
    await soak(SECONDS / 3)
    before = live()
    ended = await soak(SECONDS * 2 / 3)
    out("soak_growth", "live", (live() - before) / ended, "bytes/process")


tracemalloc.start()
asyncio.run(main())
