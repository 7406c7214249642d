"""A value computed in a process of its own, and a stream of such values.

Run: rebeam bench/rebeam/tasks.py
"""

from measure import cold_and_warm

from rebeam import *

TASKS = 20_000
ITEMS = 100_000
CONCURRENT = 100
SHARE = 0.5


async def work(n: int) -> int:
    return n + 1


async def awaited() -> None:
    for n in range(TASKS):
        await Task.spawn(work, n)


async def streamed() -> None:
    async for _ in Task.stream(work, range(ITEMS), max_concurrency=CONCURRENT):
        pass


await cold_and_warm("task_await", "us/task", 1e6 / TASKS, awaited, SHARE)
await cold_and_warm("task_stream", "us/item", 1e6 / ITEMS, streamed, SHARE)
