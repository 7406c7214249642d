"""A hundred processes send to one. Run: rebeam bench/rebeam/fanin.py"""

from measure import cold_and_warm

from rebeam import *

SENDERS = 100
MESSAGES = 2000


async def sender(dest: Pid) -> None:
    while await receive() != "stop":
        for i in range(MESSAGES):
            send(dest, ("add", i))


async def run() -> None:
    for pid in senders:
        send(pid, "go")
    for _ in range(SENDERS * MESSAGES):
        await receive()


senders = [spawn(sender, self()) for _ in range(SENDERS)]
await cold_and_warm("fanin", "us/msg", 1e6 / (SENDERS * MESSAGES), run)
for pid in senders:
    send(pid, "stop")
