"""Requests to an actor: ``ask``, ``tell``, and a method of its proxy.

Run: python3 bench/pykka/servers.py
"""

import asyncio

from measure import cold_and_warm
from server import Server

CALLS = 5_000


class Adder(Server):
    """The same, with a method."""

    def add(self, amount: int) -> int:
        self.state += amount
        return self.state


async def main() -> None:
    server = Adder.start()
    proxy = server.proxy()

    async def calls() -> None:
        for _ in range(CALLS):
            server.ask(("add", 1))

    async def casts() -> None:
        for _ in range(CALLS):
            server.tell(("add", 1))
        server.ask(("add", 0))

    async def typed_calls() -> None:
        for _ in range(CALLS):
            proxy.add(1).get()

    await cold_and_warm("server_call", "us/call", 1e6 / CALLS, calls)
    await cold_and_warm("server_cast", "us/cast", 1e6 / CALLS, casts)
    await cold_and_warm("typed_call", "us/call", 1e6 / CALLS, typed_calls)
    server.stop()


asyncio.run(main())
