"""Children of a ``DynamicSupervisor``, started one after the other and ended at once.

Run: rebeam bench/rebeam/start_child.py
"""

from measure import cold_and_warm

from rebeam import *

CHILDREN = 10_000


class Idle(GenServer):
    pass


async def run() -> None:
    async with DynamicSupervisor() as supervisor:
        for _ in range(CHILDREN):
            await start_child(supervisor, Child(Idle, shutdown="brutal_kill"))


await cold_and_warm("start_child", "us/child", 1e6 / CHILDREN, run)
