"""PartitionSupervisor: several copies of one child, and a key decides which (semantics K.11)."""

from __future__ import annotations

import os
from zlib import crc32

import _rebeam_host as _host
from rebeam._core.records import Record
from rebeam._core.sending import not_registered
from rebeam._core.types import NoProcess, Pid, Server, Via
from rebeam.otp.calls import call, find
from rebeam.otp.child import Child, child_of
from rebeam.otp.errors import NoTable
from rebeam.otp.methods import client
from rebeam.otp.running import started
from rebeam.otp.supervisor import Supervisor, request_of
from rebeam.otp.table import Table
from rebeam.otp.terms import key_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Self

_COUNT = "count"
"""The key of a supervisor's table under which it keeps how many partitions are in use."""

_set = object.__setattr__


class PartitionSupervisor(Supervisor):
    """Starts a child once for each partition, so that work is spread over several processes.

    >>> await PartitionSupervisor.start_link(Counter, name="counters", partitions=4)
    >>> await call(PartitionSupervisor.via("counters", "a key"), request)

    The ids of the children are the numbers of the partitions, from 0 on. The strategy is
    "one_for_one".
    """

    _behaviour = "PartitionSupervisor"
    _partitions: Table

    @classmethod
    def start_link(cls, *args: Any, **kwargs: Any) -> Self:
        """Start ``child`` ``partitions`` times (the number of processors); ``name`` is needed.

        ``with_arguments``: a function of a child's arguments, a tuple, and the number of its
        partition that gives the arguments of that copy. ``max_restarts``, ``max_seconds``.
        """
        if kwargs.get("name") is None:
            raise TypeError("a PartitionSupervisor needs a name: start_link(child, name=…)")
        return super().start_link(*args, **kwargs)

    def init(  # type: ignore[override]
        self,
        child: Any,
        *,
        partitions: int | None = None,
        with_arguments: Callable[[tuple[Any, ...], int], tuple[Any, ...]] | None = None,
        max_restarts: int = 3,
        max_seconds: float = 5.0,
    ) -> Any:
        """The flags and the children: one for each partition."""
        if partitions is None:
            partitions = os.cpu_count() or 1
        if type(partitions) is not int or partitions < 1:
            raise ValueError(f"partitions is a number from 1 on, not {partitions!r}")
        self._partitions = Table(name=_table_name(self.pid))
        self._partitions[_COUNT] = partitions
        spec = child_of(child)
        children = []
        for number in range(partitions):
            args = spec.args
            if with_arguments is not None:
                args = tuple(with_arguments(args, number))
            copy = Child(spec.start, *args, id=number, **spec.kwargs)
            start = _PartitionStart(copy, number, self._partitions)
            children.append(
                Child(
                    start, id=number, restart=spec.restart, shutdown=spec.shutdown, type=spec.type
                )
            )
        return {"max_restarts": max_restarts, "max_seconds": max_seconds}, children

    # ---- at the caller ----

    @staticmethod
    def via(name: Any, key: Any) -> PartitionName:
        """The process of the partition for ``key``, as a name for ``call``, ``cast``, ``send``.

        An integer goes to the partition ``abs(key) % partitions``, another key by its hash.
        """
        key_of(key)
        return PartitionName(name, key)

    @client
    def partitions(name: Any) -> int:
        """How many partitions are in use."""
        return int(_table(name)[_COUNT])

    @client
    def resize(name: Any, count: int) -> Any:
        """Use ``count`` partitions from now on, at most as many as it was started with.

        The children of the others are ended. ``await PartitionSupervisor.resize("p", 2)``
        """
        return call(name, request_of("resize", count), timeout=None)

    # ---- in the supervisor ----

    async def _resize(self, count: Any) -> None:
        most = len(self._children.newest_first())
        if type(count) is not int or not 0 <= count <= most:
            raise ValueError(f"there may be 0 to {most} partitions, not {count!r}")
        now = self._partitions[_COUNT]
        for number in range(now, count):
            await self._restart_child(number)
        self._partitions[_COUNT] = count
        for number in range(count, now):
            self._partitions.delete(number)
            await self._terminate_child(number)


class PartitionName(Via):
    """A partition as a name; made by ``PartitionSupervisor.via``."""

    __slots__ = ("name", "key")

    def __init__(self, name: Any, key: Any) -> None:
        self.name = name
        self.key = key

    def __repr__(self) -> str:
        return f"PartitionSupervisor.via({self.name!r}, {self.key!r})"

    def whereis(self) -> Pid | None:
        """The process of the partition; None while it is not running."""
        table = _table(self.name)
        count = table[_COUNT]
        if count == 0:
            return None
        key = self.key
        number = abs(key) if type(key) is int else crc32(repr(key).encode())
        pid = table.get(number % count)
        return pid if pid is not None and _host.is_alive(pid._process) else None

    def register(self) -> Pid | None:
        raise ValueError(f"{self} is no name to register: its supervisor starts its process")


class _PartitionStart(Record):
    """What a PartitionSupervisor starts, in its own process: a child, whose pid it notes."""

    __slots__ = __match_args__ = ("child", "number", "table")

    def __init__(self, child: Child, number: int, table: Table) -> None:
        _set(self, "child", child)
        _set(self, "number", number)
        _set(self, "table", table)

    async def start_link(self) -> Any:
        """Start the child."""
        result = await started(self.child)
        pid = result.pid if isinstance(result, Server) else result
        if pid is not None:
            self.table[self.number] = pid
        return result


def _table_name(supervisor: Pid) -> Any:
    return ("$partitions", supervisor)


def _table(name: Any) -> Table:
    process = find(name)
    if process is None:
        raise not_registered(name)
    try:
        return Table.at(_table_name(Pid(process)))
    except NoTable:
        raise NoProcess(f"{name} is no PartitionSupervisor that runs") from None
