"""Describes an installed package in the words of the facts in `python/*.json`.

Run by the Python that has the package; reads the facts from standard input and
prints what it finds under the same names. What is missing is left out.
"""

from __future__ import annotations

import dataclasses
import enum
import importlib
import inspect
import json
import re
import sys
from types import MappingProxyType
from typing import Any, Callable, Dict, Iterable, List, Mapping, TypeVar, Union, get_origin


def full_name(cls: type) -> str:
    return f"{cls.__module__}.{cls.__qualname__}".replace("builtins.", "")


def find(path: str) -> Any:
    """Resolves a dotted path: modules first, then their attributes."""
    parts = path.split(".")
    for end in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:end]))
        except ImportError:
            continue
        for part in parts[end:]:
            found = getattr(found, part)
        return found
    return getattr(importlib.import_module("builtins"), path)


def same(one: Any, other: Any) -> bool:
    """Whether two names are of one thing; methods are bound anew each time."""
    function = getattr(one, "__func__", one)
    return function is getattr(other, "__func__", other)


def annotation(value: Any, scope: Mapping[str, Any] = MappingProxyType({})) -> str:
    """An annotation as text, with the types that the module has names for spelt out."""
    if isinstance(value, str):
        return re.sub(r"\b[A-Za-z_]\w*", lambda name: spelt(name.group(), scope), value)
    if isinstance(value, TypeVar):
        bound = annotation(value.__bound__)
        # Only of a callable does it matter what it is: users hand in their own.
        return bound if "Callable[" in bound else value.__name__
    return repr(value) if hasattr(value, "__origin__") else getattr(value, "__name__", repr(value))


def spelt(name: str, scope: Mapping[str, Any]) -> str:
    value = scope.get(name)
    named = get_origin(value) is Union or isinstance(value, TypeVar)
    return annotation(value) if named else name


def parameter(one: inspect.Parameter, scope: Mapping[str, Any]) -> Dict[str, Any]:
    told: Dict[str, Any] = {"name": one.name, "kind": one.kind.name}
    if one.default is not one.empty:
        # As source code has it, so that facts can be parsed.
        is_member = isinstance(one.default, enum.Enum)
        told["default"] = (
            f"{type(one.default).__name__}.{one.default.name}" if is_member else repr(one.default)
        )
    if one.annotation is not one.empty:
        told["annotation"] = annotation(one.annotation, scope)
    return told


def call(function: Callable[..., Any]) -> str:
    """The kind of a call's result; a function may return another one's generator."""
    result = annotation(inspect.signature(function).return_annotation)
    if not inspect.iscoroutinefunction(function):
        if result.startswith("Generator["):
            return "generator"
        if result.startswith("AsyncGenerator["):
            return "async generator"
    if inspect.isasyncgenfunction(function):
        return "async generator"
    if inspect.iscoroutinefunction(function):
        return "async def"
    return "generator" if inspect.isgeneratorfunction(function) else "def"


def callable_(found: Any) -> Dict[str, Any]:
    """A function or method: what kind it is, its parameters, what it returns."""
    binding = type(found).__name__ if isinstance(found, (classmethod, staticmethod)) else ""
    function = found.__func__ if binding else found
    scope = function.__globals__
    signature = inspect.signature(function)
    parameters = list(signature.parameters.values())
    told: Dict[str, Any] = {
        "kind": f"{binding} {call(function)}".strip(),
        "parameters": [parameter(one, scope) for one in parameters[binding == "classmethod" :]],
    }
    if signature.return_annotation is not signature.empty:
        told["returns"] = annotation(signature.return_annotation, scope)
    return told


def default(field: Any) -> str:
    """A field's default, whichever library made the field."""
    factory = getattr(field, "default_factory", None)
    if factory not in (None, dataclasses.MISSING):
        return f"factory:{factory.__name__}"
    return repr(field.default)


