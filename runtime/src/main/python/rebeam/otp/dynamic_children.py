"""The children of a DynamicSupervisor: known by their pids, ended all at the same time."""

from __future__ import annotations

import _rebeam_host as _host
from rebeam._core.clock import monotonic
from rebeam._core.reasons import encode
from rebeam._core.receiving import _receive
from rebeam._core.types import Down, Pid, Reason, Ref, Server, Shutdown, is_abnormal
from rebeam.otp import supervisor_reports
from rebeam.otp.child import BRUTAL_KILL, Child, ChildCounts
from rebeam.otp.errors import StartError, SupervisorError
from rebeam.otp.running import RUNNING, Running, is_clean, shut_down, started

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_TIMED_OUT = object()


class DynamicChildren:
    """All children of one DynamicSupervisor. Used by its process alone.

    A child that has ended for good is forgotten. One whose restart failed is kept under
    its old pid until a restart succeeds (K56).
    """

    def __init__(self, supervisor: Pid) -> None:
        self.supervisor = supervisor
        self.max_children: int | None = None
        self.extra_arguments: tuple[Any, ...] = ()
        self._by_pid: dict[Pid, Running] = {}

    def of_pid(self, pid: Pid | None) -> Running | None:
        return None if pid is None else self._by_pid.get(pid)

    def newest_first(self) -> list[Running]:
        return list(self._by_pid.values())[::-1]

    def counts(self) -> ChildCounts:
        children = self._by_pid.values()
        supervisors = sum(child.spec.type == "supervisor" for child in children)
        active = sum(child.state == RUNNING for child in children)
        return ChildCounts(len(children), active, supervisors, len(children) - supervisors)

    async def start(self, spec: Child) -> Any:
        """Start a child: its handle or pid, None for IGNORE. Raises StartError, SupervisorError."""
        if self.max_children is not None and len(self._by_pid) >= self.max_children:
            raise SupervisorError(
                "max_children", f"there are {self.max_children} children, and no more may be"
            )
        return await self._start(Running(spec))

    async def restart(self, pid: Pid, child: Running) -> bool:
        """Start a child again that was known as ``pid``; whether it started or ignored that."""
        child.show_restarting()
        try:
            await self._start(child)
        except StartError as error:
            supervisor_reports.report(self.supervisor, "start_error", error.reason, child)
            child.set_restarting()
            return False
        if child.pid is None:
            self.forget(pid)
        else:
            del self._by_pid[pid]
            child.note_restart()
        return True

    async def _start(self, child: Running) -> Any:
        result = await started(child.spec, self.extra_arguments)
        pid = result.pid if isinstance(result, Server) else result
        if pid is not None:
            self._by_pid[pid] = child
            child.show()
        child.set_started(pid)
        return result

    def forget(self, pid: Pid) -> None:
        child = self._by_pid.pop(pid, None)
        if child is not None:
            child.hide()

    def ended(self, child: Running, reason: Any) -> None:
        """A child has ended by itself: report that where it is one to report (K21)."""
        if child.wants_restart(reason):
            child.note_end(reason)
        if is_abnormal(reason) or child.spec.restart == "permanent":
            supervisor_reports.report(self.supervisor, "child_terminated", reason, child)

    async def end(self, pid: Pid) -> None:
        """End one child, as its ``shutdown`` says, or the retries of its restart."""
        child = self._by_pid.pop(pid)
        child.hide()
        if child.state == RUNNING:
            reason = await shut_down(pid, child.spec.shutdown)
            if not is_clean(child.spec, reason):
                supervisor_reports.report(self.supervisor, "shutdown_error", reason, child)

    async def end_all(self) -> None:
        """End all at the same time, each with the time that its ``shutdown`` gives (K57)."""
        waiting = {
            _ask_to_end(pid, child): (pid, child)
            for pid, child in self._by_pid.items()
            if child.state == RUNNING
        }
        self._by_pid.clear()
        now = monotonic()
        deadlines = sorted(
            {now + child.spec.shutdown for _, child in waiting.values() if _has_time(child)}
        )
        started_at = now
        while waiting:
            seconds = max(0.0, deadlines[0] - monotonic()) if deadlines else None
            down = await _receive(
                lambda m: type(m) is Down and m.ref in waiting, seconds, _TIMED_OUT
            )
            if down is not _TIMED_OUT:
                self._ended_in_order(waiting.pop(down.ref)[1], down.reason)
                continue
            over = deadlines.pop(0)
            for pid, child in waiting.values():
                if _has_time(child) and started_at + child.spec.shutdown <= over:
                    _host.exit_signal(pid._process, *encode(Reason.KILL))

    def _ended_in_order(self, child: Running, reason: Any) -> None:
        if not _is_clean(child.spec, reason):
            supervisor_reports.report(self.supervisor, "shutdown_error", reason, child)


def _ask_to_end(pid: Pid, child: Running) -> Ref:
    """Monitor a child, unlink it, and send it the exit signal of its ``shutdown``."""
    ref = Ref(_host.monitor(pid._process, None, None, None))
    _host.unlink(pid._process)
    brutal = child.spec.shutdown == BRUTAL_KILL
    _host.exit_signal(pid._process, *encode(Reason.KILL if brutal else Reason.SHUTDOWN))
    return ref


def _has_time(child: Running) -> bool:
    return child.spec.shutdown is not None and child.spec.shutdown != BRUTAL_KILL


def _is_clean(spec: Child, reason: Any) -> bool:
    if spec.shutdown == BRUTAL_KILL:
        return bool(reason == Reason.KILLED)
    if reason == Reason.SHUTDOWN or isinstance(reason, Shutdown) or reason == Reason.NOPROC:
        return True
    return bool(reason == Reason.NORMAL) and spec.restart != "permanent"
