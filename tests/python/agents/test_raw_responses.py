"""`with_raw_response`: the status and the headers of a response beside the result."""

from __future__ import annotations

import gc
import inspect
from typing import Any, Dict, List

import pytest
from support.account import RUN, Account
from support.vectors import OPERATIONS, arguments, load, step

from flymyai import AgentClient, AsyncAgentClient, FlyMyAIAgentError
from flymyai.agents import RawResponse
from flymyai.types import RunDetail

HEADERS = {"x-request-id": "request-7", "x-test": "value", "set-cookie": "secret=1"}


async def _both(account: Account, sync: Any, asynchronous: Any, *responses: Any) -> List[Any]:
    found = []
    for call in (sync, asynchronous):
        for response in responses:
            account.respond(response, headers=HEADERS)
        result = call()
        found.append(await result if inspect.isawaitable(result) else result)
    return found


async def test_a_response_has_status_headers_id_and_value(
    account: Account, client: AgentClient, aclient: AsyncAgentClient
) -> None:
    for response in await _both(
        account,
        lambda: client.with_raw_response.runs.get(7),
        lambda: aclient.with_raw_response.runs.get(7),
        RUN,
    ):
        assert type(response) is RawResponse
        assert response.status == 200
        assert response.headers["X-Test"] == response.headers["x-test"] == "value"
        assert response.request_id == "request-7"
        assert type(response.value) is RunDetail
        assert response.value.id == 7
        assert repr(response) == "RawResponse(status=200, request_id='request-7')"


async def test_the_response_of_a_wait_is_the_last_one(
    account: Account, client: AgentClient, aclient: AsyncAgentClient
) -> None:
    responses: List[Any] = []
    for start in (
        lambda: client.with_raw_response.runs.wait(7, poll_interval=0.01),
        lambda: client.with_raw_response.agents.run_and_wait("a", poll_interval=0.01),
        lambda: client.with_raw_response.agents.run_and_wait(
            "a", poll_interval=0.01, on_event=lambda event: None
        ),
        lambda: aclient.with_raw_response.runs.wait(7, poll_interval=0.01),
        lambda: aclient.with_raw_response.runs.create_and_wait(
            agent_id="a", poll_interval=0.01, on_event=lambda event: None
        ),
    ):
        account.respond({**RUN, "status": "running"}, status=201, headers={"x-test": "first"})
        account.respond({**RUN, "status": "completed"}, headers={"x-test": "last"})
        found: Any = start()
        responses.append(await found if inspect.isawaitable(found) else found)
    assert [each.headers["x-test"] for each in responses] == ["last"] * 5
    assert [each.status for each in responses] == [200] * 5
    assert [each.value.status for each in responses] == ["completed"] * 5


async def test_a_watched_run_has_the_last_response(
    account: Account, client: AgentClient, aclient: AsyncAgentClient
) -> None:
    done = {**RUN, "status": "completed"}
    for response in await _both(
        account,
        lambda: client.with_raw_response.runs.watch(7, poll_interval=0.01),
        lambda: aclient.with_raw_response.runs.watch(7, poll_interval=0.01),
        {**RUN, "status": "running"},
        done,
    ):
        assert response.request_id == "request-7"
        assert response.value.status == "completed"


async def test_the_record_of_a_response_knows_the_client(
    account: Account, client: AgentClient, aclient: AsyncAgentClient
) -> None:
    done = {**RUN, "status": "completed"}
    account.respond(done, times=4)
    record = client.with_raw_response.runs.get(7).value
    gc.collect()
    assert record.watch().id == 7
    other = (await aclient.with_raw_response.runs.get(7)).value
    gc.collect()
    assert (await other.watch()).id == 7


async def test_a_list_of_pages_has_the_last_response(account: Account, client: AgentClient) -> None:
    account.respond(
        {"results": [RUN], "next": f"{account.url}/?page=2"}, headers={"x-test": "first"}
    )
    account.respond({"results": [RUN], "next": None}, headers={"x-test": "last"})
    response = client.with_raw_response.runs.list()
    assert (len(response.value), response.headers["x-test"]) == (2, "last")


def test_repeated_headers_are_kept(account: Account, client: AgentClient) -> None:
    account.respond(RUN, headers={"x-test": ["a", "b"]})
    response = client.with_raw_response.runs.get(7)
    assert response.headers.get_list("x-test") == ["a", "b"]


def test_a_method_without_a_result_has_a_response(account: Account, client: AgentClient) -> None:
    account.respond({}, status=202, headers=HEADERS)
    response = client.with_raw_response.runs.cancel(7)
    assert (response.status, response.request_id, response.value) == (202, "request-7", None)


async def test_methods_that_call_others_have_a_response(
    account: Account, client: AgentClient, aclient: AsyncAgentClient
) -> None:
    for response in await _both(
        account,
        lambda: client.with_raw_response.runs.create(agent_id="a"),
        lambda: aclient.with_raw_response.runs.create(agent_id="a"),
        RUN,
    ):
        assert (response.value.id, response.request_id) == (7, "request-7")


