"""Running a cell or program whose top level may ``await``.

GraalPy has no PyCF_ALLOW_TOP_LEVEL_AWAIT, so a statement that awaits runs inside an
``async def`` in which the names it binds are global. Other statements run as they are.
"""

from __future__ import annotations

import _ast as ast  # the classes; the module `ast` takes long to import

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


def parse(source: str, file: str) -> ast.Module:
    """``ast.parse``."""
    return compile(source, file, "exec", ast.PyCF_ONLY_AST)


async def execute(
    tree: ast.Module, source: str, file: str, namespace: dict[str, Any], wants_value: bool
) -> Any:
    """Run ``tree``, parsed from ``source``; with ``wants_value`` return the value of a
    final expression."""
    body = tree.body
    flags = _future_flags(body)
    last = None
    if wants_value and body and isinstance(body[-1], ast.Expr):
        last = body[-1]
        body = body[:-1]
    plain: list[ast.stmt] = []
    for statement in body:
        if _awaits(statement):
            _run_plain(plain, source, file, flags, namespace)
            plain = []
            await _run_awaiting(statement, file, flags, namespace)
        else:
            plain.append(statement)
    _run_plain(plain, source, file, flags, namespace)
    if last is None:
        return None
    if _awaits(last):
        return await _run_awaiting(last, file, flags, namespace, True)
    expression = ast.Expression(last.value)
    return eval(compile(expression, file, "eval", flags, True), namespace)


def _future_flags(body: list[ast.stmt]) -> int:
    """What ``from __future__ import`` at the start asks for; it holds for all parts."""
    flags = 0
    for statement in body:
        if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
            import __future__

            for alias in statement.names:
                feature = getattr(__future__, alias.name, None)
                flags |= getattr(feature, "compiler_flag", 0)
    return flags


def _run_plain(
    statements: list[ast.stmt], source: str, file: str, flags: int, namespace: dict[str, Any]
) -> None:
    """Run neighbouring statements from their source: GraalPy cannot compile every tree."""
    if statements:
        text = _text(statements[0], statements[-1], source)
        exec(compile(text, file, "exec", flags, True), namespace)


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


def _awaits(node: ast.AST) -> bool:
    """Whether ``await`` and its kin stand in ``node`` itself, not in a function of it."""
    if isinstance(node, _SCOPES):
        return any(_awaits(child) for child in _outside(node))
    if isinstance(node, (ast.Await, ast.AsyncFor, ast.AsyncWith)):
        return True
    if isinstance(node, ast.comprehension) and node.is_async:
        return True
    return any(_awaits(child) for child in _children(node))


def _outside(scope: ast.AST) -> list[ast.AST]:
    """The parts of a function or class that run where it is defined."""
    parts = list(getattr(scope, "decorator_list", ()))
    parts += getattr(scope, "bases", ())
    parts += getattr(scope, "keywords", ())
    arguments = getattr(scope, "args", None)
    if arguments is not None:
        parts += [d for d in arguments.defaults + arguments.kw_defaults if d is not None]
    return parts


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """``ast.iter_child_nodes``."""
    for name in node._fields:
        value = getattr(node, name, None)
        if isinstance(value, ast.AST):
            yield value
        elif isinstance(value, list):
            for item in value:
                if isinstance(item, ast.AST):
                    yield item


async def _run_awaiting(
    statement: ast.stmt, file: str, flags: int, namespace: dict[str, Any], returns: bool = False
) -> Any:
    from rebeam import _awaiting

    return await _awaiting.run(statement, file, flags, namespace, returns)
