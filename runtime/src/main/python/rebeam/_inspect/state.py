"""What the node and its processes are doing: the functions behind the ``:`` commands.

They return plain lists and dicts with the keys that the commands write with ``--json``.
Nothing here waits for the process that is looked at, runs its code or takes its messages.
"""

from __future__ import annotations

import _rebeam_host as _host
from rebeam._core.arguments import process_of
from rebeam._core.types import MOST, Pid, Ref

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import timedelta
    from typing import Any

_STATES = ("runnable", "running", "waiting", "blocked", "suspended", "exiting")
_KEYS = (
    "pid", "name", "state", "mq", "cpu", "age", "at", "label", "call", "parent", "links",
    "monitors", "watchers", "in", "out", "slices", "prio", "mem", "behaviour",
)  # fmt: skip
_GROUPS = ("label", "call", "name", "state", "parent", "behaviour")

_ROW = (
    "pid", "registered_name", "label", "initial_call", "behaviour", "status",
    "message_queue_len", "age_ms", "cpu_us", "current_location", "parent", "links",
    "monitors", "monitored_by", "messages_in",
    "messages_out", "slices", "priority", "memory_bytes",
)  # fmt: skip
_GROUP = ("key", "count", "message_queue_len", "longest_message_queue", "cpu_us")
_MAILBOX = (
    "pid", "length", "oldest_ms", "newest_ms", "tags", "counted", "bytes", "skips",
    "max_messages", "in_per_s", "out_per_s", "over_ms", "since_spawn", "messages",
)  # fmt: skip
_MESSAGE = ("position", "age_ms", "sender", "repr")
_MONITOR = ("ref", "relation", "pid", "registered_name")
_TIMER = ("ref", "due_ms", "kind", "period_ms", "pid", "registered_name", "tag")
_STACK = ("pid", "status", "source", "running_ms", "frames", "host_frames")
_FRAME = ("file", "line", "function", "code")
_LOAD = ("over_ms", "zombie_threads", "blocking_threads", "blocking_thread_limit", "schedulers")
_SCHEDULER = (
    "number", "busy", "run_queue", "slices", "longest_ms", "longest_pid", "threads", "busiest",
)  # fmt: skip
_THREAD = ("name", "kind", "busy", "waiting", "pid", "running_ms", "slices")
_MEMORY = (
    "heap_used_bytes", "heap_committed_bytes", "heap_max_bytes", "non_heap_bytes", "processes",
    "process_bytes", "messages", "mailbox_bytes", "top",
)  # fmt: skip
_SUPERVISION = (
    "strategy", "max_restarts", "max_seconds", "recent_restarts", "restarts", "auto_shutdown",
    "children_count", "children",
)  # fmt: skip
_CHILD = (
    "id", "start", "restart", "shutdown", "type", "significant", "state", "pid", "restarts",
    "last_reason", "last_end_ms",
)  # fmt: skip
_HOLDER = ("pid", "name", "message_queue_len", "bytes", "mailbox_bytes")


def ps(
    *texts: str,
    state: str | None = None,
    min_mq: int = 0,
    sort: str = "pid",
    reverse: bool = False,
    limit: int | None = None,
    group: str | None = None,
) -> list[dict[str, Any]]:
    """The live processes, as ``:ps`` lists them: a dict each.

    Only those in whose pid, names, state or place each of ``texts`` occurs, that are in
    ``state`` and have ``min_mq`` messages waiting. Sorted by ``sort``: words upwards,
    amounts from the largest down. With ``group`` (label, call, name, state, parent or
    behaviour) a dict a group instead. Raises ValueError for an unknown word.
    """
    lines = "\n".join(_check_text(text) for text in texts)
    if state is not None:
        _check_word("state", state, _STATES)
    if group is not None:
        _check_word("group", group, _GROUPS)
        groups = _host.inspect_groups(lines, state, _number("min_mq", min_mq), group)
        return _records(_GROUP, groups)[: None if limit is None else _limit(limit)]
    _check_word("sort", sort, _KEYS)
    most = _limit(limit)
    if limit is not None and most == 0:
        return []
    rows = _host.inspect_rows(lines, state, _number("min_mq", min_mq), sort, bool(reverse), most)
    processes = _records(_ROW, rows)
    for process in processes:
        process["parent"] = _pid(process["parent"])
    return processes


