"""Runs scripts, and programs under test, so that Ctrl-C and SIGTERM end both in good order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from types import FrameType
from typing import NoReturn

PATIENCE_SECONDS = 5
"""How long a program may take to end after SIGTERM."""


class Stopped(BaseException):
    """Ctrl-C, SIGTERM or SIGHUP. Not an Exception, so that no handler catches it."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.code = 128 + number


SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def stop(number: int, _: FrameType | None) -> NoReturn:
    # Once: the program ends within PATIENCE_SECONDS, and the results are printed then.
    for each in SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise Stopped(number)


def run_script(name: str, main: Callable[[], int]) -> NoReturn:
    """Run a script's ``main`` and exit with what it returns; nothing ends in a traceback."""
    for number in SIGNALS:
        # Who started us may have turned it off, as nohup does.
        if signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, stop)
    code = 1
    try:
        try:
            code = main()
        finally:
            sys.stdout.flush()
    except Stopped as stopped:
        code = stopped.code
    except BrokenPipeError:
        code = 128 + signal.SIGPIPE
        drop_output()
    except OSError as error:
        print(f"{name}: {error}", file=sys.stderr)
        drop_output()
    sys.exit(code)


def drop_output() -> None:
    """Let what could not be printed vanish: Python would try again, and complain, at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def output(
    command: list[str], env: dict[str, str], seconds: float | None, typed: str = ""
) -> tuple[str, int]:
    """What a program prints when ``typed`` is its input, and its exit code.

    It has a session of its own: Ctrl-C at the terminal reaches only us, and we end it with
    all it has started.
    """
    with subprocess.Popen(
        command, stdin=subprocess.PIPE if typed else subprocess.DEVNULL,
        stdout=subprocess.PIPE, env=env,
        encoding="utf-8", errors="replace", start_new_session=True,
    ) as program:  # fmt: skip
        try:
            printed, _ = program.communicate(typed or None, timeout=seconds)
        except BaseException:
            end(program)
            raise
        return printed, program.returncode


def end(program: subprocess.Popen[str]) -> None:
    # The second goes to what the program has started, if the first has ended the program.
    for number in signal.SIGTERM, signal.SIGKILL:
        with suppress(ProcessLookupError):
            os.killpg(program.pid, number)
        with suppress(subprocess.TimeoutExpired):
            program.wait(PATIENCE_SECONDS)
