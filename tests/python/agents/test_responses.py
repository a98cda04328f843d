"""Unusual, broken and large responses."""

from __future__ import annotations

import base64
import json
from typing import Any, Callable, Dict

import pytest
from pydantic import BaseModel, ValidationError
from support.account import AGENT, COMPILATION, LOG, RUN, TOOL, Account

from flymyai import AgentClient, AsyncAgentClient, FlyMyAIAgentError, types
from flymyai.agents._responses import hides_input

UUID = "11111111-1111-4111-8111-111111111111"
OBJECTS: Dict[str, Callable[[Any], Any]] = {
    "agents.get": lambda client: client.agents.get("a"),
    "runs.get": lambda client: client.runs.get(7),
    "runs.create": lambda client: client.runs.create(agent_id="a"),
    "tools.get": lambda client: client.tools.get(2),
    "compilations.run": lambda client: client.compilations.run(5),
    "agents.suggest_schema": lambda client: client.agents.suggest_schema(user_prompt="p"),
}
LISTS: Dict[str, Callable[[Any], Any]] = {
    "agents.list": lambda client: client.agents.list(),
    "runs.list": lambda client: client.runs.list(),
    "tools.list": lambda client: client.tools.list(),
    "tools.available": lambda client: client.tools.available(),
    "compilations.list": lambda client: client.compilations.list(),
}
VOID: Dict[str, Callable[[Any], Any]] = {
    "agents.delete": lambda client: client.agents.delete("a"),
    "runs.cancel": lambda client: client.runs.cancel(7),
    "tools.delete": lambda client: client.tools.delete(2),
}


@pytest.fixture(params=["sync", "async"])
def call(
    request: pytest.FixtureRequest, client: AgentClient, aclient: AsyncAgentClient
) -> Callable[..., Any]:
    async def sync(operation: Callable[[Any], Any]) -> Any:
        return operation(client)

    async def asynchronous(operation: Callable[[Any], Any]) -> Any:
        return await operation(aclient)

    return sync if request.param == "sync" else asynchronous


@pytest.mark.parametrize("text", ["", "<html>", "{", '{"id": 1', "nul", "{'a': 1}", "\ufeff"])
@pytest.mark.parametrize("name", [*OBJECTS, *LISTS])
async def test_rejects_invalid_json(account: Account, call: Any, name: str, text: str) -> None:
    account.respond(text=text, status=201)
    with pytest.raises(json.JSONDecodeError) as caught:
        await call({**OBJECTS, **LISTS}[name])
    error = caught.value
    assert isinstance(error, FlyMyAIAgentError)
    assert error.status_code == 201
    assert error.response_body == text.lstrip("\ufeff")


async def test_rejects_invalid_text(account: Account, call: Any) -> None:
    account.respond(base64=base64.b64encode(b'{"id": "\xff"}').decode())
    with pytest.raises(UnicodeDecodeError) as caught:
        await call(OBJECTS["runs.get"])
    assert isinstance(caught.value, FlyMyAIAgentError)


@pytest.mark.parametrize("text", ["null", "[]", '"text"', "5", "true", "[{}]"])
@pytest.mark.parametrize("name", OBJECTS)
async def test_rejects_json_that_is_not_an_object(
    account: Account, call: Any, name: str, text: str
) -> None:
    account.respond(text=text)
    with pytest.raises(TypeError, match="needs a JSON object") as caught:
        await call(OBJECTS[name])
    error = caught.value
    assert isinstance(error, FlyMyAIAgentError)
    assert (error.status_code, error.response_body) == (200, json.loads(text))
    assert error.__context__ is None


@pytest.mark.parametrize("text", ["null", '{"rows": []}', '"text"', "5"])
@pytest.mark.parametrize("name", LISTS)
async def test_rejects_json_that_is_not_a_list(
    account: Account, call: Any, name: str, text: str
) -> None:
    account.respond(text=text)
    expected = "needs a JSON array|malformed list response|envelope is missing"
    with pytest.raises(TypeError, match=expected) as caught:
        await call(LISTS[name])
    assert isinstance(caught.value, FlyMyAIAgentError)
    assert caught.value.response_body == json.loads(text)


