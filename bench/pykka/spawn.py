"""Actors that start, send one message and end. Run: python3 bench/pykka/spawn.py"""

import asyncio
import queue
from typing import Any

import pykka
from measure import cold_and_warm

PROCESSES = 2_000


class Child(pykka.ThreadingActor):
    def __init__(self, parent: Any) -> None:
        super().__init__()
        self.parent = parent

    def on_start(self) -> None:
        self.parent.put("done")
        self.stop()


async def run() -> None:
    me: queue.Queue[str] = queue.Queue()
    for _ in range(PROCESSES):
        Child.start(me)
    for _ in range(PROCESSES):
        me.get()


asyncio.run(cold_and_warm("spawn", "us/process", 1e6 / PROCESSES, run))
