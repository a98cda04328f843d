"""Each public item of the Python package is documented in full, and has its page.

Read from the source with griffe and completed as for the reference pages.
"""

from __future__ import annotations

import pathlib
import re
import sys
from typing import Iterator, List, Optional

import griffe
import pytest

ROOT = pathlib.Path(__file__).parents[2]
sys.path.append(str(ROOT / "docs" / "tools"))
from docstrings import complete  # noqa: E402

PACKAGE = griffe.load(
    "flymyai", search_paths=[ROOT / "bindings-python" / "python"], docstring_parser="google"
)
complete(PACKAGE)

# Private modules that hold public classes.
LOCATIONS = (
    "agents._async_client",
    "agents._errors",
    "agents._sync_client",
    "core._m1",
    "core._response",
    "core._streaming",
    "core.models._response_base",
    "core.models._stream_responses",
    "core.models._task_responses",
)
# Modules that only the package itself uses, as do names that are missing in an `__all__`.
HELPERS = ("types.open_enum",)
# Whose functions and methods programs call by themselves: each shows how.
SHOWN = (
    "flymyai.agents._async_client.",
    "flymyai.agents._sync_client.",
    "flymyai.core.clients.AsyncClient.",
    "flymyai.core.clients.SyncClient.",
    "flymyai.core.clients.base_client.",
    "flymyai.core.stream_iterators.",
    "flymyai.multipart.binary_field.",
    "flymyai.resources.",
    "flymyai.utils.",
)
# Items that send requests or raise errors themselves.
MAY_RAISE = re.compile(
    r"\braise (?!NotImplementedError)|_send\(|\.wait\(\)|await_native\(|_request\("
)


def items(owner: griffe.Object) -> Iterator[griffe.Object]:
    """The public items of a module or class: classes, functions, attributes of classes."""
    for name, member in owner.members.items():
        if member.is_alias or (member.is_module and name.startswith("__")):
            continue
        if name == "model_config":  # pydantic's own
            continue
        if member.is_module:
            yield from items(member)
        elif not name.startswith("_") and (owner.is_class or is_public(member)):
            yield member
            if member.is_class:
                yield from items(member)


def is_public(item: griffe.Object) -> bool:
    """Whether a module's class or function is for programs to use."""
    inside = item.module.path.partition(".")[2]
    if inside in LOCATIONS:
        return item.is_class
    if "._" in f".{inside}" or inside in HELPERS or item.is_attribute:
        return False
    return item.module.exports is None or item.name in item.module.exports


def sections(item: griffe.Object) -> List[griffe.DocstringSection]:
    """The parts of a docstring."""
    return item.docstring.parse("google") if item.docstring else []


def section(item: griffe.Object, kind: str) -> Optional[griffe.DocstringSection]:
    """The part of a docstring of this kind, if there is one."""
    return next((part for part in sections(item) if part.kind.value == kind), None)


def has_example(item: griffe.Object) -> bool:
    """Whether a docstring has an example; another test runs it."""
    part = section(item, "examples")
    return part is not None and any(kind.value == "examples" for kind, _ in part.value)


def names(function: griffe.Function) -> List[str]:
    """A function's parameters as docstrings write them."""
    stars = {"variadic positional": "*", "variadic keyword": "**"}
    kinds = [(p.name, p.kind.value) for p in function.parameters]
    found = [stars.get(kind, "") + name for name, kind in kinds if name not in ("self", "cls")]
    return [name for name in found if name.lstrip("*").strip("_")]


def complaints(item: griffe.Object) -> Iterator[str]:
    """The missing parts of a docstring."""
    if not item.docstring:
        yield "has no docstring"
    elif item.is_class:
        init = item.members.get("__init__")
        if init and "dataclass" not in item.labels:  # whose fields speak for themselves
            yield from parameters(item, names(init))
        if section(item, "parameters") and not is_abstract(item) and not has_example(item):
            yield "shows no example"
    elif item.is_function and not is_abstract(item):
        yield from parameters(item, names(item))
        yield from results(item)
        if item.path.startswith(SHOWN) and not has_example(item):
            yield "shows no example"


def results(function: griffe.Function) -> Iterator[str]:
    """The parts about results and errors that a docstring lacks."""
    returns = str(function.returns or "None")
    summary = function.docstring.value.split("\n\n")[0]
    said = section(function, "returns") or re.search(r"\b([Rr]eturns|[Yy]ields)\b", summary)
    if returns not in ("None", "NoReturn") and not said:
        yield "does not say what it returns"
    if MAY_RAISE.search(function.source) and not section(function, "raises"):
        yield "does not say what it raises"


def is_abstract(item: griffe.Object) -> bool:
    """Whether it only delegates, so that another docstring describes it."""
    return "raise NotImplementedError" in item.source


def parameters(item: griffe.Object, wanted: List[str]) -> Iterator[str]:
    """Parameters that a docstring leaves out, or invents."""
    part = section(item, "parameters")
    documented = [parameter.name for parameter in part.value] if part else []
    for name in wanted:
        if name not in documented:
            yield f"says nothing of `{name}`"
    for name in documented:
        if item.is_function and name not in wanted:
            yield f"speaks of `{name}`, which it does not take"


ITEMS = {item.path: item for item in items(PACKAGE)}


def test_the_package_is_read() -> None:
    assert len(ITEMS) > 400
    assert "flymyai.agents._sync_client.SyncAgentClient" in ITEMS
    assert "flymyai.types.runs.Run.status" in ITEMS


@pytest.mark.parametrize("path", ITEMS)
def test_an_item_is_documented(path: str) -> None:
    assert list(complaints(ITEMS[path])) == []


def test_times_have_a_unit() -> None:
    """Whoever reads of a timeout must not have to guess."""
    unsaid = [
        f"{path}: {parameter.name}"
        for path, item in ITEMS.items()
        for parameter in getattr(section(item, "parameters"), "value", [])
        if re.search("timeout|interval", parameter.name)
        and not re.search("[Ss]econds", parameter.description)
    ]
    assert unsaid == []


def test_an_item_has_its_page() -> None:
    """Classes and functions are on a reference page, by their own path or that of their module."""
    pages = (ROOT / "docs" / "reference" / "python").glob("*.md")
    text = "\n".join(page.read_text(encoding="utf-8") for page in pages)
    listed = set(re.findall(r"^::: (\S+)", text, re.MULTILINE))
    homes = {PACKAGE[name.partition(".")[2]].canonical_path for name in listed if "." in name}
    missing = [
        path
        for path, item in ITEMS.items()
        if not item.parent.is_class and path not in homes and item.module.path not in homes
    ]
    assert missing == []