def mbox(
    pid: Pid, n: int = 5, *, start: int | None = None, full: bool = False
) -> dict[str, Any] | None:
    """What waits in a mailbox: length, ages, kinds, flow, and some of the messages.

    The ``n`` oldest and the ``n`` newest messages, or with ``start`` the ``n`` from that
    position on (1 for the oldest), as text, which ``full`` leaves uncut. Kinds (``tags``)
    are of the ``counted`` messages at both ends. None for a dead process.
    """
    process = process_of(pid, "mbox")
    first = 0 if start is None else _number("start", start)
    if start is not None and first < 1:
        raise ValueError("start is a position, 1 for the oldest message")
    found = _host.inspect_mailbox(_host.serial(process), first, _number("n", n), bool(full))
    if found is None:
        return None
    mailbox = _record(_MAILBOX, found)
    mailbox["tags"] = {str(tag): int(count) for tag, count in mailbox["tags"]}
    mailbox["messages"] = _records(_MESSAGE, mailbox["messages"])
    for message in mailbox["messages"]:
        message["sender"] = _pid(message["sender"])
    return mailbox


def monitors(pid: Pid, *, limit: int | None = None) -> list[dict[str, Any]] | None:
    """The monitors of a process both ways: ``relation`` is monitors or monitored_by.

    None for a dead process. ``ps()`` tells how many there are, where ``limit`` cuts them.
    """
    serial = _host.serial(process_of(pid, "monitors"))
    if limit == 0:
        return [] if _host.is_alive(process_of(pid, "monitors")) else None
    found = _host.inspect_monitors(serial, _limit(limit))
    if found is None:
        return None
    rows = _records(_MONITOR, found)
    for row in rows:
        row["ref"] = Ref(row["ref"])
    return rows


def tree(pid: Pid | None = None, *, limit: int | None = None) -> list[dict[str, Any]]:
    """Who supervises and has spawned whom: a dict for each process at the top, or for ``pid``.

    Its ``children`` are dicts of the same kind, ``children_count`` of them, and those of
    one process are at most ``limit``: those that it supervises or, where nobody does, that
    it has spawned. Of a supervisor ``supervision`` tells the flags, the restarts and all
    its children, also those that do not run; of a supervised process ``child`` is its
    specification and state there. Both are None for others. A dead ``pid`` has no tree: [].
    """
    most = None if limit is None else _limit(limit)
    new = {"supervision": None, "child": None, "children_count": 0, "children": []}
    nodes: dict[Any, dict[str, Any]] = {row["pid"]: row | new | {"children": []} for row in ps()}
    supervisors = {}
    for node in nodes.values():
        if node["behaviour"] is not None:
            node["supervision"] = supervision = _supervision(node["pid"], most)
            for child in supervision["children"] if supervision else ():
                if child["pid"] in nodes:
                    supervisors[child["pid"]] = node["pid"]
                    nodes[child["pid"]]["child"] = child
    roots = []
    for node in nodes.values():
        parent = nodes.get(supervisors.get(node["pid"], node["parent"]))
        if parent is None:
            roots.append(node)
            continue
        parent["children_count"] += 1
        if most is None or len(parent["children"]) < most:
            parent["children"].append(node)
    if pid is None:
        return roots[:most]
    process_of(pid, "tree")
    return [nodes[pid]] if pid in nodes else []


def _supervision(pid: Pid, most: int | None) -> dict[str, Any] | None:
    found = _host.inspect_supervision(_host.serial(pid._process), MOST if most is None else most)
    if found is None:
        return None
    supervision = _record(_SUPERVISION, found)
    supervision["children"] = _records(_CHILD, supervision["children"])
    return supervision


