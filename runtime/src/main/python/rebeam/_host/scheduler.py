"""What the runtime's threads run in Python: the carrier's loop, blocking processes."""

from __future__ import annotations

import sys
import types

import _rebeam_host as _host
from polyglot import gil_locked_during_interop
from rebeam._core import texts
from rebeam._core.copying import copy_to_show
from rebeam._core.reasons import encode, of_exception
from rebeam._core.types import ProcessExit
from rebeam._core.waits import SUSPENDED, drive, not_awaitable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def run_carrier() -> None:
    """Step coroutines until this thread is retired.

    The interpreter lock is kept across primitives while there is work, and is free
    while the thread is parked.
    """
    while True:
        with gil_locked_during_interop(True):
            step_all(_host.next_step)
        # Set again: a killed process leaves the block above without running its __exit__.
        with gil_locked_during_interop(False):
            if not _host.park_carrier():
                return


def step_all(next_step: Any) -> bool:
    """Step what ``next_step()`` gives until it gives None; whether there was anything."""
    finished_normally = _host.finished_normally
    stepped = False
    while (step := next_step()) is not None:
        stepped = True
        try:
            asked = step.send(None)
            if asked is not SUSPENDED:
                _suspend(step, asked)
        except StopIteration:
            finished_normally()
        except ProcessExit as error:
            if type(step) is Throwing and error is step.error:
                finished_normally()  # the reason of the signal stands (N8)
            else:
                _finish(error)
        except BaseException as error:
            _finish(error)
    return stepped


def _suspend(step: Any, asked: Any) -> None:
    """Handle what a coroutine yields that is none of rebeam's own waits.

    That is a future of asyncio, or None, which lets other processes run.
    """
    user = _host.loop_user()
    if user is not None:
        user.suspend(asked)
        return
    while asked is not SUSPENDED:
        if asked is None:
            _host.give_turn()
            return
        if hasattr(asked, "_asyncio_future_blocking"):
            from rebeam._host import asyncio_entry

            asyncio_entry.await_first(asked)
            return
        asked = step.throw(not_awaitable(asked))


def _finish(error: BaseException) -> None:
    """End the current process for what escaped from its function.

    Only what makes it crash is reported (N2, A19). Whatever a class of the program does to
    prevent that, the process ends, and one line says what happened.
    """
    _host.code_ended()
    encoded: tuple[str, Any, str] = ("OTHER", "error", "error")
    try:
        reason = of_exception(error)
        encoded = encode(reason)
    except BaseException as failure:
        _tell('ended with the reason "error", since its own', failure)
    else:
        if encoded[0] == "CRASHED" and not issubclass(type(error), ProcessExit):
            try:
                _host.report_crash(encoded[1].captured, encoded[1])
            except BaseException as failure:
                _tell(f"crashed ({encoded[2]}), and its report", failure)
    _host.finished(*encoded)


def _tell(what: str, failure: BaseException) -> None:
    """Report one line about the end of the current process, as far as that is possible."""
    try:
        why = f"{what} could not be made: {texts.cause(failure)}"
        _host.report("rebeam.crash", texts.class_name(type(failure)), "", why, None)
    except BaseException:
        pass  # there is nowhere left to report it


def run_loop() -> None:
    """Run the asyncio loop on this thread, which is its own."""
    from rebeam._host import asyncio_entry

    asyncio_entry.run_loop()


def wake_loop() -> None:
    """Make the asyncio loop look at what it has to do. Any thread."""
    from rebeam._host import asyncio_entry

    asyncio_entry.wake_loop()


def run_blocking_process(body: Any) -> None:
    """Run a plain function as a process on this thread."""
    try:
        result = body()
        if isinstance(result, types.CoroutineType):
            drive(result)
    except BaseException as error:
        _finish(error)
    else:
        _host.finished("NORMAL", "normal", "normal")


def fail_job(job: Any, text: str) -> None:
    """Called by the runtime when something ended a job that Python cannot catch."""
    job.fail(SystemError(f"internal error: {text}"))


class Throwing:
    """A stand-in for a coroutine: its next step throws into the real one."""

    __slots__ = ("coroutine", "error")

    def __init__(self, coroutine: Any, error: BaseException) -> None:
        self.coroutine = coroutine
        self.error = error

    def send(self, value: Any) -> Any:
        return self.coroutine.throw(self.error)

    def throw(self, error: BaseException) -> Any:
        return self.coroutine.throw(error)


class Handling:
    """A stand-in for the main process's coroutine while it waits.

    Its next step runs the handlers of signals; the wait goes on, or ends with what they raise.
    """

    __slots__ = ("coroutine",)
    run: Any
    """Runs the handlers, given the frame that they interrupt; set with the first import of
    ``signal``."""

    def __init__(self, coroutine: Any) -> None:
        self.coroutine = coroutine

    def send(self, value: Any) -> Any:
        try:
            Handling.run(getattr(self.coroutine, "cr_frame", None))
        except BaseException as error:
            return self.coroutine.throw(error)
        _host.resume_wait()
        return SUSPENDED

    def throw(self, error: BaseException) -> Any:
        return self.coroutine.throw(error)


def handle_signals_with(run: Any) -> None:
    """Set the function that runs the handlers of signals."""
    Handling.run = staticmethod(run)
    _host.register_callback("handling", Handling)


def unwinding(coroutine: Any, reason: Any) -> Throwing:
    """Called by the runtime for a process that got an exit signal."""
    return Throwing(coroutine, ProcessExit(copy_to_show(reason)))


def interrupting(coroutine: Any) -> Throwing:
    """Called by the runtime for a process that was interrupted while it waited."""
    return Throwing(coroutine, KeyboardInterrupt())


def raise_exit(reason: Any) -> None:
    """Called by the runtime on the thread of a process that must end."""
    raise ProcessExit(copy_to_show(reason))


def leave_wait() -> bool:
    """Called by the runtime on the thread of a process that is killed while it waits for a lock.

    Behind most such waits is a ``Condition``, and ``kill`` runs no ``finally``: its next
    ``notify()`` would be lost on the dead. So the process is taken off the list of those that
    wait, and what has reached it already goes to the next. False while the process still has
    the condition's own lock.
    """
    threading = sys.modules.get("threading")
    if threading is None:
        return True
    wait = threading.Condition.wait.__code__
    frame = sys._getframe()
    while frame is not None and frame.f_code is not wait:
        frame = frame.f_back
    if frame is None:
        return True
    variables = frame.f_locals
    if "saved_state" not in variables:
        return False
    waiter, waiters = variables["waiter"], variables["self"]._waiters
    if waiter in waiters:
        waiters.remove(waiter)
    if (variables.get("gotit") or waiter.acquire(False)) and waiters:
        waiters.popleft().release()
    return True


def raise_interrupt() -> None:
    """Called by the runtime on the thread of an interrupted cell."""
    raise KeyboardInterrupt


def raise_memory_error(megabytes: int) -> None:
    """Called by the runtime on the thread of the process that fills the heap."""
    raise MemoryError(f"the node's heap of {megabytes} MB is full")


def raise_internal(text: str) -> None:
    """Called by primitives that came upon a bug of the runtime."""
    raise SystemError(f"internal error: {text}")


def raise_outside() -> None:
    """Called by primitives that only a process may use."""
    if _host.is_inside_loop():
        raise RuntimeError(
            "this needs a process, and a task or callback of asyncio is none: "
            "let a process do it, and send() to that"
        )
    raise RuntimeError("this needs a process: the calling thread runs none")
