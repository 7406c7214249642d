"""What GraalPy cannot do, refused in one sentence that says how to do it here.

Without it these functions hang, end the program, or fail with a text that is not about the cause.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import types
    from typing import Any, NoReturn

_PROCESSES = (
    "use spawn() or run_blocking(), or concurrent.futures.ThreadPoolExecutor, "
    "and subprocess.run() for another program"
)
_PROGRAM = "use subprocess.run() for another program, and spawn() for a function"
_REPLACE = "use subprocess.run(), and sys.exit() with its returncode"
_TERMINAL = "use subprocess.run(), which shares this program's terminal"
_CHILD = "use the wait() of the subprocess.Popen object"
_SHARED = "keep the value in a process, and send messages to it"
_PIPES = "use await run_blocking(subprocess.run, …)"

_REFUSED: dict[str, dict[str, str]] = {
    "asyncio.subprocess": {"create_subprocess_exec": _PIPES, "create_subprocess_shell": _PIPES},
    "concurrent.futures.process": {"ProcessPoolExecutor.__init__": _PROCESSES},
    "multiprocessing.heap": {"Arena.__init__": _SHARED},
    "multiprocessing.process": {"BaseProcess.start": _PROCESSES},
    "os": {"execv": _REPLACE, "execve": _REPLACE},
    "pty": {"fork": _TERMINAL, "openpty": _TERMINAL, "spawn": _TERMINAL},
}
"""By module: functions, and what to do instead of calling them."""

_MISSING: dict[str, dict[str, str]] = {
    "os": {
        "fork": _PROGRAM,
        "forkpty": _PROGRAM,
        "posix_spawn": _PROGRAM,
        "posix_spawnp": _PROGRAM,
        "spawnlp": _PROGRAM,
        "spawnlpe": _PROGRAM,
        "spawnl": _PROGRAM,
        "spawnle": _PROGRAM,
        "spawnv": _PROGRAM,
        "spawnve": _PROGRAM,
        "spawnvp": _PROGRAM,
        "spawnvpe": _PROGRAM,
        "times": "use time.process_time() and time.monotonic()",
        "wait": _CHILD,
        "wait3": _CHILD,
        "wait4": _CHILD,
        "waitid": _CHILD,
    },
    "socket": {"AF_UNIX": "use AF_INET with the address 127.0.0.1, or socketpair()"},
}
"""By module: names that are not there (``hasattr`` is False), and what to do instead."""


def refuse_in(module: types.ModuleType) -> None:
    """Called when one of the modules has been imported."""
    name = module.__name__
    for path, hint in _REFUSED.get(name, {}).items():
        *owners, last = path.split(".")
        owner: Any = module
        for each in owners:
            owner = getattr(owner, each)
        setattr(owner, last, _refusal(f"{name}.{path.removesuffix('.__init__')}", hint))
    missing = _MISSING.get(name)
    if missing is not None:
        module.__getattr__ = _lookup(module, missing)  # type: ignore[method-assign]
    if name == "multiprocessing.process":
        # GraalPy's own takes the number of a thread that has ended.
        from posix import getpid

        import _multiprocessing_graalpy as implementation

        implementation._gettid = getpid


def _refusal(what: str, hint: str) -> Any:
    def refused(*args: Any, **kwargs: Any) -> NoReturn:
        raise NotImplementedError(f"{what} does not work in GraalPy: {hint}")

    return refused


def _lookup(module: types.ModuleType, missing: dict[str, str]) -> Any:
    def __getattr__(name: str) -> NoReturn:
        text = f"module {module.__name__!r} has no attribute {name!r}"
        if name in missing:
            text = f"{text} in GraalPy: {missing[name]}"
        raise AttributeError(text, name=name, obj=module)

    return __getattr__
