"""A process sends another messages of many sizes. Run: python3 bench/asyncio/copy_cost.py

Tasks share what they send. For the same promise, that the receiver's object is its own,
a program has to copy it, as is done here.
"""

import asyncio
import copy

from measure import Process, out, payloads, repetitions, spawn, warm

SHARE = 0.2
"""Of the time a benchmark of one row takes."""


async def sink(me: Process, parent: Process, count: int) -> None:
    for _ in range(count):
        await me.receive()
    parent.send("done")


async def send_all(message: object, count: int) -> None:
    me = Process()
    dest = spawn(sink, me, count)
    for _ in range(count):
        dest.send(copy.deepcopy(message))
    await me.receive()


async def main() -> None:
    for name, message in payloads().items():
        count = repetitions(name)
        taken = await warm(lambda: send_all(message, count), SHARE)
        out(name, "warm", taken * 1e6 / count, "us/msg")


asyncio.run(main())
