"""A process that uses asyncio: what stands for its coroutine, and the task that it is.

To asyncio such a process is a task (``ProcessTask``): ``asyncio.timeout`` and TaskGroup
cancel it, and its tasks, servers and connections are its own. They end with it: when its
function has ended, its tasks are cancelled, and the process ends when they have.
"""

# asyncio's private attributes are not in typeshed.
# pyright: reportAttributeAccessIssue=false

from __future__ import annotations

import asyncio
import contextvars
import weakref
from _thread import allocate_lock
from asyncio import futures, tasks
from typing import Any

import _rebeam_host as _host
from polyglot import gil_locked_during_interop
from rebeam._core.waits import SUSPENDED, not_awaitable
from rebeam._shell import session

owner: contextvars.ContextVar[LoopUser | None] = contextvars.ContextVar("owner", default=None)
"""The process that the running code belongs to, if any."""

_callback_context = contextvars.Context()


class ProcessTask(asyncio.Task):  # type: ignore[type-arg]
    """What ``asyncio.current_task()`` is in a process: a task to asyncio, stepped by rebeam."""

    def __init__(self, user: LoopUser, name: str) -> None:
        futures.Future.__init__(self, loop=user.loop)
        self._user = user
        self._coro = user.coroutine
        self._context = user.context
        self._name = name
        self._log_destroy_pending = False
        self._num_cancels_requested = self._requests_raised = 0
        self._must_cancel = False
        self._fut_waiter = None

    def cancel(self, msg: Any = None) -> bool:
        """Raise CancelledError at the await of the process, whatever it awaits."""
        if not self._must_cancel:
            self._requests_raised = self._num_cancels_requested
        if not super().cancel(msg):
            return False
        if self._must_cancel:
            user = self._user
            user.wake_cancelled()
            if _host.current_process() is user.process:  # at its next await then
                self._loop.call_soon(user.wake_cancelled, context=_callback_context)
        return True

    def uncancel(self) -> int:
        """Withdraw a request. With the last of those that CancelledError has not been raised
        for, none will be raised, as in Python 3.13; older requests, which a library may have
        left, make no difference."""
        left: int = super().uncancel()
        if left <= self._requests_raised:
            self._must_cancel = False
        return left


