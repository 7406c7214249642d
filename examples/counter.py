"""A counting server and its clients.

One process owns the count; everyone else asks it by message. Each request carries a
fresh reference, and the reply carries the same one, so a client waits for exactly its
own answer while other messages stay in its mailbox.

Run it with:

    rebeam examples/counter.py [CLIENTS [INCREMENTS]]
"""

import sys
from dataclasses import dataclass
from typing import Any

from rebeam import *

REPLY_SECONDS = 5.0


@dataclass(frozen=True)
class Request:
    """What a client asks of the server: ``sender`` gets ``(ref, answer)``."""

    ref: Ref
    sender: Pid
    what: tuple[Any, ...]


async def counter(count: int = 0) -> None:
    """The server: the count is its local variable, which no other process has."""
    while True:
        request = await receive(Request)
        answer: Any = None
        match request.what:
            case ("add", amount):
                count += amount
                answer = count
            case ("value",):
                answer = count
            case ("stop",):
                send(request.sender, (request.ref, count))
                return
            case unknown:
                answer = ("error", f"unknown request {unknown!r}")
        send(request.sender, (request.ref, answer))


async def ask(server: Pid, *what: Any) -> Any:
    """Send a request and wait for its answer; NoProcess when the server has ended.

    The reference is that of a monitor: if the server dies instead of answering, the
    same wait ends with a ``Down``.
    """
    ref = monitor(server)
    send(server, Request(ref, self(), what))
    match await receive(ref, timeout=REPLY_SECONDS):
        case Down():
            raise NoProcess(f"the counter {server} has ended")
        case (_, answer):
            demonitor(ref, flush=True)
            return answer


async def client(server: Pid, times: int) -> None:
    """Count ``times`` up, one request at a time."""
    for _ in range(times):
        await ask(server, "add", 1)


async def run(clients: int, times: int) -> None:
    server = spawn(counter)
    watched = [spawn_monitor(client, server, times) for _ in range(clients)]
    for pid, ref in watched:
        down = await receive(ref)
        if down.reason != Reason.NORMAL:
            raise SystemExit(f"counter: client {pid} failed: {down.reason}")
    print(f"{clients} clients counted to {await ask(server, 'value')}")
    print(f"a wrong request is answered too: {await ask(server, 'halve')}")
    print(f"the last value was {await ask(server, 'stop')}")
    try:
        await ask(server, "value")
    except NoProcess:
        print("the counter has ended")


def whole_numbers(words: list[str], defaults: list[int]) -> list[int]:
    """The program's arguments, or exit with a usage line."""
    try:
        numbers = [int(word) for word in words]
    except ValueError:
        numbers = [-1]
    if len(numbers) > len(defaults) or any(number < 1 for number in numbers):
        print("usage: rebeam counter.py [CLIENTS [INCREMENTS]]", file=sys.stderr)
        raise SystemExit(2)
    return numbers + defaults[len(numbers) :]


if __name__ == "__main__":
    number_of_clients, increments = whole_numbers(sys.argv[1:], [10, 100])
    await run(number_of_clients, increments)  # noqa: F704
