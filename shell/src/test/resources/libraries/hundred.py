"""What the programs beside this one share: a hundred processes that do the same work."""

import inspect
from typing import Any, Callable

from rebeam import *


async def hundred(work: Callable[..., Any]) -> list[Any]:
    """Call ``work(n)`` in a process of its own for n from 0 to 99; return the results in order.

    An ``async def`` runs in coroutine processes, a ``def`` in blocking ones. RuntimeError says
    which process has ended for another reason than its return.
    """
    job = _awaiting if inspect.iscoroutinefunction(work) else _blocking
    references = [spawn_monitor(job, self(), work, n)[1] for n in range(100)]
    for n, reference in enumerate(references):
        down = await receive(reference)
        if down.reason != "normal":
            raise RuntimeError(f"process {n} of {work.__name__} ended: {down.reason}")
    results = [await receive(tuple, timeout=0) for _ in references]
    return [result for _, result in sorted(results)]


async def _awaiting(whom: Pid, work: Callable[..., Any], n: int) -> None:
    send(whom, (n, await work(n)))


def _blocking(whom: Pid, work: Callable[..., Any], n: int) -> None:
    send(whom, (n, work(n)))
