"""Programs of the system: what ``subprocess`` and ``os.system`` start, as in CPython.

GraalPy gives a program the streams of this one, or pipes of ``subprocess``, and counts its
programs itself. Here a program gets what it is given, with threads that copy between its
pipes and files or sockets, and it has the system's number.
"""

from __future__ import annotations

import _posixsubprocess
import posix
import sys
from _thread import allocate_lock, start_new_thread
from errno import EACCES, ECHILD, ENOENT, ESRCH
from operator import index
from time import sleep

import _rebeam_host as _host
from polyglot import gil_locked_during_interop

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_native_fork_exec = _posixsubprocess.fork_exec
_native_waitpid = posix.waitpid
_CHUNK = 65536
_FILE_TYPE, _FOLDER = 0o170000, 0o040000
"""``stat.S_IFMT`` and ``stat.S_IFDIR``."""

_SETSID = "/usr/bin/setsid"
_SIGNALS = 32
"""The number after the last signal that a program is likely to be ended by."""

_QUIET_SECONDS = 0.1
"""How long a copy may stand still, once its program has ended, before it is not waited for."""

_UNSUPPORTED = (
    "subprocess cannot set {} in GraalPy: use a program such as {} in front of the command"
)


class _Copy:
    """A thread that copies what comes from one open file to another, and closes both."""

    def __init__(self, source: int, target: int) -> None:
        self._source = source
        self._target = target
        self._ended = allocate_lock()
        self._ended.acquire()
        self._chunks = 0
        start_new_thread(self._run, ())

    def _run(self) -> None:
        try:
            while data := posix.read(self._source, _CHUNK):
                rest = memoryview(data)
                while rest:
                    rest = rest[posix.write(self._target, rest) :]
                self._chunks += 1
        except OSError:
            pass  # the other end is closed
        finally:
            self._ended.release()
            posix.close(self._source)
            posix.close(self._target)

    def finish(self) -> None:
        """Wait until all is copied that the program has written; others it has started may
        go on writing."""
        chunks = -1
        while chunks != self._chunks:
            chunks = self._chunks
            if self._ended.acquire(timeout=_QUIET_SECONDS):
                self._ended.release()
                return


class _Child:
    """A program that has been started: GraalPy's number of it, and the copies of its output."""

    def __init__(self, number: int, copies: list[_Copy]) -> None:
        self.number = number
        self.copies = copies


_children: dict[int, _Child] = {}
"""The programs that have been started and not been waited for, by the system's number."""


class _Streams:
    """The streams of a program that is about to be started, as GraalPy can give them to it."""

    def __init__(self) -> None:
        self._unused: list[int] = []
        self._inputs: list[tuple[int, int]] = []
        self._outputs: list[tuple[int, int]] = []

    def input(self, read: int, write: int) -> tuple[int, int]:
        """What the program reads: ``(read, write)``, the ends of a pipe, or -1 twice."""
        if read in (-1, 0):
            if _host.lends_input():
                return -1, -1
            ours = self._pipe()
            self._unused.append(ours[1])
            return ours
        if write != -1:
            return read, write
        ours = self._pipe()
        self._inputs.append((posix.dup(read), ours[1]))
        return ours

    def output(self, read: int, write: int, inherited: int) -> tuple[int, int]:
        """What the program writes to, as ``(read, write)``."""
        if write in (-1, inherited):
            if _host.lends_output():
                return -1, -1
            write = inherited
        elif read != -1:
            return read, write
        ours = posix.pipe()
        self._unused.append(ours[1])
        self._outputs.append((ours[0], posix.dup(write)))
        return ours

    def _pipe(self) -> tuple[int, int]:
        ours = posix.pipe()
        self._unused.append(ours[0])
        return ours

    def begin(self) -> list[_Copy]:
        """The program has started: copy. Returns the copies of what it writes."""
        for file in self._unused:
            posix.close(file)
        for source, target in self._inputs:
            _Copy(source, target)
        return [_Copy(source, target) for source, target in self._outputs]

    def drop(self) -> None:
        """There is no program."""
        files = [file for pair in self._inputs + self._outputs for file in pair]
        for file in {*self._unused, *files}:
            posix.close(file)


