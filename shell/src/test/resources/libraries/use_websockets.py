"""websockets: a server that answers each message, and a hundred clients."""

import asyncio

import websockets
from hundred import hundred
from rebeam import *


async def answer(socket):
    async for message in socket:
        await socket.send(message[::-1])


async def serve(whom):
    async with websockets.serve(answer, "127.0.0.1", 0) as server:
        send(whom, ("port", server.sockets[0].getsockname()[1]))
        await asyncio.Future()


async def talk(n):
    answers = []
    async with websockets.connect(f"ws://127.0.0.1:{port}", open_timeout=100) as socket:
        for message in (f"hello {n}", b"\0" * n, "ä" * 1000):
            await socket.send(message)
            answers.append(await socket.recv())
    return answers


server, reference = spawn_monitor(serve, self())
match await receive((tuple, reference)):
    case ("port", port):
        pass
    case down:
        raise SystemExit(f"the server ended: {down.reason}")
print(await hundred(talk) == [[f"hello {n}"[::-1], b"\0" * n, "ä" * 1000] for n in range(100)])
exit_signal(server, "shutdown")
print((await receive(reference)).reason)
