"""What the rebeam benchmark programs share: timing and output."""

import time
from collections.abc import Awaitable, Callable

WARM_RUNS = 5
WARM_SECONDS = 6.0


def out(name: str, value: float, unit: str) -> None:
    """Print one result as ``bench/compare`` reads it."""
    print(f"rebeam {name} {value:.3f} {unit}", flush=True)


async def seconds(run: Callable[[], Awaitable[object]]) -> float:
    """The wall time of one run."""
    start = time.perf_counter()
    await run()
    return time.perf_counter() - start


async def cold_and_warm(
    name: str, unit: str, scale: float, run: Callable[[], Awaitable[object]]
) -> None:
    """Print the first run as NAME.cold and the best of the later ones as NAME.

    There are as many of these as the compiler needs to get to them all: at least
    WARM_RUNS, for at least WARM_SECONDS. ``scale`` makes the unit of a run's seconds.
    """
    out(f"{name}.cold", await seconds(run) * scale, unit)
    times = [await seconds(run)]
    while len(times) < WARM_RUNS or sum(times) < WARM_SECONDS:
        times.append(await seconds(run))
    out(name, min(times) * scale, unit)
