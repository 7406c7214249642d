"""DynamicSupervisor: a supervisor whose children are started while it runs (semantics K.7)."""

from __future__ import annotations

import _rebeam_host as _host
from rebeam._core.exits import trap_exit
from rebeam._core.sending import send
from rebeam._core.types import Exit, Pid, Reason, Server
from rebeam.otp import loop, supervisor_reports
from rebeam.otp.child import ChildInfo, child_of
from rebeam.otp.dynamic_children import DynamicChildren
from rebeam.otp.errors import StartError, SupervisorError
from rebeam.otp.intensity import Intensity
from rebeam.otp.results import IGNORE, Stop
from rebeam.otp.running import RESTARTING, Running
from rebeam.otp.supervisor import Supervisor, refused_flags

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Self

    from rebeam.otp.child import Child


class _Retry:
    """Marks ``(_Retry, pid)``: a message to itself, to try the restart of that child again."""


class DynamicSupervisor(Supervisor):
    """Starts with no children; ``start_child`` adds them, as many as are wanted.

    >>> sup = await DynamicSupervisor.start_link(max_children=1000)
    >>> worker = await start_child(sup, Child(Worker, 1, restart="transient"))
    >>> await terminate_child(sup, worker)

    A child has no id: it is known by its pid, and there may be many of one specification.
    One that has ended and is not restarted is forgotten. All end at the same time when the
    supervisor does. A subclass's ``init`` returns a dict of the arguments of ``start_link``.
    """

    _behaviour = "DynamicSupervisor"
    _restarts: Intensity
    _dynamic: DynamicChildren

    @classmethod
    def start_link(cls, *args: Any, **kwargs: Any) -> Self:
        """Start it: ``max_children`` (None: no limit), ``extra_arguments`` (a tuple, given to
        each child before its own arguments), ``max_restarts``, ``max_seconds``, ``name``.
        """
        return super().start_link(*args, **kwargs)

    def init(  # type: ignore[override]
        self,
        *,
        strategy: str = "one_for_one",
        max_children: int | None = None,
        extra_arguments: tuple[Any, ...] = (),
        max_restarts: int = 3,
        max_seconds: float = 5.0,
    ) -> Any:
        """The flags; a subclass gives its own."""
        return {
            "strategy": strategy,
            "max_children": max_children,
            "extra_arguments": extra_arguments,
            "max_restarts": max_restarts,
            "max_seconds": max_seconds,
        }

    # ---- start and end ----

    async def _initialize(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        trap_exit(True)
        self._arguments = args, kwargs
        self._dynamic = DynamicChildren(self.pid)
        return await self._read_init()

    async def _read_init(self) -> Any:
        """Take the flags that ``init`` gives; or IGNORE."""
        flags = await self._run_init()
        if flags is IGNORE:
            return IGNORE
        if not isinstance(flags, dict):
            raise StartError(("bad_return", (type(self).__qualname__, "init", flags)))
        try:
            self._take_flags(**flags)
        except (TypeError, ValueError, SupervisorError) as error:
            raise refused_flags(error) from None
        return None

    async def _adopt_code(self, old_version: Any) -> None:
        """Take the flags of this class; the children run on (K51)."""
        await self._read_init()

    def _take_flags(
        self,
        *,
        strategy: str = "one_for_one",
        max_children: int | None = None,
        extra_arguments: Any = (),
        **restarts: Any,
    ) -> None:
        if strategy != "one_for_one":
            raise ValueError(f"a DynamicSupervisor's strategy is 'one_for_one', not {strategy!r}")
        if max_children is not None and (type(max_children) is not int or max_children < 0):
            raise ValueError(f"max_children is a number from 0 on, or None, not {max_children!r}")
        if not isinstance(extra_arguments, (tuple, list)):
            raise TypeError(f"extra_arguments is a tuple of arguments, not {extra_arguments!r}")
        self._restarts = self._set_flags(**restarts)
        self._dynamic.max_children = max_children
        self._dynamic.extra_arguments = tuple(extra_arguments)

    async def terminate(self, reason: Any) -> None:
        """End all children at the same time (K57)."""
        await self._dynamic.end_all()

    def _state(self) -> dict[str, Any]:
        return {"children": self._infos()}

    def _infos(self) -> list[ChildInfo]:
        infos = [child.info() for child in self._dynamic.newest_first()]
        return [ChildInfo(None, info.pid, info.type) for info in infos]

    # ---- children that end ----

    async def handle_info(self, message: Any) -> Any:
        """A child has ended, or a restart is to be tried again; anything else is logged (K34)."""
        if type(message) is Exit:
            pid: Any = message.sender
            child = self._dynamic.of_pid(pid)
            if child is None or child.state == RESTARTING:
                return None
            return await self._child_ended(pid, child, message.reason)
        if type(message) is tuple and len(message) == 2 and message[0] is _Retry:
            child = self._dynamic.of_pid(message[1])
            if child is not None and child.state == RESTARTING:
                return await self._restart_dynamic(message[1], child)
            return None
        loop.log_unexpected(message)
        return None

    async def _child_ended(self, pid: Pid, child: Running, reason: Any) -> Any:
        self._dynamic.ended(child, reason)
        if child.wants_restart(reason):
            return await self._restart_dynamic(pid, child)
        self._dynamic.forget(pid)
        return None

    async def _restart_dynamic(self, pid: Pid, child: Running) -> Any:
        if not self._restarts.allows_restart():
            why = "reached_max_restart_intensity"
            supervisor_reports.report(self.pid, "shutdown", why, child)
            self._dynamic.forget(pid)
            return Stop(Reason.SHUTDOWN)
        _host.supervision_restarting()
        if not await self._dynamic.restart(pid, child):
            send(self.pid, (_Retry, pid))
        return None

    # ---- requests ----

    async def _start_child(self, spec: Any) -> Any:
        child = child_of(spec)
        if child.significant:
            raise SupervisorError(
                ("bad_combination", child.id), "a child of a DynamicSupervisor is not significant"
            )
        try:
            return await self._dynamic.start(child)
        except StartError as error:
            raise SupervisorError(
                error.reason, f"child {child.id!r} did not start: {error.reason}"
            ) from None

    async def _terminate_child(self, id: Any) -> None:
        pid, _ = self._child(id)
        await self._dynamic.end(pid)

    def _child(self, id: Any) -> tuple[Pid, Running]:
        pid = id.pid if isinstance(id, Server) else id
        if type(pid) is not Pid:
            raise TypeError(f"a child of a DynamicSupervisor is given by its pid, not {id!r}")
        child = self._dynamic.of_pid(pid)
        if child is None:
            raise SupervisorError("not_found", f"there is no child {pid}")
        return pid, child

    async def _restart_child(self, id: Any) -> Any:
        raise _not_dynamic("restarted")

    async def _delete_child(self, id: Any) -> None:
        raise _not_dynamic("deleted")

    async def _which_children(self, argument: None) -> list[ChildInfo]:
        return self._infos()

    async def _count_children(self, argument: None) -> Any:
        return self._dynamic.counts()

    async def _get_childspec(self, id: Any) -> Child:
        return self._child(id)[1].spec


def _not_dynamic(what: str) -> SupervisorError:
    return SupervisorError(
        "simple_one_for_one",
        f"a child of a DynamicSupervisor is not {what}: it is forgotten when it has ended",
    )
