"""Commands that evaluate code in the evaluator, interruptible as a cell is."""

from __future__ import annotations

import os
import sys
import time
from _ast import Expr

from rebeam._core import later_names
from rebeam._shell import cells, display, prompt, sources
from rebeam._shell.session import is_awaitable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rebeam._shell.session import Session

_TIME = "<:time>"
_TIMEIT = "<:timeit>"
_REPEATS = 5
_MIN_SECONDS = 0.2  # of one repeat
_UNITS = ((1, "s"), (1e-3, "ms"), (1e-6, "µs"), (1e-9, "ns"))


def _parse(session: Session, text: str, file: str) -> tuple[Any, str]:
    session.bring_in(later_names.used_in(text))
    sources.keep(file, 1, text)
    return cells.parse_cell(text, file)


async def _run(session: Session, text: str, file: str) -> tuple[Any, bool]:
    """Evaluate as a cell does: the value, and whether it had to be awaited."""
    tree, text = _parse(session, text, file)
    run = cells.Run(tree, text, file, session.namespace, True)
    while (coroutine := run.advance()) is not None:
        run.value = await coroutine
    if is_awaitable(run.value):
        return await run.value, True
    return run.value, False


async def _time(session: Session, text: str) -> None:
    start = time.perf_counter()
    value, _ = await _run(session, text, _TIME)
    seconds = time.perf_counter() - start
    if value is not None and not prompt.ends_with_semicolon(text):
        print(display.render(value)[0])
    print(f"time {_duration(seconds)}")


async def _timeit(session: Session, text: str) -> None:
    """Repeat a line. The first evaluation is not measured."""
    tree, line = _parse(session, text, _TIMEIT)
    awaits = any(cells.awaits(statement) for statement in tree.body)
    _, was_awaited = await _run(session, text, _TIMEIT)
    if was_awaited and tree.body and isinstance(tree.body[-1], Expr):
        last = tree.body[-1]
        line = f"{line[: last.col_offset]}await ({line[last.col_offset : last.end_col_offset]})"
        awaits = True
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
