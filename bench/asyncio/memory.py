"""What the things a program makes many of take. Run: python3 bench/asyncio/memory.py

Bytes of live objects, before and after. There are no links; the nearest thing to a
monitor is a callback for the end of a task.
"""

import asyncio
import gc
import tracemalloc

from measure import Process, out, spawn

COUNT = 100_000


async def idle(me: Process) -> None:
    await me.receive()


async def live() -> int:
    """The bytes of all live objects, once all processes have come to their receive."""
    await asyncio.sleep(0.5)
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


def take(measurement: str, before: int, after: int) -> None:
    out(measurement, "live", (after - before) / COUNT, "bytes")


async def main() -> None:
    kept: list[object] = [None] * COUNT
    queues: list[object] = [None] * COUNT

    before = await live()
    kept[:] = processes = [spawn(idle) for _ in range(COUNT)]
    after = await live()
    # The two lists are not the processes'.
    take("idle_memory", before, after - processes.__sizeof__())

    before = await live()
    queues[:] = (asyncio.Queue() for _ in range(COUNT))
    take("mailbox_memory", before, await live())

    def ended(_: object) -> None:
        pass

    before = await live()
    for process in processes:
        assert process.task is not None
        process.task.add_done_callback(ended)
    take("monitor_memory", before, await live())

    me = Process()
    before = await live()
    for _ in range(COUNT):
        me.send("message")
    take("message_memory", before, await live())

    for process in processes:
        process.send("stop")
    await asyncio.sleep(0.5)


tracemalloc.start()
asyncio.run(main())
