"""Plain Python, no messages: fib(27), once and by eight. Run: python3 bench/asyncio/fib.py"""

import asyncio

from measure import cold_and_warm, out, warm


def fib(n: int) -> int:
    return n if n < 2 else fib(n - 1) + fib(n - 2)


async def one() -> None:
    fib(27)


async def eight_at_once() -> None:
    await asyncio.gather(*(one() for _ in range(8)))


async def main() -> None:
    await cold_and_warm("fib27", "ms", 1e3, one)
    # No cold figure: the runs above have warmed fib.
    out("fib27_x8", "warm", await warm(eight_at_once) * 1e3, "ms")


asyncio.run(main())
