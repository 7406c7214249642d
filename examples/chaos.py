"""Many jobs in the queue of ``jobs.py``, while workers and the queue are killed at random.

At the end each job has one outcome, and none has run twice at the same time: each takes a
name while it runs, and a name that is taken would fail the job.

Run it with:

    rebeam examples/chaos.py [JOBS [SEED]]
"""

import logging
import random
import sys
from collections import Counter

from jobs import GONE, JOBS, OUTCOMES, QUEUE, WORKERS, Jobs, outcome, submit
from rebeam import *


async def square(n, chance):
    """A job that takes some time and fails now and then. It may run once at a time."""
    register(f"square {n}")
    attempts = Table.at("attempts").update_counter(n, 1, default=0)
    await sleep(chance * 0.05)
    if chance > 0.8 and attempts == 1:
        raise ValueError("bad luck")
    return n * n


async def killer(seed, top):
    """Kill a worker or, now and then, the queue, over and over."""
    chance = random.Random(seed)
    while True:
        await sleep(chance.random() * 0.02)
        try:
            running = await TaskSupervisor.at(WORKERS).children()
        except GONE:
            continue
        if chance.random() < 0.05:
            if queue := whereis(QUEUE):
                kill(queue)
                send(top, "queue")
        elif running:
            kill(chance.choice(running))
            send(top, "worker")


async def main(jobs=300, seed=0):
    """Do the jobs while things are killed, and count."""
    seed = seed or random.randrange(1, 10**6)
    print("seed", seed)
    chance = random.Random(seed)
    logging.getLogger("rebeam.supervisor").setLevel(logging.CRITICAL)  # all the kills
    Table(access="public", name="attempts")
    async with Jobs(workers=8):
        chaos = spawn_link(killer, seed, self())
        for n in range(jobs):
            await submit(n, square, n, chance.random(), priority=n % 3, retries=1)
        outcomes = [await outcome(n) for n in range(jobs)]
        unlink(chaos)
        kill(chaos)
        right = sum(outcomes[n] == ("done", n * n) for n in range(jobs))
        print(f"{right} of {jobs} jobs done, {len(Table.at(OUTCOMES))} outcomes")
        print(f"{len(Table.at(JOBS))} jobs left, {sum(Table.at('attempts').values())} attempts")
    killed = Counter()
    while (what := await receive(str, timeout=0, default=None)) is not None:
        killed[what] += 1
    print(f"killed: {killed['worker']} workers, {killed['queue']} queues")


await main(*[int(argument) for argument in sys.argv[1:]])
