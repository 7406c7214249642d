"""A process has ten children, down to the leaves; each sums what its children send."""

from rebeam import *


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


async def run(leaves: int) -> None:
    spawn(sky, self(), 0, leaves)
    total = await receive()
    assert total == leaves * (leaves - 1) // 2, total
