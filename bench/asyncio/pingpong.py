"""Two processes send one message to and fro. Run: python3 bench/asyncio/pingpong.py"""

import asyncio

from measure import Process, cold_and_warm, spawn

ROUNDS = 100_000


async def pong(me: Process) -> None:
    while (message := await me.receive()) != "stop":
        message[2].send(("pong", message[1]))


async def run() -> None:
    me = Process()
    other = spawn(pong)
    for i in range(ROUNDS):
        other.send(("ping", i, me))
        await me.receive()
    other.send("stop")


asyncio.run(cold_and_warm("pingpong", "us/msg", 1e6 / (2 * ROUNDS), run))
