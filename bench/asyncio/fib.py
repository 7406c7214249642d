"""Plain Python, no messages: fib(27), once and by eight. Run: python3 bench/asyncio/fib.py"""

import asyncio

from measure import cold_and_warm


def fib(n: int) -> int:
    return n if n < 2 else fib(n - 1) + fib(n - 2)


async def one() -> None:
    fib(27)


async def eight_at_once() -> None:
    await asyncio.gather(*(one() for _ in range(8)))


async def main() -> None:
    await cold_and_warm("fib27", "ms", 1e3, one)
    await cold_and_warm("fib27_x8", "ms", 1e3, eight_at_once)


asyncio.run(main())
