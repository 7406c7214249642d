"""What the node and its processes are doing: the functions behind the ``:`` commands.

They return plain lists and dicts with the keys that the commands write with ``--json``.
Nothing here waits for the process that is looked at, runs its code or takes its messages.
"""

from __future__ import annotations

import _rebeam_host as _host
from rebeam._core.arguments import process_of
from rebeam._core.types import MOST, Pid

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import timedelta
    from typing import Any


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
        _check_word("state", state)
    if group is not None:
        _check_word("group", group)
        groups = _host.inspect_groups(lines, state, _number("min_mq", min_mq), group)
        return groups[: None if limit is None else _limit(limit)]  # type: ignore[no-any-return]
    _check_word("sort", sort)
    most = _limit(limit)
    if limit is not None and most == 0:
        return []
    return _host.inspect_rows(  # type: ignore[no-any-return]
        lines, state, _number("min_mq", min_mq), sort, bool(reverse), most
    )


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
    mailbox: dict[str, Any] = found
    mailbox["tags"] = {tag["tag"]: tag["count"] for tag in mailbox["tags"]}
    return mailbox


def monitors(pid: Pid, *, limit: int | None = None) -> list[dict[str, Any]] | None:
    """The monitors of a process both ways: ``relation`` is monitors or monitored_by.

    None for a dead process. ``ps()`` tells how many there are, where ``limit`` cuts them.
    """
    serial = _host.serial(process_of(pid, "monitors"))
    if limit == 0:
        return [] if _host.is_alive(process_of(pid, "monitors")) else None
    return _host.inspect_monitors(serial, _limit(limit))  # type: ignore[no-any-return]


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
            serial = _host.serial(node["pid"]._process)
            supervision = _host.inspect_supervision(serial, MOST if most is None else most)
            node["supervision"] = supervision
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


def timers(*, limit: int | None = None) -> list[dict[str, Any]]:
    """The pending timers of the node that send messages, the next due first."""
    if limit == 0:
        return []
    return _host.inspect_timers(_limit(limit))  # type: ignore[no-any-return]


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
        return _host.inspect_stack(_host.serial(process_of(pid, "bt")))  # type: ignore[no-any-return]
    most = _number("limit", limit)
    if stuck is None:
        return _host.inspect_stacks(-1, most)  # type: ignore[no-any-return]
    seconds: Any = stuck
    if hasattr(seconds, "total_seconds"):
        seconds = seconds.total_seconds()
    if isinstance(seconds, bool) or not isinstance(seconds, (int, float)) or seconds < 0:
        raise ValueError(f"stuck is a number of seconds, not {stuck!r}")
    nanos = int(min(seconds, 9e9) * 1e9)
    return _host.inspect_stacks(nanos, most)  # type: ignore[no-any-return]


def sched() -> dict[str, Any]:
    """What the schedulers did in the last second: load, run queue, slices, threads."""
    return _host.inspect_load()  # type: ignore[no-any-return]


def mem(top: int = 10) -> dict[str, Any]:
    """Where memory goes, in bytes: the JVM, processes, mailboxes, the largest processes.

    What processes and mailboxes take is an estimate.
    """
    return _host.inspect_memory(_number("top", top))  # type: ignore[no-any-return]


def _check_text(text: Any) -> str:
    if not isinstance(text, str):
        raise TypeError(f"ps looks for texts, not {text!r}")
    return text


def _check_word(what: str, word: Any) -> None:
    words = _host.inspect_words(what)
    if word not in words:
        hint = _host.did_you_mean(str(word), words)
        raise ValueError(f"{what} is one of {', '.join(words)}, not {word!r}{hint}")


def _limit(limit: int | None) -> int:
    return 0 if limit is None else _number("limit", limit)


def _number(what: str, value: Any) -> int:
    if type(value) is not int:
        raise TypeError(f"{what} is a number, not {value!r}")
    if value < 0:
        raise ValueError(f"{what} cannot be negative: {value}")
    return min(value, MOST)
