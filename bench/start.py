"""How long a program takes to start, as its user sees it.

The whole of a run that says its version, its help, or evaluates an expression; and, at a
terminal, the time until the prompt is there and until the first result is. Run:
python3 bench/start.py PEER COMMAND, for example: python3 bench/start.py rebeam ./rebeam
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
from dataclasses import dataclass

from protocol import QUICK, median, out

SAMPLES = 1 if QUICK else 3
SECONDS_EACH = 60
CONTROLS = re.compile(rb"\x1b\[[0-9;?=>]*[ -/]*[@-~]|\x1b\][^\x07]*\x07|\x1b[=>()][0-9A-B]?|\r")


@dataclass(frozen=True)
class Ways:
    """How a program is asked for each thing; what it cannot do is empty."""

    version: list[str]
    help: list[str]
    expression: list[str]
    prompt: bytes
    typed: bytes


WAYS = {
    "rebeam": Ways(["--version"], ["--help"], ["-e", "1+1"], rb"rebeam\(1\)> ?$", b"40+2\r"),
    "asyncio": Ways(["--version"], ["--help"], ["-c", "1+1"], rb">>> $", b"40+2\r"),
    "beam": Ways([], [], ["-noshell", "-eval", "1+1, halt()."], rb"1> $", b"40+2.\r"),
}


def whole(command: list[str], env: dict[str, str]) -> float:
    """The seconds from start to exit."""
    start = time.perf_counter()
    subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=env, check=True,
        timeout=SECONDS_EACH,
    )  # fmt: skip
    return time.perf_counter() - start


def read_until(terminal: int, pattern: bytes, start: float) -> float:
    """The seconds since ``start`` when the screen's last line matched ``pattern``."""
    seen = b""
    while (passed := time.perf_counter() - start) < SECONDS_EACH:
        if select.select([terminal], [], [], 0.5)[0]:
            seen += os.read(terminal, 65536)
            if re.search(pattern, CONTROLS.sub(b"", seen)):
                return time.perf_counter() - start
    sys.exit(f"start.py: {pattern!r} did not come in {passed:.0f} s, only {seen[-200:]!r}")


def session(command: list[str], ways: Ways, env: dict[str, str]) -> tuple[float, float]:
    """The seconds until the prompt and until the result of what is typed at it."""
    start = time.perf_counter()
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe(command[0], command, env)
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("4H", 24, 80, 0, 0))
    try:
        prompt = read_until(terminal, ways.prompt, start)
        os.write(terminal, ways.typed)
        return prompt, read_until(terminal, rb"(^|\n|: ?)42\s", start)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(terminal)


def main() -> None:
    if len(sys.argv) < 3 or sys.argv[1] not in WAYS:
        sys.exit(f"usage: start.py {'|'.join(WAYS)} COMMAND")
    # So that what is started and the fresh home go with us.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    ways, command = WAYS[sys.argv[1]], sys.argv[2:3]
    with tempfile.TemporaryDirectory() as home:
        env = {name: value for name, value in os.environ.items() if name[:4] != "XDG_"}
        # A fresh home, so that no history or start file of the user's takes part.
        env |= {"HOME": home, "TERM": "xterm-256color"}
        for name in ("version", "help", "expression"):
            if options := getattr(ways, name):
                times = [whole(command + options, env) for _ in range(SAMPLES)]
                out(f"start_{name}", "cold", median(times), "s")
        pairs = [session(command, ways, env) for _ in range(SAMPLES)]
        out("start_prompt", "cold", median([prompt for prompt, _ in pairs]), "s")
        out("start_result", "cold", median([result for _, result in pairs]), "s")


if __name__ == "__main__":
    main()
