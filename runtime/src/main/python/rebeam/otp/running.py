"""One child of a supervisor: how it is started and ended, and what has become of it."""

from __future__ import annotations

import types

import _rebeam_host as _host
from rebeam._core import limited, texts
from rebeam._core.copying import copy_to_show
from rebeam._core.limited import MAX_LABEL, MAX_LINE
from rebeam._core.reasons import encode, of_exception
from rebeam._core.receiving import _receive, _receive_ref
from rebeam._core.spawning import LINK, spawn_with
from rebeam._core.types import Crashed, Pid, Reason, Ref, Server, is_abnormal
from rebeam.otp.child import BRUTAL_KILL, Child, ChildInfo
from rebeam.otp.errors import AlreadyStarted, StartError, SupervisorError
from rebeam.otp.starting import flush_exit, newest

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

RUNNING, STOPPED, RESTARTING = "running", "stopped", "restarting"
_TIMED_OUT = object()


class Running:
    """A child and what has become of it."""

    __slots__ = ("spec", "state", "pid", "_shown")

    def __init__(self, spec: Child) -> None:
        self.spec = spec
        self.state = STOPPED
        self.pid: Pid | None = None
        self._shown: Any = None
        """The same for tools, in the runtime: they see it while the supervisor is busy."""

    def show(self) -> None:
        """Make the child known to tools, as the supervisor's last one, if it is not yet."""
        if self._shown is not None:
            return
        spec = self.spec
        shutdown = "infinity" if spec.shutdown is None else str(spec.shutdown)
        id = texts.text(spec.id, MAX_LABEL)
        start = texts.text(getattr(spec.start, "__qualname__", id), MAX_LABEL)
        self._shown = _host.child_add(
            id, start, spec.restart, shutdown, spec.type, spec.significant
        )

    def show_anew(self) -> None:
        """Make its place and specification known to tools as they are now."""
        self.hide()
        self.show()
        self._set(self.state, self.pid)

    def hide(self) -> None:
        """The child is no more."""
        if self._shown is not None:
            _host.child_remove(self._shown)
            self._shown = None

    def set_started(self, pid: Pid | None) -> None:
        self._set(STOPPED if pid is None else RUNNING, pid)

    def set_ended(self) -> None:
        self._set(STOPPED, None)

    def set_restarting(self) -> None:
        self._set(RESTARTING, None)

    def _set(self, state: str, pid: Pid | None) -> None:
        self.state, self.pid = state, pid
        if self._shown is not None:
            _host.child_set(self._shown, state, None if pid is None else pid._process)

    def note_end(self, reason: Any) -> None:
        """It has ended by itself, with this reason."""
        if self._shown is not None:
            if type(reason) is Crashed:
                text = f"{reason.exc_type}: {reason.message}" if reason.message else reason.exc_type
            else:
                text = texts.safe_repr(reason, MAX_LINE)
            text = limited.first_line(text)
            _host.child_ended(self._shown, text)

    def show_restarting(self) -> None:
        """It is about to be started again, which may take long."""
        if self._shown is not None:
            _host.child_set(self._shown, RESTARTING, None)

    def note_restart(self) -> None:
        """It has been restarted."""
        if self._shown is not None:
            _host.child_restarted(self._shown)

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
    start, args = newest(spec.start), extra + spec.args
    try:
        if not hasattr(start, "start_link"):
            return spawn_with(start, args, dict(spec.kwargs), LINK)
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
