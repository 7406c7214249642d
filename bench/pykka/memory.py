"""What the things a program makes many of take. Run: python3 bench/pykka/memory.py

For an actor, memory in use, the stack of its thread included; for the rest, bytes of
live objects. There are no links and no monitors.
"""

import gc
import time
import tracemalloc
from typing import Any

import pykka
from measure import out, resident

ACTORS = 2_000
COUNT = 100_000


class Idle(pykka.ThreadingActor):
    def on_receive(self, message: Any) -> None:
        pass


class Deaf(pykka.ThreadingActor):
    """Does not read its mailbox before it is released."""

    def on_start(self) -> None:
        while not leave:
            time.sleep(0.1)


def live() -> int:
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


leave: list[bool] = []
before = resident()
for _ in range(ACTORS):
    Idle.start()
time.sleep(0.5)
out("idle_memory", "live", (resident() - before) / ACTORS, "bytes")
pykka.ActorRegistry.stop_all()

tracemalloc.start()
queues: list[Any] = [None] * COUNT
before = live()
for i in range(COUNT):
    queues[i] = Idle._create_actor_inbox()
out("mailbox_memory", "live", (live() - before) / COUNT, "bytes")

deaf = Deaf.start()
before = live()
for _ in range(COUNT):
    deaf.tell("message")
out("message_memory", "live", (live() - before) / COUNT, "bytes")
tracemalloc.stop()
leave.append(True)
deaf.stop()
