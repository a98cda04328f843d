"""No module imports another in a cycle: the modules of a crate, and those of TypeScript.

A module of Rust is a file. A `mod.rs` stands for its folder, whose files it imports. `super::`
and `crate::` paths are imports wherever they occur.
"""

from __future__ import annotations

import pathlib
import posixpath
import re
from typing import Dict, List, Set

import pytest

ROOT = pathlib.Path(__file__).parents[2]
CRATES = ["bindings-node", "bindings-python"]

Graph = Dict[str, Set[str]]


def cycle(graph: Graph) -> List[str]:
    """One cycle of the graph; empty if there is none."""
    done: Set[str] = set()

    def visit(module: str, path: List[str]) -> List[str]:
        if module in path:
            return [*path[path.index(module) :], module]
        if module in done:
            return []
        for imported in sorted(graph[module]):
            found = visit(imported, [*path, module])
            if found:
                return found
        done.add(module)
        return []

    for module in sorted(graph):
        found = visit(module, [])
        if found:
            return found
    return []


def rust(sources: pathlib.Path) -> Graph:
    """The imports of each file of a crate."""
    files = {
        re.sub(r"(/mod)?\.rs$", "", path.relative_to(sources).as_posix()): path
        for path in sources.rglob("*.rs")
        if path.name != "lib.rs"
    }

    def module_of(path: str) -> str:
        # The rest of a path names an item of the module.
        while path and path not in files:
            path = posixpath.dirname(path)
        return path

    graph: Graph = {}
    for module, path in files.items():
        text = path.read_text(encoding="utf-8")
        parent = module if path.name == "mod.rs" else posixpath.dirname(module)
        names = {name.replace("::", "/") for name in re.findall(r"\bcrate::([\w:]+)", text)}
        names |= {
            posixpath.join(posixpath.dirname(parent) if path.name == "mod.rs" else parent, name)
            for name in (part.replace("::", "/") for part in re.findall(r"\bsuper::([\w:]+)", text))
        }
        # A folder's module re-exports names of its files.
        names |= {
            posixpath.join(module, name)
            for name in re.findall(r"^(?:pub(?:\(\w+\))? )?mod (\w+);", text, re.M)
        }
        graph[module] = {module_of(name) for name in names} - {"", module}
    return graph


def typescript(sources: pathlib.Path) -> Graph:
    """The imports of each file, those of types included."""
    graph: Graph = {}
    for path in sources.rglob("*.ts"):
        module = path.relative_to(sources).as_posix()
        imports = re.findall(r'from "(\.[^"]+)\.js"', path.read_text(encoding="utf-8"))
        folder = posixpath.dirname(module)
        graph[module] = {posixpath.normpath(f"{folder or '.'}/{name}.ts") for name in imports}
    return graph


@pytest.mark.parametrize("crate", CRATES)
def test_a_crate_has_no_import_cycle(crate: str) -> None:
    graph = rust(ROOT / crate / "src")
    assert sum(map(len, graph.values())) > len(graph)
    assert cycle(graph) == []


def test_typescript_has_no_import_cycle() -> None:
    graph = typescript(ROOT / "bindings-node" / "ts")
    assert sum(map(len, graph.values())) > len(graph)
    assert cycle(graph) == []


def test_a_cycle_is_found() -> None:
    assert cycle({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]
