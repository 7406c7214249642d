"""Supervisors: start children in order, restart them, end them in order (semantics K.1 to K.6)."""

from __future__ import annotations

import _rebeam_host as _host
from rebeam._core.arguments import to_seconds
from rebeam._core.exits import trap_exit
from rebeam._core.types import Exit, Pid, Reason, Server, Shutdown
from rebeam.otp import loop
from rebeam.otp.calls import call
from rebeam.otp.child import ChildCounts, ChildInfo, child_of
from rebeam.otp.children import Children, RestartFailed
from rebeam.otp.errors import CallerError, StartError, SupervisorError
from rebeam.otp.gen_server import GenServer
from rebeam.otp.intensity import Intensity
from rebeam.otp.results import IGNORE, Stop
from rebeam.otp.running import RESTARTING

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, Self

    from rebeam.otp.child import Child

STRATEGIES = ("one_for_one", "one_for_all", "rest_for_one")
AUTO_SHUTDOWNS = ("never", "any_significant", "all_significant")


class _Request:
    """Marks ``(_Request, word, argument)``: a request to a supervisor."""


class _Retry:
    """Marks ``(_Retry, id)``: a supervisor's message to itself, to try a restart again (K30)."""


class Supervisor(GenServer):
    """Starts children, and starts them again when they end.

    ``await Supervisor.start_link([Counter, (Logger, "app.log"), Child(worker, 1)])``, or a
    subclass whose ``init`` returns ``(flags, children)``, with ``flags`` a dict of the
    keyword arguments of ``start_link``.

    ``strategy``: "one_for_one" restarts the child that ended, "rest_for_one" also those
    started after it, "one_for_all" all. More than ``max_restarts`` within ``max_seconds``
    end the supervisor with the reason "shutdown" (K27, K29). ``auto_shutdown``: end when
    "any_significant" child, or "all_significant" ones, have ended by themselves (K.5).
    """

    _behaviour = "Supervisor"
    _is_supervisor = True
    _children: Children
    _arguments: tuple[tuple[Any, ...], dict[str, Any]]
    """What ``init`` is called with, also by a change of the code (K51)."""

    _strategy = "one_for_one"
    _auto_shutdown = "never"

    @classmethod
    def start_link(cls, *args: Any, **kwargs: Any) -> Self:
        """Start the supervisor and its children; returns when all have started (K1).

        Raises StartError when a child does not start: those before it have been ended (K8).
        """
        return super().start_link(*args, **kwargs)

    def init(
        self,
        children: Iterable[Any] = (),
        *,
        strategy: str = "one_for_one",
        max_restarts: int = 3,
        max_seconds: float = 5.0,
        auto_shutdown: str = "never",
    ) -> Any:
        """The flags and the children; a subclass gives its own."""
        flags = {
            "strategy": strategy,
            "max_restarts": max_restarts,
            "max_seconds": max_seconds,
            "auto_shutdown": auto_shutdown,
        }
        return flags, children

    # ---- start and end ----

    async def _initialize(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        trap_exit(True)
        self._arguments = args, kwargs
        given = await self._read_init()
        if given is IGNORE:
            return IGNORE
        intensity, specs = given
        self._children = Children(self.pid, intensity, self._auto_shutdown)
        try:
            for spec in specs:
                self._add_at_start(spec)
        except SupervisorError as error:
            raise StartError(("start_spec", error.reason)) from None
        failed = await self._children.start_all()
        if failed is not None:
            return Stop(Shutdown(("failed_to_start_child", failed.id, failed.reason)))
        return None

    async def _run_init(self) -> Any:
        args, kwargs = self._arguments
        return await GenServer._initialize(self, args, kwargs)

    async def _read_init(self) -> Any:
        """What ``init`` gives: the intensity and the specifications, or IGNORE."""
        result = await self._run_init()
        if result is IGNORE:
            return IGNORE
        if not (isinstance(result, tuple) and len(result) == 2 and isinstance(result[0], dict)):
            raise StartError(("bad_return", (type(self).__qualname__, "init", result)))
        try:
            intensity = self._set_flags(**result[0])
        except (TypeError, ValueError, SupervisorError) as error:
            raise refused_flags(error) from None
        try:
            return intensity, [child_of(spec) for spec in result[1]]
        except SupervisorError as error:
            raise StartError(("start_spec", error.reason)) from None
        except (TypeError, ValueError) as error:
            raise StartError(("start_spec", str(error))) from None

    async def _adopt_code(self, old_version: Any) -> None:
        """Take the flags and specifications of this class; the children run on (K51)."""
        before = self._strategy, self._auto_shutdown
        try:
            given = await self._read_init()
            if given is not IGNORE:
                self._children.adopt(given[0], self._auto_shutdown, given[1])
        except BaseException:
            self._strategy, self._auto_shutdown = before
            raise

    def _add_at_start(self, child: Child) -> None:
        if self._children.of_id(child.id) is not None:
            raise SupervisorError(("duplicate_child_name", child.id))
        self._children.add(child)

    def _set_flags(
        self,
        *,
        strategy: str = "one_for_one",
        max_restarts: int = 3,
        max_seconds: float = 5.0,
        auto_shutdown: str = "never",
    ) -> Intensity:
        if strategy not in STRATEGIES:
            raise _bad_flag("strategy", strategy, f"is one of {', '.join(STRATEGIES)}")
        if type(max_restarts) is not int or max_restarts < 0:
            raise _bad_flag("intensity", max_restarts, "max_restarts is a number from 0 on")
        seconds = to_seconds(max_seconds)
        if seconds <= 0:
            raise _bad_flag("period", max_seconds, "max_seconds is more than 0")
        if auto_shutdown not in AUTO_SHUTDOWNS:
            raise _bad_flag(
                "auto_shutdown", auto_shutdown, f"is one of {', '.join(AUTO_SHUTDOWNS)}"
            )
        self._strategy, self._auto_shutdown = strategy, auto_shutdown
        _host.supervise(strategy, max_restarts, int(seconds * 1000), auto_shutdown)
        return Intensity(max_restarts, seconds)

    async def terminate(self, reason: Any) -> None:
        """End the children, the last one first, each before the next (K11)."""
        await self._children.end_all()

    def _state(self) -> dict[str, Any]:
        return {"children": [child.info() for child in self._children.newest_first()]}

    # ---- children that end ----

    async def handle_info(self, message: Any) -> Any:
        """A child has ended, or a restart is to be tried again; anything else is logged (K34)."""
        if type(message) is Exit:
            child = self._children.of_pid(message.sender)
            return None if child is None else await self._ended(child, message.reason)
        if type(message) is tuple and len(message) == 2 and message[0] is _Retry:
            child = self._children.of_id(message[1])
            if child is not None and child.state == RESTARTING:
                return await self._restart(child)
            return None
        loop.log_unexpected(message)
        return None

    async def _ended(self, child: Any, reason: Any) -> Any:
        self._children.ended(child, reason)
        if child.wants_restart(reason):
            return await self._restart(child)
        if child.spec.restart == "temporary":
            self._children.remove(child)
        if self._children.is_over(child):
            self._children.report("shutdown", Reason.SHUTDOWN, child)
            return Stop(Reason.SHUTDOWN)
        return None

    async def _restart(self, child: Any) -> Any:
        children = self._children
        if not children.intensity.allows_restart():
            children.report("shutdown", "reached_max_restart_intensity", child)
            return Stop(Reason.SHUTDOWN)
        _host.supervision_restarting()
        try:
            await children.restart(child, self._strategy)
        except RestartFailed as failed:
            from rebeam._core.sending import send

            send(self.pid, (_Retry, failed.child.spec.id))
        return None

    # ---- requests ----

    async def handle_call(self, request: Any, caller: Any) -> Any:
        """Carry out what ``start_child`` and its kin ask for (K.6)."""
        if not (type(request) is tuple and len(request) == 3 and request[0] is _Request):
            raise CallerError(TypeError(f"a supervisor has no request {loop.shown(request)}"))
        try:
            return await getattr(self, "_" + request[1])(request[2])
        except (SupervisorError, TypeError, ValueError) as error:
            raise CallerError(error) from None

    async def _start_child(self, spec: Any) -> Any:
        child = self._children.add(child_of(spec))
        try:
            return await self._children.start(child)
        except StartError as error:
            self._children.remove(child)
            raise SupervisorError(
                error.reason, f"child {child.spec.id!r} did not start: {error.reason}"
            ) from None

    async def _restart_child(self, id: Any) -> Any:
        child = self._children.get(id)
        child.refuse_unless_stopped()
        try:
            return await self._children.start(child)
        except StartError as error:
            raise SupervisorError(
                error.reason, f"child {id!r} did not start: {error.reason}"
            ) from None

    async def _terminate_child(self, id: Any) -> None:
        child = self._children.get(id)
        await self._children.end(child)
        if child.spec.restart == "temporary":
            self._children.remove(child)

    async def _delete_child(self, id: Any) -> None:
        child = self._children.get(id)
        child.refuse_unless_stopped()
        self._children.remove(child)

    async def _which_children(self, argument: None) -> list[ChildInfo]:
        return [child.info() for child in self._children.newest_first()]

    async def _count_children(self, argument: None) -> ChildCounts:
        return self._children.counts()

    async def _get_childspec(self, id: Any) -> Child:
        child = self._children.of_pid(id) if type(id) is Pid else None
        return (child or self._children.get(id)).spec


def refused_flags(error: Exception) -> StartError:
    return StartError(getattr(error, "reason", None) or ("supervisor_data", str(error)))


def _bad_flag(name: str, value: Any, what: str) -> SupervisorError:
    return SupervisorError(
        ("supervisor_data", (f"invalid_{name}", value)), f"{what}, not {value!r}"
    )


def request_of(word: str, argument: Any) -> tuple[Any, ...]:
    """A request to a supervisor, which its method ``_word`` carries out."""
    return (_Request, word, argument)


def start_child(sup: Any, child: Any) -> Any:
    """Start one more child; its handle or pid, None when it ignored the start (K41).

    Raises SupervisorError: ``already_present`` when a stopped child has the id,
    ``("already_started", pid)``, or why it did not start; the specification is dropped then.
    """
    return call(sup, request_of("start_child", child_of(child)), timeout=None)


def terminate_child(sup: Any, id: Any) -> Any:
    """End a child; its specification stays unless it is temporary (K42).

    Raises SupervisorError ``not_found``.
    """
    return call(sup, request_of("terminate_child", id), timeout=None)


def restart_child(sup: Any, id: Any) -> Any:
    """Start a stopped child again (K43).

    Raises SupervisorError with the reason ``running``, ``restarting`` or ``not_found``.
    """
    return call(sup, request_of("restart_child", id), timeout=None)


def delete_child(sup: Any, id: Any) -> Any:
    """Forget a stopped child. SupervisorError: ``running``, ``restarting``, ``not_found`` (K44)."""
    return call(sup, request_of("delete_child", id), timeout=None)


def which_children(sup: Any) -> Any:
    """Records with ``id``, ``pid`` and ``type``, the newest child first (K45)."""
    return call(sup, request_of("which_children", None), timeout=None)


def count_children(sup: Any) -> Any:
    """A record with ``specs``, ``active``, ``supervisors`` and ``workers`` (K46)."""
    return call(sup, request_of("count_children", None), timeout=None)


def get_childspec(sup: Any, child: Any) -> Any:
    """The ``Child`` of a child, given by its id or pid. SupervisorError ``not_found`` (K47)."""
    id = child.pid if isinstance(child, Server) else child
    return call(sup, request_of("get_childspec", id), timeout=None)


def check_childspecs(children: Iterable[Any]) -> None:
    """Check what a supervisor is to start, and start nothing (K47).

    Raises what the start would: ValueError, TypeError or SupervisorError.
    """
    ids: list[Any] = []
    for spec in children:
        id = child_of(spec).id
        if id in ids:
            raise SupervisorError(("duplicate_child_name", id), f"two children have the id {id!r}")
        ids.append(id)
