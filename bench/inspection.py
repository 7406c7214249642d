#!/usr/bin/env python3
"""How long the commands take that look at a node.

Three programs are piped into rebeam: one with 100,000 processes that wait, one with a
mailbox of 1,000,000 messages, one with 50,000 processes that are always busy beside one
that never yields. All commands are asked in turn, five times; the median of the last four is
told, and the first, which is cold. Answers go to a file, so that no terminal counts. The
clock is read by the main process, which waits for its turn as all others: what :uptime
takes, which looks at nothing, is that wait.
"""

from __future__ import annotations

import argparse
import statistics
import sys

import peers
from child import output, run_script

TIMES = 5

NOTHING = ":uptime"

WAITING = """
async def waiter():
    await receive()
ps_ = [spawn(waiter) for _ in range(100_000)]
w = spawn_opt(waiter, name="waiter")
"""
FULL = """
async def picky():
    await receive(lambda message: message == "stop")
full = spawn_opt(picky, name="full")
for i in range(1_000_000):
    send(full, ("job", i))
"""
BUSY = """
async def eager():
    while True:
        await sleep(0)
async def spinner():
    while True:
        pass
eagers = [spawn(eager) for _ in range(50_000)]
s = spawn_opt(spinner, name="spinner")
e = spawn_opt(eager, name="eager")
"""
COMMANDS = {
    "100,000 waiting processes": (
        WAITING,
        [":ps -n 100", ":ps -n 0", ":ps --sort mem -n 100", ":ps --group call", ":top -n 1",
         ":info waiter", ":tree", ":mem", ":sched"],
    ),
    "a mailbox of 1,000,000": (
        FULL,
        [":mbox full", ":mbox full --json", ":info full", ":ps --sort mq", ":mem"],
    ),
    "50,000 busy processes and one that spins": (
        BUSY,
        [":ps -n 100", ":ps --sort cpu -n 100", ":top -n 1", ":info spinner", ":mbox eager",
         ":bt spinner", ":bt eager", ":links eager", ":regs", ":timers", ":sched", ":mem",
         ":dead", ":log"],
    ),
}


def program(setup: str, commands: list[str]) -> str:
    """The setup, and each command with the clock before and after it."""
    lines = ["from rebeam import *", "import time", setup, "await sleep(1)"]
    for _ in range(TIMES):
        for command in [NOTHING, *commands]:
            lines += ["t = time.perf_counter()", f"{command} > /dev/null"]
            lines += [f"print('TIME', time.perf_counter() - t, {command!r})"]
    return "\n".join(lines) + "\n"


class Failed(Exception):
    """rebeam did not do what it was asked. The text says what it did."""


def measure(rebeam: str, setup: str, commands: list[str]) -> dict[str, list[float]]:
    """The milliseconds of all times by command, or Failed."""
    typed = program(setup, commands)
    printed, code = output([rebeam], peers.environment(), None, typed)
    if code:
        raise Failed(f"{rebeam} ended with exit code {code}")
    times: dict[str, list[float]] = {command: [] for command in [NOTHING, *commands]}
    for line in printed.splitlines():
        match line.split(" ", 2):
            case ["TIME", seconds, command] if command in times:
                times[command].append(float(seconds) * 1e3)
    for command, taken in times.items():
        if len(taken) != TIMES:
            raise Failed(f"{rebeam} told {len(taken)} times of {command}, not {TIMES}")
    return times


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="bench/inspection.py",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "rebeam", nargs="?", default=str(peers.DISTRIBUTION), metavar="REBEAM",
        help="the program; default: this checkout's, which has to be built",
    )  # fmt: skip
    chosen = parser.parse_args()
    try:
        rebeam = peers.Rebeam(chosen.rebeam)
        for title, (setup, commands) in COMMANDS.items():
            print(f"\n{title}\n{'command':28}{'cold':>10}{'warm':>10}", flush=True)
            for command, times in measure(rebeam.launcher, setup, commands).items():
                print(f"{command:28}{times[0]:>7.1f} ms{statistics.median(times[1:]):>7.1f} ms")
    except peers.Missing as missing:
        print(f"inspection: {missing}", file=sys.stderr)
        return 2
    except Failed as failed:
        print(f"inspection: {failed}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    run_script("inspection", main)
