"""The children of a supervisor, in start order: starting, ending and restarting them."""

from __future__ import annotations

from rebeam._core.types import Pid, Server, is_abnormal
from rebeam.otp import supervisor_reports
from rebeam.otp.child import Child, ChildCounts
from rebeam.otp.errors import StartError, SupervisorError
from rebeam.otp.running import RESTARTING, RUNNING, Running, is_clean, shut_down, started

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rebeam.otp.intensity import Intensity


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
        self._check(spec, self.auto_shutdown)
        child = self._by_id[spec.id] = Running(spec)
        child.show()
        return child

    @staticmethod
    def _check(spec: Child, auto_shutdown: str) -> None:
        if spec.significant and (auto_shutdown == "never" or spec.restart == "permanent"):
            with_what = "auto_shutdown 'never'" if auto_shutdown == "never" else "'permanent'"
            raise SupervisorError(
                ("bad_combination", spec.id),
                f"child {spec.id!r} cannot be significant with {with_what}",
            )

    def adopt(self, intensity: Intensity, auto_shutdown: str, specs: list[Child]) -> None:
        """Take other flags and specifications (K51).

        Children with the same ids run on, new ones do not run, and those that are in no
        specification are kept as they are.
        """
        by_id: dict[Any, Running] = {}
        for spec in specs:
            self._check(spec, auto_shutdown)
            if spec.id in by_id:
                raise SupervisorError(("duplicate_child_name", spec.id))
            by_id[spec.id] = self._by_id.get(spec.id) or Running(spec)
        intensity.restarts = self.intensity.restarts
        self.intensity, self.auto_shutdown = intensity, auto_shutdown
        self._by_id = {**by_id, **{id: self._by_id[id] for id in self._by_id if id not in by_id}}
        for spec in specs:
            by_id[spec.id].spec = spec
        for child in self._by_id.values():
            child.show_anew()

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
        child.hide()
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
        """Start one child: its handle or pid, None for IGNORE. Raises StartError and reports it."""
        spec = child.spec
        try:
            result = await started(spec)
        except StartError as error:
            child.set_ended()
            self.report("start_error", error.reason, child)
            raise
        pid = result.pid if isinstance(result, Server) else result
        child.set_started(pid)
        if pid is not None:
            self._by_pid[pid] = child
            supervisor_reports.progress(self.supervisor, child)
        elif spec.restart == "temporary":
            self.remove(child)  # one that ignored its start is not kept (K9)
        return result

    async def restart(self, child: Running, strategy: str) -> None:
        """Restart a child and, by the strategy, others (K22 to K25). Raises RestartFailed."""
        chosen = [child]
        if strategy != "one_for_one":
            order = list(self._by_id.values())
            chosen = order if strategy == "one_for_all" else order[order.index(child) :]
        for other in reversed(chosen):
            if other is not child:
                await self.end(other)
                if other.spec.restart == "temporary":
                    self.remove(other)
        for one in chosen:
            if one.spec.id not in self._by_id or self._by_id[one.spec.id] is not one:
                continue
            one.show_restarting()
            try:
                await self.start(one)
                one.note_restart()
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
        reason = await shut_down(pid, child.spec.shutdown)
        if not is_clean(child.spec, reason):
            self.report("shutdown_error", reason, child)
        self._forget(child)

    def ended(self, child: Running, reason: Any) -> None:
        """A child has ended by itself: report that where it is one to report (K21)."""
        child.note_end(reason)
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

    def report(self, context: str, reason: Any, child: Running) -> None:
        """Tell of an end or a failed start."""
        supervisor_reports.report(self.supervisor, context, reason, child)
