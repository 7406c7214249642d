"""Plain Python, no messages: fib(27), once and by eight. Run: python3 bench/pykka/fib.py"""

import asyncio

import pykka
from measure import cold_and_warm, out, warm


def fib(n: int) -> int:
    return n if n < 2 else fib(n - 1) + fib(n - 2)


class Worker(pykka.ThreadingActor):
    def on_receive(self, message: int) -> int:
        return fib(message)


async def one() -> None:
    fib(27)


async def eight_at_once() -> None:
    workers = [Worker.start() for _ in range(8)]
    pykka.get_all([worker.ask(27, block=False) for worker in workers])
    pykka.ActorRegistry.stop_all()


async def main() -> None:
    await cold_and_warm("fib27", "ms", 1e3, one)
    # No cold figure: the runs above have warmed fib.
    out("fib27_x8", "warm", await warm(eight_at_once) * 1e3, "ms")


asyncio.run(main())
