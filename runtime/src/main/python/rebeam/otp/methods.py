"""Typed methods of servers: ``@call``, ``@cast``, and the handles that carry them."""

from __future__ import annotations

import functools

from rebeam._core.types import Pid, Server
from rebeam._core.waits import dual
from rebeam.otp.calls import CallRequest, Invocation, cast, find, request_reply

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, TypeVar


class _Method:
    """A function of a server class that a handle offers too."""

    def __init__(self, function: Callable[..., Any]) -> None:
        if not callable(function):
            raise TypeError(f"a method of a server is a function, not {function!r}")
        self.function = function
        self.__doc__ = function.__doc__

    @property
    def __wrapped__(self) -> Callable[..., Any]:
        return self.function

    def __get__(self, server: Any, owner: type | None = None) -> Any:
        """In the server itself it is the plain method: nothing is sent."""
        return self if server is None else self.function.__get__(server, owner)

    def invocation(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, ...]:
        """The request for a call of the function with these arguments."""
        return (Invocation, self.function.__name__, args, kwargs or None)


class CallMethod(_Method):
    """Made by ``@call``: its value is the reply."""

    def __init__(self, function: Callable[..., Any], seconds: float | None) -> None:
        super().__init__(function)
        self.seconds = seconds

    def of_handle(self) -> Callable[..., Any]:
        """The method that a handle has: it sends the request and waits for the reply."""

        @functools.wraps(self.function)
        def method(handle: Server, /, *args: Any, **kwargs: Any) -> Any:
            request = (self.invocation(args, kwargs),)
            return dual(request_reply(CallRequest, handle, request, self.seconds))

        return method


class CastMethod(_Method):
    """Made by ``@cast``: there is no reply."""

    def of_handle(self) -> Callable[..., Any]:
        """The method that a handle has: it sends the request."""

        @functools.wraps(self.function)
        def method(handle: Server, /, *args: Any, **kwargs: Any) -> None:
            cast(handle, self.invocation(args, kwargs))

        return method


class ClientMethod(_Method):
    """Made by ``@client``: runs at the caller, with the server as its first argument."""

    def __call__(self, dest: Any, /, *args: Any, **kwargs: Any) -> Any:
        """``Cls.method(server, …)`` with a handle, a pid or a name."""
        return self.function(dest, *args, **kwargs)

    def of_handle(self) -> Callable[..., Any]:
        """The method that a handle has: the function itself."""
        return self.function


if TYPE_CHECKING:
    F = TypeVar("F", bound=Callable[..., Any])

    def client(function: F) -> F: ...

else:

    def client(function: Callable[..., Any]) -> ClientMethod:
        """Make a function of a server class a method of its handles, which runs at the caller."""
        return ClientMethod(function)


def typed_method(server_class: type, name: str) -> Any:
    """The method that ``@call`` or ``@cast`` made of the class's function, or None."""
    for kind in server_class.__mro__:
        method = kind.__dict__.get(name)
        if method is not None:
            return method if isinstance(method, _Method) else None
    return None


def handle_class(server_class: type) -> type[Server]:
    """The class of the handles of a server class; made once for each."""
    made = server_class.__dict__.get("_handle_class")
    if made is None:
        namespace: dict[str, Any] = {
            "__slots__": (),
            "__doc__": server_class.__doc__,
            "__module__": server_class.__module__,
            "__repr__": _repr,
            "__reduce__": _reduce,
            "_server_class": server_class,
        }
        for name in {name for kind in server_class.__mro__ for name in kind.__dict__}:
            method = typed_method(server_class, name)
            if method is not None:
                namespace[name] = method.of_handle()
        made = type(server_class.__name__, (Server,), namespace)
        server_class._handle_class = made  # type: ignore[attr-defined]
    return made


def handle(server_class: type, dest: Any) -> Server:
    """A handle for a process, given as a handle, a pid or a name."""
    from rebeam._core.sending import not_registered

    process = find(dest)
    if process is None:
        raise not_registered(dest)
    return handle_class(server_class)(Pid(process))


def _repr(handle: Any) -> str:
    return f"{handle._server_class.__qualname__}.at({handle.pid})"


def _reduce(handle: Any) -> tuple[Any, ...]:
    return (handle._server_class.at, (handle.pid,))
