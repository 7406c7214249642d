"""GraalPy's module behind ``multiprocessing``."""

from collections.abc import Callable

_gettid: Callable[[], int]
