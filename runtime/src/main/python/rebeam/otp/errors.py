"""The exceptions of servers and supervisors."""

from __future__ import annotations

from rebeam._core.types import NameTaken, RebeamError, ServerExit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rebeam._core.types import Pid


class StartError(RebeamError):
    """A server did not start. ``reason`` is the exit reason, or what ``init`` gave.

    Raised in ``init`` itself, it refuses the start without a crash: the process ends
    normally, nothing is reported, and the start of the server raises the error (J4).
    """

    def __init__(self, reason: Any) -> None:
        super().__init__(f"the server did not start: {reason}")
        self.reason = reason


class AlreadyStarted(StartError):
    """The name of the server is taken. ``pid`` has it (J3)."""

    def __init__(self, pid: Pid | None) -> None:
        super().__init__(("already_started", pid))
        self.pid = pid


class NoTable(RebeamError, LookupError):
    """A table has been deleted, or its owner has ended."""


class CallerError(RebeamError):
    """Raised in a callback: the caller gets ``exception``, and the server lives on (N21)."""

    def __init__(self, exception: BaseException) -> None:
        if not isinstance(exception, BaseException):
            raise TypeError(f"CallerError takes an exception, not {exception!r}")
        super().__init__(exception)
        self.exception = exception


class TaskExit(ServerExit):
    """A task has failed: ``reason`` is its exit reason, ``dest`` the task or the stream.

    Raised by ``await task``; returned by ``task.poll()`` and by streams that go on.
    """

    def __init__(self, reason: Any, dest: Any) -> None:
        super().__init__(reason, dest)
        self.args = (f"{dest!r} failed: {reason}",)

    def __repr__(self) -> str:
        return f"TaskExit({self.reason!r})"

    def __reduce__(self) -> tuple[Any, ...]:
        """A copy has the text of its task: that is its owner's, and a stream its reader's."""
        remake, (kind, args, state) = super().__reduce__()
        return remake, (kind, args, {**state, "dest": repr(self.dest)})


class AlreadyRegistered(NameTaken):
    """A unique key of a registry is taken. ``pid`` has it (K71)."""

    def __init__(self, key: Any, pid: Pid) -> None:
        super().__init__(f"key {key!r} is taken by {pid}")
        self.key = key
        self.pid = pid


class SupervisorError(RebeamError):
    """A supervisor refused what it was asked for; ``reason`` is OTP's word for why."""

    def __init__(self, reason: Any, text: str | None = None) -> None:
        super().__init__(text if text is not None else str(reason))
        self.reason = reason