class LoopUser:
    """Stands for a process's coroutine since its first use of the loop.

    ``wait`` is the process's wait while it awaits a future of asyncio, ``error`` what will
    be raised at that await. ``end`` is how its function ended, while its tasks go on.
    """

    def __init__(self, loop: Any) -> None:
        self.loop = loop
        self.process = _host.current_process()
        self.coroutine = _host.coroutine_of_current()
        self.tasks: Any = weakref.WeakSet()
        self.closables: Any = weakref.WeakSet()
        self.closed = False
        self.executor: Any = None
        self.exception_handler: Any = None
        self.task_factory: Any = None
        self.wait: Any = None
        self.error: BaseException | None = None
        self.end: BaseException | None = None
        self.ending: list[Any] = []
        self.deadline = 0.0
        owner.set(self)
        self.context = contextvars.copy_context()
        self.task = ProcessTask(self, f"<0.{_host.serial(self.process)}.0>")
        is_evaluator = getattr(self.coroutine, "cr_code", None) is session.evaluator.__code__
        _host.use_loop(self, not is_evaluator)

    def enter(self) -> None:
        """Enter the gate for the rest of this slice, if the process is not inside."""
        if _host.is_inside_loop():
            return
        with gil_locked_during_interop(False):
            _host.enter_loop()
        tasks._current_tasks[self.loop] = self.task
        # In this slice there is no later look whether the loop has something new to do.
        self.loop.interrupt_select()

    # The scheduler sees a coroutine.

    def send(self, value: Any) -> Any:
        """Go on after a wait."""
        task = self.task
        wait = self.wait
        if wait is not None:
            self.wait = None
            _host.end_wait(wait)
        if self.end is not None:
            return self._go_on_ending()
        if wait is not None or task._must_cancel:
            self.enter()  # an evaluator: the loop must not cancel it while it is resumed
        if _host.is_inside_loop():
            tasks._current_tasks[self.loop] = task
        error = self.error
        if error is None and task._must_cancel:
            error = task._make_cancelled_error()
        task._must_cancel = False
        self._forget_awaited(cancel=False)
        self.error = None
        if error is None:
            return self._run(self.coroutine.send, None)
        return self._run(self.coroutine.throw, error)

    def throw(self, error: BaseException) -> Any:
        """Go on with an error: an exit signal, or Ctrl-C. What was awaited is cancelled.

        What asyncio does on a cancellation, such as to forget a file, comes first.
        """
        self.task._must_cancel = False
        if self.end is not None or self.wait is None:
            self.error = error
            return self.send(None)
        self.enter()
        self.error = error
        self._forget_awaited(cancel=True)
        wait = self.wait = _host.begin_loop_wait()
        self.loop.call_soon(_host.end_other_wait, wait, context=_callback_context)
        self.loop.tell_changes()
        return SUSPENDED

    def _run(self, resume: Any, value: Any) -> Any:
        try:
            self.suspend(self.context.run(resume, value))
        except BaseException as error:
            self.enter()
            if not self._begin_ending(error):
                self._end()
                raise
        finally:
            if _host.is_inside_loop():
                self.loop.tell_changes()
        return SUSPENDED

    def suspend(self, asked: Any) -> None:
        """The coroutine has suspended: at a future, a wait of rebeam's own, or for a turn."""
        while asked is not SUSPENDED and asked is not None:
            error = self._await(asked)
            if error is None:
                return
            asked = self.context.run(self.coroutine.throw, error)
        if asked is None:
            _host.give_turn()
        elif self.task._must_cancel:
            self.wake_cancelled()

    def wake_cancelled(self) -> None:
        """End the wait of the process if its task has been cancelled; no other any more."""
        if self.task._must_cancel:
            _host.end_other_wait(_host.current_wait(self.process))

    def _await(self, future: Any) -> BaseException | None:
        """Begin to wait for a future; None, or the error to be raised at the await."""
        if getattr(future, "_asyncio_future_blocking", None) is None:
            return not_awaitable(future)
        if futures._get_loop(future) is not self.loop:
            return RuntimeError(f"{future!r} is attached to a different loop")
        if not future._asyncio_future_blocking:
            return RuntimeError(f"yield was used instead of yield from: {future!r}")
        future._asyncio_future_blocking = False
        self.enter()
        task = self.task
        self.wait = _host.begin_loop_wait()
        task._fut_waiter = future
        future.add_done_callback(self._awaited, context=_callback_context)
        if task._must_cancel and future.cancel(msg=task._cancel_message):
            task._must_cancel = False
        return None

    def _awaited(self, future: Any) -> None:
        """The future is done: wake the process. Runs in the loop.

        It stays what the task awaits until the process is resumed: from that anyio sees that
        a cancellation is on its way.
        """
        if self.task._fut_waiter is future and self.wait is not None:
            _host.end_other_wait(self.wait)

    def _forget_awaited(self, cancel: bool) -> None:
        awaited = self.task._fut_waiter
        self.task._fut_waiter = None
        if awaited is not None and not awaited.done():
            awaited.remove_done_callback(self._awaited)
            if cancel:
                awaited.cancel()

    # Its end.

    def _begin_ending(self, error: BaseException) -> bool:
        """The function has ended. Cancel its tasks, and wait for them as long as a process
        may unwind (N7); False when there are none."""
        self.ending = [task for task in self.tasks if not task.done()]
        if not self.ending:
            return False
        self.end = error
        seconds = _host.grace_seconds()
        self.deadline = self.loop.time() + seconds
        for task in self.ending:
            task.add_done_callback(self._task_ended, context=_callback_context)
            task.cancel()
        self.loop.call_later(seconds, self._task_ended, None, context=_callback_context)
        self.wait = _host.begin_loop_wait()
        return True

    def _go_on_ending(self) -> Any:
        """A task has ended, or the time is over, or an exit signal came."""
        if self.loop.time() < self.deadline and not all(task.done() for task in self.ending):
            self.wait = _host.begin_loop_wait()
            return SUSPENDED
        self.enter()
        error = self.end
        assert error is not None
        self._end()
        self.loop.tell_changes()
        raise error

    def _task_ended(self, _task: Any) -> None:
        if self.wait is not None and self.end is not None:
            _host.end_other_wait(self.wait)

    def _end(self) -> None:
        _host.stop_using_loop()
        self.close()

    def finish_main(self) -> None:
        """The code of the main process has ended: do what ``asyncio.run`` does then.

        Its task is done, and its other tasks are cancelled and waited for.
        """
        self.enter()
        if not self.task.done():
            futures.Future.set_result(self.task, None)
        cancelled = [task for task in self.tasks if not task.done()]
        pending = set(cancelled)
        ended = allocate_lock()
        ended.acquire()

        def note_end(task: Any) -> None:
            pending.discard(task)
            if not pending:
                ended.release()

        for task in cancelled:
            task.add_done_callback(note_end, context=_callback_context)
            task.cancel()
        self.loop.tell_changes()
        _host.leave_loop()
        if cancelled:
            ended.acquire(timeout=_host.grace_seconds())

    def close(self) -> None:
        """The process has ended: end what it has left in the loop. Inside the gate."""
        self.closed = True
        self.end = None
        self._forget_awaited(cancel=True)
        for task in list(self.tasks):
            task.cancel()
        for thing in list(self.closables):
            thing.close()
        if self.executor is not None:
            self.executor.shutdown(wait=False)
        if not self.task.done():
            futures.Future.set_result(self.task, None)
