"""What GraalPy's module ``polyglot`` has, as far as the library uses it."""

from contextlib import AbstractContextManager


def gil_locked_during_interop(locked: bool) -> AbstractContextManager[None]: ...
