"""Sessions: the bindings and results of one user, and the process that evaluates."""

from __future__ import annotations

import builtins
import sys
import types

import _rebeam_host as _host
import rebeam
from rebeam._core import later_names, limited, texts
from rebeam._core.failures import capture
from rebeam._core.types import MOST, ProcessExit, Ref
from rebeam._core.waits import SUSPENDED, is_wait
from rebeam._host import files
from rebeam._host.site_builtins import Leave
from rebeam._shell import cells, display, prompt, sources

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_RESULTS_KEPT = 50
LATEST = ("_", "__", "___")
"""The names of the last values, the newest first."""

_ITERABLE_COROUTINE = 0x100
"""``inspect.CO_ITERABLE_COROUTINE``: the flag that ``types.coroutine`` sets."""


class Session:
    """Bindings, results and helpers. Outlives its evaluators."""

    def __init__(self, handle: Any, interactive: bool, module: types.ModuleType) -> None:
        self.handle = handle
        self.interactive = interactive
        self.module = module
        self.namespace = module.__dict__
        self.results: dict[int, Any] = {}
        self.last_value: Any = None
        self.latest: list[Any] = []
        """The values of the names ``LATEST``."""
        self.awaited: set[int] = set()
        """The numbers of the cells whose value was awaited though they do not say so."""
        self.own: dict[str, Any] = {}
        """What the session itself has put into the namespace."""
        self._brought_in: frozenset[str] = frozenset()

    async def command(self, name: str, *arguments: str) -> None:
        """What a command evaluates, as an input that is no cell."""
        from rebeam._shell import commands

        await commands.COMMANDS[name](self, *arguments)

    def bring_in(self, names: frozenset[str]) -> None:
        """Give the namespace names of ``later_names``, each once, but for those it has already."""
        for name in names - self._brought_in:
            value = self.own[name] = getattr(rebeam, name)
            self.namespace.setdefault(name, value)
        self._brought_in |= names

    def remember(self, number: int, value: Any) -> None:
        """Make a value available as ``_``, ``v(number)`` and ``Out[number]``.

        The two before it are ``__`` and ``___``.
        """
        self.last_value = value
        self.latest = [value, *self.latest][: len(LATEST)]
        self.namespace.update(zip(LATEST, self.latest))
        self.results[number] = value
        while len(self.results) > _RESULTS_KEPT:
            del self.results[next(iter(self.results))]

    def v(self, number: int = -1) -> Any:
        """The value of an earlier cell: v(3); v() and v(-1) for the last one."""
        if isinstance(number, bool) or not isinstance(number, int):
            raise TypeError(f"v takes the number of a cell, not {number!r}")
        if number in self.results:
            return self.results[number]
        kept = list(self.results)
        if number < 0 and -number <= len(kept):
            return self.results[kept[number]]
        if not kept:
            raise IndexError(f"v({number}) is out of bounds, there are no results yet")
        raise IndexError(
            f"v({number}) is out of bounds, results are kept from {kept[0]} to {kept[-1]}"
            " (or use negative numbers)"
        )


def flush(limit: int | None = 100) -> list[Any]:
    """Remove the messages in the shell's mailbox and return them; print the first ``limit``.

    None prints all.
    """
    rows = list(_host.flush_mailbox(_host.self_pid()._process))
    for number, (age, sender, message) in enumerate(rows[:limit], 1):
        origin = f"  from {_sender(sender)}" if sender else ""
        print(f" #{number}  {age / 1e9:.1f} s ago{origin}   {display.render(message)[0]}")
    if limit is not None and len(rows) > limit:
        print(f" … {len(rows) - limit} more")
    return [message for _, _, message in rows]


def _sender(serial: int) -> str:
    process = _host.process_of_serial(serial)
    name = _host.describe_process(process) if _host.is_alive(process) else ""
    return f"<0.{serial}.0> {name}".rstrip()


def ref(text: str | int) -> Ref:
    """The reference that ``text`` prints: ``"#Ref<0.7>"``, ``"0.7"`` or ``7``."""
    inner = str(text).removeprefix("#Ref<").removesuffix(">").removeprefix("0.")
    if not inner.isdecimal():
        raise ValueError(f"not a reference: {text!r}; one looks like #Ref<0.7>")
    return Ref(int(inner))


