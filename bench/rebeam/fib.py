"""Plain Python, no messages: fib(27). Run: rebeam bench/rebeam/fib.py"""

from measure import cold_and_warm, out, warm

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
# No cold figure: the runs above have warmed fib.
out("fib27_x8", "warm", await warm(eight_at_once) * 1e3, "ms")
