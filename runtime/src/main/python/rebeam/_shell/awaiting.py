"""Running a statement that awaits, as the body of an ``async def``; see ``cells``."""

from __future__ import annotations

import _ast as ast  # the classes; the module `ast` takes long to import

from rebeam._shell.trees import Transformer, copy_location, fix_missing_locations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_NONE_TYPE = "_NoneType_"
_TOP_LEVEL = "_top_level_"

_LOOK_AROUND = frozenset(["dir", "eval", "exec", "locals", "vars"])
"""Builtins that use the local names of their caller, which at top level are the globals."""


def start(statement: Any, file: str, flags: int, namespace: dict[str, Any], returns: bool) -> Any:
    """A coroutine that runs ``statement``; with ``returns`` it is an expression, and its
    value is returned."""
    if returns:
        statement = copy_location(ast.Return(statement.value), statement)
    names: set[str] = set()
    statement = _Binder(names).visit(_Nones().visit(statement))
    body: list[ast.stmt] = [] if statement is None else [statement]
    if names:
        body.insert(0, ast.Global(sorted(names)))
    function = ast.AsyncFunctionDef(
        name="_cell_",
        args=ast.arguments([], [ast.arg(_NONE_TYPE), ast.arg(_TOP_LEVEL)], None, [], [], None, []),
        body=body or [ast.Pass()],
        decorator_list=[],
        type_params=[],
    )
    if statement is not None:
        copy_location(function, statement)
    module = fix_missing_locations(ast.Module([function], []))
    holder: dict[str, Any] = {}
    code = compile(module, file, "exec", flags, True)
    exec(code, namespace, holder)
    return holder["_cell_"](type(None), lambda function: _at_top_level(function, namespace))


def _at_top_level(function: Any, namespace: dict[str, Any]) -> Any:
    """What ``function`` is at top level, if it is one of the builtins that look around."""
    if function is exec or function is eval:
        return lambda source, scope=None, inner=None, /, **options: function(
            source, namespace if scope is None else scope, inner, **options
        )
    if function is locals or function is vars:
        return lambda *of: function(*of) if of else namespace
    if function is dir:
        return lambda *of: function(*of) if of else sorted(namespace)
    return function


class _Nones(Transformer):
    """Turns the pattern ``None`` into ``NoneType()``: GraalPy loses it in a tree."""

    def visit_MatchSingleton(self, node: ast.MatchSingleton) -> ast.AST:
        if node.value is not None:
            return node
        none_type = ast.Name(_NONE_TYPE, ast.Load())
        return copy_location(ast.MatchClass(none_type, [], [], []), node)


class _Binder(Transformer):
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

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        function = node.func
        if isinstance(function, ast.Name) and function.id in _LOOK_AROUND:
            node.func = copy_location(
                ast.Call(ast.Name(_TOP_LEVEL, ast.Load()), [function], []), function
            )
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
        return copy_location(ast.Pass(), node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST | None:
        self.generic_visit(node)
        if node.value is None:
            return copy_location(ast.Pass(), node)
        return copy_location(ast.Assign([node.target], node.value), node)
