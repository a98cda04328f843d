"""Writes down the public names of an installed `flymyai`, arranged as `python/*.json` are.

    python introspect.py < KNOWN

Prints `{"modules": facts, "operations": names}`; an operation is `resource.method` of a
client. Run by the Python that has the package. `KNOWN` are facts of an earlier release: what
they tell of names with an underscore is looked for again; other such names are left out. So is
what a module imports from elsewhere, unless `KNOWN` has it.
"""

from __future__ import annotations

import enum
import importlib
import inspect
import json
import pkgutil
import re
import sys
from typing import Any, Dict, Iterator, List, Mapping, get_origin

from python_describe import full_name, module

PACKAGE = "flymyai"
# Special methods that a program uses without naming them.
SPECIAL = (
    "__init__", "__repr__", "__str__", "__enter__", "__exit__", "__aenter__", "__aexit__",
    "__iter__", "__next__", "__aiter__", "__anext__",
)  # fmt: skip
Facts = Dict[str, Any]
# Types go by their last name, as in source code.
_MODULES = re.compile(
    r"\b(?:typing|datetime|uuid|decimal|pathlib|httpx|_io|pydantic\.types|flymyai(?:\.\w+)*)\.(?=[A-Za-z])"
)
_FORWARD = re.compile(r"ForwardRef\('([^']+)'[^)]*\)|'([A-Z]\w*)'")


def module_names() -> Iterator[str]:
    found = importlib.import_module(PACKAGE)
    yield PACKAGE
    for each in pkgutil.walk_packages(found.__path__, f"{PACKAGE}."):
        yield each.name


def is_ours(value: Any) -> bool:
    home = getattr(value, "__module__", None) or ""
    return isinstance(home, str) and home.split(".")[0] == PACKAGE


def questions(name: str, known: Facts) -> Facts:
    """What `python_describe.module` is to tell of a module."""
    found = importlib.import_module(name)
    asked: Facts = {kind: dict(known.get(kind, {})) for kind in ("names", "classes")}
    for kind in ("constants", "types", "functions"):
        asked[kind] = list(known.get(kind, ()))
    asked["present"] = list(known.get("present", ()))
    told = {one for kind in asked.values() for one in kind}
    for one, value in vars(found).items():
        if one in told or (one.startswith("_") and not inspect.ismodule(value)):
            continue
        if inspect.ismodule(value):
            if value.__name__.startswith(f"{PACKAGE}."):
                asked["names"][one] = value.__name__
        elif get_origin(value) is not None:
            # A bare `typing.Sequence` is an import.
            if "[" in repr(value):
                asked["types"].append(one)
        elif isinstance(value, type) and is_ours(value):
            if value.__module__ == name:
                asked["classes"][one] = {}
            else:
                asked["names"][one] = full_name(value)
        elif inspect.isfunction(value) and is_ours(value):
            if value.__module__ == name:
                asked["functions"].append(one)
            else:
                asked["names"][one] = f"{value.__module__}.{value.__qualname__}"
        elif isinstance(value, (str, int, float, tuple, frozenset)) and one.isupper():
            asked["constants"].append(one)
    asked["classes"] = {
        one: of_class(getattr(found, one), known.get("classes", {}).get(one, {}))
        for one in asked["classes"]
        if hasattr(found, one)
    }
    return asked


def of_class(cls: Any, known: Facts) -> Facts:
    """What is to be told of a class."""
    public = [each for each in cls.__mro__[1:-1] if not each.__name__.startswith("_")]
    asked: Facts = {"mro": [full_name(each) for each in public]}
    for kind in ("annotations", "values"):
        if kind in known:
            asked[kind] = known[kind]
    if "private" in known or getattr(cls, "__private_attributes__", None):
        asked["private"] = []
    if hasattr(cls, "model_fields") or hasattr(cls, "__dataclass_fields__"):
        asked["fields"] = {}
    methods, properties = dict(known.get("methods", {})), dict(known.get("properties", {}))
    for each in reversed(cls.__mro__):
        # What a published base has is told there.
        if not is_ours(each) or full_name(each) in asked["mro"]:
            continue
        for name, value in vars(each).items():
            if name.startswith("_") and name not in SPECIAL:
                continue
            if isinstance(value, property):
                properties[name] = ""
            elif is_method(value) and not is_made(cls, name):
                methods[name] = ""
    return {**asked, "methods": methods, "properties": properties}


