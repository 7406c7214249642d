"""What tracing costs those that are not traced. Run: rebeam bench/rebeam/trace_cost.py

Ping-pong as in pingpong.py, in turns without a trace and with traces of another process
that send and receive, links and names. Prints the median of each and their ratio. What
tracing costs while there is none is seen by running pingpong.py on an older rebeam.
"""

import statistics
import time

from measure import QUICK, out

from rebeam import *

ROUNDS = 2_000 if QUICK else 100_000
TURNS = 2 if QUICK else 15
WARM_UP = 1 if QUICK else 10


async def pong() -> None:
    while (message := await receive()) != "stop":
        send(message[2], ("pong", message[1]))


async def idle() -> None:
    await receive()


async def traced(other: Pid) -> None:
    await trace(other, ("send", "receive", "spawn", "exit", "link", "register"), time=3600)


async def turn() -> float:
    me = self()
    other = spawn(pong)
    began = time.perf_counter()
    for i in range(ROUNDS):
        send(other, ("ping", i, me))
        await receive()
    taken = time.perf_counter() - began
    send(other, "stop")
    return taken * 1e6 / (2 * ROUNDS)


async def run() -> None:
    other = spawn(idle)
    without, beside = [], []
    for n in range(WARM_UP + TURNS):
        first = await turn()
        tracers = [spawn(traced, other) for _ in range(3)]
        await sleep(0.05)
        second = await turn()
        for tracer in tracers:
            kill(tracer)
        await sleep(0.05)
        if n >= WARM_UP:
            without.append(first)
            beside.append(second)
    off, on = statistics.median(without), statistics.median(beside)
    out("pingpong_untraced", "warm", off, "us/msg")
    out("pingpong_beside_traces", "warm", on, "us/msg")
    out("ratio", "warm", on / off, "x")
    send(other, "stop")


await run()
