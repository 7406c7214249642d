"""asyncio inside processes: one event loop a scheduler, and how processes await its futures.

Imported when a program imports asyncio, never before. The loop runs on a thread of its
own, which starts when a process first asks for the running loop. asyncio's objects are
not thread-safe, so the loop has a gate: its thread is inside, but while it waits for
events, and a process that uses asyncio is inside for the whole of each slice. Of asyncio
itself two things are changed: the functions that tell what is running, and that a process
enters when it first touches an object of asyncio (``_TOUCHED``).

What stands for such a process is in ``_asyncio_user``.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import functools
import inspect
import selectors
import socket
import sys
from asyncio import events, selector_events, tasks
from inspect import iscoroutinefunction
from typing import Any

import _rebeam_host as _host
from polyglot import gil_locked_during_interop
from rebeam import _tracebacks
from rebeam._asyncio_user import LoopUser
from rebeam._asyncio_user import owner as _owner
from rebeam._clock import monotonic
from rebeam._scheduler import step_all
from rebeam._types import SystemLimit

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
"""The methods that change what the loop's thread may be using, and ask for no loop first."""

_MAY_RUN_ANOTHER = ("asyncio.runners", "asyncio.base_events")

_builtin_running_loop = events._get_running_loop
_builtin_current_task = tasks.current_task
_current_tasks = tasks._current_tasks
_loop: _Loop | None = None


# ---- what asyncio asks about the caller ----


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
    """The running loop, else what the policy of asyncio gives."""
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
            return code.co_name == "_evaluate" and _tracebacks.is_ours(code.co_filename)
        frame = frame.f_back
    return False


def _loop_of_process() -> _Loop | None:
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
        _loop = _Loop()
        _host.start_loop()
    user = LoopUser(_loop)
    _current_tasks[_loop] = user.task
    # In this slice there is no later look whether the loop has something new to do.
    _loop.interrupt_select()
    return user


def await_first(future: Any) -> None:
    """A process that has not entered before suspends at a future."""
    _enter().suspend(future)


# ---- the loop ----


class _Selector(selectors.DefaultSelector):
    """Leaves the gate while it waits, and before that steps the processes that queue there."""

    def __init__(self) -> None:
        super().__init__()
        self.loop: Any = None
        self.waits = False
        self.until = 0.0
        self.changed = False

    def select(self, timeout: float | None = None) -> Any:
        loop = self.loop
        if step_all(_host.next_loop_step):
            timeout = loop.seconds_to_next()
        self.until = float("inf") if timeout is None else loop.time() + timeout
        self.changed = False
        self.waits = timeout is None or timeout > 0
        with gil_locked_during_interop(False):
            _host.leave_loop()
            try:
                found = self._wait(timeout)
            finally:
                _host.enter_loop()
        self.waits = False
        _current_tasks.pop(loop, None)
        while (user := _host.next_left_behind()) is not None:
            user.close()
        return found

    def _wait(self, timeout: float | None) -> Any:
        try:
            return super().select(timeout)
        except (OSError, ValueError):
            self._drop_closed()
            return []

    def _drop_closed(self) -> None:
        """Forget files that were closed behind asyncio's back: they must not stop the loop."""
        for key in list(self.get_map().values()):
            try:
                self._select([key.fd], [], [], 0)
            except (OSError, ValueError):
                self.unregister(key.fileobj)

    def register(self, fileobj: Any, events: int, data: Any = None) -> Any:
        self.changed = True
        return super().register(fileobj, events, data)

    def modify(self, fileobj: Any, events: int, data: Any = None) -> Any:
        self.changed = True
        return super().modify(fileobj, events, data)

    def unregister(self, fileobj: Any) -> Any:
        """After it the file may be closed: the loop's thread must not be waiting on it."""
        self.loop.interrupt_select()
        with gil_locked_during_interop(False):
            while not _host.await_select_end():
                self.loop._write_to_self()  # it had begun to wait again
        return super().unregister(fileobj)


