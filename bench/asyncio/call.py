"""Requests to a server process, each with a future of its own for the reply.

Run: python3 bench/asyncio/call.py
"""

import asyncio

from measure import Process, cold_and_warm, spawn

CALLS = 50_000


async def server(me: Process) -> None:
    state = 0
    while True:
        (_, amount), reply = await me.receive()
        state += amount
        reply.set_result(state)


async def run() -> None:
    loop = asyncio.get_running_loop()
    process = spawn(server)
    for _ in range(CALLS):
        reply = loop.create_future()
        process.send((("add", 1), reply))
        await reply
    assert process.task is not None
    process.task.cancel()


asyncio.run(cold_and_warm("call", "us/call", 1e6 / CALLS, run))
