"""What functions of ``rebeam`` take: times, pids and names, checked in one place."""

from __future__ import annotations

import sys

from rebeam._core.limited import MAX_NAME
from rebeam._core.texts import safe_repr
from rebeam._core.types import Pid, Server

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def to_seconds(value: Any) -> float:
    """Seconds from a number or a timedelta; TypeError and ValueError say what is wrong."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        other: Any = value
        datetime: Any = sys.modules.get("datetime")
        if datetime is not None and isinstance(value, datetime.timedelta):
            return to_seconds(other.total_seconds())
        raise TypeError(f"a time is given in seconds or as timedelta, not {value!r}")
    if value != value or value < 0:
        raise ValueError(f"a time must not be negative: {value!r}")
    return float(min(value, 9e9))


def process_of(pid: Any, what: str) -> Any:
    """The process a pid stands for; TypeError for anything that is no pid."""
    if type(pid) is not Pid:
        if isinstance(pid, Server):
            return pid.pid._process
        hint = "; look a name up with whereis(name)" if isinstance(pid, str) else ""
        raise TypeError(f"{what} needs a pid, not {pid!r}{hint}")
    return pid._process


def no_ref(value: Any, what: str) -> TypeError:
    return TypeError(f"{what} needs a Ref, not {value!r}")


def check_name(name: Any) -> str:
    """A name for registering: a str that is not empty, not ``undefined`` (OTP's word for no
    process) and does not read as a pid or its number. TypeError, ValueError.
    """
    if not isinstance(name, str):
        raise TypeError(f"a name is a str, not {safe_repr(name)}")
    if len(name) > MAX_NAME:
        raise ValueError(f"a name has at most {MAX_NAME} characters, not {len(name)}")
    if not name:
        raise ValueError("a name must not be empty")
    if name == "undefined" or name.strip("<>.0123456789") == "":
        raise ValueError(f"{str(name)!r} cannot be a name: it would read as something else")
    return str(name)
