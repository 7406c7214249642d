"""The plugin for pytest: each test runs in a process of its own.

``pytest_plugins = ["rebeam.testing.plugin"]`` in ``conftest.py``, and ``rebeam -m pytest``.
An ``async def`` test is a coroutine process, a plain ``def`` a blocking one. When a test
has ended, all that is linked to its process is ended, the newest first, before the next
one begins. pytest itself, and the fixtures, run in a blocking process.
"""

from __future__ import annotations

import itertools
import threading
import time

import _rebeam_host as _host
import pytest
from rebeam._core.exits import exit_signal, kill, trap_exit
from rebeam._core.info import process_info
from rebeam._core.links import monitor
from rebeam._core.receiving import _receive, _receive_ref, receive
from rebeam._core.scheduling import self
from rebeam._core.sending import send
from rebeam._core.spawning import is_coroutine_function, spawn, spawn_monitor
from rebeam._core.texts import safe_repr
from rebeam._core.types import Reason
from rebeam._core.waits import drive, dual
from rebeam.otp.child import Child
from rebeam.otp.supervisor import Supervisor, start_child

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_END_SECONDS = 5.0
"""How long a process that is linked to a test may take to end before it is killed."""

_OUTCOMES: Any = (Exception, SystemExit, pytest.skip.Exception.__base__)
"""What a test raises for pytest; an exit signal is not among it."""


class _Run:
    """A test that runs. It is shared by two processes, and not copied."""

    def __init__(self, item: Any) -> None:
        self.function = item.obj
        self.arguments = {name: item.funcargs[name] for name in item._fixtureinfo.argnames}
        self.error: BaseException | None = None


_runs: dict[int, _Run] = {}
_numbers = itertools.count()


class _Session:
    """A run of pytest, which the main process waits for."""

    def __init__(self, config: Any) -> None:
        self.config = config
        self.ended = threading.Event()
        self.error: BaseException | None = None
        self.status: Any = None


_session: _Session | None = None


class _Interrupt:
    """Marks ``(_Interrupt,)``: Ctrl-C, for the process that runs pytest."""


# ---- hooks ----


def pytest_addoption(parser: Any) -> None:
    """The setting ``rebeam_timeout``."""
    parser.addini("rebeam_timeout", "seconds that a test may take", default="60")


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: Any) -> Any:
    """Run pytest in a blocking process, so that fixtures and tests can wait there."""
    global _session
    if _session is not None:
        return None
    session = _session = _Session(config)
    pid = spawn(_run_session)
    while not session.ended.is_set():
        try:
            session.ended.wait()
        except KeyboardInterrupt:
            send(pid, (_Interrupt,))
    _session = None
    if session.error is not None:
        raise session.error
    return session.status


def _run_session() -> None:
    session = _session
    assert session is not None
    trap_exit(True)  # so that no server that a fixture has started ends it
    try:
        session.status = session.config.hook.pytest_cmdline_main(config=session.config)
    except BaseException as error:
        session.error = error
    session.ended.set()


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: Any) -> bool:
    """Run a test in a process of its own, and raise what it raises."""
    __tracebackhide__ = True
    seconds = float(pyfuncitem.config.getini("rebeam_timeout"))
    number = next(_numbers)
    run = _runs[number] = _Run(pyfuncitem)
    body = _run_coroutine if is_coroutine_function(run.function) else _run_blocking
    pid, ref = spawn_monitor(body, number)
    try:
        down = _wait(ref, seconds)
        if down is None:
            pytest.fail(f"the test has not ended within {seconds:g} s", pytrace=False)
    finally:
        kill(pid)
        del _runs[number]
    if run.error is not None:
        raise run.error
    if down.reason != Reason.NORMAL:
        pytest.fail(f"the process of the test was ended: {safe_repr(down.reason)}", pytrace=False)
    return True


@pytest.fixture
def supervised() -> Supervised:
    """Start children of a supervisor that ends with the test."""
    return Supervised()


class Supervised:
    """What the fixture ``supervised`` is: ``server = await supervised(Counter, 5, name="c")``.

    Arguments are those of ``Child``, or one that has been made. The child is restarted as
    its ``restart`` says, and ends with the test, before those that were started earlier.
    ``supervisor`` is their supervisor, None before the first.
    """

    def __init__(self) -> None:
        self.supervisor: Any = None
        self._count = 0

    def __call__(self, start: Any, *args: Any, **kwargs: Any) -> Any:
        """Start a child; its handle, or the pid of a function's process."""
        if not isinstance(start, Child):
            self._count += 1
            kwargs.setdefault("id", (self._count, getattr(start, "__qualname__", None)))
            start = Child(start, *args, **kwargs)
        elif args or kwargs:
            raise TypeError("a Child has all its arguments already")
        return dual(self._start(start))

    async def _start(self, child: Child) -> Any:
        if self.supervisor is None:
            self.supervisor = await _awaited(Supervisor.start_link([]))
        return await _awaited(start_child(self.supervisor, child))


# ---- the process of a test ----


async def _run_coroutine(number: int) -> None:
    run = _runs[number]
    try:
        await run.function(**run.arguments)
    except _OUTCOMES as error:
        run.error = error
    await _end_linked()


def _run_blocking(number: int) -> None:
    run = _runs[number]
    try:
        run.function(**run.arguments)
    except _OUTCOMES as error:
        run.error = error
    drive(_end_linked())


async def _end_linked() -> None:
    """End what is linked to the caller, one after the other, as a supervisor does."""
    trap_exit(True)
    info = process_info(self(), "links")
    for pid in sorted(info["links"] if info else [], reverse=True):
        ref = monitor(pid)
        exit_signal(pid, Reason.SHUTDOWN)
        if await _receive(ref, _END_SECONDS, None) is None:
            kill(pid)
            await _receive_ref(ref)


def _wait(ref: Any, seconds: float) -> Any:
    """The ``Down`` of a test, None after ``seconds`` by the wall: a test may advance timers."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        message = receive((ref, _is_interrupt), timeout=left, default=None)
        if type(message) is tuple:
            raise KeyboardInterrupt
        if message is not None:
            return message
    return None


def _is_interrupt(message: Any) -> bool:
    return type(message) is tuple and message == (_Interrupt,)


async def _awaited(value: Any) -> Any:
    """What a dual function gave: its value, already there in a blocking process."""
    return value if _host.in_blocking_process() else await value
