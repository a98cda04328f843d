"""No module of the packages imports, directly or through others, a module that imports it.

Checked by module and by folder. `core/tests/imports` checks core and the bindings' Rust.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
_spec = importlib.util.spec_from_file_location("package_imports", HERE / "imports.py")
assert _spec is not None
assert _spec.loader is not None
graph: Any = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(graph)


def python_package() -> Any:
    return graph.python_imports(
        graph.python_sources(ROOT / "bindings-python" / "python" / "flymyai")
    )


def typescript_package() -> Any:
    return graph.typescript_imports(graph.typescript_sources(ROOT / "bindings-node" / "ts"))


@pytest.mark.parametrize("package", [python_package, typescript_package])
def test_a_package_has_no_import_cycle(package: Any) -> None:
    imports = package()
    assert len(imports) > 100
    assert graph.cycles(imports) == []
    assert graph.cycles(graph.by_folder(imports)) == []


def test_finds_the_imports_of_python() -> None:
    sources = {
        "__init__": "from . import a as a",
        "a": "import sys\nfrom .b import c, name\nfrom ._native import Client",
        "b.__init__": "",
        "b.c": "def f():\n    from ..a import g\n    from .. import a",
        "d": "if TYPE_CHECKING:\n    from .a import A\nelse:\n    from .b import other",
        "_native": "",
    }
    assert graph.python_imports(sources) == {
        ("__init__", "a"),
        ("a", "b.c"),
        ("a", "b.__init__"),
        ("a", "_native"),
        ("b.c", "a"),
        ("d", "b.__init__"),
    }


def test_finds_the_imports_of_typescript() -> None:
    sources = {
        "a": 'import { once } from "node:events";\nimport {\n  b,\n  type B,\n} from "./x/b.js";\n'
        'import type { C } from "./x/c.js";\n// import { d } from "./d.js";\n',
        "x/b": 'export * from "./c.js";\nexport type { D } from "../d.js";\nimport "../e.js";\n',
        "x/c": 'const late = () => import("../a.js");\n',
        "d": "",
        "e": "",
    }
    assert graph.typescript_imports(sources) == {
        ("a", "x/b"),
        ("x/b", "x/c"),
        ("x/b", "e"),
        ("x/c", "a"),
    }


def test_finds_cycles() -> None:
    imports = {("x.a", "y.b"), ("y.c", "x.d"), ("z", "x.a")}
    assert graph.cycles(imports) == []
    assert graph.cycles(graph.by_folder(imports)) == ["x -> y, y -> x"]
    assert graph.cycles({*imports, ("y.b", "z")}) == ["x.a -> y.b, y.b -> z, z -> x.a"]
