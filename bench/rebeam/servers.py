"""Requests to a ``GenServer``: ``call``, ``cast``, and a typed method.

Run: rebeam bench/rebeam/servers.py
"""

from measure import cold_and_warm

from rebeam import *

CALLS = 50_000


class Adder(GenServer):
    def init(self) -> None:
        self.state = 0

    def handle_call(self, request: tuple[str, int], caller: Caller) -> int:
        self.state += request[1]
        return self.state

    def handle_cast(self, request: tuple[str, int]) -> None:
        self.state += request[1]

    @call
    def add(self, amount: int) -> int:
        self.state += amount
        return self.state


async def calls() -> None:
    for _ in range(CALLS):
        await call(server, ("add", 1))


async def casts() -> None:
    for _ in range(CALLS):
        cast(server, ("add", 1))
    await call(server, ("add", 0), timeout=None)


async def typed_calls() -> None:
    for _ in range(CALLS):
        await server.add(1)


server = await Adder.start()
await cold_and_warm("server_call", "us/call", 1e6 / CALLS, calls)
await cold_and_warm("server_cast", "us/cast", 1e6 / CALLS, casts)
await cold_and_warm("typed_call", "us/call", 1e6 / CALLS, typed_calls)
