"""Every public name of a published flymyai, looked for in the package built here.

    python python.py --python OURS [--against VERSION] --report FILE

`python/*.json` hold the facts of 1.1.0, arranged by module; `python_1_2/*.json` what is new
and changed since then, see facts.py. Signatures are written as in
source code behind the words that tell what calling gives (`def`, `async def`,
`generator`, `classmethod def` ...); a field is `type = default @ alias`. All of
it must be there and be the same. Allowed are more names, keyword-only parameters
in another order, new ones with a default, a default for a parameter that has none,
parameters that take more and results that are one of those promised. What else differs is in
`differences.json` beside the facts, each with the row of differences.toml that says
why; what is not implemented yet is in `../pending.toml`.
"""

from __future__ import annotations

import argparse
import ast
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Tuple

from annotations import accepts, returns
from facts import load_differences, load_facts

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from pending import Pending  # noqa: E402
from published import VERSIONS  # noqa: E402
from rows import load_rows, versions  # noqa: E402

# A name, and what is wrong with it if anything is.
Finding = Tuple[str, Optional[str]]


def describe(python: str, facts: Dict[str, Any]) -> Dict[str, Any]:
    """The same of the package that `python` has."""
    program = str(HERE / "python_describe.py")
    done = subprocess.run(
        [python, "-W", "ignore", program], input=json.dumps(facts), capture_output=True, text=True
    )
    if done.returncode != 0:
        raise SystemExit(f"describing the package failed:\n{done.stderr}")
    return json.loads(done.stdout)


def equal(name: str, theirs: Any, ours: Any) -> Finding:
    if ours is None:
        return name, "missing"
    return name, None if ours == theirs else f"is {ours}, was {theirs}"


def modules(facts: Dict[str, Any], found: Dict[str, Any]) -> Iterator[Finding]:
    for module, theirs in facts.items():
        ours = found.get(module)
        if ours is None:
            yield module, "missing"
            continue
        yield module, None
        if "all" in theirs:
            lost = [one for one in theirs["all"] if one not in (ours["all"] or ())]
            yield f"{module}.__all__", f"lacks {lost}" if lost else None
        for kind in ("names", "constants"):
            for name, value in theirs.get(kind, {}).items():
                yield equal(f"{module}.{name}", value, ours[kind].get(name))
        for name in theirs.get("present", ()):
            yield f"{module}.{name}", None if name in ours["present"] else "missing"
        for name, text in theirs.get("types", {}).items():
            yield annotated(f"{module}.{name}", text, ours["types"].get(name))
        for name, text in theirs.get("functions", {}).items():
            yield from function(f"{module}.{name}", text, ours["functions"].get(name))
        for name, told in theirs.get("classes", {}).items():
            yield from class_(f"{module}.{name}", told, ours["classes"].get(name))


def class_(name: str, theirs: Dict[str, Any], ours: Optional[Dict[str, Any]]) -> Iterator[Finding]:
    if ours is None:
        yield name, "missing"
        return
    yield equal(name, name, ours["home"])
    yield equal(f"{name}.__mro__", theirs["mro"], ours["mro"])
    for member, value in theirs.get("members", {}).items():
        yield equal(f"{name}.{member}", value, ours["members"].get(member))
    if "fields" in theirs:
        kept = [one for one in ours["fields"] if one in theirs["fields"]]
        yield equal(f"{name}, order of fields", list(theirs["fields"]), kept)
    for field, text in theirs.get("fields", {}).items():
        yield from field_(f"{name}.{field}", text, ours["fields"].get(field))
    for private in theirs.get("private", ()):
        yield f"{name}.{private}", None if private in ours["private"] else "missing"
    for attribute, text in theirs.get("annotations", {}).items():
        yield annotated(f"{name}.{attribute}: annotation", text, ours["annotations"].get(attribute))
    for kind in ("properties", "values"):
        for one, value in theirs.get(kind, {}).items():
            yield equal(f"{name}.{one}", value, ours[kind].get(one))
    for method, text in theirs.get("methods", {}).items():
        yield from function(f"{name}.{method}", text, ours["methods"].get(method))


def annotated(name: str, theirs: str, ours: Optional[str], exact: bool = False) -> Finding:
    """Something with a type; if `exact`, one that programs both read and write."""
    if ours is None:
        return name, "missing"
    same = accepts(ours, theirs) and (returns(ours, theirs) or not exact)
    return name, None if same else f"is {ours}, was {theirs}"


def field_(name: str, text: str, ours: Optional[Dict[str, Any]]) -> Iterator[Finding]:
    text, _, alias = text.partition(" @ ")
    type_, _, default = text.partition(" = ")
    if ours is None:
        yield name, "missing"
        return
    yield annotated(name, type_, ours["annotation"], exact=True)
    # pydantic copies a default that is a list or a dict for each record.
    found = {"factory:list": "[]", "factory:dict": "{}"}.get(ours.get("default", ""))
    is_same = found is not None and default == found
    yield equal(f"{name}: default", default, default if is_same else ours.get("default", ""))
    if alias:
        yield equal(f"{name}: alias", alias, ours.get("alias"))


