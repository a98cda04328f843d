"""The vectors that all languages share, through the public package, sync and async."""

from __future__ import annotations

import json
import sys
import time
import uuid
from typing import Any, Callable, Dict, List, Optional

import httpx
import pydantic
import pytest
from support.account import Account
from support.vectors import arguments, check_keys, load, step

from flymyai import (
    AgentClient,
    ArtifactStaleBaseVersionError,
    AsyncAgentClient,
    FlyMyAIAgentError,
    McpResourceSetStaleRevisionError,
    SuggestSchemaError,
    VariablesValidationError,
)
from flymyai.agents import McpServerOAuthError, McpTeamError

CLASSES: Dict[str, Any] = {
    "status": FlyMyAIAgentError,
    "variables": VariablesValidationError,
    "suggest_schema": SuggestSchemaError,
    "compilation_failed": FlyMyAIAgentError,
    "decode": FlyMyAIAgentError,
    "pages": RuntimeError,
    "stale_revision": McpResourceSetStaleRevisionError,
    "stale_base_version": ArtifactStaleBaseVersionError,
    "mcp_server_oauth": McpServerOAuthError,
    "mcp_team": McpTeamError,
    "wait_timeout": TimeoutError,
    "argument": ValueError,
    "protocol": httpx.RemoteProtocolError,
    "read": httpx.ReadError,
    "decoding": httpx.DecodingError,
}


def vectors(name: str) -> List[Any]:
    mine = [entry for entry in load(name) if "python" in entry.get("languages", ["python"])]
    if tuple(map(int, pydantic.VERSION.split(".")[:2])) < (2, 6):
        # Before 2.6 pydantic took no date for a time.
        mine = [entry for entry in mine if "date only" not in entry["name"]]
    assert mine
    return [pytest.param(entry, id=entry["name"]) for entry in mine]


class Outcome:
    """The outcome of a call, made in any way."""

    def __init__(self) -> None:
        self.value: Any = None
        self.events: List[Any] = []
        self.error: Optional[BaseException] = None
        self.elapsed = 0.0


def run_sync(account: Account, entry: Dict[str, Any], **options: Any) -> Outcome:
    outcome = Outcome()
    positional, keywords = arguments(entry)
    space, method = entry["operation"].split(".")
    with AgentClient(account.key, base_url=account.url, **options) as client:
        started = time.monotonic()
        try:
            for _ in range(entry.get("repeat", 1)):
                outcome.value = getattr(getattr(client, space), method)(*positional, **keywords)
                if method.startswith("iter"):
                    outcome.value = list(outcome.value)
                if method == "stream_events":
                    for event in outcome.value:
                        outcome.events.append(event)
        except Exception as error:
            outcome.error = error
        outcome.elapsed = time.monotonic() - started
    return outcome


async def run_async(account: Account, entry: Dict[str, Any], **options: Any) -> Outcome:
    outcome = Outcome()
    positional, keywords = arguments(entry)
    space, method = entry["operation"].split(".")
    async with AsyncAgentClient(account.key, base_url=account.url, **options) as client:
        started = time.monotonic()
        try:
            for _ in range(entry.get("repeat", 1)):
                started_call = getattr(getattr(client, space), method)(*positional, **keywords)
                if method == "stream_events":
                    async for event in started_call:
                        outcome.events.append(event)
                elif method.startswith("iter"):
                    outcome.value = [row async for row in started_call]
                else:
                    outcome.value = await started_call
        except Exception as error:
            outcome.error = error
        outcome.elapsed = time.monotonic() - started
    return outcome


@pytest.fixture(params=["sync", "async"])
def run(request: pytest.FixtureRequest) -> Callable[..., Any]:
    if request.param == "async":
        return run_async

    async def run(account: Account, entry: Dict[str, Any], **options: Any) -> Outcome:
        return run_sync(account, entry, **options)

    return run


def squeezed(text: str) -> str:
    return "".join(text.split())


FACTS = (
    "code",
    "hint",
    "attempts",
    "operation",
    "request_id",
    "run_id",
    "resource_id",
    "method",
    "path",
    "cursor",
    "last_status",
)


def check_error(error: Optional[BaseException], expected: Dict[str, Any]) -> None:
    kind = expected["kind"]
    assert error is not None, f"expected an error of kind {kind}"
    assert isinstance(error, CLASSES[kind]), repr(error)
    if kind in ("status", "compilation_failed"):
        assert type(error) is FlyMyAIAgentError
    if kind != "wait_timeout":
        assert error.__cause__ is None
    for name in FACTS:
        if name in expected:
            assert getattr(error, name) == expected[name], name
    if "argument" in expected and "message" not in expected:
        assert expected["argument"] in str(error)
    if "status" in expected and isinstance(error, FlyMyAIAgentError):
        assert error.status_code == expected["status"]
    message = expected.get("python_message", expected.get("message"))
    if kind == "wait_timeout" and sys.version_info < (3, 11):
        message = expected.get("message")
    if message is not None and not issubclass(CLASSES[kind], httpx.HTTPError):
        assert str(error) == message
    if isinstance(error, VariablesValidationError):
        messages = expected.get("python_messages", expected.get("messages", error.messages))
        assert error.messages == messages
        assert error.field_errors == expected.get("field_errors", error.field_errors)