def is_method(value: Any) -> bool:
    return inspect.isfunction(value) or isinstance(value, (classmethod, staticmethod))


def is_made(cls: type, name: str) -> bool:
    """Whether a library has written a method, as for enums, dataclasses and models."""
    made = issubclass(cls, enum.Enum) or hasattr(cls, "__dataclass_fields__")
    if hasattr(cls, "model_fields"):
        return name in ("__init__", "model_post_init")
    return made and name in SPECIAL


def type_text(text: str) -> str:
    """An annotation as it is written in source code."""
    if text.startswith("Literal["):
        return text
    text = _FORWARD.sub(lambda one: one[1] or one[2], _MODULES.sub("", text))
    return re.sub(r"\bNoneType\b", "None", text)


def signature(told: Mapping[str, Any]) -> str:
    """A function in the words of the facts."""
    parts: List[str] = []
    star = False
    for one in told["parameters"]:
        kind = one["kind"]
        if kind == "KEYWORD_ONLY" and not star:
            parts.append("*")
            star = True
        star = star or kind == "VAR_POSITIONAL"
        text = {"VAR_POSITIONAL": "*", "VAR_KEYWORD": "**"}.get(kind, "") + one["name"]
        if "annotation" in one:
            text += f": {type_text(one['annotation'])}"
        if "default" in one:
            text += f" = {one['default']}" if "annotation" in one else f"={one['default']}"
        parts.append(text)
    returns = f" -> {type_text(told['returns'])}" if "returns" in told else ""
    return f"{told['kind']} ({', '.join(parts)}){returns}"


def field(told: Mapping[str, Any]) -> str:
    text = type_text(told["annotation"])
    if "default" in told:
        text += f" = {told['default']}"
    return text + (f" @ {told['alias']}" if "alias" in told else "")


def class_facts(told: Facts, known: Facts) -> Facts:
    """A class in the words of the facts; what there is nothing of is left out."""
    facts: Facts = {"mro": told["mro"]}
    facts["members"] = told.get("members", {})
    facts["annotations"] = {
        one: type_text(each)
        for one, each in told.get("annotations", {}).items()
        if one in known.get("annotations", ())
    }
    facts["methods"] = {name: signature(one) for name, one in told["methods"].items()}
    facts.update({kind: told[kind] for kind in ("properties", "values")})
    facts["fields"] = {name: field(one) for name, one in told.get("fields", {}).items()}
    facts["private"] = sorted(told.get("private", []))
    return {kind: one for kind, one in facts.items() if one or kind == "mro"}


def module_facts(name: str, known: Facts) -> Facts:
    asked = questions(name, known)
    told = module(name, asked)
    facts = {
        "all": told["all"],
        "names": told["names"],
        "present": told["present"],
        "constants": told["constants"],
        "types": {one: type_text(each) for one, each in told["types"].items()},
        "functions": {one: signature(each) for one, each in told["functions"].items()},
        "classes": {
            one: class_facts(each, known.get("classes", {}).get(one, {}))
            for one, each in told["classes"].items()
        },
    }
    return {kind: one for kind, one in facts.items() if one}


def operations() -> List[str]:
    """The methods of the resources of an agent client."""
    client = importlib.import_module(PACKAGE).AgentClient("fly-none")
    return sorted(
        f"{name}.{method}"
        for name, resource in vars(client).items()
        if not name.startswith("_") and is_ours(type(resource))
        for method in dir(resource)
        if not method.startswith("_") and callable(getattr(resource, method))
    )


def main() -> None:
    known = json.load(sys.stdin)
    facts = {name: module_facts(name, known.get(name, {})) for name in module_names()}
    json.dump({"modules": facts, "operations": operations()}, sys.stdout)


if __name__ == "__main__":
    main()
