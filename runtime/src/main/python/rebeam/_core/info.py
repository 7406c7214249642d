"""Looking at processes. Nothing here waits for the process that is looked at."""

from __future__ import annotations

import _rebeam_host as _host
from rebeam._core.arguments import process_of
from rebeam._core.copying import copied, copy_to_show
from rebeam._core.limited import MAX_LABEL
from rebeam._core.texts import text
from rebeam._core.types import Pid

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_PID_LISTS = frozenset({"links", "monitors", "monitored_by", "ancestors"})

ITEMS = (
    "registered_name",
    "label",
    "initial_call",
    "behaviour",
    "current_location",
    "status",
    "message_queue_len",
    "links",
    "monitors",
    "monitored_by",
    "trap_exit",
    "priority",
    "max_messages",
    "suspending",
    "parent",
    "ancestors",
    "reductions",
)
"""The items of ``process_info(pid)``, with OTP's names; ``messages`` and ``dictionary``
only when asked for."""

_ON_REQUEST = ("messages", "dictionary")


def processes() -> list[Pid]:
    """The pids of all processes of the node."""
    return [Pid(process) for process in _host.processes()]


def is_alive(pid: Pid) -> bool:
    """Whether a process exists and is not exiting, all signals sent to it before counted.

    For the caller itself always true, also while it unwinds.
    """
    return bool(_host.is_alive(process_of(pid, "is_alive")))


def process_info(pid: Pid, *items: str) -> dict[str, Any] | None:
    """A dict of items about a live process (see ``is_alive``); None for a dead one.

    Of the label, the messages and the dictionary it has copies, made by the rule of
    ``send``. A label, a message, a key or a value of the dictionary that cannot be copied
    is given as its ``repr``. Raises ValueError for an unknown item.
    """
    process = process_of(pid, "process_info")
    for item in items:
        if item not in ITEMS and item not in _ON_REQUEST:
            raise ValueError(f"unknown item {item!r}; there are {', '.join(ITEMS + _ON_REQUEST)}")
    if not _host.is_alive(process):
        return None
    info = {item: _item(process, item) for item in items or ITEMS}
    return info if _host.is_alive(process) else None  # it may have ended meanwhile


def _item(process: Any, item: str) -> Any:
    value = _host.process_item(process, item)
    if item in _PID_LISTS:
        return [part if isinstance(part, str) else Pid(part) for part in value]
    if item == "suspending":
        return [(Pid(process), int(count)) for process, count in value]
    if item == "parent":
        return None if value is None else Pid(value)
    if item == "messages":
        return [copy_to_show(message) for message in value]
    if item == "dictionary":
        return _copied_dictionary(dict(value or {}))  # it may grow meanwhile
    if item == "label":
        return copy_to_show(value)
    return value


def _copied_dictionary(dictionary: dict[Any, Any]) -> dict[Any, Any]:
    try:
        return copied(dictionary, "dictionary")
    except Exception:
        return {copy_to_show(key): copy_to_show(part) for key, part in dictionary.items()}


SYSTEM_ITEMS = (
    "process_count",
    "process_limit",
    "schedulers",
    "blocking_threads",
    "blocking_thread_limit",
    "zombie_threads",
    "alias_count",
    "timer_count",
)
"""The items of ``system_info()``."""


def system_info(*items: str) -> dict[str, int]:
    """A dict of items about the node (OTP's ``erlang:system_info``).

    ``zombie_threads`` are threads that still run code of a dead process, because that
    code has not come to a point where it could be stopped. ``alias_count`` are active
    aliases, of calls under way too; ``timer_count`` timers that have not fired, and waits
    with a time limit. Raises ValueError for an unknown item.
    """
    for item in items:
        if item not in SYSTEM_ITEMS:
            raise ValueError(f"unknown item {item!r}; there are {', '.join(SYSTEM_ITEMS)}")
    return {item: int(_host.system_item(item)) for item in items or SYSTEM_ITEMS}


def set_label(label: Any) -> None:
    """Set what tools show for the calling process when it has no registered name."""
    _host.set_label(text(label, MAX_LABEL), label)


def process_dict() -> dict[Any, Any]:
    """The process dictionary of the caller: private, empty at spawn, ends with it."""
    dictionary = _host.process_dict()
    if dictionary is None:
        dictionary = {}
        _host.set_process_dict(dictionary)
    return dictionary
