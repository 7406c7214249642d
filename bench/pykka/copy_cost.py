"""An actor is sent messages of many sizes. Run: python3 bench/pykka/copy_cost.py

Actors share what they send. For the same promise, that the receiver's object is its own,
a program has to copy it, as is done here.
"""

import asyncio
import copy
import queue
from typing import Any

import pykka
from measure import out, payloads, repetitions, warm

SHARE = 0.2
"""Of the time a benchmark of one row takes."""


class Echo(pykka.ThreadingActor):
    def __init__(self, dest: Any) -> None:
        super().__init__()
        self.dest = dest

    def on_receive(self, message: Any) -> None:
        self.dest.put(None)


async def main() -> None:
    received: queue.Queue[None] = queue.Queue()
    echo = Echo.start(received)
    for name, message in payloads().items():
        count = min(repetitions(name), 2_000)

        async def send_all() -> None:
            for _ in range(count):
                echo.tell(copy.deepcopy(message))
            for _ in range(count):
                received.get()

        out(name, "warm", await warm(send_all, SHARE) * 1e6 / count, "us/msg")
    echo.stop()


asyncio.run(main())