def fields(cls: Any) -> Dict[str, Dict[str, Any]]:
    if dataclasses.is_dataclass(cls):
        return {
            one.name: {"annotation": annotation(one.type)}
            if one.default is dataclasses.MISSING and one.default_factory is dataclasses.MISSING
            else {"annotation": annotation(one.type), "default": default(one)}
            for one in dataclasses.fields(cls)
        }
    told = {}
    for name, field in cls.model_fields.items():
        told[name] = {"annotation": annotation(field.annotation)}
        if not field.is_required():
            told[name]["default"] = default(field)
        if field.validation_alias is not None:
            told[name]["alias"] = str(field.validation_alias)
    return told


def annotations(cls: type) -> Dict[str, str]:
    told: Dict[str, str] = {}
    for base in reversed(cls.__mro__):
        for name, value in vars(base).get("__annotations__", {}).items():
            told[name] = annotation(value)
    return told


def home_of(cls: type, name: str) -> str:
    """The class, of this one and its bases, that defines an attribute."""
    return next(full_name(base) for base in cls.__mro__ if name in vars(base))


def bases(cls: type, published: Iterable[str]) -> List[str]:
    """The bases of a class; without ours from private modules, which no program can name."""

    def private(base: type) -> bool:
        return base.__module__.startswith("flymyai.") and "._" in base.__module__

    names = {base: full_name(base) for base in cls.__mro__[1:-1]}
    return [name for base, name in names.items() if name in published or not private(base)]


def class_(cls: Any, facts: Dict[str, Any]) -> Dict[str, Any]:
    """A class, as far as the facts have something to say about it."""
    told: Dict[str, Any] = {
        "home": full_name(cls),
        "mro": bases(cls, facts.get("mro", ())),
    }
    if isinstance(cls, type) and issubclass(cls, enum.Enum):
        told["members"] = {name: member.value for name, member in cls.__members__.items()}
    if "fields" in facts:
        told["fields"] = fields(cls)
    if "private" in facts:
        told["private"] = list(cls.__private_attributes__)
    if "annotations" in facts:
        told["annotations"] = annotations(cls)
    told["methods"], told["properties"], told["values"] = {}, {}, {}
    for name in facts.get("methods", ()):
        found = inspect.getattr_static(cls, name, None)
        callable_one = callable(found) or isinstance(found, (classmethod, staticmethod))
        # The class's own in the published package: one left to those bases is missing.
        if callable_one and home_of(cls, name) not in facts["mro"]:
            told["methods"][name] = callable_(found)
    for name in facts.get("properties", ()):
        found = inspect.getattr_static(cls, name, None)
        if isinstance(found, property):
            told["properties"][name] = "settable" if found.fset else "read only"
    for name in facts.get("values", ()):
        if hasattr(cls, name):
            told["values"][name] = repr(getattr(cls, name))
    return told


def module(name: str, facts: Dict[str, Any]) -> Dict[str, Any]:
    found = importlib.import_module(name)

    def held(kind: str) -> List[str]:
        return [one for one in facts.get(kind, ()) if hasattr(found, one)]

    told: Dict[str, Any] = {"all": getattr(found, "__all__", None)}
    told["names"] = {
        one: target if same(getattr(found, one), find(target)) else repr(getattr(found, one))
        for one, target in facts.get("names", {}).items()
        if hasattr(found, one)
    }
    told["present"] = held("present")
    told["constants"] = {one: constant(getattr(found, one)) for one in held("constants")}
    told["types"] = {one: annotation(getattr(found, one)) for one in held("types")}
    told["functions"] = {one: callable_(getattr(found, one)) for one in held("functions")}
    told["classes"] = {
        one: class_(getattr(found, one), facts["classes"][one]) for one in held("classes")
    }
    return told


def constant(value: Any) -> str:
    """Its repr, but sets in an order that is always the same, and 60.0 as 60, its equal."""
    if isinstance(value, frozenset):
        return f"frozenset({{{', '.join(sorted(map(repr, value)))}}})"
    return re.sub(r"(?<=\d)\.0\b", "", repr(value))


def main() -> None:
    told = {}
    for name, facts in json.load(sys.stdin).items():
        try:
            told[name] = module(name, facts)
        except ModuleNotFoundError as error:
            if error.name is None or not name.startswith(error.name):
                raise
    json.dump(told, sys.stdout)


if __name__ == "__main__":
    main()
