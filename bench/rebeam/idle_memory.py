"""The memory of a process that waits for its first message.

Python in a rebeam process cannot see the JVM, so the JVM is asked from outside: its
own ``jcmd`` collects garbage and adds up all live objects. Where there is no jcmd,
resident memory is taken instead; that is coarser, since a collector keeps memory it
has once taken. Either way the first batch of processes stays and is not counted, so
that what a first process loads and compiles is not counted either.

Run: rebeam bench/rebeam/idle_memory.py [PROCESSES]
"""

import gc
import os
import resource
import subprocess
import sys

from measure import out

from rebeam import *

WARM_UP = 20_000
PROCESSES = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000


def answer(*command: str) -> str:
    return subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout


def heap() -> int:
    """The bytes of all live objects of this JVM."""
    pid = str(os.getpid())
    jcmd = os.path.join(os.path.dirname(os.readlink(f"/proc/{pid}/exe")), "jcmd")
    # The shell's pipe drains what jcmd writes: this JVM stands still until all is written.
    total = answer("sh", "-c", '"$0" "$1" GC.class_histogram | tail -n 1', jcmd, pid)
    return int(total.split()[2])


def resident() -> int:
    # By another program: reading a file of /proc gives an empty text here.
    pages = answer("cat", f"/proc/{os.getpid()}/statm").split()[1]
    return int(pages) * resource.getpagesize()


async def used() -> int:
    """The memory in use once all have reached their receive."""
    await sleep(0.5)
    try:
        return await run_blocking(heap)
    except (OSError, IndexError, subprocess.CalledProcessError) as error:
        print(f"idle_memory: resident memory, jcmd failed: {error!r}", file=sys.stderr)
        gc.collect()
        return await run_blocking(resident)


async def idle() -> None:
    await receive()


def start(count: int) -> None:
    for _ in range(count):
        spawn(idle)


start(WARM_UP)
before = await used()
start(PROCESSES)
out("idle_memory", (await used() - before) / PROCESSES, "bytes/process")
