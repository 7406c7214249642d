"""What the callbacks of a server return beside plain values."""

from __future__ import annotations

from rebeam._core.records import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_set = object.__setattr__


class _Word:
    """A constant that is only ever compared by identity."""

    __slots__ = ("_name",)

    def __init__(self, name: str) -> None:
        self._name = name

    def __repr__(self) -> str:
        return self._name

    def __copy__(self) -> _Word:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> _Word:
        return self

    def __reduce__(self) -> str:
        return self._name


IGNORE = _Word("IGNORE")
"""Returned by ``init``: no server is to run; the start gives None (J4)."""

NO_REPLY = _Word("NO_REPLY")
"""Returned by ``handle_call``: ``reply(caller, value)`` comes later (J13)."""


class Stop(Record):
    """Returned by a callback: end the server with ``reason``, after a ``reply`` if given.

    ``terminate(reason)`` runs before the reply is sent (J12).
    """

    __slots__ = __match_args__ = ("reason", "reply")
    reason: Any
    reply: Any

    def __init__(self, reason: Any = "normal", reply: Any = NO_REPLY) -> None:
        _set(self, "reason", reason)
        _set(self, "reply", reply)


class Continue(Record):
    """Returned by a callback: ``handle_continue(what)`` runs before the next message (J8)."""

    __slots__ = __match_args__ = ("what",)
    what: Any

    def __init__(self, what: Any = None) -> None:
        _set(self, "what", what)


class Reply(Record):
    """Returned by ``handle_call``: the reply, and what the server does next.

    ``timeout``: as ``set_timeout(timeout)``. ``then``: a ``Continue``. ``hibernate``:
    collect garbage before the next message (J17).
    """

    __slots__ = __match_args__ = ("value", "timeout", "then", "hibernate")
    value: Any
    timeout: Any
    then: Continue | None
    hibernate: bool

    def __init__(
        self,
        value: Any = None,
        *,
        timeout: Any = None,
        then: Continue | None = None,
        hibernate: bool = False,
    ) -> None:
        if then is not None and type(then) is not Continue:
            raise TypeError(f"then takes Continue(what), not {then!r}")
        _set(self, "value", value)
        _set(self, "timeout", timeout)
        _set(self, "then", then)
        _set(self, "hibernate", hibernate)
