"""The public names of the published packages, as files in `python/` and `python_1_2/`.

Facts are arranged by module. Those of a newer release only say what is new or changed since
the release before, and are laid over its facts.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Dict, Iterator, List, Tuple

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from published import PUBLISHED  # noqa: E402  (found through the line above)

Facts = Dict[str, Any]

# Not facts of the package, but what differs from them on purpose.
DIFFERENCES = "differences.json"
# Beyond it, an entry of a file gets lines of its own for its parts.
_LINE = 100


def load_facts(version: str) -> Facts:
    """What there is in a published package, by module."""
    facts: Facts = {}
    for folder in PUBLISHED[version].facts:
        for path in sorted((HERE / folder).glob("*.json")):
            if path.name != DIFFERENCES:
                lay_over(facts, json.loads(path.read_text(encoding="utf-8")))
    return facts


def load_differences(version: str) -> Dict[str, str]:
    """The names that differ on purpose, each with the row that says why."""
    path = HERE / PUBLISHED[version].facts[-1] / DIFFERENCES
    return json.loads(path.read_text(encoding="utf-8"))


def lay_over(facts: Facts, newer: Facts) -> None:
    """Adds newer facts; the fields of a class are all there if any is, for their order."""
    for name, value in newer.items():
        if isinstance(value, dict) and name != "fields":
            lay_over(facts.setdefault(name, {}), value)
        else:
            facts[name] = value


def overlay(older: Facts, newer: Facts) -> Facts:
    """What `newer` has that `older` does not have in the same words."""
    found: Facts = {}
    for name, value in newer.items():
        known = older.get(name)
        if value == known:
            continue
        if isinstance(value, dict) and isinstance(known, dict) and name != "fields":
            inner = overlay(known, value)
            # A class says its bases whenever it says anything.
            if inner and "mro" in value:
                inner = {"mro": value["mro"], **inner}
            if inner:
                found[name] = inner
        else:
            found[name] = value
    return found


def flat(facts: Facts) -> Dict[str, str]:
    """Each name with all that is said of it, as text."""
    return dict(_entries(facts))


def _entries(facts: Facts) -> Iterator[Tuple[str, str]]:
    for module, told in facts.items():
        yield module, "module"
        for kind, entries in told.items():
            if kind == "all":
                yield from ((f"{module}.__all__: {name}", "exported") for name in entries)
            elif kind == "classes":
                for name, each in entries.items():
                    yield from _class(f"{module}.{name}", each)
            elif isinstance(entries, dict):
                yield from ((f"{module}.{name}", str(text)) for name, text in entries.items())
            else:
                yield from ((f"{module}.{name}", kind) for name in entries)


def _class(name: str, told: Facts) -> Iterator[Tuple[str, str]]:
    yield name, f"class of {', '.join(told['mro']) or 'object'}"
    for kind, entries in told.items():
        if isinstance(entries, dict):
            yield from ((f"{name}.{one}", f"{text}") for one, text in entries.items())
        elif kind != "mro":
            yield from ((f"{name}.{one}", kind) for one in entries)


def write(facts: Facts, file: Path) -> None:
    """Writes a file, an entry a line."""
    file.write_text("\n".join(_lines(facts, "")) + "\n", encoding="utf-8")


def _lines(value: Any, indent: str) -> List[str]:
    text = json.dumps(value, ensure_ascii=False)
    is_leaf = not isinstance(value, dict) or not any(isinstance(v, dict) for v in value.values())
    if not isinstance(value, dict) or (is_leaf and len(indent) + len(text) <= _LINE):
        return [text]
    lines = ["{"]
    for at, (name, inner) in enumerate(value.items()):
        first, *rest = _lines(inner, indent + "  ")
        found = [f"{json.dumps(name)}: {first}", *rest]
        found[-1] += "," if at < len(value) - 1 else ""
        lines += [f"  {line}" for line in found]
    return [*lines, "}"]
