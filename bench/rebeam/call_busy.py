"""How long a call takes while four processes spin. Run: rebeam bench/rebeam/call_busy.py"""

import time

from measure import latencies

from rebeam import *

SPINNERS = 4


async def server() -> None:
    state = 0
    async for (_, amount), ref, sender in mailbox():
        state += amount
        send(sender, (ref, state))


async def spin() -> None:
    while True:
        pass


async def call(pid: Pid) -> float:
    """Returns the seconds of one call; then waits, so that calls do not come in a row."""
    start = time.perf_counter()
    ref = monitor(pid)
    send(pid, (("add", 1), ref, self()))
    await receive(ref)
    demonitor(ref, flush=True)
    taken = time.perf_counter() - start
    await sleep(0.001)
    return taken


pid = spawn(server)
spinners = [spawn(spin) for _ in range(SPINNERS)]
await latencies("call_busy", lambda: call(pid))
for spinner in spinners:
    kill(spinner)
