"""Table: values under keys that processes share (OTP's ETS).

The rows are kept by the runtime: reading and writing them takes no message and no await.
What is immutable is kept as it is, other values as ``pickle`` packs them: whoever reads
one gets a copy.
"""

from __future__ import annotations

import _rebeam_host as _host
from rebeam._core.records import Record
from rebeam._core.texts import safe_repr
from rebeam._core.types import NameTaken, NoProcess, Pid
from rebeam.otp.calls import find
from rebeam.otp.errors import NoTable
from rebeam.otp.terms import key_of, term_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

KINDS = ("set", "ordered_set", "bag", "duplicate_bag")
ACCESSES = ("public", "protected", "private")
_NONE = object()
_set = object.__setattr__


class TableTransfer(Record):
    """A message: the receiver owns ``table`` now. From ``give_away``, or as its heir."""

    __slots__ = __match_args__ = ("table", "sender", "data")
    table: Table
    sender: Pid
    data: Any

    def __init__(self, table: Table, sender: Pid, data: Any) -> None:
        _set(self, "table", table)
        _set(self, "sender", sender)
        _set(self, "data", data)


class Table:
    """A table, made for the calling process, which owns it.

    >>> hits = Table(access="public", name="hits")
    >>> hits["page"] = 1
    >>> hits.update_counter("page", 2)
    3

    ``kind``: "set" (one value under a key), "ordered_set" (the keys have an order), "bag"
    (several values, each once), "duplicate_bag" (as often as it is put in). ``access``: "protected"
    (others may read), "public" (and write), "private" (neither). The table ends with
    its owner, unless there is an ``heir``. Each change of one key is atomic. Keys are of
    immutable kinds and compared exactly.

    Sent in messages it stays the same table; ``Table.at(name)`` finds one. NoTable is
    raised for one that is gone, PermissionError where the caller may not use it so.
    """

    __slots__ = ("id",)

    id: int

    def __init__(
        self,
        kind: str = "set",
        *,
        name: Any = None,
        access: str = "protected",
        heir: Any = None,
        heir_data: Any = None,
    ) -> None:
        if kind not in KINDS:
            raise ValueError(f"kind is one of {', '.join(KINDS)}, not {kind!r}")
        if access not in ACCESSES:
            raise ValueError(f"access is one of {', '.join(ACCESSES)}, not {access!r}")
        made = _host.table_new(kind, access, None if name is None else key_of(name))
        if made is None:
            raise NameTaken(f"there is a table {name!r} already")
        _set(self, "id", made)
        if heir is not None:
            self.set_heir(heir, heir_data)

    @staticmethod
    def at(name: Any) -> Table:
        """The table with a name. Raises NoTable when there is none."""
        found = _host.table_named(key_of(name))
        if found is None:
            raise NoTable(f"there is no table {name!r}")
        return _table(found)

    # ---- one key ----

    def insert(self, key: Any, value: Any = None) -> None:
        """Put a value under a key, in the place of what is there; in a bag beside it."""
        _host.table_insert(self.id, key_of(key), term_of(value))

    def update(self, rows: Any) -> None:
        """Insert several rows: a dict, or pairs of a key and a value.

        All are looked at first: when one cannot be kept, none is put in. They are put in one
        after the other, and who reads meanwhile may find some of them.
        """
        pairs = rows.items() if isinstance(rows, dict) else rows
        checked = [(key_of(key), term_of(value)) for key, value in pairs]
        for key, value in checked:
            _host.table_insert(self.id, key, value)

    def insert_new(self, key: Any, value: Any = None) -> bool:
        """Put a value under a key where nothing is; False when something is."""
        return bool(_host.table_insert_new(self.id, key_of(key), term_of(value)))

    def lookup(self, key: Any) -> list[Any]:
        """The values under a key: none, one, or in a bag several."""
        return list(_host.table_lookup(self.id, key_of(key)))

    def get(self, key: Any, default: Any = None) -> Any:
        """The value under a key, the first one of a bag."""
        found = _host.table_lookup(self.id, key_of(key))
        return found[0] if found else default

    def take(self, key: Any) -> list[Any]:
        """Remove what is under a key, and return it."""
        return list(_host.table_take(self.id, key_of(key)))

    def delete(self, key: Any) -> None:
        """Remove what is under a key, if there is anything."""
        _host.table_take(self.id, key_of(key))

    def delete_value(self, key: Any, value: Any) -> bool:
        """Remove one value under a key, all that are equal to it; False when it was not there."""
        return bool(_host.table_delete_value(self.id, key_of(key), term_of(value)))

    def update_counter(self, key: Any, increment: int = 1, default: int | None = None) -> int:
        """Add to the integer under a key, and return the sum; no addition is lost.

        Where nothing is, it starts from ``default``, or KeyError is raised. TypeError when
        what is there is no integer, and in a bag.
        """
        for number in (increment, default):
            if number is not None and type(number) is not int:
                raise TypeError(f"a counter counts in integers, not {number!r}")
        result = _host.table_add(self.id, key_of(key), increment, default)
        if result is None:
            raise KeyError(key)
        if result is False:
            raise TypeError(f"what is under {safe_repr(key)} is no integer")
        return result  # type: ignore[no-any-return]

    def __getitem__(self, key: Any) -> Any:
        found = _host.table_lookup(self.id, key_of(key))
        if not found:
            raise KeyError(key)
        return found[0]

    def __setitem__(self, key: Any, value: Any) -> None:
        self.insert(key, value)

    def __delitem__(self, key: Any) -> None:
        if not _host.table_take(self.id, key_of(key)):
            raise KeyError(key)

    def __contains__(self, key: Any) -> bool:
        return bool(_host.table_lookup(self.id, key_of(key)))

    # ---- all keys; changes made meanwhile are seen, or not ----

    def __len__(self) -> int:
        return int(_host.table_size(self.id))

    def __bool__(self) -> bool:
        return True

    def __iter__(self) -> Iterator[Any]:
        return iter(self.keys())

    def keys(self) -> list[Any]:
        """The keys; in their order, in an ordered set."""
        return list(_host.table_keys(self.id))

    def items(self) -> list[tuple[Any, Any]]:
        """The pairs of a key and a value."""
        return list(_host.table_match(self.id, ...))

    def values(self) -> list[Any]:
        """The values; in the order of their keys, in an ordered set."""
        return [value for _, value in self.items()]

    def match(self, pattern: Any) -> list[tuple[Any, Any]]:
        """The pairs whose key is equal to ``pattern``, where ``...`` stands for anything.

        ``table.match(("user", ..., 7))``. Keys that do not match are not made Python values.
        """
        return list(_host.table_match(self.id, term_of(pattern)))

    def select(self, fn: Callable[[Any, Any], bool]) -> list[tuple[Any, Any]]:
        """The pairs for which ``fn(key, value)`` is true; it runs in the caller."""
        return [pair for pair in self.items() if fn(*pair)]

    def foldl(self, fn: Callable[[Any, Any, Any], Any], start: Any) -> Any:
        """``fn(key, value, so_far)`` for all pairs, one after the other; the last result."""
        for key, value in self.items():
            start = fn(key, value, start)
        return start

    def clear(self) -> None:
        """Remove all rows."""
        _host.table_clear(self.id)

    # ---- the order of an ordered set ----

    def first(self, default: Any = None) -> Any:
        """The first key."""
        return self._step("first", None, default)

    def last(self, default: Any = None) -> Any:
        """The last key."""
        return self._step("last", None, default)

    def next(self, key: Any, default: Any = None) -> Any:
        """The next key after ``key``, which need not be there."""
        return self._step("next", key_of(key), default)

    def prev(self, key: Any, default: Any = None) -> Any:
        """The last key before ``key``, which need not be there."""
        return self._step("prev", key_of(key), default)

    def range(self, first: Any = _NONE, end: Any = _NONE) -> list[tuple[Any, Any]]:
        """The pairs with keys from ``first`` on and before ``end``."""
        bounds = [None if key is _NONE else key_of((key,)) for key in (first, end)]
        return list(_host.table_range(self.id, *bounds))

    def _step(self, where: str, key: Any, default: Any) -> Any:
        found = _host.table_step(self.id, where, key)
        return default if found is None else found[0]

    # ---- the table ----

    def give_away(self, pid: Any, data: Any = None) -> None:
        """Make another process the owner; it is sent ``TableTransfer(table, sender, data)``.

        Raises NoProcess when that process is dead.
        """
        if not _host.table_give(self.id, find(pid), term_of(data)):
            raise NoProcess(f"cannot give {self} to {pid}: it is dead")

    def set_heir(self, pid: Any, data: Any = None) -> None:
        """Set the process that owns the table when the owner has ended, or None.

        It gets a message then.
        """
        _host.table_set_heir(self.id, None if pid is None else find(pid), term_of(data))

    def drop(self) -> None:
        """End the table: by the owner, or of a public one by anyone."""
        _host.table_drop(self.id)

    def info(self) -> dict[str, Any]:
        """A dict with ``name``, ``kind``, ``access``, ``owner``, ``heir`` and ``size``."""
        return dict(
            zip(("name", "kind", "access", "owner", "heir", "size"), _host.table_info(self.id))
        )

    # ---- as a value ----

    def __repr__(self) -> str:
        return f"<table {self.id}>"

    def __eq__(self, other: object) -> bool:
        return self.id == other.id if type(other) is Table else NotImplemented

    def __hash__(self) -> int:
        return hash(("table", self.id))

    def __setattr__(self, name: str, value: Any) -> None:
        raise AttributeError(f"cannot assign to {name!r} of a table: table[key] = value")

    def __copy__(self) -> Table:
        return self

    def __deepcopy__(self, memo: dict[int, Any]) -> Table:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return (_table, (self.id,))


def _table(id: int) -> Table:
    table = Table.__new__(Table)
    _set(table, "id", id)
    return table


def _make_transfer(id: int, sender: Pid, data: Any) -> TableTransfer:
    """Called by the runtime."""
    return TableTransfer(_table(id), sender, data)


def _raise_error(id: int, what: str) -> None:
    """Called by the runtime."""
    if what == "gone":
        raise NoTable(f"{_table(id)} is gone: it has been deleted, or its owner has ended")
    if what == "order":
        raise TypeError("only the keys of an ordered_set have an order")
    owner = _table(id).info()["owner"]
    raise PermissionError(f"only {owner} may {what} {_table(id)}, which it owns")


_host.register_callback("make_table_transfer", _make_transfer)
_host.register_callback("raise_table_error", _raise_error)
