"""What tracing costs those that are not traced. Run: rebeam bench/rebeam/trace_cost.py

Ping-pong as in pingpong.py, in turns without a trace and with traces of another process
that does nothing. Prints the median CPU time of a message of each kind of turn, and their
ratio. CPU time of the carrier thread, since a turn is short and a busy machine would hide
the difference. What tracing costs while there is none is seen by running this on an older
rebeam: there it has only turns without.
"""

import statistics
import threading
import time

from measure import QUICK, out

from rebeam import *

ROUNDS = 2_000 if QUICK else 100_000
TURNS = 2 if QUICK else 15
TRACES = 3 if "trace" in globals() else 0
WARM_UP = 1 if QUICK else 10


async def pong() -> None:
    while (message := await receive()) != "stop":
        send(message[2], ("pong", message[1]))


async def idle() -> None:
    await receive()


async def traced(other: Pid) -> None:
    await trace(other, ("send", "receive", "spawn", "exit", "link", "register"), time=3600)


async def turn() -> float:
    """One turn; again when the carrier was replaced meanwhile, since each has its own clock."""
    while True:
        thread = threading.get_ident()
        taken = await once()
        if thread == threading.get_ident() and taken > 0:
            return taken


async def once() -> float:
    me = self()
    other = spawn(pong)
    began = time.thread_time()
    for i in range(ROUNDS):
        send(other, ("ping", i, me))
        await receive()
    taken = time.thread_time() - began
    send(other, "stop")
    return taken * 1e6 / (2 * ROUNDS)


async def run() -> None:
    other = spawn(idle)
    without, beside = [], []
    for n in range(WARM_UP + TURNS):
        first = await turn()
        tracers = [spawn(traced, other) for _ in range(TRACES)]
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
