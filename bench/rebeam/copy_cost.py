"""A process sends another messages of many sizes. Run: rebeam bench/rebeam/copy_cost.py"""

from measure import out, payloads, repetitions, warm

from rebeam import *

SHARE = 0.2
"""Of the time a benchmark of one row takes."""


async def sink(parent: Pid, count: int) -> None:
    for _ in range(count):
        await receive()
    send(parent, "done")


async def send_all(message: object, count: int) -> None:
    dest = spawn(sink, self(), count)
    for _ in range(count):
        send(dest, message)
    await receive()


for name, message in payloads().items():
    count = repetitions(name)
    taken = await warm(lambda: send_all(message, count), SHARE)
    out(name, "warm", taken * 1e6 / count, "us/msg")
