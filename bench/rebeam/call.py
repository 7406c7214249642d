"""Requests to a server process, each with a fresh reference.

A call is a monitor, a request, a selective receive of the reply and a demonitor: what
``GenServer`` calls are made of. Run: rebeam bench/rebeam/call.py
"""

from measure import cold_and_warm

from rebeam import *

CALLS = 50_000


async def server() -> None:
    state = 0
    async for (_, amount), ref, sender in mailbox():
        state += amount
        send(sender, (ref, state))


async def run() -> None:
    me = self()
    pid = spawn(server)
    for _ in range(CALLS):
        ref = monitor(pid)
        send(pid, (("add", 1), ref, me))
        await receive(ref)
        demonitor(ref, flush=True)
    kill(pid)


await cold_and_warm("call", "us/call", 1e6 / CALLS, run)
