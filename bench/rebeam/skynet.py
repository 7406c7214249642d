"""A tree of 100,000 leaves sums its numbers. Run: rebeam bench/rebeam/skynet.py"""

from measure import cold_and_warm

from rebeam import *

LEAVES = 100_000


async def sky(parent: Pid, number: int, size: int) -> None:
    if size == 1:
        send(parent, number)
        return
    me = self()
    part = size // 10
    for i in range(10):
        spawn(sky, me, number + i * part, part)
    total = 0
    for _ in range(10):
        total += await receive()
    send(parent, total)


async def run() -> None:
    spawn(sky, self(), 0, LEAVES)
    total = await receive()
    assert total == LEAVES * (LEAVES - 1) // 2, total


await cold_and_warm("skynet100k", "ms", 1e3, run)