def parse(text: str) -> Dict[str, Any]:
    """A signature of the facts, in the words of python_describe.py."""
    kind, _, rest = text.partition(" (")
    source = f"def f({rest}: ..."
    node = ast.parse(source).body[0]
    assert isinstance(node, ast.FunctionDef)
    written = node.args
    given: List[Tuple[ast.arg, str, Optional[ast.expr]]] = []
    late = [None] * (len(written.args) - len(written.defaults)) + list(written.defaults)
    given += [(arg, "POSITIONAL_OR_KEYWORD", value) for arg, value in zip(written.args, late)]
    if written.vararg:
        given.append((written.vararg, "VAR_POSITIONAL", None))
    given += [
        (arg, "KEYWORD_ONLY", value) for arg, value in zip(written.kwonlyargs, written.kw_defaults)
    ]
    if written.kwarg:
        given.append((written.kwarg, "VAR_KEYWORD", None))
    parameters = []
    for arg, sort, value in given:
        one: Dict[str, Any] = {"name": arg.arg, "kind": sort}
        if value is not None:
            one["default"] = ast.get_source_segment(source, value)
        if arg.annotation is not None:
            one["annotation"] = ast.get_source_segment(source, arg.annotation)
        parameters.append(one)
    told: Dict[str, Any] = {"kind": kind, "parameters": parameters}
    if node.returns is not None:
        told["returns"] = ast.get_source_segment(source, node.returns)
    return told


def function(name: str, text: str, ours: Optional[Dict[str, Any]]) -> Iterator[Finding]:
    if ours is None:
        yield name, "missing"
        return
    theirs = parse(text)
    yield equal(name, theirs["kind"], ours["kind"])
    if "returns" in theirs and "returns" in ours:
        right = returns(ours["returns"], theirs["returns"])
        told = f"is {ours['returns']}, was {theirs['returns']}"
        yield f"{name} -> ...", None if right else told
    taken = {one["name"]: one for one in ours["parameters"]}
    known = [one["name"] for one in theirs["parameters"]]
    for one in theirs["parameters"]:
        yield parameter(f"{name}({one['name']})", one, taken.get(one["name"]))
    orders = [
        [one["name"] for one in each if one["kind"] != "KEYWORD_ONLY" and one["name"] in known]
        for each in (theirs["parameters"], ours["parameters"])
    ]
    yield equal(f"{name}, order of parameters", *orders)
    for one in ours["parameters"]:
        new = one["name"] not in known
        if new and (one["kind"] != "KEYWORD_ONLY" or "default" not in one):
            yield f"{name}({one['name']})", "new, but not keyword-only with a default"


def parameter(name: str, theirs: Dict[str, Any], ours: Optional[Dict[str, Any]]) -> Finding:
    if ours is None:
        return name, "missing"
    if ours["kind"] != theirs["kind"]:
        return name, f"kind is {ours['kind']}, was {theirs['kind']}"
    if "default" in theirs and ours.get("default") != theirs["default"]:
        return name, f"default is {ours.get('default')}, was {theirs['default']}"
    if "annotation" in theirs:
        annotation = ours.get("annotation", "Any")
        if not accepts(annotation, theirs["annotation"]):
            return name, f"takes {annotation}, took {theirs['annotation']}"
    return name, None


def judge(
    findings: List[Finding], version: str, pending: Pending
) -> Tuple[Dict[str, Any], List[str]]:
    """The report, and what is untrue."""
    wanted = load_differences(version)
    rows = {row["id"]: row for row in load_rows()}
    wrong = []
    for name, row in wanted.items():
        if row not in rows:
            wrong.append(f"{name}: no row {row}")
        elif version not in versions(rows[row]):
            wrong.append(f"{name}: the row {row} is not about {version}")
    differing = {name: told for name, told in findings if told is not None}
    unexplained = {name: told for name, told in differing.items() if name not in wanted}
    awaited = [name for name in unexplained if pending.pattern(name) is not None]
    wrong += [f"{name}: {told}" for name, told in unexplained.items() if name not in awaited]
    wrong += [f"{name}: listed as different, but is not" for name in wanted.keys() - differing]
    wrong += [
        f"{each}: is as published, its entry in pending.toml has to go"
        for each in pending.unused(awaited)
    ]
    report = {
        "part": "python surface",
        "against": version,
        "checked": len(findings),
        "same": len(findings) - len(differing),
        "documented": len(differing.keys() & wanted.keys()),
        "pending": len(awaited),
        "failed": len(wrong),
        "unit": "names",
        "details": wrong,
    }
    return report, wrong


def main() -> None:
    parser = argparse.ArgumentParser(description="Python's public names, one by one")
    parser.add_argument("--python", required=True, help="the Python that has our package")
    parser.add_argument("--against", default=VERSIONS[0], choices=VERSIONS, help="(1.1.0)")
    parser.add_argument("--report", help="where to write the result as JSON")
    parser.add_argument(
        "--shrink", action="store_true", help="take what is as published out of pending.toml"
    )
    arguments = parser.parse_args()
    facts = load_facts(arguments.against)
    pending = Pending("names", arguments.against)
    findings = list(modules(facts, describe(arguments.python, facts)))
    report, wrong = judge(findings, arguments.against, pending)
    if arguments.shrink:
        pending.shrink([], [name for name, told in findings if told is not None])
    for line in wrong:
        print(line)
    print(
        f"{report['checked']} names of {arguments.against}: {report['same']} the same,"
        f" {report['documented']} documented differences, {report['pending']} pending,"
        f" {report['failed']} missing or changed"
    )
    if arguments.report:
        Path(arguments.report).write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
