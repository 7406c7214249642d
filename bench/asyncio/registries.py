"""Tasks found by their keys in a dict, and a message to the queues of all that subscribe.

Run: python3 bench/asyncio/registries.py
"""

import asyncio

from measure import Process, cold_and_warm, spawn

KEYS = 1_000
LOOKUPS = 100_000
SUBSCRIBERS = 10_000
BROADCASTS = 10
SHARE = 0.5


async def subscriber(me: Process, main: Process) -> None:
    while True:
        if await me.receive() == BROADCASTS - 1:
            main.send("ready")


async def main() -> None:
    me = Process()
    registry = {("key", number): Process() for number in range(KEYS)}
    subscribers = [spawn(subscriber, me) for _ in range(SUBSCRIBERS)]

    async def lookups() -> None:
        for n in range(LOOKUPS):
            registry.get(("key", n % KEYS))

    async def broadcasts() -> None:
        for n in range(BROADCASTS):
            for each in subscribers:
                each.send(n)
        for _ in subscribers:
            await me.receive()

    await cold_and_warm("registry_lookup", "us", 1e6 / LOOKUPS, lookups, SHARE)
    delivered = SUBSCRIBERS * BROADCASTS
    await cold_and_warm("pubsub", "us/msg", 1e6 / delivered, broadcasts, SHARE)


asyncio.run(main())
