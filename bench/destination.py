"""A file that is written anew after each round, and keeps what it holds when that fails."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


class Unwritable(Exception):
    """A file cannot be written. The text says why."""


class Destination:
    """Where --json writes. Making one tries it, so that no measurement is for nothing."""

    def __init__(self, file: Path) -> None:
        self.name = file
        try:
            # A pipe gets the results once, and a device cannot be replaced.
            self.is_stream = file.exists() and not (file.is_file() or file.is_dir())
            # Where a link leads to, since to replace the link would leave the file as it was.
            self.file = file if self.is_stream else Path(os.path.realpath(file))
            self.unfinished = self.file.parent / f".compare-{os.getpid()}"
            if self.file.exists():
                check_writable(self.file)
            if not self.is_stream:
                self.unfinished.touch()
                self.remove_unfinished()
        except OSError as error:
            raise self.unwritable(error) from error

    def write(self, text: str) -> None:
        """Replace what the file holds, or raise Unwritable and leave it."""
        try:
            if self.is_stream:
                self.file.write_text(text, encoding="utf-8")
            else:
                self.replace(text)
        except OSError as error:
            raise self.unwritable(error) from error
        finally:
            self.remove_unfinished()

    def replace(self, text: str) -> None:
        with self.unfinished.open("w", encoding="utf-8") as unfinished:
            unfinished.write(text)
            unfinished.flush()
            # Some systems report only now that the disk is full.
            os.fsync(unfinished.fileno())
        self.unfinished.replace(self.file)

    def remove_unfinished(self) -> None:
        if not self.is_stream:
            with suppress(OSError):
                self.unfinished.unlink()

    def unwritable(self, error: OSError) -> Unwritable:
        return Unwritable(f"cannot write {self.name}: {error.strerror or error}")


def check_writable(file: Path) -> None:
    # Opened without truncation; a pipe only looked at, since to close it would end its reader.
    if file.is_fifo():
        if not os.access(file, os.W_OK):
            raise PermissionError(13, "Permission denied")
    else:
        os.close(os.open(file, os.O_WRONLY))
