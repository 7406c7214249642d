"""A token goes round a ring of processes. Run: rebeam bench/rebeam/ring.py"""

from measure import cold_and_warm

from rebeam import *

NODES = 1000
HOPS = 300_000


async def node(neighbour: Pid) -> None:
    while (token := await receive()) != "stop":
        send(neighbour, token - 1)
    send(neighbour, "stop")


async def run(first: Pid) -> None:
    send(first, HOPS)
    while (token := await receive()) > 0:
        send(first, token - 1)


first = self()
for _ in range(NODES - 1):
    first = spawn(node, first)
await cold_and_warm("ring", "us/hop", 1e6 / HOPS, lambda: run(first))
send(first, "stop")
await receive()
