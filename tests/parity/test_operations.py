"""Each operation exists in every language and has vectors.

`operations.json` is the list all are held to. Its names are core's and Python's; `node` is the
method in JavaScript; `core` names the core call of an operation that is not in core's own table.
Core is compared with the same list by `core/tests/vectors`. Python and Node are asked themselves:
the installed package `flymyai` and the built package at the root of the repository.
"""

from __future__ import annotations

import inspect
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any, Dict, Iterator, List, Tuple

import pytest

from flymyai import AgentClient, AsyncAgentClient

ROOT = Path(__file__).resolve().parents[2]
NAMESPACES = ("agents", "runs", "tools", "compilations")
OPERATIONS: List[Dict[str, str]] = json.loads(
    (ROOT / "tests/parity/operations.json").read_text("utf-8")
)
NAMES = [row["operation"] for row in OPERATIONS]

LIST_NODE_METHODS = """
const { AgentClient } = require(process.argv[1]);
const client = new AgentClient({ apiKey: "fly-parity" });
const names = [];
for (const space of process.argv.slice(2)) {
  for (let at = client[space]; at && at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const name of Object.getOwnPropertyNames(at)) {
      const isPublic = name !== "constructor" && !name.startsWith("_");
      if (isPublic && typeof client[space][name] === "function") {
        names.push(`${space}.${name}`);
      }
    }
  }
}
console.log(JSON.stringify(names));
"""


def vectors(file: str) -> List[Dict[str, Any]]:
    return json.loads((ROOT / "tests/vectors" / file).read_text("utf-8"))


def method(client: Any, operation: str) -> Any:
    namespace, name = operation.split(".")
    return getattr(getattr(client, namespace), name, None)


def public_methods(client: Any) -> Iterator[str]:
    for namespace in NAMESPACES:
        resource = getattr(client, namespace)
        for name in dir(type(resource)):
            if not name.startswith("_") and callable(getattr(resource, name)):
                yield f"{namespace}.{name}"


def parameters(function: Any) -> List[Tuple[str, Any, Any]]:
    return [(p.name, p.kind, p.default) for p in inspect.signature(function).parameters.values()]


@pytest.fixture(scope="module")
def sync_client() -> Any:
    return AgentClient(api_key="fly-parity")


@pytest.fixture(scope="module")
def async_client() -> Any:
    return AsyncAgentClient(api_key="fly-parity")


@pytest.fixture(scope="module")
def node_methods() -> List[str]:
    node = shutil.which("node")
    assert node, (
        "node is not on the PATH, so the JavaScript package cannot be asked for its methods"
    )
    command = [node, "-e", LIST_NODE_METHODS, str(ROOT), *NAMESPACES]
    asked = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert asked.returncode == 0, f"the built JavaScript package does not load:\n{asked.stderr}"
    return json.loads(asked.stdout)


def test_the_list_names_each_operation_once() -> None:
    assert len(set(NAMES)) == len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_python_has_it_sync_and_async_with_the_same_parameters(
    name: str, sync_client: Any, async_client: Any
) -> None:
    sync, asynchronous = method(sync_client, name), method(async_client, name)
    assert callable(sync), f"AgentClient has no {name}"
    assert callable(asynchronous), f"AsyncAgentClient has no {name}"
    assert not inspect.iscoroutinefunction(sync)
    # Events are iterated, everything else is awaited.
    assert inspect.iscoroutinefunction(asynchronous) is (name != "runs.stream_events")
    assert parameters(sync) == parameters(asynchronous)


@pytest.mark.parametrize("row", OPERATIONS, ids=NAMES)
def test_node_has_it(row: Dict[str, str], node_methods: List[str]) -> None:
    assert row["node"] in node_methods


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_python_has_no_others(kind: str, sync_client: Any, async_client: Any) -> None:
    client = sync_client if kind == "sync" else async_client
    assert sorted(public_methods(client)) == sorted(NAMES)


def test_node_has_no_others(node_methods: List[str]) -> None:
    assert sorted(set(node_methods)) == sorted(row["node"] for row in OPERATIONS)


@pytest.mark.parametrize("name", NAMES)
def test_it_has_vectors(name: str) -> None:
    asked = [vector for vector in vectors("requests.json") if vector["operation"] == name]
    accepted = [vector for vector in asked if "error" not in vector["expect"]]
    answered = [
        vector
        for file in ("replies.json", "polls.json")
        for vector in vectors(file)
        if vector["operation"] == name
    ]
    # What starts with a request and then waits makes more than one: its requests are in polls.json.
    assert accepted or any("requests" in vector["expect"] for vector in answered), (
        f"no request vector for {name}"
    )
    assert answered, f"no reply vector for {name}"


@pytest.mark.parametrize("file", ["requests.json", "replies.json", "polls.json"])
def test_vectors_name_known_operations_and_are_named_once(file: str) -> None:
    listed = vectors(file)
    assert {vector["operation"] for vector in listed} <= set(NAMES)
    names = [vector["name"] for vector in listed]
    assert len(set(names)) == len(names)
