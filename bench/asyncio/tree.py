"""A process has ten children, down to the leaves; each sums what its children send."""

from measure import Process, spawn


async def sky(me: Process, parent: Process, number: int, size: int) -> None:
    if size == 1:
        parent.send(number)
        return
    part = size // 10
    for i in range(10):
        spawn(sky, me, number + i * part, part)
    total = 0
    for _ in range(10):
        total += await me.receive()
    parent.send(total)


async def run(leaves: int) -> None:
    me = Process()
    spawn(sky, me, 0, leaves)
    total = await me.receive()
    assert total == leaves * (leaves - 1) // 2, total
