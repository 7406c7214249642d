"""The main thread of ``threading``: the one that booted the node.

``threading`` takes the thread that imports it for the main thread. It is imported when
a program first needs it, on a thread that runs processes and may end before the node.
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
    # What stands for a thread of the runtime. A process's own threads take this from it; as
    # those of CPython's main thread, they are no daemons, and the program's end waits for them.
    threading._DummyThread.daemon = False  # type: ignore[attr-defined]
