"""The children of a supervisor, in start order: starting, ending and restarting them."""

from __future__ import annotations

import _rebeam_host as _host
from rebeam import _texts
from rebeam._process import _LINK, _receive, _receive_ref, _spawn
from rebeam._reasons import crashed, encode
from rebeam._types import Pid, Reason, Ref, Server, is_abnormal
from rebeam.otp.child import BRUTAL_KILL, Child, ChildCounts, ChildInfo
from rebeam.otp.errors import AlreadyStarted, StartError, SupervisorError
from rebeam.otp.starting import flush_exit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rebeam.otp.intensity import Intensity

RUNNING, STOPPED, RESTARTING = "running", "stopped", "restarting"
_TIMED_OUT = object()


class RestartFailed(Exception):
    """A child did not start when it was to be restarted."""

    def __init__(self, child: Running) -> None:
        self.child = child


class Failed:
    """The child that kept its supervisor from starting."""

    __slots__ = ("id", "reason")

    def __init__(self, id: Any, reason: Any) -> None:
        self.id = id
        self.reason = reason


class Running:
    """A child and what has become of it."""

    __slots__ = ("spec", "state", "pid", "restarts")

    def __init__(self, spec: Child) -> None:
        self.spec = spec
        self.state = STOPPED
        self.pid: Pid | None = None
        self.restarts = 0

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


