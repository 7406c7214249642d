"""PubSub: messages to all processes that have subscribed to a topic; built on ``pg``."""

from __future__ import annotations

from rebeam._core.records import Record
from rebeam._core.sending import send
from rebeam.otp import pg
from rebeam.otp.calls import find
from rebeam.otp.terms import key_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rebeam._core.types import Pid

_set = object.__setattr__


class PubSub(Record):
    """Topics under one name: ``bus = PubSub("app")``. Needs no process, and no await.

    >>> bus.subscribe("orders")
    >>> bus.broadcast("orders", ("paid", 7))

    Equal names are the same topics, wherever the object was made. A process that ends is
    subscribed no more. One that subscribes twice gets each message twice.
    """

    __slots__ = __match_args__ = ("name",)
    name: Any

    def __init__(self, name: Any = "pubsub") -> None:
        key_of(name)
        _set(self, "name", name)

    def subscribe(self, topic: Any) -> None:
        """Have the messages of a topic sent to the caller from now on."""
        pg.join(topic, scope=self._scope())

    def unsubscribe(self, topic: Any) -> None:
        """End all the caller's subscriptions of a topic. What has been sent stays."""
        while pg.leave(topic, scope=self._scope()):
            pass

    def broadcast(self, topic: Any, message: Any) -> int:
        """Send a copy of ``message`` to all subscribers; how many there are."""
        subscribers = self.subscribers(topic)
        for pid in subscribers:
            send(pid, message)
        return len(subscribers)

    def broadcast_from(self, sender: Any, topic: Any, message: Any) -> int:
        """As ``broadcast``, but not to ``sender``, a pid."""
        process = find(sender)
        subscribers = [pid for pid in self.subscribers(topic) if pid._process is not process]
        for pid in subscribers:
            send(pid, message)
        return len(subscribers)

    def subscribers(self, topic: Any) -> list[Pid]:
        """The pids of a topic's subscribers."""
        return pg.get_members(topic, scope=self._scope())

    def topics(self) -> list[Any]:
        """The topics that have subscribers."""
        return pg.which_groups(scope=self._scope())

    def _scope(self) -> tuple[Any, ...]:
        return ("$pubsub", self.name)
