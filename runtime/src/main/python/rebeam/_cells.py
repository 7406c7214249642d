"""Running a cell or program whose top level may ``await``.

GraalPy has no PyCF_ALLOW_TOP_LEVEL_AWAIT, so a statement that awaits runs inside an
``async def`` in which the names it binds are global. Other statements run as they are.
"""

from __future__ import annotations

import ast
from typing import Any

_SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)


async def execute(
    tree: ast.Module, file: str, namespace: dict[str, Any], wants_value: bool
) -> Any:
    """Run ``tree``; with ``wants_value`` return the value of a final expression."""
    body = tree.body
    last = None
    if wants_value and body and isinstance(body[-1], ast.Expr):
        last = body[-1]
        body = body[:-1]
    plain: list[ast.stmt] = []
    for statement in body:
        if _awaits(statement):
            _run_plain(plain, file, namespace)
            plain = []
            await _run_async(statement, file, namespace)
        else:
            plain.append(statement)
    _run_plain(plain, file, namespace)
    if last is None:
        return None
    if _awaits(last):
        returned = ast.copy_location(ast.Return(last.value), last)
        return await _run_async(returned, file, namespace)
    expression = ast.Expression(last.value)
    return eval(compile(expression, file, "eval", dont_inherit=True), namespace)


def _run_plain(statements: list[ast.stmt], file: str, namespace: dict[str, Any]) -> None:
    if statements:
        module = ast.Module(statements, [])
        exec(compile(module, file, "exec", dont_inherit=True), namespace)


async def _run_async(statement: ast.stmt, file: str, namespace: dict[str, Any]) -> Any:
    names: set[str] = set()
    statement = _Binder(names).visit(statement)
    body: list[ast.stmt] = [] if statement is None else [statement]
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
    code = compile(module, file, "exec", dont_inherit=True)
    exec(code, namespace, holder)
    return await holder["_cell_"]()


def _awaits(node: ast.AST) -> bool:
    """Whether ``await`` and its kin stand in ``node`` itself, not in a function of it."""
    if isinstance(node, (ast.Await, ast.AsyncFor, ast.AsyncWith)):
        return True
    if isinstance(node, ast.comprehension) and node.is_async:
        return True
    return any(
        _awaits(child)
        for child in ast.iter_child_nodes(node)
        if not isinstance(child, _SCOPES)
    )


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
