"""Requests of the shell, to servers and sessions, each answered by a process of its own.

An answer is a word and rows of texts.
"""

from __future__ import annotations

import _rebeam_host as _host
from rebeam._core import texts
from rebeam._core.types import CallError, CallTimeout, Pid
from rebeam._shell.requests import REQUESTS, Refused

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rebeam._shell.session import Session


async def answer(question: Any, word: str, *arguments: Any) -> None:
    """The function of that process."""
    try:
        rows = await _ANSWERS[str(word)](*arguments)
    except CallTimeout:
        _host.answer(question, "timeout", [])
    except CallError:
        _host.answer(question, "ended", [])
    except Refused as refusal:
        _host.answer(question, "refused", [[str(refusal)]])
    except Exception as error:
        _host.answer(question, "failed", [[texts.cause(error)]])
    else:
        _host.answer(question, "ok", rows)


async def _state(serial: int, seconds: float, full: bool) -> list[list[str]]:
    from rebeam.otp import introspect

    pid = Pid(_host.process_of_serial(serial))
    shown = await introspect.show_state(pid, full=bool(full), timeout=float(seconds))
    head = [
        shown["server_class"],
        "suspended" if shown["suspended"] else "",
        str(shown["left_out"]),
    ]
    return [head, *[[one["name"] or "", one["repr"]] for one in shown["attributes"]]]


async def _reload(module: str, change: bool, seconds: float) -> list[list[str]]:
    from rebeam.otp import hot_code

    try:
        done = await hot_code.reload(str(module), bool(change), float(seconds))
    except hot_code.NotReloadable as error:
        raise Refused(str(error)) from None
    servers = [
        [
            str(_host.serial(one["pid"]._process)),
            one["registered_name"] or "",
            one["server_class"],
            one["outcome"],
            one["detail"] or "",
        ]
        for one in done["servers"]
    ]
    return [[done["module"], done["file"] or ""], *servers]


async def _request(session: Session, word: str, arguments: Any) -> list[list[str]]:
    return REQUESTS[str(word)](session, [str(argument) for argument in arguments])


_ANSWERS = {"state": _state, "reload": _reload, "request": _request}