async def test_errors_are_raised_as_without_it(
    account: Account, client: AgentClient, aclient: AsyncAgentClient
) -> None:
    account.respond({"detail": "no"}, status=404)
    with pytest.raises(FlyMyAIAgentError, match="404"):
        client.with_raw_response.runs.get(7)
    account.respond({"detail": "no"}, status=404)
    with pytest.raises(FlyMyAIAgentError, match="404"):
        await aclient.with_raw_response.runs.get(7)
    with pytest.raises(ValueError, match="run_id"):
        client.with_raw_response.runs.get("")


def test_methods_that_return_iterators_are_refused_at_once(
    account: Account, client: AgentClient, aclient: AsyncAgentClient
) -> None:
    for each in (client, aclient):
        raw: Any = each.with_raw_response
        for resource in dir(raw):
            for name in dir(getattr(raw, resource)):
                method = getattr(getattr(each, resource), name)
                is_iterator = inspect.isgeneratorfunction(method) or inspect.isasyncgenfunction(
                    method
                )
                if is_iterator:
                    with pytest.raises(TypeError, match=f"{resource}.{name} has no single"):
                        getattr(getattr(raw, resource), name)()
                annotation = str(inspect.signature(method).return_annotation)
                assert is_iterator == annotation.startswith(
                    ("Iterator", "Generator", "AsyncIterator", "AsyncGenerator")
                ), (resource, name)
    assert account.requests() == []


def _successes() -> Dict[str, Dict[str, Any]]:
    """A vector of each operation whose call succeeds."""
    found: Dict[str, Dict[str, Any]] = {}
    for entry in [*load("responses"), *load("requests"), *load("polls")]:
        has_response = "reply" in entry or "script" in entry
        is_success = has_response and "error" not in entry["expect"]
        if is_success and "python" in entry.get("languages", ["python"]):
            found.setdefault(entry["operation"], entry)
    return found


SUCCESSES = _successes()
ITERATORS = {
    name
    for name in (row["operation"] for row in OPERATIONS)
    if name.partition(".")[2].startswith(("iter", "stream_events"))
}


@pytest.mark.parametrize("operation", [row["operation"] for row in OPERATIONS])
async def test_each_operation_has_a_response_unless_it_is_an_iterator(
    account: Account, client: AgentClient, aclient: AsyncAgentClient, operation: str
) -> None:
    resource, _, name = operation.partition(".")
    if operation in ITERATORS:
        for each in (client, aclient):
            with pytest.raises(TypeError, match=f"{operation} has no single response"):
                getattr(getattr(each.with_raw_response, resource), name)()
        assert account.requests() == []
        return
    entry = SUCCESSES[operation]
    positional, keywords = arguments(entry)
    for each in (client, aclient):
        for each_response in entry.get("script", [entry.get("reply")]):
            headers = {**each_response.get("headers", {}), **HEADERS}
            account.script(step({**each_response, "headers": headers}))
        call: Any = getattr(getattr(each.with_raw_response, resource), name)
        found = call(*positional, **keywords)
        response = await found if inspect.isawaitable(found) else found
        assert type(response) is RawResponse
        assert (response.status // 100, response.request_id) == (2, "request-7")
        model = entry["expect"].get("model")
        if isinstance(model, dict) and "id" in model:
            value = response.value
            assert str(value["id"] if isinstance(value, dict) else value.id) == str(model["id"])


def test_unknown_names_are_attribute_errors(client: AgentClient) -> None:
    raw: Any = client.with_raw_response
    for look_up in (lambda: raw.run, lambda: raw.runs.gett, lambda: raw.runs._c):
        with pytest.raises(AttributeError):
            look_up()


def test_a_replaced_method_is_refused_before_it_has_an_effect(
    account: Account, client: AgentClient
) -> None:
    raw: Any = client.with_raw_response
    calls: List[Any] = []
    for replaced, called in [
        ("runs.get", "runs.get"),
        ("runs.get", "runs.wait"),
        ("agents.run", "runs.create"),
        ("agents.run", "agents.run_and_wait"),
    ]:
        resource: Any = getattr(client, replaced.partition(".")[0])
        name = replaced.partition(".")[2]
        setattr(resource, name, lambda *args, **kwargs: calls.append(args))
        with pytest.raises(TypeError, match="was replaced"):
            target, _, method = called.partition(".")
            arguments: Any = {"agent_id": "a"} if called == "runs.create" else {}
            getattr(getattr(raw, target), method)(*([] if arguments else [7]), **arguments)
        delattr(resource, name)
    assert calls == []
    assert account.requests() == []


def test_it_keeps_the_options_of_a_derived_client(account: Account, client: AgentClient) -> None:
    account.respond(RUN, headers=HEADERS)
    response = client.with_options(headers={"X-A": "1"}).with_raw_response.runs.get(7)
    assert response.request_id == "request-7"
    assert account.last()["headers"]["x-a"] == "1"


def test_other_calls_of_the_client_are_the_same(account: Account, client: AgentClient) -> None:
    account.respond(RUN)
    account.respond(RUN)
    client.with_raw_response.runs.get(7)
    assert type(client.runs.get(7)) is RunDetail
