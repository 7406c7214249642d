"""One child of a supervisor: how it is started and ended, and what has become of it."""

from __future__ import annotations

import types

import _rebeam_host as _host
from rebeam._copy import copy_to_show
from rebeam._process import _LINK, _receive, _receive_ref, _spawn
from rebeam._reasons import encode, of_exception
from rebeam._types import Pid, Reason, Ref, Server, is_abnormal
from rebeam.otp.child import BRUTAL_KILL, Child, ChildInfo
from rebeam.otp.errors import AlreadyStarted, StartError, SupervisorError
from rebeam.otp.starting import flush_exit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

RUNNING, STOPPED, RESTARTING = "running", "stopped", "restarting"
_TIMED_OUT = object()


class Running:
    """A child and what has become of it."""

    __slots__ = ("spec", "state", "pid")

    def __init__(self, spec: Child) -> None:
        self.spec = spec
        self.state = STOPPED
        self.pid: Pid | None = None

    def set_started(self, pid: Pid | None) -> None:
        self.pid = pid
        self.state = STOPPED if pid is None else RUNNING

    def set_ended(self) -> None:
        self.set_started(None)

    def set_restarting(self) -> None:
        self.pid, self.state = None, RESTARTING

    def wants_restart(self, reason: Any) -> bool:
        """Whether a child of its restart type is restarted after this end (K19)."""
        restart = self.spec.restart
        return restart == "permanent" or (restart == "transient" and is_abnormal(reason))

    def refuse_unless_stopped(self) -> None:
        if self.state != STOPPED:
            raise SupervisorError(self.state, f"child {self.spec.id!r} is {self.state}")

    def info(self) -> ChildInfo:
        pid = RESTARTING if self.state == RESTARTING else self.pid
        return ChildInfo(self.spec.id, pid, self.spec.type)


async def started(spec: Child, extra: tuple[Any, ...] = ()) -> Any:
    """Start a child: its handle or pid, None for IGNORE. Raises StartError.

    Whatever its start raises is the reason, and so is what is no process (K6).

    ``extra``: arguments before those of the specification (K55).
    """
    start, args = spec.start, extra + spec.args
    try:
        if not hasattr(start, "start_link"):
            return _spawn(start, args, dict(spec.kwargs), _LINK)
        result = start.start_link(*args, **spec.kwargs)
        if isinstance(result, types.CoroutineType):
            result = await result
    except AlreadyStarted as error:
        raise StartError(("already_started", error.pid)) from None
    except StartError:
        raise
    except BaseException as error:
        if _host.is_exiting():
            raise  # an exit signal for the supervisor itself
        raise StartError(of_exception(error)) from None
    if result is not None and not isinstance(result, (Pid, Server)):
        raise StartError(copy_to_show(result))
    return result


async def shut_down(pid: Pid, shutdown: Any) -> Any:
    """Ask a process to end, kill it when its time is over; its exit reason."""
    ref = Ref(_host.monitor(pid._process, None, None, None))
    if shutdown == BRUTAL_KILL:
        _host.exit_signal(pid._process, *encode(Reason.KILL))
        down = await _receive_ref(ref)
    else:
        _host.exit_signal(pid._process, *encode(Reason.SHUTDOWN))
        if shutdown is None:
            down = await _receive_ref(ref)
        else:
            down = await _receive(ref, shutdown, _TIMED_OUT)
            if down is _TIMED_OUT:
                _host.exit_signal(pid._process, *encode(Reason.KILL))
                down = await _receive_ref(ref)
    _host.unlink(pid._process)
    exited = flush_exit(pid)
    if down.reason == Reason.NOPROC:
        return "child_process_unlinked" if exited is None else exited
    return down.reason


def is_clean(spec: Child, reason: Any) -> bool:
    """Whether an end that the supervisor has asked for is not to be reported (K13)."""
    if spec.shutdown == BRUTAL_KILL:
        return reason == Reason.KILLED or (not is_abnormal(reason) and spec.restart != "permanent")
    if reason == Reason.SHUTDOWN:
        return True
    return not is_abnormal(reason) and spec.restart != "permanent"
