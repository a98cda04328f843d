"""Whether an annotation takes, or gives, what another one does."""

from __future__ import annotations

import ast
import re
from typing import List, NamedTuple, Set, Tuple

# Names that are one thing under two names.
SAME = {"List": "list", "Dict": "dict", "Tuple": "tuple", "Type": "type", "NoneType": "None"}
ANYTHING = ("Any", "object")


class Type(NamedTuple):
    """One alternative: its name, and what it is of; each of these is a union again."""

    name: str
    of: Tuple[Tuple[Type, ...], ...] = ()


def accepts(ours: str, theirs: str) -> bool:
    """Whether a parameter annotated `ours` takes all that one annotated `theirs` takes."""
    return covers(alternatives(ours), alternatives(theirs))


def returns(ours: str, theirs: str) -> bool:
    """Whether what `ours` describes can be used wherever `theirs` was promised."""
    return ours in ANYTHING or covers(alternatives(theirs), alternatives(ours))


def covers(wide: Tuple[Type, ...], narrow: Tuple[Type, ...]) -> bool:
    return all(any(_covers(one, other) for one in wide) for other in narrow)


def _covers(wide: Type, narrow: Type) -> bool:
    if wide.name in ANYTHING:
        return True
    if wide.name != narrow.name:
        return False
    # A bare `dict` is one of anything.
    if not wide.of or all(_anything(one) for one in wide.of):
        return True
    return len(wide.of) == len(narrow.of) and all(map(covers, wide.of, narrow.of))


def _anything(union: Tuple[Type, ...]) -> bool:
    return any(one.name in ("Any", "...") for one in union)


def alternatives(text: str) -> Tuple[Type, ...]:
    """The types that an annotation is a union of, each in one spelling."""
    text = re.sub(r"ForwardRef\('([^']+)'[^)]*\)", r"\1", text).replace("~", "")
    found: Set[Type] = set(_alternatives(ast.parse(text.strip(), mode="eval").body))
    return tuple(sorted(found))


def _alternatives(node: ast.expr) -> List[Type]:
    if isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            return list(alternatives(node.value))
        return [Type("..." if node.value is Ellipsis else repr(node.value))]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return _alternatives(node.left) + _alternatives(node.right)
    if isinstance(node, ast.List):
        return [Type("[]", tuple(tuple(_alternatives(one)) for one in node.elts))]
    if isinstance(node, ast.Subscript):
        name = _name(node.value)
        inner = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if name in ("Union", "Optional"):
            nothing = [Type("None")] if name == "Optional" else []
            return sum(map(_alternatives, inner), nothing)
        return [Type(name, tuple(tuple(_alternatives(one)) for one in inner))]
    return [Type(_name(node))]


def _name(node: ast.expr) -> str:
    name = node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", ast.dump(node))
    return SAME.get(name, name)
