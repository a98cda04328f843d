"""The clients have each operation of `tests/vectors/operations.json`, and vectors cover each.

The generator writes that list from `api/`. Core and Node compare themselves with it, too.
"""

from __future__ import annotations

import inspect
from typing import Any, Iterator

import pytest
from support.vectors import OPERATIONS, load

from flymyai import AgentClient, AsyncAgentClient, resources

NAMES = [row["operation"] for row in OPERATIONS]
# Methods without a request of their own.
VIEWS = ["runs.watch"]
FILES = ["requests", "responses", "polls"]


def public_methods(client: Any) -> Iterator[str]:
    for space in {name.partition(".")[0] for name in NAMES}:
        resource = getattr(client, space)
        for name in dir(type(resource)):
            if not name.startswith("_") and callable(getattr(resource, name)):
                yield f"{space}.{name}"


@pytest.mark.parametrize("client", [AgentClient, AsyncAgentClient])
def test_clients_have_exactly_the_listed_operations(client: Any) -> None:
    assert sorted(public_methods(client("fly-k"))) == sorted(NAMES + VIEWS)


def test_every_operation_has_the_same_arguments_sync_and_async() -> None:
    for name in (
        "AgentGroups",
        "Agents",
        "Compilations",
        "McpResourceSets",
        "McpServers",
        "McpShares",
        "McpTeams",
        "Runs",
        "Tools",
        "TriggersV1",
        "Versions",
    ):
        sync, asyn = getattr(resources, name), getattr(resources, f"Async{name}")
        methods = [each for each in vars(sync) if not each.startswith("_")]
        assert methods == [each for each in vars(asyn) if not each.startswith("_")]
        for method in methods:
            one, other = getattr(sync, method), getattr(asyn, method)
            mine, theirs = inspect.signature(one), inspect.signature(other)
            assert mine.parameters == theirs.parameters, method
            assert not inspect.iscoroutinefunction(one)
            if method != "stream_events" and not method.startswith("iter"):
                assert mine.return_annotation == theirs.return_annotation
                assert inspect.iscoroutinefunction(other)
            assert one.__doc__
            assert other.__doc__


@pytest.mark.parametrize("name", NAMES)
def test_an_operation_has_vectors(name: str) -> None:
    requests, responses, polls = (
        [vector for vector in load(file) if vector["operation"] == name] for file in FILES
    )
    accepted = [vector for vector in requests if "error" not in vector["expect"]]
    # An operation that starts with a request and then waits has its requests in polls.json.
    assert accepted or any("requests" in vector["expect"] for vector in polls)
    assert responses or polls


@pytest.mark.parametrize("file", FILES)
def test_vectors_name_known_operations_and_are_named_once(file: str) -> None:
    vectors = load(file)
    assert {vector["operation"] for vector in vectors} <= set(NAMES)
    names = [vector["name"] for vector in vectors]
    assert len(set(names)) == len(names)


def test_an_operation_is_listed_once() -> None:
    assert len(set(NAMES)) == len(NAMES)
