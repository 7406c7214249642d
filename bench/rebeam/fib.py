"""Plain Python, no messages: fib(27). Run: rebeam bench/rebeam/fib.py"""

from measure import cold_and_warm

from rebeam import *


def fib(n: int) -> int:
    return n if n < 2 else fib(n - 1) + fib(n - 2)


async def child(parent: Pid) -> None:
    send(parent, fib(27))


async def one() -> None:
    fib(27)


async def eight_at_once() -> None:
    for _ in range(8):
        spawn(child, self())
    for _ in range(8):
        await receive()


await cold_and_warm("fib27", "ms", 1e3, one)
await cold_and_warm("fib27_x8", "ms", 1e3, eight_at_once)
