"""The benchmark set on CPython's asyncio: a task and a queue stand for a process.

Run: python3 bench/asyncio/bench.py [NAME...]
"""

from __future__ import annotations

import asyncio
import gc
import resource
import sys
import time
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

RUNS = 5


class Process:
    """The nearest thing: a mailbox, and a task that reads it."""

    __slots__ = ("mailbox", "task")

    def __init__(self) -> None:
        self.mailbox: asyncio.Queue[Any] = asyncio.Queue()
        self.task: asyncio.Task[None] | None = None

    def send(self, message: Any) -> None:
        self.mailbox.put_nowait(message)

    async def receive(self) -> Any:
        return await self.mailbox.get()


def spawn(function: Callable[..., Coroutine[Any, Any, None]], *args: Any) -> Process:
    process = Process()
    process.task = asyncio.get_running_loop().create_task(function(process, *args))
    return process


def out(name: str, value: float, unit: str) -> None:
    print(f"asyncio {name} {value:.3f} {unit}", flush=True)


async def best(
    name: str, unit: str, scale: float, run: Callable[[], Awaitable[object]]
) -> None:
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        await run()
        times.append(time.perf_counter() - start)
    out(name, min(times) * scale, unit)


async def pingpong(rounds: int = 100_000) -> None:
    async def pong(me: Process) -> None:
        while (message := await me.receive()) != "stop":
            message[2].send(("pong", message[1]))

    async def run() -> None:
        me = Process()
        other = spawn(pong)
        for i in range(rounds):
            other.send(("ping", i, me))
            await me.receive()
        other.send("stop")

    await best("pingpong", "us/msg", 1e6 / (2 * rounds), run)


async def ring(nodes: int = 1000, hops: int = 300_000) -> None:
    async def node(me: Process, neighbour: Process) -> None:
        while (token := await me.receive()) != "stop":
            neighbour.send(token - 1)
        neighbour.send("stop")

    async def run() -> None:
        me = neighbour = Process()
        for _ in range(nodes - 1):
            neighbour = spawn(node, neighbour)
        neighbour.send(hops)
        while (token := await me.receive()) > 0:
            neighbour.send(token - 1)
        neighbour.send("stop")
        await me.receive()

    await best("ring", "us/hop", 1e6 / hops, run)


async def spawn_and_end(processes: int = 100_000) -> None:
    async def child(_: Process, parent: Process) -> None:
        parent.send("done")

    async def run() -> None:
        me = Process()
        for _ in range(processes):
            spawn(child, me)
        for _ in range(processes):
            await me.receive()

    await best("spawn", "us/process", 1e6 / processes, run)


async def idle_memory(processes: int = 200_000) -> None:
    async def idle(me: Process) -> None:
        await me.receive()

    def resident() -> int:
        with open("/proc/self/statm") as statm:
            return int(statm.read().split()[1]) * resource.getpagesize()

    gc.collect()
    before = resident()
    kept = [spawn(idle) for _ in range(processes)]
    await asyncio.sleep(0.5)
    gc.collect()
    out("idle_memory", (resident() - before) / processes, "bytes/process")
    for process in kept:
        process.send("stop")
    await asyncio.sleep(0.5)


async def skynet(leaves: int = 100_000) -> None:
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

    async def run() -> None:
        me = Process()
        spawn(sky, me, 0, leaves)
        total = await me.receive()
        assert total == leaves * (leaves - 1) // 2, total

    await best("skynet100k", "ms", 1e3, run)


async def fanin(senders: int = 100, messages: int = 2000) -> None:
    async def sender(_: Process, dest: Process) -> None:
        for i in range(messages):
            dest.send(("add", i))

    async def run() -> None:
        me = Process()
        for _ in range(senders):
            spawn(sender, me)
        for _ in range(senders * messages):
            await me.receive()

    await best("fanin", "us/msg", 1e6 / (senders * messages), run)


async def call(calls: int = 50_000) -> None:
    async def server(me: Process) -> None:
        state = 0
        while True:
            (_, amount), reply = await me.receive()
            state += amount
            reply.set_result(state)

    async def run() -> None:
        loop = asyncio.get_running_loop()
        process = spawn(server)
        for _ in range(calls):
            reply = loop.create_future()
            process.send((("add", 1), reply))
            await reply
        assert process.task is not None
        process.task.cancel()

    await best("call", "us/call", 1e6 / calls, run)


def fib_of(n: int) -> int:
    return n if n < 2 else fib_of(n - 1) + fib_of(n - 2)


async def fib() -> None:
    async def one() -> None:
        fib_of(27)

    async def eight_at_once() -> None:
        await asyncio.gather(*(one() for _ in range(8)))

    await best("fib27", "ms", 1e3, one)
    await best("fib27_x8", "ms", 1e3, eight_at_once)


# Memory first: what an earlier benchmark has freed would hide what this one takes.
BENCHMARKS = {
    "idle_memory": idle_memory,
    "pingpong": pingpong,
    "spawn": spawn_and_end,
    "ring": ring,
    "fanin": fanin,
    "skynet": skynet,
    "call": call,
    "fib": fib,
}


async def main(names: list[str]) -> None:
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        sys.exit(f"bench.py: no benchmark {unknown[0]!r}; there are {', '.join(BENCHMARKS)}")
    for name in names or BENCHMARKS:
        await BENCHMARKS[name]()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
