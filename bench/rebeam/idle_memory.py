"""The memory of a process that waits for its first message.

Python in a rebeam process cannot see the JVM, so this is resident memory, read from
/proc/self/statm before and after. That is coarser than the heap: a collector keeps
memory it has once taken, and so fills free space before it grows. A first batch of
processes, which stays, makes it take what it takes anyway; the large second batch is
what counts. Run: rebeam bench/rebeam/idle_memory.py [PROCESSES]
"""

import gc
import resource
import sys

from measure import out

from rebeam import *

WARM_UP = 50_000
PROCESSES = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000


def resident() -> int:
    with open("/proc/self/statm") as statm:
        return int(statm.read().split()[1]) * resource.getpagesize()


async def idle() -> None:
    await receive()


async def settled() -> int:
    """Resident memory once all have reached their receive and garbage is collected."""
    await sleep(0.5)
    for _ in range(3):
        gc.collect()
        await sleep(0.2)
    return resident()


def start(count: int) -> None:
    for _ in range(count):
        spawn(idle)


start(WARM_UP)
before = await settled()
start(PROCESSES)
out("idle_memory", (await settled() - before) / PROCESSES, "bytes/process")
