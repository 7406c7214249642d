"""Whom rebeam is compared with: what of them is installed, and how it runs a benchmark."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from abc import ABC, abstractmethod
from pathlib import Path

HERE = Path(__file__).resolve().parent
DISTRIBUTION = HERE.parent / "shell" / "target" / "rebeam" / "bin" / "rebeam"


class Missing(Exception):
    """A peer is not installed. The text says how to install it."""


def answer(*command: str) -> str:
    """What a command prints, or an empty text if it cannot be run."""
    try:
        done = subprocess.run(
            command, capture_output=True, stdin=subprocess.DEVNULL, text=True, timeout=60,
            env=environment(),
        )  # fmt: skip
    except (OSError, ValueError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


class Peer(ABC):
    """One of those compared. Making one finds out its version, or raises Missing."""

    name: str
    version: str
    suffix = ".py"

    def program(self, benchmark: str) -> Path:
        return HERE / self.name / f"{benchmark}{self.suffix}"

    def has(self, benchmark: str) -> bool:
        if benchmark == "start":
            return self.start_command() is not None
        return self.program(benchmark).exists()

    def start_command(self) -> list[str] | None:
        """The program whose start is measured."""
        return None

    @abstractmethod
    def command(self, benchmark: str, quick: bool) -> list[str]:
        """The command that runs a benchmark in a fresh process."""


class Rebeam(Peer):
    name = "rebeam"

    def __init__(self, launcher: str | None) -> None:
        if launcher is None:
            # Builds the distribution where it is older than the sources.
            build = [HERE.parent / "rebeam", "--version"]
            if subprocess.run(build, stdout=2, env=environment()).returncode:
                raise Missing("it could not be built; see the messages above")
            launcher = str(DISTRIBUTION)
        self.launcher = launcher
        self.version = answer(launcher, "--version").partition("\n")[0]
        if not self.version:
            hint = "; build it with ./mvnw package" if launcher == str(DISTRIBUTION) else ""
            raise Missing(f"cannot run {launcher}{hint}")

    def start_command(self) -> list[str]:
        return [self.launcher]

    def command(self, benchmark: str, quick: bool) -> list[str]:
        return [self.launcher, str(self.program(benchmark))] + ["--quick"] * quick


class Asyncio(Peer):
    name = "asyncio"

    def __init__(self, python: str) -> None:
        self.python = python
        self.version = answer(python, "--version")
        if not self.version:
            raise Missing(f"cannot run {python}; name a CPython with --python")

    def start_command(self) -> list[str]:
        return [self.python]

    def command(self, benchmark: str, quick: bool) -> list[str]:
        return [self.python, str(self.program(benchmark))] + ["--quick"] * quick


class Beam(Peer):
    """Erlang's virtual machine. The programs are compiled into a directory of their own."""

    name = "beam"
    suffix = ".erl"

    def __init__(self) -> None:
        if not (shutil.which("erl") and shutil.which("erlc")):
            raise Missing("install it with: apt-get install erlang-base")
        release = answer("erl", "-noshell", "-eval", VERSION_OF_ERLANG)
        if not release:
            raise Missing("erl does not start")
        self.version = f"Erlang/OTP {release}"
        self.compiled = tempfile.TemporaryDirectory(prefix="rebeam-bench-")
        sources = sorted(str(source) for source in (HERE / self.name).glob("*.erl"))
        done = subprocess.run(["erlc", "-o", self.compiled.name, *sources], stdout=2)
        if done.returncode:
            raise Missing("its programs do not compile; see the messages above")

    def start_command(self) -> list[str]:
        return ["erl"]

    def command(self, benchmark: str, quick: bool) -> list[str]:
        # Not more than 262,144 processes without +P; the tree of a million needs more.
        run = ["-pa", self.compiled.name, "-eval", f"{benchmark}:main(), halt()."]
        return ["erl", "-noshell", "+P", "4000000", *run] + ["-extra", "--quick"] * quick


VERSION_OF_ERLANG = (
    'io:format("~s, erts ~s", [erlang:system_info(otp_release), '
    "erlang:system_info(version)]), halt()."
)


class Pykka(Peer):
    """Python's best-known actors: a thread each."""

    name = "pykka"

    def __init__(self, python: str) -> None:
        code = "import pykka, platform; print(pykka.__version__, platform.python_version())"
        # Debian's package is for Debian's own Python only.
        for candidate in dict.fromkeys((python, "/usr/bin/python3")):
            versions = answer(candidate, "-c", code).split()
            if versions:
                self.python = candidate
                self.version = f"Pykka {versions[0]}, Python {versions[1]}"
                return
        raise Missing("install it with: apt-get install python3-pykka, or pip install pykka")

    def command(self, benchmark: str, quick: bool) -> list[str]:
        return [self.python, str(self.program(benchmark))] + ["--quick"] * quick


NAMES = ("rebeam", "asyncio", "beam", "pykka")


def find(name: str, launcher: str | None, python: str) -> Peer:
    """The peer of that name, or Missing."""
    match name:
        case "rebeam":
            return Rebeam(launcher)
        case "asyncio":
            return Asyncio(python)
        case "beam":
            return Beam()
        case "pykka":
            return Pykka(python)
    raise Missing("there is no such peer")


def environment() -> dict[str, str]:
    """The environment the programs run in: the caller's, without crash dumps of erl.

    And without REBEAM_JAVA_OPTS and the like: measured is what users get.
    """
    ours = {name: value for name, value in os.environ.items() if name[:7] != "REBEAM_"}
    return {**ours, "ERL_CRASH_DUMP_SECONDS": "0"}
