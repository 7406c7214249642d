"""Applications: supervision trees that are started and stopped as a whole (semantics K.13).

Each application that runs has a master, a server with the name ``application.NAME``. The
masters that there are, in the order of their pids, are the applications in start order.
"""

from __future__ import annotations

import _rebeam_host as _host
from rebeam._core import texts
from rebeam._core.exits import exit_signal, trap_exit
from rebeam._core.types import CallNoProcess, Exit, Pid, Reason, Server, Shutdown
from rebeam._core.waits import dual
from rebeam.otp import loop
from rebeam.otp.calls import CallRequest, request_reply
from rebeam.otp.errors import AlreadyStarted, StartError
from rebeam.otp.gen_server import GenServer
from rebeam.otp.results import Stop
from rebeam.otp.running import shut_down
from rebeam.otp.starting import start as start_process

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

KINDS = ("temporary", "transient", "permanent")
_PREFIX = "application."


class Application:
    """The base of applications; ``rebeam -m MODULE`` runs the one that a module defines.

    >>> class App(Application):
    ...     depends = (Database,)
    ...     async def start(self):
    ...         return await Supervisor.start_link([Worker], name="app")

    ``depends``: the applications that must run before it. ``name``: by default that of
    the class. ``env``: a dict of settings; ``application.start(App, env={...})`` overrides.
    """

    name: str | None = None
    depends: tuple[type[Application], ...] = ()
    env: dict[str, Any] = {}

    def start(self) -> Any:
        """Start the tree, linked, and return its top supervisor; ``def`` or ``async def``."""
        raise NotImplementedError(f"{type(self).__qualname__} has no start")

    def prep_stop(self) -> Any:
        """Called before the tree is stopped by ``application.stop``."""

    def stop(self) -> Any:
        """Called when the tree has ended, for whatever reason."""


def start(app: type[Application], kind: str = "temporary", *, env: Any = None) -> Any:
    """Start an application: ``await application.start(App)``; its top supervisor.

    ``kind`` says what the end of its top supervisor ends, besides a report: "temporary":
    nothing; "transient": all applications and the program, unless it is normal;
    "permanent": the same, always (K88). Raises AlreadyStarted, and StartError with the
    reason ``("not_started", name)`` when one of ``depends`` does not run.
    """
    return dual(_start(_checked(app), kind, env))


def ensure_all_started(app: type[Application], kind: str = "temporary") -> Any:
    """Start an application and, before it, all it depends on; the names of those started.

    When one does not start, those that this call has started are stopped again (K86).
    """
    return dual(_ensure_all_started(_checked(app), kind))


def stop(app: type[Application]) -> Any:
    """Stop an application: ``prep_stop``, its tree in order, ``stop`` (K89).

    CallNoProcess when it does not run. Never ends others.
    """
    return dual(_stop(_master_name(_checked(app))))


def stop_all() -> Any:
    """Stop all applications, the one started last first."""
    return dual(_stop_all())


def which_applications() -> list[str]:
    """The names of the applications that run, in the order in which they have started."""
    return [name.removeprefix(_PREFIX) for name in _masters()]


# ---- at the caller ----


def _checked(app: Any) -> type[Application]:
    if not (isinstance(app, type) and issubclass(app, Application)):
        raise TypeError(f"an application is a subclass of Application, not {app!r}")
    return app


def name_of(app: type[Application]) -> str:
    """The name of an application."""
    return app.name or app.__qualname__


def _master_name(app: type[Application]) -> str:
    return _PREFIX + name_of(app)


def _masters() -> list[str]:
    found = {}
    for name in _host.registered():
        if str(name).startswith(_PREFIX):
            process = _host.whereis(str(name))
            if process is not None:
                found[str(name)] = _host.serial(process)
    return sorted(found, key=found.__getitem__)


async def _start(app: type[Application], kind: str, env: Any) -> Any:
    if kind not in KINDS:
        raise ValueError(f"kind is one of {', '.join(KINDS)}, not {kind!r}")
    args = (app, kind, dict(env or {}))
    master = await start_process(loop.serve, _Master, args, {}, name=_master_name(app))
    return await request_reply(CallRequest, master, ("top",), None)


async def _ensure_all_started(app: type[Application], kind: str) -> list[str]:
    begun: list[type[Application]] = []
    try:
        for one in _in_order(app, []):
            begun.append(one)
            try:
                await _start(one, kind, None)
            except AlreadyStarted:
                begun.remove(one)
    except BaseException:
        for one in reversed(begun):
            await _stop_quietly(_master_name(one))
        raise
    return [name_of(one) for one in begun]


def _in_order(app: type[Application], found: list[type[Application]]) -> list[type[Application]]:
    """An application after all that it depends on."""
    for one in app.depends:
        _in_order(_checked(one), found)
    if app not in found:
        found.append(app)
    return found


async def _stop(master: str) -> None:
    await request_reply(CallRequest, master, ("stop",), None)


async def _stop_quietly(master: str) -> None:
    try:
        await _stop(master)
    except CallNoProcess:
        pass  # it has ended meanwhile


async def _stop_all() -> None:
    for master in reversed(_masters()):
        await _stop_quietly(master)


# ---- the master ----


class _Master(GenServer):
    """Owns the tree of one application: starts it, stops it, and sees its end."""

    _behaviour = "Application"

    async def init(self, app: type[Application], kind: str, env: dict[str, Any]) -> None:
        trap_exit(True)
        for one in app.depends:
            if _host.whereis(_master_name(_checked(one))) is None:
                raise StartError(("not_started", name_of(one)))
        self.app, self.kind = app(), kind
        self.app.env = {**app.env, **env}
        top = await _run(self.app.start)
        if not isinstance(top, (Server, Pid)):
            raise StartError(("bad_return_value", top))
        self.top = top
        self.top_pid = top.pid if isinstance(top, Server) else top

    async def handle_call(self, request: Any, caller: Any) -> Any:
        if request == "top":
            return self.top
        await _run(self.app.prep_stop)
        await shut_down(self.top_pid, None)
        await _run(self.app.stop)
        return Stop(Reason.NORMAL, reply=None)

    async def handle_info(self, message: Any) -> Any:
        if type(message) is not Exit or message.sender != self.top_pid:
            return None
        reason = message.reason
        await _run(self.app.stop)
        name = name_of(type(self.app))
        text = f"application {name} ended: {texts.safe_repr(reason)}"
        details = {"application": name, "kind": self.kind, "reason": reason, "text": text}
        _host.report("rebeam.application", "ended", name, text, details)
        fatal = is_fatal(self.kind, reason)
        if fatal:
            _host.unregister(_master_name(type(self.app)))
            await _stop_all()
            _end_program(name, reason)
        return Stop(Shutdown(("application", name, reason)))


def is_fatal(kind: str, reason: Any) -> bool:
    """Whether the end of an application of this kind ends the program (K88)."""
    return kind == "permanent" or (kind == "transient" and reason != Reason.NORMAL)


def _end_program(name: str, reason: Any) -> None:
    main = _host.main_process()
    if main is not None:
        exit_signal(Pid(main), Shutdown(("application", name, reason)))


async def _run(callback: Any) -> Any:
    result = callback()
    return await result if loop.is_coroutine(result) else result
