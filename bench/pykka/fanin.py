"""A hundred actors send to one. Run: python3 bench/pykka/fanin.py"""

import asyncio
import threading
from typing import Any

import pykka
from measure import cold_and_warm

SENDERS = 100
MESSAGES = 500
done = threading.Event()


class Sink(pykka.ThreadingActor):
    def __init__(self) -> None:
        super().__init__()
        self.missing = SENDERS * MESSAGES

    def on_receive(self, message: Any) -> None:
        self.missing -= 1
        if not self.missing:
            self.missing = SENDERS * MESSAGES
            done.set()


class Sender(pykka.ThreadingActor):
    def __init__(self, dest: Any) -> None:
        super().__init__()
        self.dest = dest

    def on_receive(self, message: Any) -> None:
        for i in range(MESSAGES):
            self.dest.tell(("add", i))


async def run() -> None:
    done.clear()
    for sender in senders:
        sender.tell("go")
    done.wait()


sink = Sink.start()
senders = [Sender.start(sink) for _ in range(SENDERS)]
asyncio.run(cold_and_warm("fanin", "us/msg", 1e6 / (SENDERS * MESSAGES), run))
pykka.ActorRegistry.stop_all()
