"""Running a cell or program whose top level may ``await``.

GraalPy has no PyCF_ALLOW_TOP_LEVEL_AWAIT, so a statement that awaits runs inside an
``async def`` in which the names it binds are global. Other statements run as they are.
"""

from __future__ import annotations

import _ast as ast  # the classes; the module `ast` takes long to import

from rebeam._shell import prompt
from rebeam._shell.trees import children

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


def parse(source: str, file: str) -> ast.Module:
    """``ast.parse``."""
    return compile(source, file, "exec", ast.PyCF_ONLY_AST)  # type: ignore[return-value]


def parse_cell(source: str, file: str) -> tuple[ast.Module, str]:
    """As ``parse``, for what the prompt accepts; with the text that the tree is of."""
    try:
        return parse(source, file), source
    except SyntaxError:
        rewritten = prompt.rewrite(source)
        if rewritten == source:
            raise
    try:
        return parse(rewritten, file), rewritten
    except SyntaxError as error:
        raise prompt.as_typed(error, source) from None


def awaiting_last(tree: ast.Module, source: str) -> str:
    """The text of a tree with ``await`` before its final expression; as it is without one."""
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr):
        return source
    lines = source.split("\n")
    end, start = (last.end_lineno or 1) - 1, last.lineno - 1
    column = last.end_col_offset or 0
    lines[end] = f"{lines[end][:column]}){lines[end][column:]}"
    lines[start] = f"{lines[start][: last.col_offset]}await ({lines[start][last.col_offset :]}"
    return "\n".join(lines)


class Run:
    """A cell or program under way.

    Its statements run in ``advance``, a plain call: each coroutine between a process and
    the code that waits in it costs time at every message.
    """

    __slots__ = ("value", "_body", "_last", "_source", "_file", "_namespace", "_flags", "_next")

    def __init__(
        self, tree: ast.Module, source: str, file: str, namespace: dict[str, Any], wants_value: bool
    ) -> None:
        """``tree`` is parsed from ``source``; with ``wants_value`` the value of a final
        expression is wanted."""
        body = tree.body
        self.value: Any = None
        self._flags = _future_flags(body)
        self._last = body.pop() if wants_value and body and isinstance(body[-1], ast.Expr) else None
        self._body = body
        self._source = source
        self._file = file
        self._namespace = namespace
        self._next = 0

    def advance(self) -> Any:
        """Run up to the next statement that awaits and return a coroutine that does it.

        At the end return None; ``value`` is then that of the final expression. If that
        awaits, the caller sets ``value`` to what the last coroutine returns.
        """
        body = self._body
        plain: list[ast.stmt] = []
        while self._next < len(body):
            statement = body[self._next]
            self._next += 1
            if awaits(statement):
                self._run_plain(plain)
                return self._awaiting(statement)
            plain.append(statement)
        self._run_plain(plain)
        last: Any = self._last
        self._last = None
        if last is None:
            return None
        if awaits(last):
            return self._awaiting(last, True)
        code = compile(ast.Expression(last.value), self._file, "eval", self._flags, True)
        self.value = eval(code, self._namespace)
        return None

    def _run_plain(self, statements: list[ast.stmt]) -> None:
        """Run neighbouring statements from their source: GraalPy cannot compile every tree."""
        if statements:
            text = _text(statements[0], statements[-1], self._source)
            exec(compile(text, self._file, "exec", self._flags, True), self._namespace)

    def _awaiting(self, statement: ast.stmt, returns: bool = False) -> Any:
        from rebeam._shell import awaiting

        return awaiting.start(statement, self._file, self._flags, self._namespace, returns)


def _future_flags(body: list[ast.stmt]) -> int:
    """The compiler flags of ``from __future__ import`` at the start, for all parts."""
    flags = 0
    for statement in body:
        if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
            import __future__

            for alias in statement.names:
                feature = getattr(__future__, alias.name, None)
                flags |= getattr(feature, "compiler_flag", 0)
    return flags


def _text(first: ast.stmt, last: ast.stmt, source: str) -> str:
    """The source from one statement to another, with its line numbers.

    GraalPy counts columns in characters.
    """
    line, column = first.lineno, first.col_offset
    for decorator in getattr(first, "decorator_list", ()):
        if decorator.lineno < line:
            line, column = decorator.lineno, 0
    lines = source.split("\n")[: last.end_lineno]
    lines[-1] = lines[-1][: last.end_col_offset]
    lines[line - 1] = lines[line - 1][column:]
    return "\n" * (line - 1) + "\n".join(lines[line - 1 :])


def awaits(node: ast.AST) -> bool:
    """Whether ``await`` and its kin stand in ``node`` itself, not in a function of it."""
    if isinstance(node, _SCOPES):
        return any(awaits(child) for child in _outside(node))
    if isinstance(node, (ast.Await, ast.AsyncFor, ast.AsyncWith)):
        return True
    if isinstance(node, ast.comprehension) and node.is_async:
        return True
    return any(awaits(child) for child in children(node))


def _outside(scope: ast.AST) -> list[ast.AST]:
    """The parts of a function or class that run where it is defined."""
    parts: list[Any] = list(getattr(scope, "decorator_list", ()))
    parts += getattr(scope, "bases", ())
    parts += getattr(scope, "keywords", ())
    arguments = getattr(scope, "args", None)
    if arguments is not None:
        parts += [d for d in arguments.defaults + arguments.kw_defaults if d is not None]
    return parts
