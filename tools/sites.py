"""Where the source raises or notes each code, and with which facts, read from its syntax."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cadre_ledger.values import errors
from cadre_ledger.values.codes import Code
from cadre_ledger.values.errors import LedgerError

SOURCE = Path(__file__).parent.parent / "src" / "cadre_ledger"
ERRORS = {name: kind for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, LedgerError)}
# These two name every code without raising any.
NAMING = frozenset({"values/codes.py", "wording/messages.py"})


@dataclass(frozen=True, slots=True)
class Site:
    """One place: `kind` is the error raised or `Finding`; facts are None where the syntax alone does not show them all."""

    code: Code
    kind: str
    facts: frozenset[str] | None
    stops: bool
    place: str


def sites() -> Iterator[Site]:
    """Every raise and every finding that names its code."""
    for path, tree in _modules():
        for function in ast.walk(tree):
            if isinstance(function, ast.FunctionDef):
                yield from _sites_in(function, path)


def used() -> frozenset[Code]:
    """Every code that the source names outside its table and its messages."""
    return frozenset(
        Code[node.attr]
        for _, tree in _modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id == "Code"
        and node.attr in Code.__members__
    )


def _modules() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(SOURCE.rglob("*.py")):
        name = path.relative_to(SOURCE).as_posix()
        if name not in NAMING:
            yield name, ast.parse(path.read_text(encoding="utf-8"))


def _sites_in(function: ast.FunctionDef, path: str) -> Iterator[Site]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and node.args and (code := _code(node.args[0])) is not None:
            kind = ast.unparse(node.func)
            if kind in ERRORS or kind == "Finding":
                literal = _of_finding(node, function) if kind == "Finding" else _of_error(node, function)
                yield Site(code, kind, literal, _stops(node), f"{path}:{node.lineno}")


def _code(node: ast.expr) -> Code | None:
    named = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Code"
    return Code[node.attr] if named and isinstance(node, ast.Attribute) else None


def _stops(call: ast.Call) -> bool:
    return all(keyword.arg != "stops" or ast.unparse(keyword.value) != "False" for keyword in call.keywords)


def _of_error(call: ast.Call, function: ast.FunctionDef) -> frozenset[str] | None:
    names: set[str] = set()
    for keyword in call.keywords:
        if keyword.arg is not None:
            names.add(keyword.arg)
            continue
        spread = _keys(keyword.value, function)
        if spread is None:
            return None
        names |= spread
    return frozenset(names)


def _of_finding(call: ast.Call, function: ast.FunctionDef) -> frozenset[str] | None:
    facts = call.args[1] if len(call.args) > 1 else next((each.value for each in call.keywords if each.arg == "facts"), None)
    return frozenset() if facts is None else _keys(facts, function)


def _keys(node: ast.expr, function: ast.FunctionDef) -> frozenset[str] | None:
    """The keys of a dictionary written out here, or assigned once in this function and not changed after."""
    if isinstance(node, ast.Name):
        assigned = [each for each in ast.walk(function) if _assigns(each, node.id)]
        value = assigned[0].value if len(assigned) == 1 and isinstance(assigned[0], ast.Assign | ast.AnnAssign) else None
        return _keys(value, function) if isinstance(value, ast.Dict) else None
    if not isinstance(node, ast.Dict):
        return None
    names: set[str] = set()
    for key, value in zip(node.keys, node.values, strict=True):
        inner = _keys(value, function) if key is None else frozenset({key.value}) if isinstance(key, ast.Constant) else None
        if inner is None:
            return None
        names |= {str(name) for name in inner}
    return frozenset(names)


def _assigns(node: ast.AST, name: str) -> bool:
    match node:
        case (
            ast.Assign(targets=[ast.Name(id=target)])
            | ast.AnnAssign(target=ast.Name(id=target))
            | ast.AugAssign(target=ast.Name(id=target))
        ):
            return target == name
        case _:
            return False
