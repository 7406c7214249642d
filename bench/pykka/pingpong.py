"""Two actors send one message to and fro. Run: python3 bench/pykka/pingpong.py"""

import asyncio
import threading
from typing import Any

import pykka
from measure import cold_and_warm

ROUNDS = 10_000
done = threading.Event()


class Pong(pykka.ThreadingActor):
    def on_receive(self, message: Any) -> None:
        message[2].tell(("pong", message[1]))


class Ping(pykka.ThreadingActor):
    def __init__(self, other: Any) -> None:
        super().__init__()
        self.other = other

    def on_receive(self, message: Any) -> None:
        if message[1] < ROUNDS:
            self.other.tell(("ping", message[1] + 1, self.actor_ref))
        else:
            done.set()


async def run() -> None:
    done.clear()
    ping = Ping.start(Pong.start())
    ping.tell(("pong", 0))
    done.wait()
    pykka.ActorRegistry.stop_all()


asyncio.run(cold_and_warm("pingpong", "us/msg", 1e6 / (2 * ROUNDS), run))
