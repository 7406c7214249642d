"""A value computed in a task of its own, and a bounded stream of such values, in order.

Run: python3 bench/asyncio/tasks.py
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Iterable

from measure import cold_and_warm

TASKS = 20_000
ITEMS = 100_000
CONCURRENT = 100
SHARE = 0.5


async def work(n: int) -> int:
    return n + 1


async def awaited() -> None:
    for n in range(TASKS):
        await asyncio.create_task(work(n))


async def stream(items: Iterable[int]) -> AsyncIterator[int]:
    running: deque[asyncio.Task[int]] = deque()
    for item in items:
        if len(running) == CONCURRENT:
            yield await running.popleft()
        running.append(asyncio.create_task(work(item)))
    while running:
        yield await running.popleft()


async def streamed() -> None:
    async for _ in stream(range(ITEMS)):
        pass


async def main() -> None:
    await cold_and_warm("task_await", "us/task", 1e6 / TASKS, awaited, SHARE)
    await cold_and_warm("task_stream", "us/item", 1e6 / ITEMS, streamed, SHARE)


asyncio.run(main())
