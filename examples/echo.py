"""An echo server on asyncio streams, with a process for each connection.

The server accepts connections and hands each one, as the number of its file, to a fresh
process, as Erlang hands a socket to its owner. What happens in one connection cannot
touch another: when its process ends, in whatever way, its connection is closed. The
clients are processes too. Half way, one connection gets an exit signal and one is
killed, and only their own clients notice.

Run it with:

    rebeam examples/echo.py [CLIENTS [LINES]]
"""

import asyncio
import socket
import sys

from rebeam import *

PATIENCE = 60.0


async def server(top: Pid) -> None:
    """Accept connections until an exit signal comes."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=512)
    listener.setblocking(False)
    send(top, ("port", listener.getsockname()[1]))
    loop = asyncio.get_running_loop()
    try:
        while True:
            accepted, _ = await loop.sock_accept(listener)
            spawn(connection, accepted.detach(), top)
    finally:
        listener.close()


async def connection(file: int, top: Pid) -> None:
    """Send every line back; ``crash`` asks for trouble."""
    accepted = socket.socket(fileno=file)
    accepted.setblocking(False)
    reader, writer = await asyncio.open_connection(sock=accepted)
    async with asyncio.timeout(PATIENCE):
        while line := await reader.readline():
            if line == b"trouble\n":
                send(top, ("trouble", self()))
            writer.write(line)
            await writer.drain()
    writer.close()


async def client(port: int, number: int, lines: int, top: Pid) -> None:
    """Send ``lines`` lines, report how many came back. The first two are faulty."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    echoed = 0
    for count in range(lines):
        line = f"client {number} line {count}\n".encode()
        if number < 2 and count == lines // 2:
            line = b"trouble\n"
        writer.write(line)
        try:
            if await reader.readline() != line:
                break
        except ConnectionError:
            break
        echoed += 1
        if line == b"trouble\n":
            await reader.readline()  # until the connection ends
            break
    send(top, ("echoed", echoed))
    writer.close()


async def main(clients: int, lines: int) -> None:
    """Run the server and its clients, cause the trouble, and count."""
    acceptor, ended = spawn_monitor(server, self())
    _, port = await receive(lambda message: message[0] == "port", timeout=PATIENCE)
    for number in range(clients):
        spawn(client, port, number, lines, self())
    answers = []
    troubles = [lambda pid: exit_signal(pid, "trouble"), kill]
    while len(answers) < clients:
        match await receive(timeout=PATIENCE):
            case ("trouble", pid):
                troubles.pop()(pid)
            case ("echoed", echoed):
                answers.append(echoed)
    whole = answers.count(lines)
    print(f"{whole} clients got all {lines} lines back, {clients - whole} lost their connection")
    exit_signal(acceptor, "shutdown")
    print("the server ended:", (await receive(ended, timeout=PATIENCE)).reason)


counts = [int(argument) for argument in sys.argv[1:]] + [200, 10][len(sys.argv) - 1 :]
await main(*counts)
