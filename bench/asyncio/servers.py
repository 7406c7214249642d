"""Requests to a task: with a future for the reply, and without a reply.

Run: python3 bench/asyncio/servers.py
"""

import asyncio

from measure import Process, cold_and_warm, spawn

CALLS = 50_000


async def server(me: Process) -> None:
    state = 0
    while True:
        (_, amount), reply = await me.receive()
        state += amount
        if reply is not None:
            reply.set_result(state)


async def main() -> None:
    loop = asyncio.get_running_loop()
    process = spawn(server)

    async def call(request: tuple[str, int]) -> None:
        reply = loop.create_future()
        process.send((request, reply))
        await reply

    async def calls() -> None:
        for _ in range(CALLS):
            await call(("add", 1))

    async def casts() -> None:
        for _ in range(CALLS):
            process.send((("add", 1), None))
        await call(("add", 0))

    await cold_and_warm("server_call", "us/call", 1e6 / CALLS, calls)
    await cold_and_warm("server_cast", "us/cast", 1e6 / CALLS, casts)
    assert process.task is not None
    process.task.cancel()


asyncio.run(main())
