"""What the rebeam benchmark programs share: timing and output."""

import time
from collections.abc import Awaitable, Callable

WARM_RUNS = 5


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

    ``scale`` makes the unit out of the seconds of one run.
    """
    out(f"{name}.cold", await seconds(run) * scale, unit)
    out(name, min([await seconds(run) for _ in range(WARM_RUNS)]) * scale, unit)