@pytest.mark.parametrize("name", [*OBJECTS, *LISTS])
async def test_no_content_where_some_is_needed(account: Account, call: Any, name: str) -> None:
    account.respond(text="", status=204)
    expected = "the service sent nothing|malformed list response"
    with pytest.raises(TypeError, match=expected) as caught:
        await call({**OBJECTS, **LISTS}[name])
    assert isinstance(caught.value, FlyMyAIAgentError)
    assert caught.value.status_code == 204


@pytest.mark.parametrize("text", ["[]", "{}"])
@pytest.mark.parametrize("name", LISTS)
async def test_empty_lists(account: Account, call: Any, name: str, text: str) -> None:
    account.respond(text=text)
    assert await call(LISTS[name]) == []


@pytest.mark.parametrize(
    "response", [{"status": 204}, {"status": 200}, {"text": "<html>"}, {"json": {"id": 1}}]
)
@pytest.mark.parametrize("name", VOID)
async def test_calls_without_a_result_ignore_the_body(
    account: Account, call: Any, name: str, response: Dict[str, Any]
) -> None:
    account.respond(**{"text": "", **response} if "json" not in response else response)
    assert await call(VOID[name]) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [("null", None), ("[1, 2.0]", [1, 2.0]), ('"\\ud800"', "\ud800"), ("1e999", float("inf"))],
)
async def test_a_tool_may_answer_anything(
    account: Account, call: Any, text: str, value: Any
) -> None:
    account.respond(text=text)
    answer = await call(lambda client: client.tools.call(2, action="a"))
    assert (answer, repr(answer)) == (value, repr(value))
    account.respond(text="", status=204)
    assert await call(lambda client: client.tools.call(2, action="a")) is None


async def test_ill_typed_fields_are_validation_errors(account: Account, call: Any) -> None:
    account.respond({**RUN, "user_agent_task": "x"})
    with pytest.raises(ValidationError) as caught:
        await call(OBJECTS["runs.get"])
    assert caught.value.title == "RunDetail"
    assert caught.value.__context__ is None
    account.respond([RUN, {**RUN, "original_prompt": 5}])
    with pytest.raises(ValidationError) as caught:
        await call(LISTS["runs.list"])
    assert caught.value.errors()[0]["loc"] == (1, "original_prompt")


def nested(depth: int) -> str:
    return "[" * depth + "]" * depth


DIALECT = {
    "NaN": '{"a": NaN, "b": -Infinity}',
    "surrogate": '{"a": "\\ud800"}',
    "big": '{"a": 123456789012345678901234567890}',
    "float": '{"a": 1.0, "b": 1e22, "c": -0.0}',
    "order": '{"z": 1, "a": 2, "z": 3}',
    "deep": '{"a": ' + nested(300) + "}",
}


@pytest.mark.parametrize("name", DIALECT)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32-le"])
async def test_json_as_python_reads_it(
    account: Account, call: Any, name: str, encoding: str
) -> None:
    text = json.dumps(RUN)[:-1] + ', "variables": ' + DIALECT[name] + "}"
    account.respond(base64=base64.b64encode(text.encode(encoding)).decode())
    run = await call(OBJECTS["runs.get"])
    assert repr(run.variables) == repr(json.loads(DIALECT[name]))
    account.respond(base64=base64.b64encode(f"[{text}]".encode(encoding)).decode())
    assert repr((await call(LISTS["runs.list"]))[0].variables) == repr(run.variables)


