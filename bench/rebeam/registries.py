"""Processes found by their keys, and a message to all that subscribe to a topic.

Run: rebeam bench/rebeam/registries.py
"""

from measure import cold_and_warm

from rebeam import *

KEYS = 1_000
LOOKUPS = 100_000
SUBSCRIBERS = 10_000
BROADCASTS = 10
SHARE = 0.5

bus = PubSub("bench")
main = self()


async def registered(number: int) -> None:
    Registry.register("bench", ("key", number))
    send(main, "ready")
    await receive("end".__eq__)


async def subscriber() -> None:
    bus.subscribe("topic")
    send(main, "ready")
    async for message in mailbox():
        if message == BROADCASTS - 1:
            send(main, "ready")


async def ready(count: int) -> None:
    for _ in range(count):
        await receive("ready".__eq__)


async def lookups() -> None:
    for n in range(LOOKUPS):
        Registry.whereis("bench", ("key", n % KEYS))


async def broadcasts() -> None:
    for n in range(BROADCASTS):
        bus.broadcast("topic", n)
    await ready(SUBSCRIBERS)


registry = await Registry.start(keys="unique", name="bench")
for number in range(KEYS):
    spawn(registered, number)
await ready(KEYS)
await cold_and_warm("registry_lookup", "us", 1e6 / LOOKUPS, lookups, SHARE)

for _ in range(SUBSCRIBERS):
    spawn(subscriber)
await ready(SUBSCRIBERS)
delivered = SUBSCRIBERS * BROADCASTS
await cold_and_warm("pubsub", "us/msg", 1e6 / delivered, broadcasts, SHARE)
