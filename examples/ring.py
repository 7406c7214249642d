"""A ring of processes that pass a token round.

Every process knows only its neighbour. The token is a number that each hop lowers by
one; the process that sees zero reports to the main process and sends "stop" round.

Run it with:

    rebeam examples/ring.py [PROCESSES [HOPS]]
"""

import sys
import time

from rebeam import *


async def node(neighbour: Pid, reporter: Pid) -> None:
    """Pass the token on until it is used up, or until a message says stop."""
    async for token in mailbox():
        if token == "stop":
            send(neighbour, "stop")
            return
        if token == 0:
            send(reporter, ("arrived", self()))
        else:
            send(neighbour, token - 1)


async def first_node(size: int, reporter: Pid) -> None:
    """Build the other ``size - 1`` processes, then be a node like them.

    The neighbour of the process made first is this one: that closes the ring.
    """
    neighbour = self()
    for _ in range(size - 1):
        neighbour = spawn(node, neighbour, reporter)
    send(reporter, "ready")
    await node(neighbour, reporter)


async def run(size: int, hops: int) -> None:
    first, stopped = spawn_monitor(first_node, size, self())
    await receive(lambda message: message == "ready")
    print(f"{size} processes in a ring, {len(processes())} in the node")

    start = time.perf_counter()
    send(first, hops)
    _, last = await receive(tuple)
    seconds = time.perf_counter() - start
    print(f"{hops} hops, and the token ended at {'the first' if last == first else last}")
    print(f"{seconds * 1e6 / hops:.2f} us a hop", file=sys.stderr)

    send(first, "stop")
    await receive(stopped)


def whole_numbers(words: list[str], defaults: list[int]) -> list[int]:
    """The program's arguments, or exit with a usage line."""
    try:
        numbers = [int(word) for word in words]
    except ValueError:
        numbers = [-1]
    if len(numbers) > len(defaults) or any(number < 1 for number in numbers):
        print("usage: rebeam ring.py [PROCESSES [HOPS]]", file=sys.stderr)
        raise SystemExit(2)
    return numbers + defaults[len(numbers) :]


if __name__ == "__main__":
    ring_size, number_of_hops = whole_numbers(sys.argv[1:], [1000, 100_000])
    await run(ring_size, number_of_hops)  # noqa: F704
