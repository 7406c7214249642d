"""Commands that evaluate code in the evaluator, interruptible as a cell is."""

from __future__ import annotations

import os
import sys
import time

from rebeam._shell import cells, display
from rebeam._shell.session import is_awaitable, start

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rebeam._shell.session import Session

_TIME = "<:time>"
_TIMEIT = "<:timeit>"
_REPEATS = 5
_MIN_SECONDS = 0.2  # of one repeat
_UNITS = ((1, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns"))


async def _run(run: cells.Run) -> tuple[Any, bool]:
    """Evaluate as a cell does: the value, and whether it had to be awaited."""
    while (coroutine := run.advance()) is not None:
        run.value = await coroutine
    if is_awaitable(run.value):
        return await run.value, True
    return run.value, False


async def _time(session: Session, text: str) -> None:
    begin = time.perf_counter()
    run, quiet = start(session, True, text, _TIME, 1)
    value, _ = await _run(run)
    seconds = time.perf_counter() - begin
    if value is not None and not quiet:
        print(display.render(value)[0])
    print(f"time {_duration(seconds)}")


async def _timeit(session: Session, text: str) -> None:
    """Repeat a line. The first evaluation is not measured."""
    run, _ = start(session, True, text, _TIMEIT, 1)
    _, was_awaited = await _run(run)
    tree, line = cells.parse_cell(text, _TIMEIT)
    awaits = was_awaited or any(cells.awaits(statement) for statement in tree.body)
    if was_awaited:
        line = cells.awaiting_last(tree, line)
    measure = _loop(session, line, awaits)

    async def seconds(loops: int) -> float:
        taken = measure(loops)
        return await taken if awaits else taken

    loops = await _loops(seconds)
    runs = [await seconds(loops) / loops for _ in range(_REPEATS)]
    many = "loop" if loops == 1 else "loops"
    print(
        f"{_duration(min(runs))} per loop, the best of {_REPEATS} runs of {loops} {many}"
        f" (slowest {_duration(max(runs))})"
    )


async def _loops(seconds: Any) -> int:
    """The number of loops that take long enough: 1, 2, 5, 10, 20, …"""
    scale = 1
    while True:
        for factor in (1, 2, 5):
            loops = scale * factor
            if await seconds(loops) >= _MIN_SECONDS:
                return loops
        scale *= 10


def _loop(session: Session, line: str, awaits: bool) -> Any:
    """A function that runs a line so many times and returns the seconds it took."""
    source = (
        f"{'async ' if awaits else ''}def _measure(_loops, _clock):\n"
        "    _start = _clock()\n"
        "    for _loop in range(_loops):\n"
        f"        {line}\n"
        "    return _clock() - _start\n"
    )
    made: dict[str, Any] = {}
    exec(compile(source, _TIMEIT, "exec"), session.namespace, made)
    measure = made["_measure"]
    return lambda loops: measure(loops, time.perf_counter)


def _duration(seconds: float) -> str:
    """Three digits and a unit."""
    for size, unit in _UNITS:
        if seconds >= size:
            return f"{_three_digits(seconds / size)} {unit}"
    return f"{seconds * 1e9:.1f} ns"


def _three_digits(number: float) -> str:
    return f"{number:.0f}" if number >= 100 else f"{number:.3g}"


async def _system(session: Session, command: str) -> None:
    """Run a command in the system's shell, as ``os.system`` does."""
    sys.stdout.flush()
    code = os.waitstatus_to_exitcode(os.system(command))
    if code > 0:
        print(f"exit status {code}")
    elif code < 0:
        print(f"ended by signal {-code}")


COMMANDS = {"time": _time, "timeit": _timeit, "system": _system}