class Children:
    """All children of one supervisor. Used by its process alone."""

    def __init__(self, supervisor: Pid, intensity: Intensity, auto_shutdown: str) -> None:
        self.supervisor = supervisor
        self.intensity = intensity
        self.auto_shutdown = auto_shutdown
        self._by_id: dict[Any, Running] = {}
        self._by_pid: dict[Pid, Running] = {}

    # ---- which there are ----

    def add(self, spec: Child) -> Running:
        """Take a specification in, as the last one. SupervisorError for an id that is there."""
        there = self._by_id.get(spec.id)
        if there is not None:
            if there.state == RUNNING:
                reason: Any = ("already_started", there.pid)
                raise SupervisorError(reason, f"child {spec.id!r} runs already: {there.pid}")
            raise SupervisorError("already_present", f"there is a child {spec.id!r} already")
        if spec.significant and (self.auto_shutdown == "never" or spec.restart == "permanent"):
            with_what = "auto_shutdown 'never'" if self.auto_shutdown == "never" else "'permanent'"
            raise SupervisorError(
                ("bad_combination", spec.id),
                f"child {spec.id!r} cannot be significant with {with_what}",
            )
        child = self._by_id[spec.id] = Running(spec)
        return child

    def get(self, id: Any) -> Running:
        """The child with this id, or SupervisorError ``not_found``."""
        child = self.of_id(id)
        if child is None:
            raise SupervisorError("not_found", f"there is no child {id!r}")
        return child

    def of_id(self, id: Any) -> Running | None:
        return self._by_id.get(id)

    def of_pid(self, pid: Pid | None) -> Running | None:
        return None if pid is None else self._by_pid.get(pid)

    def newest_first(self) -> list[Running]:
        return list(self._by_id.values())[::-1]

    def remove(self, child: Running) -> None:
        self._forget(child)
        del self._by_id[child.spec.id]

    def counts(self) -> ChildCounts:
        children = list(self._by_id.values())
        supervisors = sum(child.spec.type == "supervisor" for child in children)
        active = sum(child.state == RUNNING for child in children)
        return ChildCounts(len(children), active, supervisors, len(children) - supervisors)

    # ---- starting ----

    async def start_all(self) -> Failed | None:
        """Start all in order; on a failure end those that have started (K7, K8)."""
        for child in list(self._by_id.values()):
            try:
                await self.start(child)
            except StartError as error:
                await self.end_all()
                return Failed(child.spec.id, error.reason)
        return None

    async def start(self, child: Running) -> Any:
        """Start one child: its handle or pid, None for IGNORE. Raises StartError, and reports it."""
        spec = child.spec
        try:
            started = await _started(spec)
        except StartError as error:
            child.set_ended()
            self.report("start_error", error.reason, child)
            raise
        pid = started.pid if isinstance(started, Server) else started
        child.set_started(pid)
        if pid is not None:
            self._by_pid[pid] = child
            self._progress(child)
        elif spec.restart == "temporary":
            self.remove(child)  # one that ignored its start is not kept (K9)
        return started

    async def restart(self, child: Running, strategy: str) -> None:
        """Restart a child and, by the strategy, others (K22 to K25). Raises RestartFailed."""
        order = list(self._by_id.values())
        if strategy == "one_for_one":
            chosen = [child]
        elif strategy == "rest_for_one":
            chosen = order[order.index(child) :]
        else:
            chosen = order
        for other in reversed(chosen):
            if other is not child:
                await self.end(other)
                if other.spec.restart == "temporary":
                    self.remove(other)
        for one in chosen:
            if one.spec.id not in self._by_id or self._by_id[one.spec.id] is not one:
                continue
            try:
                await self.start(one)
                one.restarts += 1
            except StartError:
                one.set_restarting()
                raise RestartFailed(one) from None

    # ---- ending ----

    async def end_all(self) -> None:
        """End all, the last one first."""
        for child in self.newest_first():
            await self.end(child)

    async def end(self, child: Running) -> None:
        """End one child as its ``shutdown`` says; an unclean end is reported (K12, K13)."""
        pid = child.pid
        if pid is None:
            child.set_ended()  # ends the retries of one that is restarting (K31)
            return
        reason = await _shut_down(pid, child.spec.shutdown)
        if not _is_clean(child.spec, reason):
            self.report("shutdown_error", reason, child)
        self._forget(child)

    def ended(self, child: Running, reason: Any) -> None:
        """A child has ended by itself: report that where it is one to report (K21)."""
        if is_abnormal(reason) or child.spec.restart == "permanent":
            self.report("child_terminated", reason, child)
        self._forget(child)

    def _forget(self, child: Running) -> None:
        if child.pid is not None:
            del self._by_pid[child.pid]
        child.set_ended()

    def is_over(self, child: Running) -> bool:
        """Whether the end of a child ends the supervisor by its ``auto_shutdown`` (K37, K38)."""
        if not child.spec.significant or self.auto_shutdown == "never":
            return False
        if self.auto_shutdown == "any_significant":
            return True
        return not any(
            other.spec.significant and other.state in (RUNNING, RESTARTING)
            for other in self._by_id.values()
        )

    # ---- reports ----

    def report(self, context: str, reason: Any, child: Running) -> None:
        """Report to the logger ``rebeam.supervisor`` (K50)."""
        id = _texts.safe_repr(child.spec.id)
        who = f"{id} {child.pid}" if child.pid else id
        text = f"{context}: child {who}: {_texts.safe_repr(reason)}"
        place = f"{self.supervisor} {id}"
        details = self._details(context, reason, child)
        _host.report("rebeam.supervisor", context, place, text, {**details, "text": text})

    def _progress(self, child: Running) -> None:
        import sys

        logging = sys.modules.get("logging")
        if logging is None:
            return
        logger = logging.getLogger("rebeam.supervisor")
        if logger.isEnabledFor(logging.INFO):
            logger.info(
                "%s started child %r %s", self._name(), child.spec.id, child.pid,
                extra={"report": self._details("progress", None, child)},
            )  # fmt: skip

    def _details(self, context: str, reason: Any, child: Running) -> dict[str, Any]:
        spec = child.spec
        return {
            "supervisor": self.supervisor,
            "error_context": context,
            "reason": reason,
            "offender": {
                "pid": child.pid,
                "id": spec.id,
                "start": spec.start,
                "restart": spec.restart,
                "shutdown": spec.shutdown,
                "type": spec.type,
                "significant": spec.significant,
            },
        }

    def _name(self) -> str:
        return f"{self.supervisor} {_host.describe_process(self.supervisor._process)}"


async def _started(spec: Child) -> Any:
    start = spec.start
    try:
        if isinstance(start, type) and hasattr(start, "start_link"):
            return await start.start_link(*spec.args, **spec.kwargs)
        return _spawn(start, spec.args, dict(spec.kwargs), _LINK)
    except AlreadyStarted as error:
        raise StartError(("already_started", error.pid)) from None
    except StartError:
        raise
    except Exception as error:
        raise StartError(crashed(error)) from None


async def _shut_down(pid: Pid, shutdown: Any) -> Any:
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


def _is_clean(spec: Child, reason: Any) -> bool:
    if spec.shutdown == BRUTAL_KILL:
        return reason == Reason.KILLED or (not is_abnormal(reason) and spec.restart != "permanent")
    if reason == Reason.SHUTDOWN:
        return True
    return not is_abnormal(reason) and spec.restart != "permanent"
