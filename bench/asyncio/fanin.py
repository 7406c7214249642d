"""A hundred processes send to one. Run: python3 bench/asyncio/fanin.py"""

import asyncio

from measure import Process, cold_and_warm, spawn

SENDERS = 100
MESSAGES = 2000


async def sender(_: Process, dest: Process) -> None:
    for i in range(MESSAGES):
        dest.send(("add", i))


async def run() -> None:
    me = Process()
    for _ in range(SENDERS):
        spawn(sender, me)
    for _ in range(SENDERS * MESSAGES):
        await me.receive()


asyncio.run(cold_and_warm("fanin", "us/msg", 1e6 / (SENDERS * MESSAGES), run))
