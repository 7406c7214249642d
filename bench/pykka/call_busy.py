"""How long a call takes while four actors spin. Run: python3 bench/pykka/call_busy.py"""

import asyncio
import threading
import time

import pykka
from measure import latencies
from server import Server

SPINNERS = 4
leave = threading.Event()
server = Server.start()


class Spinner(pykka.ThreadingActor):
    def on_start(self) -> None:
        while not leave.is_set():
            pass
        self.stop()


async def call() -> float:
    """Returns the seconds of one call; then waits, so that calls do not come in a row."""
    start = time.perf_counter()
    server.ask(("add", 1))
    taken = time.perf_counter() - start
    time.sleep(0.001)
    return taken


for _ in range(SPINNERS):
    Spinner.start()
asyncio.run(latencies("call_busy", call))
leave.set()
server.stop()
