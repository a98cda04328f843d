"""The imports of the Python and the TypeScript package, and the cycles among them."""

from __future__ import annotations

import ast
import posixpath
import re
from pathlib import Path
from typing import Dict, Iterator, List, Mapping, Optional, Set, Tuple

Imports = Set[Tuple[str, str]]


def python_sources(package: Path) -> Dict[str, str]:
    """The sources of a package by module name without the package's own: `core.client`.

    A folder's `__init__.py` is `core.__init__`; native modules have their stub.
    """
    found = {}
    for path in sorted([*package.rglob("*.py"), *package.rglob("*.pyi")]):
        name = ".".join(path.relative_to(package).with_suffix("").parts)
        found[name] = path.read_text(encoding="utf-8")
    return found


def python_imports(sources: Mapping[str, str]) -> Imports:
    """Which module imports which, at its head or in a function.

    Imports for type checkers do not count, nor does the import of a package that comes with
    the import of a module in it.
    """
    found: Imports = set()
    for module, text in sources.items():
        for parts, names in _import_statements(module, ast.parse(text)):
            for name in names:
                target = _python_target(sources, parts, name)
                if target is not None and target != module:
                    found.add((module, target))
    return found


def _import_statements(module: str, tree: ast.AST) -> Iterator[Tuple[List[str], List[str]]]:
    folder = module.split(".")[:-1]
    open_nodes = [tree]
    while open_nodes:
        node = open_nodes.pop()
        if isinstance(node, ast.If) and _is_type_checking(node.test):
            open_nodes.extend(node.orelse)
            continue
        if isinstance(node, ast.ImportFrom) and node.level:
            parts = folder[: len(folder) - node.level + 1]
            parts = parts + (node.module.split(".") if node.module else [])
            yield parts, [alias.name for alias in node.names]
        open_nodes.extend(ast.iter_child_nodes(node))


def _is_type_checking(test: ast.expr) -> bool:
    return isinstance(test, ast.Name) and test.id == "TYPE_CHECKING"


def _python_target(sources: Mapping[str, str], parts: List[str], name: str) -> Optional[str]:
    """The module that `from <parts> import <name>` takes the name from."""
    for candidate in ([*parts, name], parts, [*parts, name, "__init__"], [*parts, "__init__"]):
        if ".".join(candidate) in sources:
            return ".".join(candidate)
    return None


def typescript_sources(folder: Path) -> Dict[str, str]:
    """The sources below a folder by path without ending: `fetch/response`."""
    return {
        path.relative_to(folder).with_suffix("").as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.ts"))
    }


_STATEMENT = re.compile(
    r'^(?:import|export)\s+(?P<type>type\s)?(?P<names>[^";]*?)\s*(?:from\s+)?"(?P<path>\.[^"]+)";',
    re.M,
)
_DYNAMIC = re.compile(r'\bimport\(\s*"(\.[^"]+)"\s*\)')


def typescript_imports(sources: Mapping[str, str]) -> Imports:
    """Which module imports which; imports of types alone do not count."""
    found: Imports = set()
    for module, text in sources.items():
        paths = [one["path"] for one in _STATEMENT.finditer(text) if not one["type"]]
        for path in paths + _DYNAMIC.findall(text):
            target = posixpath.normpath(posixpath.join(posixpath.dirname(module), path))
            target = re.sub(r"\.js$", "", target)
            if target in sources and target != module:
                found.add((module, target))
    return found


def by_folder(imports: Imports) -> Imports:
    """The same between the top folders of modules; a file beside them is a folder of its own.

    `agents` and `resources` are one folder here: the clients have the resources, the resources use
    what clients consist of, and only public paths keep them apart.
    """
    pairs = {(_folder(source), _folder(target)) for source, target in imports}
    return {(source, target) for source, target in pairs if source != target}


def _folder(module: str) -> str:
    top = re.split(r"[./]", module)[0]
    return "agents" if top == "resources" else top


def cycles(imports: Imports) -> List[str]:
    """Each group of modules that import one another, with the imports between them."""
    targets: Dict[str, Set[str]] = {}
    for source, target in imports:
        targets.setdefault(source, set()).add(target)
    reached = {module: _reachable(targets, module) for module in targets}
    found = []
    seen: Set[str] = set()
    for module in sorted(targets):
        if module in seen or module not in reached[module]:
            continue
        group = {one for one in reached[module] if module in reached.get(one, ())}
        seen |= group
        edges = sorted(pair for pair in imports if group.issuperset(pair))
        found.append(", ".join(f"{source} -> {target}" for source, target in edges))
    return found


def _reachable(targets: Mapping[str, Set[str]], start: str) -> Set[str]:
    found: Set[str] = set()
    open_modules = list(targets.get(start, ()))
    while open_modules:
        module = open_modules.pop()
        if module not in found:
            found.add(module)
            open_modules.extend(targets.get(module, ()))
    return found
