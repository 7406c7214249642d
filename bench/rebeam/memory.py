"""What the things a program makes many of take. Run: rebeam bench/rebeam/memory.py

Bytes of live objects, before and after. The first batch of processes is not counted, so
that what a first process loads and compiles is not counted either.
"""

from heap import live, live_of
from measure import out

from rebeam import *

WARM_UP = 20_000
COUNT = 100_000
MESSAGES = 1_000_000
"""More, since each is small beside what the compiler takes and frees meanwhile."""


async def idle() -> None:
    await receive()


def start(count: int) -> list[Pid]:
    return [spawn(idle) for _ in range(count)]


def take(measurement: str, before: int, after: int, count: int = COUNT) -> None:
    out(measurement, "live", (after - before) / count, "bytes")


for pid in start(WARM_UP):
    link(pid)
    monitor(pid)
pids = [self()] * COUNT

before, mailboxes = await live(), await live_of("Mailbox")
pids[:] = start(COUNT)
after = await live()
take("idle_memory", before, after)
take("mailbox_memory", mailboxes, await live_of("Mailbox"))

for pid in pids:
    link(pid)
take("link_memory", after, await live())

pids[:] = start(COUNT)
before = await live()
for pid in pids:
    monitor(pid)
take("monitor_memory", before, await live())

before = await live()
for _ in range(MESSAGES):
    send(self(), "message")
take("message_memory", before, await live(), MESSAGES)