def is_uuid(text: str) -> bool:
    return str(uuid.UUID(text)) == text and uuid.UUID(text).version == 4


def dumped(value: Any) -> Any:
    if isinstance(value, list) and all(hasattr(item, "model_dump") for item in value):
        return [dumped(item) for item in value]
    return value.model_dump(mode="json") if hasattr(value, "model_dump") else value


KNOWN = {"name": "n", "operation": "runs.get", "expect": {"polls": 1}}
UNKNOWN: Dict[str, Any] = {
    "entry": {"expct": {}},
    "expect": {"expect": {"model": 1}},
    "error": {"expect": {"error": {"mesage": ""}}},
    "request": {"expect": {"requests": [{"paht": ""}]}},
    "options": {"options": {"interval": 1}},
    "client": {"client": {"retries": 1}},
    "reply": {"script": [{"stauts": 200}]},
    "match": {"script": [{"match": {"paht": ""}}]},
}


@pytest.mark.parametrize("where", UNKNOWN)
def test_an_unknown_key_is_refused(where: str) -> None:
    check_keys("polls", KNOWN)
    with pytest.raises(ValueError, match=f": {where} has unknown"):
        check_keys("polls", {**KNOWN, **UNKNOWN[where]})


@pytest.mark.parametrize("entry", vectors("requests"))
async def test_request(account: Account, run: Callable[..., Any], entry: Dict[str, Any]) -> None:
    if "reply" in entry:
        account.script(step(entry["reply"], times=0))
    outcome = await run(account, entry, max_retries=0)
    expected = entry["expect"]
    if "error" in expected:
        check_error(outcome.error, expected["error"])
        assert account.requests() == []
        return
    assert outcome.error is None, outcome.error
    (request,) = account.requests()
    assert request["method"] == expected["method"]
    assert request["path"] == expected["path"]
    assert (request["query"] or "") == expected.get("query", "")
    headers = request["headers"]
    assert headers["x-api-key"] == account.key
    listed = expected.get("headers", {})
    assert headers["accept"] == listed.get("accept", "*/*")
    for name, value in listed.items():
        assert is_uuid(headers[name]) if value == "<uuid>" else headers[name] == value
    if "idempotency-key" not in listed:
        assert "idempotency-key" not in headers
    if expected["body"] is None:
        assert not request["body"]
        assert headers.get("content-type") == listed.get("content-type")
        assert headers.get("content-length") == ("0" if request["method"] == "POST" else None)
    else:
        assert headers["content-type"] == "application/json"
        assert json.loads(request["body"]) == expected["body"]
    if "ordered" in expected:
        assert squeezed(request["body"]) == squeezed(json.dumps(expected["body"]))


@pytest.mark.parametrize("entry", vectors("responses"))
async def test_response(account: Account, run: Callable[..., Any], entry: Dict[str, Any]) -> None:
    account.script(step(entry["reply"], times=0))
    outcome = await run(account, entry, max_retries=0)
    expected = entry["expect"]
    if "error" in expected:
        check_error(outcome.error, expected["error"])
        return
    assert outcome.error is None, outcome.error
    if "model" in expected:
        assert dumped(outcome.value) == expected["model"]
        if isinstance(expected["model"], dict) and hasattr(outcome.value, "model_dump"):
            assert list(dumped(outcome.value)) == list(expected["model"])
    for field in expected.get("ordered", []):
        assert json.dumps(getattr(outcome.value, field)) == json.dumps(expected["model"][field])
    for field, value in json.loads(expected.get("values", "{}")).items():
        assert json.dumps(getattr(outcome.value, field)) == json.dumps(value)


@pytest.mark.parametrize("entry", vectors("polls"))
async def test_polls(account: Account, run: Callable[..., Any], entry: Dict[str, Any]) -> None:
    account.script(*(step(response) for response in entry["script"]))
    outcome = await run(account, entry, **entry.get("client", {}))
    expected = entry["expect"]
    if "error" in expected:
        check_error(outcome.error, expected["error"])
    else:
        assert outcome.error is None, outcome.error
    requests = account.requests()
    if "polls" in expected:
        assert len([each for each in requests if each["method"] == "GET"]) == expected["polls"]
    if "requests" in expected:
        assert len(requests) == len(expected["requests"])
        for request, wanted in zip(requests, expected["requests"]):
            check_request(request, wanted)
    if "status" in expected:
        assert outcome.value.status == expected["status"]
    if "ids" in expected:
        assert [each.id for each in outcome.value] == expected["ids"]
    for key, field in (
        ("events", "id"),
        ("types", "type"),
        ("messages", "message"),
        ("data", "data"),
    ):
        if key in expected:
            assert [getattr(event, field) for event in outcome.events] == expected[key]
    assert outcome.elapsed >= expected.get("elapsed_min", 0)


def check_request(request: Dict[str, Any], wanted: Dict[str, Any]) -> None:
    assert request["method"] == wanted["method"]
    assert request["path"] == wanted["path"]
    if "query" in wanted:
        assert (request["query"] or "") == wanted["query"]
    for name, value in wanted.get("headers", {}).items():
        assert request["headers"].get(name) == value
    if "body" in wanted:
        body = json.loads(request["body"]) if request["body"] else None
        assert body == wanted["body"]
