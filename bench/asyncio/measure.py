"""What the programs here share: a process made of a task and a queue, and measuring."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Coroutine
from typing import Any

sys.path.append(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

from payloads import payloads, repetitions  # noqa: E402
from protocol import QUICK, cold_and_warm, out, warm  # noqa: E402

__all__ = [
    "QUICK",
    "Process",
    "cold_and_warm",
    "out",
    "payloads",
    "repetitions",
    "spawn",
    "warm",
]


class Process:
    """The nearest thing: a mailbox, and a task that reads it."""

    __slots__ = ("mailbox", "task")

    def __init__(self) -> None:
        self.mailbox: asyncio.Queue[Any] = asyncio.Queue()
        self.task: asyncio.Task[None] | None = None

    def send(self, message: Any) -> None:
        self.mailbox.put_nowait(message)

    async def receive(self) -> Any:
        return await self.mailbox.get()


def spawn(function: Callable[..., Coroutine[Any, Any, None]], *args: Any) -> Process:
    process = Process()
    process.task = asyncio.get_running_loop().create_task(function(process, *args))
    return process