@pytest.mark.parametrize("name", DIALECT)
async def test_waits_read_it_as_well(account: Account, call: Any, name: str) -> None:
    done = json.dumps({**RUN, "status": "completed", "logs": [LOG]})
    account.respond(RUN)
    account.respond(text=done[:-1] + ', "variables": ' + DIALECT[name] + "}")
    run = await call(lambda client: client.runs.wait(7, poll_interval=0))
    assert run.is_terminal
    assert repr(run.variables) == repr(json.loads(DIALECT[name]))


def test_nesting_beyond_the_limit_of_python(account: Account, client: AgentClient) -> None:
    account.respond(text=json.dumps(RUN)[:-1] + ', "variables": {"a": ' + nested(200_000) + "}}")
    with pytest.raises(RecursionError):
        client.runs.get(7)
    account.respond(RUN)
    assert client.runs.get(7).id == 7


async def test_a_response_of_a_hundred_megabytes(account: Account, call: Any) -> None:
    # Compressed on the wire: it is the reading that is tested here.
    import gzip

    message = "x" * 100_000_000
    body = json.dumps({**RUN, "error": message}).encode()
    account.respond(
        base64=base64.b64encode(gzip.compress(body, 1)).decode(),
        headers={"content-encoding": "gzip", "content-type": "application/json"},
    )
    run = await call(OBJECTS["runs.get"])
    assert run.error == message


async def test_events_of_types_yet_unknown(
    account: Account, client: AgentClient, aclient: AsyncAgentClient
) -> None:
    logs = [{**LOG, "type": "brewed_tea"}, {**LOG, "id": 2, "data": None}]
    account.respond({**RUN, "status": "completed", "logs": logs}, times=2)
    events = list(client.runs.stream_events(7))
    assert [event.type for event in events] == ["brewed_tea", "tool_called"]
    assert events[1].data is None
    assert [event async for event in aclient.runs.stream_events(7)] == events


async def test_an_invalid_event_raises(
    account: Account, client: AgentClient, aclient: AsyncAgentClient
) -> None:
    account.respond({**RUN, "logs": [LOG, {**LOG, "id": 2, "type": 5}]}, times=2)
    seen = []
    with pytest.raises(ValidationError):
        for event in client.runs.stream_events(7):
            seen.append(event.id)
    with pytest.raises(ValidationError):
        async for event in aclient.runs.stream_events(7):
            seen.append(event.id)
    assert seen == [1, 1]


async def test_the_other_resources(account: Account, call: Any) -> None:
    for name, data in (
        ("agents.get", AGENT),
        ("tools.get", TOOL),
        ("compilations.run", COMPILATION),
    ):
        account.respond(data)
        record = await call(OBJECTS[name])
        assert type(record)(**data) == record


HIDDEN: Dict[str, Callable[[Any], Any]] = {
    "triggers_v1.list": lambda client: client.triggers_v1.list(agent_id=UUID),
    "triggers_v1.events": lambda client: client.triggers_v1.events(UUID),
    "mcp_servers.list": lambda client: client.mcp_servers.list(),
    "artifacts.types": lambda client: client.artifacts.types(),
}


@pytest.mark.parametrize("name", HIDDEN)
async def test_errors_of_lists_hide_the_input(account: Account, call: Any, name: str) -> None:
    row = {"token": "hidden-text"}
    account.respond({"types": [row]} if name == "artifacts.types" else [row])
    with pytest.raises(ValidationError) as caught:
        await call(HIDDEN[name])
    assert "hidden-text" not in str(caught.value)
    assert "hidden-text" not in repr(caught.value)


def test_errors_of_iterations_hide_the_input(account: Account, client: AgentClient) -> None:
    account.respond({"items": [{"token": "hidden-text"}], "next_cursor": None})
    with pytest.raises(ValidationError) as caught:
        list(client.teams.iter())
    assert "hidden-text" not in str(caught.value)


def test_no_record_shows_what_a_part_of_it_hides() -> None:
    for name in types.__all__:
        kind = getattr(types, name)
        if isinstance(kind, type) and issubclass(kind, BaseModel) and hides_input(kind):
            assert kind.model_config.get("hide_input_in_errors"), name
