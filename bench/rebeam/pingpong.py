"""Two processes send one message to and fro. Run: rebeam bench/rebeam/pingpong.py"""

from measure import cold_and_warm

from rebeam import *

ROUNDS = 100_000


async def pong() -> None:
    while (message := await receive()) != "stop":
        send(message[2], ("pong", message[1]))


async def run() -> None:
    me = self()
    other = spawn(pong)
    for i in range(ROUNDS):
        send(other, ("ping", i, me))
        await receive()
    send(other, "stop")


await cold_and_warm("pingpong", "us/msg", 1e6 / (2 * ROUNDS), run)
