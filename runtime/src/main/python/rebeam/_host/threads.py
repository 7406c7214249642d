"""Processes as threads of ``threading``, whose main thread is the one that booted the node.

``threading`` takes the thread that imports it for the main thread. It is imported when
a program first needs it, on a thread that runs processes and may end before the node.

A process is a thread that ``threading`` has not started. The object that stands for such
a thread is kept with the process here: ``threading`` itself would keep it for ever.
"""

from __future__ import annotations

import _thread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_main = _thread.get_ident()


def install() -> None:
    """Called when ``threading`` has been imported."""
    import threading

    main: Any = threading.main_thread()
    active = threading._active  # type: ignore[attr-defined]
    active[_main] = active.pop(main._ident)
    main._ident = _main
    dummy: Any = threading._DummyThread  # type: ignore[attr-defined]
    # A process's own threads take this from what stands for it; as those of CPython's main
    # thread, they are no daemons, and the program's end waits for them.
    dummy.daemon = False
    own = threading.local()

    def current_thread() -> Any:
        ident = _thread.get_ident()
        if ident in active:
            return active[ident]
        thread = getattr(own, "thread", None)
        if thread is None:
            thread = own.thread = dummy()
            active.pop(ident, None)
        return thread

    current_thread.__module__ = "threading"
    current_thread.__doc__ = threading.current_thread.__doc__
    threading.current_thread = current_thread
    _thread.interrupt_main = interrupt_main


def interrupt_main(signum: int = 2, /) -> None:
    """Have the main process handle a signal, SIGINT by default, as if it had come just now.

    No effect for a signal that the program leaves to the system, or ignores.
    """
    from rebeam._host import signals

    if callable(signals.getsignal(signum)):
        signals.raise_signal(signum)


interrupt_main.__module__ = "_thread"