def timers(*, limit: int | None = None) -> list[dict[str, Any]]:
    """The pending timers of the node that send messages, the next due first."""
    if limit == 0:
        return []
    rows = _records(_TIMER, _host.inspect_timers(_limit(limit)))
    for row in rows:
        row["ref"] = Ref(row["ref"])
    return rows


def bt(
    pid: Pid | None = None,
    *,
    stuck: float | timedelta | None = None,
    limit: int = 1_000,
) -> dict[str, Any] | list[dict[str, Any]] | None:
    """The Python stack of a process, outermost frame first; None for a dead one.

    Without ``pid`` the stacks of all processes, or of those that have been running for
    ``stuck`` seconds without a wait, ``limit`` of them at most. ``source`` tells how the
    frames were found: exact, waiting, last_wait or no_answer.
    """
    if pid is not None:
        found = _host.inspect_stack(_host.serial(process_of(pid, "bt")))
        return None if found is None else _stack(found)
    most = _number("limit", limit)
    if stuck is None:
        return [_stack(found) for found in _host.inspect_stacks(-1, most)]
    seconds: Any = stuck
    if hasattr(seconds, "total_seconds"):
        seconds = seconds.total_seconds()
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)) or seconds < 0:
        raise ValueError(f"stuck is a number of seconds, not {stuck!r}")
    nanos = int(min(seconds, 9e9) * 1e9)
    return [_stack(found) for found in _host.inspect_stacks(nanos, most)]


def _stack(found: Any) -> dict[str, Any]:
    stack = _record(_STACK, found)
    stack["frames"] = _records(_FRAME, stack["frames"])
    stack["host_frames"] = [str(frame) for frame in stack["host_frames"]]
    return stack


def sched() -> dict[str, Any]:
    """What the schedulers did in the last second: load, run queue, slices, threads."""
    load = _record(_LOAD, _host.inspect_load())
    load["schedulers"] = _records(_SCHEDULER, load["schedulers"])
    for scheduler in load["schedulers"]:
        scheduler["longest_pid"] = _pid(scheduler["longest_pid"])
        scheduler["threads"] = _records(_THREAD, scheduler["threads"])
        scheduler["busiest"] = _records(("pid", "share"), scheduler["busiest"])
    return load


def mem(top: int = 10) -> dict[str, Any]:
    """Where memory goes, in bytes: the JVM, processes, mailboxes, the largest processes.

    What processes and mailboxes take is an estimate.
    """
    memory = _record(_MEMORY, _host.inspect_memory(_number("top", top)))
    memory["top"] = _records(_HOLDER, memory["top"])
    return memory


def _record(names: tuple[str, ...], fields: Any) -> dict[str, Any]:
    record = dict(zip(names, fields))
    if "pid" in record:
        record["pid"] = _pid(record["pid"])
    return record


def _records(names: tuple[str, ...], rows: Iterable[Any]) -> list[dict[str, Any]]:
    return [_record(names, row) for row in rows]


def _pid(serial: int) -> Pid | None:
    return Pid(_host.process_of_serial(serial)) if serial else None


def _check_text(text: Any) -> str:
    if not isinstance(text, str):
        raise TypeError(f"ps looks for texts, not {text!r}")
    return text


def _check_word(what: str, word: Any, words: tuple[str, ...]) -> None:
    if word not in words:
        from difflib import get_close_matches  # not at boot, for a mistake

        near = get_close_matches(str(word), words, 1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise ValueError(f"{what} is one of {', '.join(words)}, not {word!r}{hint}")


def _limit(limit: int | None) -> int:
    return 0 if limit is None else _number("limit", limit)


def _number(what: str, value: Any) -> int:
    if type(value) is not int:
        raise TypeError(f"{what} is a number, not {value!r}")
    if value < 0:
        raise ValueError(f"{what} cannot be negative: {value}")
    return min(value, MOST)
