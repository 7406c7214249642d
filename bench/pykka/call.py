"""Requests to a server, each answered. Run: python3 bench/pykka/call.py"""

import asyncio

from measure import cold_and_warm
from server import Server

CALLS = 5_000


async def run() -> None:
    server = Server.start()
    for _ in range(CALLS):
        server.ask(("add", 1))
    server.stop()


asyncio.run(cold_and_warm("call", "us/call", 1e6 / CALLS, run))
