"""Processes that watch one another: links, monitors, and a restart by hand.

A worker divides numbers and crashes on a zero: nothing in it handles that. A watcher
is linked to the worker and traps exits, so the crash reaches it as a message; it
starts the worker again, and gives up when that happens too often. The main process
looks on through a monitor.

Run it with:

    rebeam examples/watcher.py

The crash reports go to standard error, as those of every process do.
"""

from rebeam import *

MAX_RESTARTS = 2


async def worker() -> None:
    """Answer ``(ref, sender, a, b)`` with ``(ref, a / b)``; let it crash otherwise."""
    async for ref, sender, a, b in mailbox():
        send(sender, (ref, a / b))


async def watcher(owner: Pid, max_restarts: int) -> None:
    """Keep a worker alive; send ``owner`` each start, end with the worker's reason."""
    trap_exit(True)
    restarts = 0
    while True:
        pid = spawn_opt(worker, link=True, name="worker")
        send(owner, ("started", restarts))
        stopped = await receive(Exit)
        if stopped.sender != pid:
            # Someone else's link: what is linked to a watcher ends it.
            raise ProcessExit(stopped.reason)
        if restarts == max_restarts:
            print(f"watcher: giving up after {restarts} restarts")
            raise ProcessExit(stopped.reason)
        restarts += 1
        print(f"watcher: the worker ended, {explain(stopped.reason)}; restart {restarts}")


def explain(reason: object) -> str:
    """An exit reason in words."""
    if isinstance(reason, Crashed):
        return f"it crashed with {reason.exc_type}: {reason.message}"
    return f"reason {reason}"


async def divide(a: float, b: float) -> None:
    """Send a request to the current worker, and print the outcome."""
    pid = whereis("worker")
    if pid is None:
        print(f"{a} / {b}: there is no worker")
        return
    ref = monitor(pid)
    send(pid, (ref, self(), a, b))
    answer = await receive(ref, timeout=5.0)
    if isinstance(answer, Down):
        print(f"{a} / {b}: the worker is down, {explain(answer.reason)}")
    else:
        demonitor(ref, flush=True)
        print(f"{a} / {b} = {answer[1]}")


def is_start(message: object) -> bool:
    """Whether a message is the watcher's word that a worker runs."""
    return isinstance(message, tuple) and message[0] == "started"


async def main() -> None:
    _, watched = spawn_monitor(watcher, self(), MAX_RESTARTS)
    for attempt in range(MAX_RESTARTS + 1):
        await receive(is_start)
        await divide(84, 2 + attempt)
        await divide(attempt, 0)
    down = await receive(watched)
    print(f"main: the watcher has ended, {explain(down.reason)}")
    await divide(1, 1)


if __name__ == "__main__":
    await main()  # noqa: F704
