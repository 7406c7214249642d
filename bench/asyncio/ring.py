"""A token goes round a ring of processes. Run: python3 bench/asyncio/ring.py"""

import asyncio

from measure import Process, cold_and_warm, spawn

NODES = 1000
HOPS = 300_000


async def node(me: Process, neighbour: Process) -> None:
    while (token := await me.receive()) != "stop":
        neighbour.send(token - 1)
    neighbour.send("stop")


async def run(me: Process, first: Process) -> None:
    first.send(HOPS)
    while (token := await me.receive()) > 0:
        first.send(token - 1)


async def main() -> None:
    me = first = Process()
    for _ in range(NODES - 1):
        first = spawn(node, first)
    await cold_and_warm("ring", "us/hop", 1e6 / HOPS, lambda: run(me, first))
    first.send("stop")
    await me.receive()


asyncio.run(main())