def fork_exec(
    args: Any,
    executables: Any,
    close_fds: bool,
    fds_to_keep: tuple[int, ...],
    cwd: Any,
    env: Any,
    p2cread: int,
    p2cwrite: int,
    c2pread: int,
    c2pwrite: int,
    errread: int,
    errwrite: int,
    errpipe_read: int,
    errpipe_write: int,
    restore_signals: bool,
    start_new_session: bool,
    process_group: int,
    group: Any,
    groups: Any,
    user: Any,
    umask: int,
    preexec_fn: Any,
    *others: Any,
) -> int:
    """Start a program, as ``_posixsubprocess.fork_exec`` does; its number. Where it cannot be
    started 0, and the error is written to ``errpipe_write``."""
    _refuse_unsupported(
        {
            ("preexec_fn", "env, nice or setsid"): preexec_fn is not None,
            ("pass_fds", "sh, with its redirections,"): len(fds_to_keep) > 1,
            ("process_group", "setsid"): process_group != -1,
            ("user or group", "setpriv"): (group, groups, user) != (None, None, None),
            ("umask", "sh -c 'umask …'"): umask != -1,
        }
    )
    found, error = _executable(executables)
    if found is None:
        _tell_failure(errpipe_write, error)
        return 0
    if start_new_session:
        args, found = _in_new_session(args, found)
    streams = _Streams()
    failure = posix.pipe()
    try:
        read, write = streams.input(p2cread, p2cwrite)
        outread, outwrite = streams.output(c2pread, c2pwrite, 1)
        together = (
            errwrite != -1 and errread == -1 and errwrite == (1 if c2pwrite == -1 else c2pwrite)
        )
        if together:
            errread, errwrite = -1, outwrite
        else:
            errread, errwrite = streams.output(errread, errwrite, 2)
            if errwrite == -1:
                errwrite = -2  # GraalPy takes two equal numbers for one stream
        number = _native_fork_exec(
            args, [found], close_fds, fds_to_keep, cwd, env, read, write, outread, outwrite,
            errread, errwrite, *failure, restore_signals, False, -1,
            None, None, None, -1, None, *others,  # type: ignore[arg-type]
        )  # fmt: skip
    except BaseException:
        streams.drop()
        raise
    finally:
        for file in failure:
            posix.close(file)
    pid = int(_host.started_program())
    if number == -1 or pid <= 0:
        streams.drop()
        _tell_failure(errpipe_write, -pid or ENOENT)
        return 0
    _children[pid] = _Child(number, streams.begin())
    if start_new_session:
        _await_session(pid)
    return pid


def _refuse_unsupported(asked: dict[tuple[str, str], bool]) -> None:
    for (what, instead), is_asked in asked.items():
        if is_asked:
            raise NotImplementedError(_UNSUPPORTED.format(what, instead))


def _executable(paths: Any) -> tuple[Any, int]:
    """The first of the paths that can be executed, else None and the error's number."""
    error = ENOENT
    for path in paths:
        try:
            is_folder = posix.stat(path).st_mode & _FILE_TYPE == _FOLDER
        except OSError:
            continue
        if not is_folder and posix.access(path, posix.X_OK):
            return path, 0
        error = EACCES
    return None, error


def _tell_failure(errpipe_write: int, error: int) -> None:
    if errpipe_write != -1:
        posix.write(errpipe_write, f"OSError:{error:x}:".encode())


