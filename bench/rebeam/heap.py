"""The live objects of this JVM, seen from outside: Python in a process cannot see it.

The JVM's own ``jcmd`` collects garbage and lists all live objects by class.
"""

import os
import subprocess
import sys

from rebeam import run_blocking, sleep


def histogram() -> list[list[str]]:
    """A line for each class with live objects: rank, objects, bytes, name."""
    pid = str(os.getpid())
    jcmd = os.path.join(os.path.dirname(os.readlink(f"/proc/{pid}/exe")), "jcmd")
    # A file drains what jcmd writes: this JVM stands still until all is written.
    command = ["sh", "-c", 'f=$(mktemp) && "$0" "$1" GC.class_histogram >"$f"; cat "$f"; rm "$f"']
    done = subprocess.run(command + [jcmd, pid], stdout=subprocess.PIPE, text=True)
    lines = [line.split() for line in done.stdout.splitlines()]
    if not lines or not lines[-1] or lines[-1][0] != "Total":
        sys.exit(f"heap.py: {jcmd} told no histogram (exit code {done.returncode})")
    # Fillers are gaps that the collector leaves between objects, not objects.
    listed = (line for line in lines if len(line) > 3 and line[0].endswith(":"))
    return [line for line in listed if ".Filler" not in line[3]]


async def live() -> int:
    """The bytes of all live objects, once all processes have come to their receive."""
    await sleep(0.5)
    return sum(int(line[2]) for line in await run_blocking(histogram))


async def live_of(simple_name: str) -> int:
    """The bytes of all live objects of the classes called ``simple_name``."""
    await sleep(0.5)
    lines = await run_blocking(histogram)
    return sum(int(line[2]) for line in lines if line[3].endswith(f".{simple_name}"))
