"""Processes that start, send one message and end. Run: python3 bench/asyncio/spawn.py"""

import asyncio

from measure import Process, cold_and_warm, spawn

PROCESSES = 100_000


async def child(_: Process, parent: Process) -> None:
    parent.send("done")


async def run() -> None:
    me = Process()
    for _ in range(PROCESSES):
        spawn(child, me)
    for _ in range(PROCESSES):
        await me.receive()


asyncio.run(cold_and_warm("spawn", "us/process", 1e6 / PROCESSES, run))
