"""Processes that start, send one message and end. Run: rebeam bench/rebeam/spawn.py"""

from measure import cold_and_warm

from rebeam import *

PROCESSES = 100_000


async def child(parent: Pid) -> None:
    send(parent, "done")


async def run() -> None:
    me = self()
    for _ in range(PROCESSES):
        spawn(child, me)
    for _ in range(PROCESSES):
        await receive()


await cold_and_warm("spawn", "us/process", 1e6 / PROCESSES, run)
