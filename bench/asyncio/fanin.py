"""A hundred processes send to one. Run: python3 bench/asyncio/fanin.py"""

import asyncio

from measure import Process, cold_and_warm, spawn

SENDERS = 100
MESSAGES = 2000


async def sender(me: Process, dest: Process) -> None:
    while await me.receive() != "stop":
        for i in range(MESSAGES):
            dest.send(("add", i))


async def run(me: Process, senders: list[Process]) -> None:
    for process in senders:
        process.send("go")
    for _ in range(SENDERS * MESSAGES):
        await me.receive()


async def main() -> None:
    me = Process()
    senders = [spawn(sender, me) for _ in range(SENDERS)]
    scale = 1e6 / (SENDERS * MESSAGES)
    await cold_and_warm("fanin", "us/msg", scale, lambda: run(me, senders))
    for process in senders:
        process.send("stop")
    await asyncio.sleep(0)


asyncio.run(main())
