"""What ``rebeam -m MODULE`` does when the module has run: it starts the module's application."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_TERMINATED = 128


async def run(namespace: dict[str, Any], interactive: bool) -> None:
    """Start the application that a module defines, if it does, and wait until it ends.

    SIGTERM, SIGHUP and Ctrl-C stop all applications in reverse start order; a second one
    does what it always does. A start that fails ends the program with the exit code 1.
    """
    if "rebeam.otp.application" not in sys.modules:
        return
    app = _defined(namespace)
    if app is None:
        return
    sys.modules["__main__"].__dict__.update(  # so that its classes are found by their names
        {name: value for name, value in namespace.items() if not name.startswith("__")}
    )
    signals = _Signals()
    await _started(app)
    if interactive:
        signals.restore()
        return
    try:
        await _ended(signals)
    finally:
        signals.restore()


def _defined(namespace: dict[str, Any]) -> Any:
    from rebeam.otp.application import Application

    found = [
        value
        for value in namespace.values()
        if isinstance(value, type)
        and issubclass(value, Application)
        and value.__module__ == "__main__"
    ]
    last = [one for one in found if not any(one in other.depends for other in found)]
    if len(last) > 1:
        names = ", ".join(sorted(one.__qualname__ for one in last))
        raise SystemExit(f"rebeam -m runs one application, but the module defines {names}")
    return last[0] if last else None


async def _started(app: Any) -> None:
    from rebeam._core.texts import safe_repr
    from rebeam.otp import application
    from rebeam.otp.errors import StartError

    try:
        await application.ensure_all_started(app)
    except StartError as error:
        name = application.name_of(app)
        raise SystemExit(f"application {name} did not start: {safe_repr(error.reason)}") from None


async def _ended(signals: _Signals) -> None:
    """Wait for a signal, or for the end of one of the applications; then stop the others."""
    from rebeam._core.links import monitor
    from rebeam._core.receiving import receive
    from rebeam._core.texts import safe_repr
    from rebeam._core.types import Down, Reason
    from rebeam.otp import application

    masters = {}
    for name in application.which_applications():
        masters[monitor("application." + name)] = name
    message = await receive((*masters, signals.is_signal))
    await application.stop_all()
    if type(message) is not Down:
        raise SystemExit(_TERMINATED + message[1])
    reason = getattr(message.reason, "detail", (None, None, message.reason))[2]
    if reason != Reason.NORMAL:
        raise SystemExit(f"application {masters[message.ref]} ended: {safe_repr(reason)}")


class _Signals:
    """The handlers of the signals that stop the applications."""

    def __init__(self) -> None:
        import signal

        from rebeam._core.scheduling import self as own_pid
        from rebeam._core.sending import send

        self.main = own_pid()
        self.seen = False
        self.before: dict[int, Any] = {}

        def handle(number: int, frame: Any) -> None:
            if self.seen:
                signal.signal(number, self.before[number])
                signal.raise_signal(number)
            self.seen = True
            send(self.main, (_Signals, number))

        for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
            if signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
                self.before[number] = signal.signal(number, handle)

    def is_signal(self, message: Any) -> bool:
        """Whether a message is that of a handler."""
        return type(message) is tuple and len(message) == 2 and message[0] is _Signals

    def restore(self) -> None:
        """Let the signals do what they did before."""
        import signal

        for number, before in self.before.items():
            signal.signal(number, before)