class _Loop(asyncio.SelectorEventLoop):  # type: ignore[misc]
    """asyncio's own loop, which notes what belongs to which process.

    A program takes it for its own loop, but all processes share it. So what can be set of
    it is set for the calling process alone, or cannot be set.
    """

    _debug = False

    def __init__(self) -> None:
        selector = _Selector()
        super().__init__(selector)
        selector.loop = self
        self._default_executor = _Executor()
        self._exception_handler = _handle_exception
        self._task_factory = _make_task

    def time(self) -> float:
        """The clock of the timers, which ``rebeam.testing`` can put ahead."""
        return monotonic()

    def seconds_to_next(self) -> float | None:
        """How long the loop may wait for events, None for ever."""
        if self._ready or self._stopping:
            return 0
        if not self._scheduled:
            return None
        return max(0, self._scheduled[0]._when - self.time())

    def interrupt_select(self) -> None:
        """End the wait of the loop's thread, if it waits."""
        if self._selector.waits:
            self._selector.waits = False
            self._write_to_self()

    def tell_changes(self) -> None:
        """After a slice that a carrier ran: let the loop's thread see what it has changed."""
        selector = self._selector
        if selector.waits and (
            self._ready
            or selector.changed
            or (self._scheduled and self._scheduled[0]._when < selector.until)
        ):
            self.interrupt_select()

    # What is set by a process is for it and its tasks.

    def set_default_executor(self, executor: Any) -> None:
        if not isinstance(executor, concurrent.futures.ThreadPoolExecutor):
            raise TypeError(f"the default executor is a ThreadPoolExecutor, not {executor!r}")
        _caller("set_default_executor").executor = executor

    def run_in_executor(self, executor: Any, func: Any, *args: Any) -> Any:
        if executor is None and (owner := _owner.get()) is not None:
            executor = owner.executor
        return super().run_in_executor(executor, func, *args)

    async def shutdown_default_executor(self, timeout: float | None = None) -> None:
        """Shut down the executor that the process has set; the node's own stays."""
        owner = _owner.get()
        executor = None if owner is None else owner.executor
        if owner is None or executor is None:
            return
        owner.executor = None
        try:
            async with asyncio.timeout(timeout):
                await self.run_in_executor(None, executor.shutdown)
        except TimeoutError:
            executor.shutdown(wait=False)

    def set_exception_handler(self, handler: Any) -> None:
        if handler is not None and not callable(handler):
            raise TypeError(f"an exception handler is a function or None, not {handler!r}")
        _caller("set_exception_handler").exception_handler = handler

    def get_exception_handler(self) -> Any:
        owner = _owner.get()
        return None if owner is None else owner.exception_handler

    def set_task_factory(self, factory: Any) -> None:
        if factory is not None and not callable(factory):
            raise TypeError(f"a task factory is a function or None, not {factory!r}")
        _caller("set_task_factory").task_factory = factory

    def get_task_factory(self) -> Any:
        owner = _owner.get()
        return None if owner is None else owner.task_factory

    # What cannot be set for one process alone.

    def set_debug(self, enabled: bool) -> None:
        """No effect: asyncio's checks take the thread of a process for a wrong one."""

    async def shutdown_asyncgens(self) -> None:
        """No effect: the loop's asynchronous generators are those of all processes."""

    def add_signal_handler(self, sig: int, callback: Any, *args: Any) -> None:
        raise NotImplementedError("signals are the node's: no process can handle them")

    def stop(self) -> None:
        if not _host.loop_is_over():
            raise RuntimeError("the loop serves all processes: none can stop it")
        super().stop()

    # What is made by a process, or by its tasks, belongs to it.

    def create_task(self, coro: Any, *, name: Any = None, context: Any = None) -> Any:
        task = super().create_task(coro, name=name, context=context)
        return _own("tasks", task)

    async def create_server(self, *args: Any, **kwargs: Any) -> Any:
        return _own("closables", await super().create_server(*args, **kwargs))

    async def create_unix_server(self, *args: Any, **kwargs: Any) -> Any:
        return _own("closables", await super().create_unix_server(*args, **kwargs))

    def _make_socket_transport(self, *args: Any, **kwargs: Any) -> Any:
        return _own("closables", super()._make_socket_transport(*args, **kwargs))

    def _make_ssl_transport(self, *args: Any, **kwargs: Any) -> Any:
        return _own("closables", super()._make_ssl_transport(*args, **kwargs))

    def _make_datagram_transport(self, *args: Any, **kwargs: Any) -> Any:
        return _own("closables", super()._make_datagram_transport(*args, **kwargs))

    def _make_read_pipe_transport(self, *args: Any, **kwargs: Any) -> Any:
        return _own("closables", super()._make_read_pipe_transport(*args, **kwargs))

    def _make_write_pipe_transport(self, *args: Any, **kwargs: Any) -> Any:
        return _own("closables", super()._make_write_pipe_transport(*args, **kwargs))

    async def _make_subprocess_transport(self, *args: Any, **kwargs: Any) -> Any:
        return _own("closables", await super()._make_subprocess_transport(*args, **kwargs))

    async def sock_connect(self, sock: Any, address: Any) -> None:
        """On a thread of the pool: GraalPy connects without regard to non-blocking mode."""
        if sock.family in (socket.AF_INET, socket.AF_INET6):
            found = await self._ensure_resolved(
                address, family=sock.family, type=sock.type, proto=sock.proto, loop=self
            )
            address = found[0][4]
        await self.run_in_executor(None, sock.connect, address)


def _caller(what: str) -> LoopUser:
    """What stands for the process that the calling code belongs to."""
    owner = _owner.get()
    if owner is None:
        raise RuntimeError(f"{what}() is for a process, and the caller belongs to none")
    return owner


def _handle_exception(loop: _Loop, context: Any) -> None:
    """The exception handler of the loop: runs the one of the process it is about, if any."""
    handler = loop.get_exception_handler()
    if handler is None:
        loop.default_exception_handler(context)
    else:
        handler(loop, context)


def _make_task(loop: _Loop, coro: Any, **context: Any) -> Any:
    """The task factory of the loop: the one of the process that makes the task, if any."""
    factory = loop.get_task_factory()
    if factory is None:
        return asyncio.Task(coro, loop=loop, **context)
    return factory(loop, coro, **context)


def _own(kind: str, thing: Any) -> Any:
    owner = _owner.get()
    if owner is not None:
        getattr(owner, kind).add(thing)
        if owner.closed:  # made by what goes on after its process has ended
            owner.close()
    return thing


class _Executor(concurrent.futures.ThreadPoolExecutor):
    """Runs functions on the threads that ``run_blocking`` uses, for the process that asked."""

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Any:
        future: Any = concurrent.futures.Future()
        owner = _owner.get()
        process = None if owner is None else owner.process

        def job() -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                future.set_result(fn(*args, **kwargs))
            except BaseException as error:
                future.set_exception(error)

        job.fail = future.set_exception  # type: ignore[attr-defined]
        if not _host.run_for(process, job):
            limit = _host.system_item("blocking_thread_limit")
            raise SystemLimit(f"no more than {limit} threads can exist (--max-threads)")
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Nothing to do: the threads are the node's."""


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
            pass  # a task's: whoever awaits the task gets it


def wake_loop() -> None:
    """Called by the runtime on any thread, for what a dead process has left, and at the end."""
    if _loop is not None:
        if _host.loop_is_over():
            _loop.call_soon_threadsafe(_loop.stop)
        else:
            _loop._write_to_self()
