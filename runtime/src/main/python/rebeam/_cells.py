"""Running a cell or program whose top level may ``await``.

GraalPy has no PyCF_ALLOW_TOP_LEVEL_AWAIT, so a statement that awaits runs inside an
``async def`` in which the names it binds are global. Other statements run as they are.
"""

from __future__ import annotations

import __future__
import ast
from typing import Any

_NONE_TYPE = "_NoneType_"
_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


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
            await _run_async(statement, file, flags, namespace)
        else:
            plain.append(statement)
    _run_plain(plain, source, file, flags, namespace)
    if last is None:
        return None
    if _awaits(last):
        returned = ast.copy_location(ast.Return(last.value), last)
        return await _run_async(returned, file, flags, namespace)
    expression = ast.Expression(last.value)
    return eval(compile(expression, file, "eval", flags, True), namespace)


def _future_flags(body: list[ast.stmt]) -> int:
    """What ``from __future__ import`` at the start asks for; it holds for all parts."""
    flags = 0
    for statement in body:
        if isinstance(statement, ast.ImportFrom) and statement.module == "__future__":
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


async def _run_async(
    statement: ast.stmt, file: str, flags: int, namespace: dict[str, Any]
) -> Any:
    names: set[str] = set()
    nones = _Nones()
    statement = _Binder(names).visit(nones.visit(statement))
    body: list[ast.stmt] = [] if statement is None else [statement]
    if nones.found:
        body.insert(0, ast.ImportFrom("types", [ast.alias("NoneType", _NONE_TYPE)], 0))
    if names:
        body.insert(0, ast.Global(sorted(names)))
    function = ast.AsyncFunctionDef(
        name="_cell_",
        args=ast.arguments([], [], None, [], [], None, []),
        body=body or [ast.Pass()],
        decorator_list=[],
        type_params=[],
    )
    if statement is not None:
        ast.copy_location(function, statement)
    module = ast.fix_missing_locations(ast.Module([function], []))
    holder: dict[str, Any] = {}
    code = compile(module, file, "exec", flags, True)
    exec(code, namespace, holder)
    return await holder["_cell_"]()


def _awaits(node: ast.AST) -> bool:
    """Whether ``await`` and its kin stand in ``node`` itself, not in a function of it."""
    if isinstance(node, _SCOPES):
        return any(_awaits(child) for child in _outside(node))
    if isinstance(node, (ast.Await, ast.AsyncFor, ast.AsyncWith)):
        return True
    if isinstance(node, ast.comprehension) and node.is_async:
        return True
    return any(_awaits(child) for child in ast.iter_child_nodes(node))


def _outside(scope: ast.AST) -> list[ast.AST]:
    """The parts of a function or class that run where it is defined."""
    parts = list(getattr(scope, "decorator_list", ()))
    parts += getattr(scope, "bases", ())
    parts += getattr(scope, "keywords", ())
    arguments = getattr(scope, "args", None)
    if arguments is not None:
        parts += [d for d in arguments.defaults + arguments.kw_defaults if d is not None]
    return parts


class _Nones(ast.NodeTransformer):
    """Turns the pattern ``None`` into ``NoneType()``: GraalPy loses it in a tree."""

    def __init__(self) -> None:
        self.found = False

    def visit_MatchSingleton(self, node: ast.MatchSingleton) -> ast.AST:
        if node.value is not None:
            return node
        self.found = True
        none_type = ast.Name(_NONE_TYPE, ast.Load())
        return ast.copy_location(ast.MatchClass(none_type, [], [], []), node)


class _Binder(ast.NodeTransformer):
    """Collects the names a statement binds in its own scope, and makes them assignable."""

    def __init__(self, names: set[str]) -> None:
        self.names = names
        self.comprehensions = 0

    def visit_Name(self, node: ast.Name) -> ast.AST:
        if not isinstance(node.ctx, ast.Load) and not self.comprehensions:
            self.names.add(node.id)
        return node

    def visit_NamedExpr(self, node: ast.NamedExpr) -> ast.AST:
        self.names.add(node.target.id)
        self.visit(node.value)
        return node

    def visit_FunctionDef(self, node: Any) -> ast.AST:
        self.names.add(node.name)
        return node

    visit_AsyncFunctionDef = visit_FunctionDef
    visit_ClassDef = visit_FunctionDef

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        return node

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        self.comprehensions += 1
        self.visit(node.target)
        self.comprehensions -= 1
        self.visit(node.iter)
        for condition in node.ifs:
            self.visit(condition)
        return node

    def visit_alias(self, node: ast.alias) -> ast.AST:
        self.names.add(node.asname or node.name.partition(".")[0])
        return node

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> ast.AST:
        if node.name:
            self.names.add(node.name)
        return self.generic_visit(node)

    def visit_MatchAs(self, node: Any) -> ast.AST:
        if node.name:
            self.names.add(node.name)
        return self.generic_visit(node)

    visit_MatchStar = visit_MatchAs

    def visit_MatchMapping(self, node: ast.MatchMapping) -> ast.AST:
        if node.rest:
            self.names.add(node.rest)
        return self.generic_visit(node)

    def visit_Global(self, node: ast.Global) -> ast.AST | None:
        self.names.update(node.names)
        return ast.copy_location(ast.Pass(), node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST | None:
        self.generic_visit(node)
        if node.value is None:
            return ast.copy_location(ast.Pass(), node)
        return ast.copy_location(ast.Assign([node.target], node.value), node)