def open_session(
    handle: Any, argv: Any, program: str, folder: str, path: Any, interactive: bool
) -> Session:
    """Called by the runtime: make the namespace that cells and programs run in."""
    module = sys.modules.get("__main__")
    if module is None or "__rebeam__" in module.__dict__:
        module = types.ModuleType("__main__")
    namespace = module.__dict__
    namespace.update({"__name__": "__main__", "__builtins__": builtins})
    session = Session(handle, interactive, module)
    session.own.update({name: rebeam.__dict__[name] for name in rebeam._NAMES})
    if interactive:
        session.own.update(v=session.v, flush=flush, ref=ref, Out=session.results)
    namespace.update(session.own, __rebeam__=session)
    sys.modules["__main__"] = module
    sys.argv = [str(argument) for argument in argv]
    if program:
        namespace["__file__"] = str(program)
    if not sys.flags.safe_path:
        sys.path.insert(0, str(folder))
    sys.path[0:0] = [str(folder) for folder in path]
    return session


async def evaluator(session: Session) -> None:
    """The body of an evaluator process: take an input, evaluate it, report the result."""
    while True:
        try:
            task = _host.next_input(session.handle)
            if task is None:
                await _wait_for_input(session)
            else:
                await _evaluate(session, *task)
        except KeyboardInterrupt:  # around the cell; no effect if its result has been reported
            _host.result_interrupted(session.handle)


async def _wait_for_input(session: Session) -> None:
    try:
        await _input_expected(session.handle)
    except (KeyboardInterrupt, ProcessExit):
        raise
    except SystemExit as leaving:  # a handler of a signal
        _host.result_exit(session.handle, *_exit_code(leaving))
    except BaseException as error:
        files.complain(_host.failure_text(capture(error)))


@types.coroutine
def _input_expected(handle):  # type: ignore[no-untyped-def]
    _host.await_input(handle)
    yield SUSPENDED


async def _evaluate(
    session: Session, is_cell: bool, source: str, file: str, first_line: int, number: int
) -> None:
    handle = session.handle
    try:
        run, quiet = start(session, is_cell, source, file, first_line)
        while (coroutine := run.advance()) is not None:
            run.value = await coroutine
        value = run.value
        if is_cell and is_awaitable(value):
            session.awaited.add(number)
            value = await value
        if not is_cell or quiet or value is None:
            _flush_output()
            _host.result_none(handle)
        elif type(value) is Leave:
            _host.result_exit(handle, 0, None)
        else:
            session.remember(number, value)
            text, truncated = display.render(value)
            _flush_output()
            _host.result_value(handle, text, truncated)
    except KeyboardInterrupt:
        _host.result_interrupted(handle)
    except SystemExit as leaving:
        _flush_all()
        _host.result_exit(handle, *_exit_code(leaving))
    except BaseException as error:
        if isinstance(error, ProcessExit):
            if _host.is_exiting() or not session.interactive:
                raise
        _flush_all()
        _host.result_error(handle, capture(error))


def _flush_output() -> None:
    """Write out standard output, unless the program has closed it or put None there."""
    stream = sys.stdout
    if stream is not None and not getattr(stream, "closed", False):
        stream.flush()


def _flush_all() -> None:
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError, AttributeError):
            pass


def _exit_code(leaving: SystemExit) -> tuple[int, str | None]:
    code: Any = leaving.code
    if code is None:
        return (0, None)
    if isinstance(code, int):
        code = int(code)
        return (code & 0xFF if -MOST <= code <= MOST else 0xFF, None)  # as CPython's
    return (1, texts.message(leaving, limited.MAX_FULL))


def start(
    session: Session, is_cell: bool, source: str, file: str, first_line: int
) -> tuple[cells.Run, bool]:
    """Parse an input: what runs it, and whether its value is not to be shown."""
    source = str(source)
    file = str(file)
    padded = "\n" * (first_line - 1) + source
    session.bring_in(later_names.used_in(source))
    if file.startswith("<"):
        sources.keep(file, first_line, source)
    if is_cell:
        tree, padded = cells.parse_cell(padded, file)
    else:
        tree = cells.parse(padded, file)
    quiet = is_cell and prompt.ends_with_semicolon(source)
    return cells.Run(tree, padded, file, session.namespace, is_cell), quiet


def is_awaitable(value: Any) -> bool:
    """Whether a cell waits for its value: as ``inspect.isawaitable``, and for rebeam's own waits.

    Futures and tasks go on by themselves, and are values.
    """
    kind = type(value)
    if hasattr(kind, "_asyncio_future_blocking"):
        return False
    return hasattr(kind, "__await__") or (
        isinstance(value, types.GeneratorType)
        and (bool(value.gi_code.co_flags & _ITERABLE_COROUTINE) or is_wait(value))
    )


def ask(session: Session, question: str) -> str:
    """Called by the runtime: a text about the session."""
    if question == "full_value":
        return "" if session.last_value is None else display.full(session.last_value)
    raise ValueError(question)
