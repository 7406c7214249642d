"""A token goes round a ring of actors. Run: python3 bench/pykka/ring.py"""

import asyncio
import threading
from typing import Any

import pykka
from measure import cold_and_warm

NODES = 1000
HOPS = 10_000
done = threading.Event()


class Node(pykka.ThreadingActor):
    def __init__(self, neighbour: Any) -> None:
        super().__init__()
        self.neighbour = neighbour

    def on_receive(self, token: Any) -> None:
        if isinstance(token, int):
            if token > 0:
                self.neighbour.tell(token - 1)
            else:
                done.set()
        else:
            self.neighbour = token[1]


async def run() -> None:
    done.clear()
    first.tell(HOPS)
    done.wait()


last = first = Node.start(None)
for _ in range(NODES - 1):
    first = Node.start(first)
last.tell(("neighbour", first))
asyncio.run(cold_and_warm("ring", "us/hop", 1e6 / HOPS, run))
pykka.ActorRegistry.stop_all()
