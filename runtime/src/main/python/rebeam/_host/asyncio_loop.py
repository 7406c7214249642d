"""The event loop that all processes of a scheduler share: asyncio's own, with their ownership.

Imported with ``asyncio_entry``, when a program imports asyncio.
"""

# asyncio's private attributes are not in typeshed.
# pyright: reportAttributeAccessIssue=false

from __future__ import annotations

import asyncio
import concurrent.futures
import selectors
import socket
from asyncio import tasks
from typing import Any

import _rebeam_host as _host
from polyglot import gil_locked_during_interop
from rebeam._core.clock import monotonic
from rebeam._core.types import SystemLimit
from rebeam._host.asyncio_user import LoopUser
from rebeam._host.asyncio_user import owner as _owner
from rebeam._host.scheduler import step_all

_current_tasks = tasks._current_tasks


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


class Loop(asyncio.SelectorEventLoop):  # type: ignore[misc]
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


def _handle_exception(loop: Loop, context: Any) -> None:
    """The exception handler of the loop: runs the one of the process it is about, if any."""
    handler = loop.get_exception_handler()
    if handler is None:
        loop.default_exception_handler(context)
    else:
        handler(loop, context)


def _make_task(loop: Loop, coro: Any, **context: Any) -> Any:
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
    """Runs functions on the threads that ``run_blocking`` uses, for the calling process."""

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
