"""Reports of supervisors about their children, for the logger ``rebeam.supervisor`` (K50)."""

from __future__ import annotations

import sys

import _rebeam_host as _host
from rebeam._core import texts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from rebeam._core.types import Pid
    from rebeam.otp.running import Running


def report(supervisor: Pid, context: str, reason: Any, child: Running) -> None:
    """Tell of an end or a failed start; reports of one child and kind are folded."""
    id = texts.safe_repr(child.spec.id)
    who = f"{id} {child.pid}" if child.pid else id
    text = f"{context}: child {who}: {texts.safe_repr(reason)}"
    details = _details(supervisor, context, reason, child)
    place = f"{supervisor} {id}"
    _host.report("rebeam.supervisor", context, place, text, {**details, "text": text})


def progress(supervisor: Pid, child: Running) -> None:
    """Tell of a start, at the level INFO and to a program that has imported ``logging``."""
    logging = sys.modules.get("logging")
    if logging is None:
        return
    logger = logging.getLogger("rebeam.supervisor")
    if logger.isEnabledFor(logging.INFO):
        name = f"{supervisor} {_host.describe_process(supervisor._process)}"
        logger.info(
            "%s started child %r %s", name, child.spec.id, child.pid,
            extra={"report": _details(supervisor, "progress", None, child)},
        )  # fmt: skip


def _details(supervisor: Pid, context: str, reason: Any, child: Running) -> dict[str, Any]:
    spec = child.spec
    return {
        "supervisor": supervisor,
        "error_context": context,
        "reason": reason,
        "offender": {
            "pid": child.pid,
            "id": spec.id,
            "start": spec.start,
            "restart": spec.restart,
            "shutdown": spec.shutdown,
            "type": spec.type,
            "significant": spec.significant,
        },
    }
