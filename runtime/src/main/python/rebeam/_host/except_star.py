"""What ``except*`` does with exceptions (PEP 654); see ``ExceptStar.java`` for the statements."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class ExceptStar:
    """The exceptions of one ``try`` statement while its ``except*`` clauses run."""

    __slots__ = ("_error", "_group", "_context", "_raised", "_again", "_rest", "_left", "found")

    def __init__(self, error: BaseException) -> None:
        self._error = error
        self._group = isinstance(error, BaseExceptionGroup)
        self._context: BaseException | None = None
        self._raised: list[BaseException] = []
        self._again: list[BaseException] = []
        self._rest: Any = error
        self._left: BaseException | None = None
        self.found: Any = None

    def find(self, kind: Any) -> bool:
        """Take what is of this kind from what no clause has handled; whether there is any."""
        for each in kind if isinstance(kind, tuple) else (kind,):
            if not (isinstance(each, type) and issubclass(each, BaseException)):
                raise TypeError(
                    "catching classes that do not inherit from BaseException is not allowed"
                )
            if issubclass(each, BaseExceptionGroup):
                raise TypeError(
                    "catching ExceptionGroup with except* is not allowed. Use except instead."
                )
        self.found = None
        rest = self._rest
        if rest is None:
            return False
        if self._group:
            self.found, self._rest = rest.split(kind)
        elif isinstance(rest, kind):
            self.found, self._rest = BaseExceptionGroup("", (rest,)), None
        if self.found is None:
            return False
        self._context = self.found.__context__
        return True

    def entered(self) -> None:
        """A clause begins; to raise what it handles has given that another context."""
        self.found.__context__ = self._context

    def add(self, error: BaseException) -> None:
        """A clause has raised an exception, maybe the one that it handled."""
        if self._group and error is self.found:
            self._again.append(error)
        else:
            self._raised.append(error)

    def is_unchanged(self) -> bool:
        """All clauses have ended: whether the exception itself is left."""
        if self._rest is not None:
            self._again.append(self._rest)
        if self._again:
            self._left = self._whole() if self._group else self._error
        return self._left is self._error and not self._raised

    def finish(self) -> None:
        """Raise what is left after the clauses, outside of them."""
        if self._raised and not self._group:
            raise self._raised[0]
        if self._raised:
            again = [] if self._left is None else [self._left]
            raise BaseExceptionGroup("", self._raised + again)
        if self._left is not None:
            raise self._left

    def _whole(self) -> Any:
        """What is raised again, in the shape that it had in the group."""
        leaves: set[int] = set()
        for error in self._again:
            _collect(error, leaves)
        group: Any = self._error
        return group.split(lambda error: id(error) in leaves)[0]


def _collect(error: Any, leaves: set[int]) -> None:
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions:
            _collect(each, leaves)
    else:
        leaves.add(id(error))
