"""asyncio's functions in a process: its running loop, its current task, and the loop's thread.

Imported when a program imports asyncio, never before. The loop runs on a thread of its
own, which starts when a process first reads the running loop. asyncio's objects are
not thread-safe, so the loop has a gate: its thread is inside, except while it waits for
events, and a process that uses asyncio is inside for the whole of each slice. Of asyncio
itself two things are changed: the functions that return what is running, and the methods
with which a process first touches an object of asyncio (``_TOUCHED``), before which it enters.

The loop itself is in ``asyncio_loop``, what stands for a process in ``asyncio_user``.
"""

# asyncio's private attributes are not in typeshed.
# pyright: reportAttributeAccessIssue=false

from __future__ import annotations

import asyncio
import functools
import inspect
import sys
from asyncio import events, selector_events, tasks
from inspect import iscoroutinefunction
from typing import Any

import _rebeam_host as _host
from polyglot import gil_locked_during_interop
from rebeam._core import tracebacks
from rebeam._host.asyncio_loop import Loop
from rebeam._host.asyncio_user import LoopUser

_COROUTINE_FLAGS = 0x80 | 0x200  # of code: a coroutine, an asynchronous generator
_TOUCHED = {
    asyncio.Lock: ("acquire", "release"),
    asyncio.Semaphore: ("acquire", "release"),
    asyncio.Event: ("set", "clear", "wait"),
    asyncio.Condition: ("wait", "notify"),
    asyncio.Barrier: ("wait", "reset", "abort"),
    asyncio.Queue: ("put", "put_nowait", "get", "get_nowait", "task_done", "join"),
    asyncio.Future: ("set_result", "set_exception", "cancel", "add_done_callback"),
    asyncio.Task: ("cancel",),
    asyncio.StreamReader: ("read", "readline", "readuntil", "readexactly"),
    selector_events._SelectorTransport: ("close", "abort"),
    selector_events._SelectorSocketTransport: (
        "write", "writelines", "write_eof", "pause_reading", "resume_reading"
    ),
    selector_events._SelectorDatagramTransport: ("sendto",),
    asyncio.StreamWriter: ("write", "writelines", "write_eof", "drain", "close"),
    asyncio.Server: ("close", "start_serving", "serve_forever", "wait_closed"),
    asyncio.TimerHandle: ("cancel",),
}  # fmt: skip
"""Methods that change what the loop's thread may be using, without reading the loop first."""

_MAY_RUN_ANOTHER = ("asyncio.runners", "asyncio.base_events")

_builtin_running_loop = events._get_running_loop
_builtin_current_task = tasks.current_task
_current_tasks = tasks._current_tasks
_loop: Loop | None = None


def install() -> None:
    """Called when asyncio has been imported: a process sees its scheduler's loop running."""
    for name, function in (
        ("_get_running_loop", _get_running_loop),
        ("get_running_loop", get_running_loop),
        ("get_event_loop", get_event_loop),
    ):
        setattr(events, name, function)
        setattr(asyncio, name, function)
    tasks.current_task = asyncio.current_task = current_task
    for kind, names in _TOUCHED.items():
        for name in names:
            setattr(kind, name, _entering(getattr(kind, name)))


def _entering(method: Any) -> Any:
    """A method before which a process enters the gate, if it is not inside."""

    @functools.wraps(method)
    def entering(*args: Any, **kwargs: Any) -> Any:
        if _loop is not None and _builtin_running_loop() is None and not _host.is_inside_loop():
            _loop_of_process()
        return method(*args, **kwargs)

    return inspect.markcoroutinefunction(entering) if iscoroutinefunction(method) else entering


def get_running_loop() -> Any:
    """The loop of the caller. Raises RuntimeError where none runs."""
    loop = _builtin_running_loop() or _loop_of_process()
    if loop is None:
        raise RuntimeError("no running event loop")
    return loop


def get_event_loop() -> Any:
    """The running loop; if there is none, the one that asyncio's policy gives."""
    return (
        _builtin_running_loop()
        or _loop_of_process()
        or events.get_event_loop_policy().get_event_loop()
    )


def current_task(loop: Any = None) -> Any:
    """The task that runs in the loop: in a process the one that stands for it."""
    if loop is None:
        loop = get_running_loop()
    return _builtin_current_task(loop)


def _get_running_loop() -> Any:
    loop = _builtin_running_loop()
    if loop is not None or not _host.in_coroutine():
        return loop
    if _is_top_level_run(sys._getframe(1)):
        _host.leave_loop()
        return None
    return _loop_of_process()


def _is_top_level_run(frame: Any) -> bool:
    """Whether a program's or cell's synchronous code calls ``asyncio.run`` or its kin."""
    if frame.f_globals.get("__name__") not in _MAY_RUN_ANOTHER:
        return False
    while frame is not None:
        code = frame.f_code
        if code.co_flags & _COROUTINE_FLAGS:
            return code.co_name == "_evaluate" and tracebacks.is_ours(code.co_filename)
        frame = frame.f_back
    return False


def _loop_of_process() -> Loop | None:
    """The scheduler's loop, entered by the calling coroutine process; None elsewhere."""
    if not _host.in_coroutine():
        return None
    if not _host.is_inside_loop():
        _enter()
    return _loop


def _enter() -> LoopUser:
    """Enter the gate for the rest of this slice; what stands for the process from now on."""
    global _loop
    user: LoopUser | None = _host.loop_user()
    if user is not None:
        user.enter()
        return user
    with gil_locked_during_interop(False):
        _host.enter_loop()
    if _loop is None:
        _loop = Loop()
        _host.start_loop()
    user = LoopUser(_loop)
    _current_tasks[_loop] = user.task
    # In this slice there is no later look whether the loop has something new to do.
    _loop.interrupt_select()
    return user


def await_first(future: Any) -> None:
    """A process that has not entered before suspends at a future."""
    _enter().suspend(future)


def run_loop() -> None:
    """Called by the runtime on the loop's thread; again after a process was killed there."""
    loop = _loop
    assert loop is not None
    with gil_locked_during_interop(False):
        _host.enter_loop()
    loop._thread_id = None
    events._set_running_loop(None)
    _current_tasks.pop(loop, None)
    with gil_locked_during_interop(True):
        try:
            loop.run_forever()
        except (SystemExit, KeyboardInterrupt):
            pass  # a task's: it is raised where the task is awaited


def look_again() -> None:
    """End the wait of the loop's thread, also when it is just about to wait. Any thread."""
    if _loop is not None:
        _loop._write_to_self()


def wake_loop() -> None:
    """Called by the runtime on any thread, for what a dead process has left, and at the end."""
    if _loop is not None:
        if _host.loop_is_over():
            _loop.call_soon_threadsafe(_loop.stop)
        else:
            _loop._write_to_self()