def _in_new_session(args: Any, executable: Any) -> Any:
    """The command under ``setsid``, which begins a session and becomes the program."""
    if not posix.access(_SETSID, posix.X_OK):
        raise NotImplementedError(f"start_new_session needs the program {_SETSID}")
    return [_SETSID.encode(), executable, *list(args)[1:]], _SETSID.encode()


def _await_session(pid: int) -> None:
    """Wait until the program leads its session, as it does in CPython when fork_exec returns, or
    has ended. ``setsid`` is still to run when Java has started it."""
    while _host.kill_program(-pid, 0) == ESRCH and _host.kill_program(pid, 0) != ESRCH:
        sleep(0.001)


def waitpid(pid: int, options: int, /) -> tuple[int, int]:
    """Wait for a program that has been started, or with -1 for any: its number and status, or
    0 twice if it still runs and ``options`` has WNOHANG. Raises ChildProcessError where there
    is none."""
    pid = index(pid)
    if pid != -1 and pid not in _children or not _children:
        raise ChildProcessError(ECHILD, posix.strerror(ECHILD))
    block = not index(options) & posix.WNOHANG
    with gil_locked_during_interop(False):
        ended = _host.wait_for_program(block, *([pid] if pid != -1 else _children))
    if ended is None:
        if block:  # another process has waited for it meanwhile
            raise ChildProcessError(ECHILD, posix.strerror(ECHILD))
        return 0, 0
    pid, value = int(ended[0]), int(ended[1])
    child = _children.pop(pid, None)
    if child is not None:
        _native_waitpid(child.number, posix.WNOHANG)  # so that GraalPy drops its entry
        for copy in child.copies:
            copy.finish()
    return pid, _status(value)


def _status(value: int) -> int:
    """The system's wait status for an exit value of Java: 128 and the number of a signal for a
    program that a signal has ended. One that exits with such a number looks alike."""
    signal = value - 128
    return signal if 0 < signal < _SIGNALS else value << 8


def WIFEXITED(status: int) -> bool:
    """Whether a program has ended by itself."""
    return status & 0x7F == 0


def WEXITSTATUS(status: int) -> int:
    """The exit code of a program that has ended by itself."""
    return status >> 8 & 0xFF


def WIFSIGNALED(status: int) -> bool:
    """Whether a signal has ended a program."""
    return status & 0x7F != 0


def WTERMSIG(status: int) -> int:
    """The signal that has ended a program."""
    return status & 0x7F


def waitstatus_to_exitcode(status: int) -> int:
    """The exit code of a program, or the number of the signal that has ended it, negated."""
    return WEXITSTATUS(status) if WIFEXITED(status) else -WTERMSIG(status)


def system(command: Any) -> int:
    """Run a command in the system's shell, with this program's streams; its wait status.

    Ctrl-C is the command's meanwhile, as in CPython.
    """
    if isinstance(command, str):
        command = command.encode(sys.getfilesystemencoding(), "surrogateescape")
    if b"\0" in command:
        raise ValueError("embedded null byte")
    _host.leave_interrupts(True)
    try:
        pid = fork_exec(
            [b"sh", b"-c", command], [b"/bin/sh"], True, (), None, None, -1, -1, -1, -1,
            -1, -1, -1, -1, True, False, -1, None, None, None, -1, None, True,
        )  # fmt: skip
        return waitpid(pid, 0)[1] if pid else 127 << 8
    finally:
        _host.leave_interrupts(False)


_FUNCTIONS: tuple[Any, ...] = (
    waitpid,
    system,
    waitstatus_to_exitcode,
    WIFEXITED,
    WEXITSTATUS,
    WIFSIGNALED,
    WTERMSIG,
)


def install() -> None:
    """Called at boot, before a program can import ``os`` or ``subprocess``."""
    _posixsubprocess.fork_exec = fork_exec
    os = sys.modules.get("os")
    for function in _FUNCTIONS:
        function.__module__ = "posix"
        setattr(posix, function.__name__, function)
        if os is not None:
            setattr(os, function.__name__, function)
