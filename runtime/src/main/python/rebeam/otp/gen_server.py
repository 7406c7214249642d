"""GenServer: a process that keeps state and answers requests, one after the other."""

from __future__ import annotations

import _rebeam_host as _host
from rebeam._core.waits import drive, dual
from rebeam.otp import loop
from rebeam.otp.methods import handle
from rebeam.otp.starting import newest, split, start, stop_linked

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Generator
    from typing import Any, Generic, Self, TypeVar

    from rebeam._core.types import Pid, Ref
    from rebeam.otp.calls import Caller


if TYPE_CHECKING:
    S = TypeVar("S")

    class Monitored(tuple[S, Ref], Generic[S]):
        """What ``start_monitor`` gives."""

        def __await__(self) -> Generator[Any, Any, tuple[S, Ref]]: ...


class GenServer:
    """The base of servers (OTP's ``gen_server``). State is kept in attributes.

    Callbacks are ``def`` or ``async def``. All run in the server's process, one at a
    time, in the order in which the messages arrived (J9). An exception in a callback ends
    the server, ``CallerError`` excepted; a supervisor starts it again with fresh state.

    ``blocking = True`` in a class gives each of its servers a thread of its own, so that
    callbacks may block, as a database driver does: they are plain ``def`` then, and
    ``call`` and ``receive`` in them return the value itself.
    """

    blocking = False

    _behaviour = "GenServer"
    """What tools call servers of this class and of those that it is the base of."""

    pid: Pid
    """The pid of the server; set before ``init`` runs."""

    caller: Caller | None = None
    """In ``handle_call`` and ``@call`` methods: who called, for ``reply``."""

    _loop: loop.Loop
    _beginning: tuple[tuple[Any, ...], dict[str, Any]]
    _started: Self | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """What ``async with Cls(...) as server:`` starts; in a blocking process, ``with``.

        The server is started and linked as by ``start_link`` with these arguments, and
        stopped when the block is left, however that is.
        """
        self._beginning = (args, kwargs)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if "__init__" in cls.__dict__:
            raise TypeError(f"{cls.__qualname__} defines __init__: a server defines init instead")
        if not cls.__module__.startswith("rebeam.") and cls.__module__ != "__main__":
            _host.note_server_module(cls.__module__)  # for the completion of :reload

    # ---- starting ----

    @classmethod
    def start(cls, *args: Any, **kwargs: Any) -> Self:
        """Start a server without a link: ``server = await Cls.start(...)``.

        Arguments go to ``init``, but these: ``name``, ``timeout`` (seconds ``init`` may
        take), ``hibernate_after`` (idle seconds), ``label``, ``max_messages``,
        ``priority``, ``scheduler``. Returns when ``init`` has, with a handle; None when
        it returned IGNORE. Raises AlreadyStarted, StartError.
        """
        return _start(cls, args, kwargs)  # type: ignore[no-any-return]

    @classmethod
    def start_link(cls, *args: Any, **kwargs: Any) -> Self:
        """As ``start``, linked to the caller, who is the server's parent."""
        return _start(cls, args, kwargs, link=True)  # type: ignore[no-any-return]

    @classmethod
    def start_monitor(cls, *args: Any, **kwargs: Any) -> Monitored[Self]:
        """As ``start``, monitored by the caller: ``(server, ref)``."""
        return _start(cls, args, kwargs, monitor=True)  # type: ignore[no-any-return]

    @classmethod
    def at(cls, dest: Any) -> Self:
        """A handle for a server that runs, given by pid or name. NotRegistered for no such name."""
        return handle(cls, dest)  # type: ignore[return-value]

    if TYPE_CHECKING:
        # a start is awaited in an ``async def`` process, and gives its value in a blocking one
        def __await__(self) -> Generator[Any, Any, Self]: ...

    # ---- as long as a block runs ----

    async def __aenter__(self) -> Self:
        args, kwargs = self._beginning
        self._started = await type(self).start_link(*args, **kwargs)  # type: ignore[misc]
        return self._started

    async def __aexit__(self, *error: Any) -> None:
        if self._started is not None:
            await stop_linked(self._started)

    def __enter__(self) -> Self:
        if not _host.in_blocking_process():
            raise TypeError(f"in an async def process: async with {type(self).__qualname__}(...)")
        args, kwargs = self._beginning
        self._started = type(self).start_link(*args, **kwargs)
        return self._started

    def __exit__(self, *error: Any) -> None:
        if self._started is not None:
            drive(stop_linked(self._started))

    # ---- callbacks ----

    def init(self, *args: Any, **kwargs: Any) -> Any:
        """Set the state up. May return IGNORE, ``Stop(reason)`` or ``Continue(what)``."""
        if args or kwargs:
            raise TypeError(
                f"{type(self).__qualname__} has no init, so its start takes no arguments"
            )

    def handle_call(self, request: Any, caller: Caller) -> Any:
        """Answer ``call(server, request)``: the value is the reply.

        Or NO_REPLY, ``Stop(reason, reply=...)``, ``Reply(value, timeout=, then=)``.
        """
        raise NotImplementedError(
            f"{type(self).__qualname__} has no handle_call for {loop.shown(request)}"
        )

    def handle_cast(self, request: Any) -> Any:
        """Act on ``cast(server, request)``. May return ``Stop(reason)`` or ``Continue(what)``."""
        raise NotImplementedError(
            f"{type(self).__qualname__} has no handle_cast for {loop.shown(request)}"
        )

    def handle_info(self, message: Any) -> Any:
        """Act on any other message. By default it is logged and dropped (J18)."""
        loop.log_unexpected(message)

    def handle_continue(self, what: Any) -> Any:
        """Go on after ``Continue(what)``, before the next message (J8)."""
        raise NotImplementedError(f"{type(self).__qualname__} has no handle_continue")

    def handle_timeout(self) -> Any:
        """No message came within the time of ``set_timeout`` (J15)."""
        raise NotImplementedError(f"{type(self).__qualname__} has no handle_timeout")

    def terminate(self, reason: Any) -> Any:
        """Clean up before the end. Not called on ``kill``, nor on an exit signal that the
        server does not trap (J20)."""

    def format_status(self, status: dict[str, Any]) -> dict[str, Any]:
        """What reports and ``introspect.get_status`` show: hide what is secret in it (J23).

        ``status`` has ``state``, ``message``, ``reason``, ``log``; return such a dict.
        """
        return status

    def code_change(self, old_version: Any, state: dict[str, Any]) -> Any:
        """The state for this version of the class, from the one for an older version (J24)."""
        return state

    # ---- for callbacks ----

    def set_timeout(self, seconds: Any) -> None:
        """Have ``handle_timeout`` called if no message comes within ``seconds``.

        Any message cancels it; 0 means as soon as the mailbox is empty; None cancels (J15).
        """
        self._loop.set_timeout(seconds)

    # ---- inside ----

    async def _initialize(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        result = self.init(*args, **kwargs)
        return await result if loop.is_coroutine(result) else result

    def _invoked(self, method: Any, request: Any) -> Any:
        """Run a typed method for a request of a handle."""
        return method.function(self, *request[2], **(request[3] or {}))

    def _state(self) -> dict[str, Any]:
        """The attributes that are the program's own."""
        return {k: v for k, v in vars(self).items() if k not in ("pid", "caller", "_loop")}

    def _set_state(self, state: dict[str, Any]) -> None:
        for name in self._state():
            delattr(self, name)
        for name, value in state.items():
            setattr(self, name, value)

    async def _adopt_code(self, old_version: Any) -> None:
        """Make the state one of this class; when that fails, it stays as it was."""
        old = self._state()
        try:
            state = self.code_change(old_version, dict(old))
            if loop.is_coroutine(state):
                state = await state
            if not isinstance(state, dict):
                raise TypeError(
                    f"code_change returns a dict of attributes, not {loop.shown(state)}"
                )
            self._set_state(state)
        except BaseException:
            self._set_state(old)
            raise


def _start(cls: type[GenServer], args: tuple[Any, ...], kwargs: dict[str, Any], **how: bool) -> Any:
    options, kwargs = split(kwargs)
    cls = newest(cls)
    body = loop.serve_blocking if cls.blocking else loop.serve
    return dual(start(body, cls, args, kwargs, **how, **options))
