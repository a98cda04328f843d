"""`with_options`: other timeouts, retries and headers over the connections of the same client."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any, List

import httpx
import pytest
from support.account import RUN, Account

from flymyai import AgentClient, AsyncAgentClient

SECRET = "secret-of-a-header"
VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "headers.json").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_headers_are_sent_or_refused_at_once(
    account: Account, client: AgentClient, aclient: AsyncAgentClient, vector: Any
) -> None:
    headers = [(name, value) for name, value in vector["headers"]]
    if "sent" in vector:
        account.respond(RUN)
        client.with_options(headers=headers).runs.get(7)
        sent = account.last()["headers"]
        assert {name: sent[name] for name in vector["sent"]} == vector["sent"]
        return
    for each in (client, aclient):
        with pytest.raises(ValueError, match="headers") as caught:
            each.with_options(headers=headers)
        assert str(caught.value).startswith(vector["error"])
        assert "secret" not in f"{caught.value!r} {caught.value.__dict__}"
    assert account.requests() == []


@pytest.mark.parametrize(
    "headers", [{"X-A": 1}, {"X-A": SECRET.encode()}, [SECRET], SECRET, [("X-A",)], 7]
)
def test_refuses_other_types_without_showing_their_values(
    client: AgentClient, headers: Any
) -> None:
    with pytest.raises(TypeError, match="headers") as caught:
        client.with_options(headers=headers)
    assert SECRET not in f"{caught.value!r} {caught.value.__dict__}"


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"timeout": -1}, ValueError),
        ({"timeout": "1"}, TypeError),
        ({"max_retries": "1"}, TypeError),
        ({"retries": 1}, TypeError),
    ],
)
def test_refuses_invalid_options_at_once(client: AgentClient, options: Any, error: Any) -> None:
    with pytest.raises(error, match=next(iter(options))):
        client.with_options(**options)


async def test_each_request_of_a_call_has_the_headers(
    account: Account, client: AgentClient, aclient: AsyncAgentClient
) -> None:
    headers = [("X-Team", "a"), ("X-Team", "b"), ("Authorization", SECRET)]
    tagged, atagged = client.with_options(headers=headers), aclient.with_options(headers=headers)
    calls = [
        lambda: tagged.runs.wait(7, poll_interval=0.01),
        lambda: list(tagged.runs.stream_events(7, poll_interval=0.01)),
        lambda: list(tagged.runs.iter()),
        lambda: tagged.agents.run_and_wait("a", poll_interval=0.01),
        lambda: atagged.runs.wait(7, poll_interval=0.01),
    ]
    for call in calls:
        before = len(account.requests())
        if call is calls[2]:
            account.respond({"results": [RUN], "next": f"{account.url}/?page=2"})
            account.respond({"results": [RUN], "next": None})
        else:
            account.respond({**RUN, "status": "running"})
            account.respond({**RUN, "status": "completed"})
        found: Any = call()
        if hasattr(found, "__await__"):
            await found
        sent = account.requests()[before:]
        assert len(sent) == 2
        for request in sent:
            assert request["headers"]["authorization"] == SECRET
            assert "b" in request["headers"]["x-team"]
            assert request["headers"]["x-api-key"] == account.key
    account.respond(RUN)
    client.runs.get(7)
    assert "authorization" not in account.last()["headers"]


def test_a_nested_client_differs_in_the_given_options_alone(
    account: Account, client: AgentClient
) -> None:
    outer = client.with_options(max_retries=1, headers={"X-A": "outer", "X-B": "outer"})
    inner = outer.with_options(timeout=None, headers={"x-a": "inner"})
    for _ in range(3):
        account.respond({}, status=503, headers={"retry-after": "0"})
    with pytest.raises(Exception, match="503"):
        inner.runs.get(7)
    first, second = account.requests()
    for request in (first, second):
        assert request["headers"]["x-a"] == "inner"
        assert request["headers"]["x-b"] == "outer"


def test_a_timeout_and_the_number_of_retries_apply(account: Account) -> None:
    account.hold("gate")
    client = AgentClient(account.key, base_url=account.url, timeout=20)
    impatient = client.with_options(timeout=0.05, max_retries=0)
    with pytest.raises(httpx.ReadTimeout) as caught:
        impatient.runs.get(7)
    assert 0.05 <= caught.value.elapsed < 10  # type: ignore[attr-defined]
    assert len(account.requests()) == 1


def test_it_shares_the_connection_of_its_client(account: Account, client: AgentClient) -> None:
    for _ in range(4):
        account.respond(RUN)
    client.runs.get(7)
    before = account.stats()
    derived = client.with_options(timeout=30, headers={"X-A": "1"})
    derived.runs.get(7)
    derived.with_options(max_retries=0).runs.get(7)
    assert account.stats()["connections_total"] == before["connections_total"]


async def test_closing_one_closes_the_other(account: Account) -> None:
    for closes_derived in (False, True):
        client = AgentClient(account.key, base_url=account.url)
        derived = client.with_options(timeout=5)
        (derived if closes_derived else client).close()
        for each in (client, derived):
            with pytest.raises(RuntimeError, match="closed"):
                each.runs.get(7)
        aclient = AsyncAgentClient(account.key, base_url=account.url)
        aderived = aclient.with_options(timeout=5)
        await (aderived if closes_derived else aclient).close()
        for one in (aclient, aderived):
            with pytest.raises(RuntimeError, match="closed"):
                await one.runs.get(7)


class Subclass(AgentClient):
    """A client of a program, with an attribute and a method of its own."""

    def __init__(self, *args: Any, tenant: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.tenant = tenant

    def first(self) -> Any:
        return self.runs.get(7), self.tenant


def test_subclasses_and_replaced_methods_are_kept(account: Account) -> None:
    with Subclass(account.key, base_url=account.url, tenant="t") as client:
        account.respond(RUN)
        derived = client.with_options(headers={"X-A": "1"})
        run, tenant = derived.first()
        assert (type(derived), run.id, tenant) == (Subclass, 7, "t")
        assert account.last()["headers"]["x-a"] == "1"
        client.runs.get = lambda run_id: f"replaced {run_id}"  # type: ignore[method-assign, assignment, return-value]
        assert client.with_options(timeout=3).runs.get(7) == "replaced 7"
        assert derived.runs.get is not client.runs.get


def test_a_client_of_httpx_gets_headers_and_timeouts(account: Account) -> None:
    seen: List[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json=RUN)

    with httpx.Client(transport=httpx.MockTransport(respond)) as http:
        client = AgentClient(account.key, base_url=account.url, http_client=http)
        client.with_options(timeout=3, headers={"X-A": "1"}).runs.get(7)
        client.runs.get(7)
    assert [request.headers.get("x-a") for request in seen] == ["1", None]
    assert seen[0].extensions["timeout"]["read"] == 3


async def test_repeated_headers_are_kept_by_all_clients_of_httpx() -> None:
    seen: List[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, json={"items": []} if "teams" in request.url.path else RUN)

    transport = httpx.MockTransport(respond)
    headers = [("X-Team", "a"), ("X-A", "1"), ("X-Team", "b")]
    with httpx.Client(transport=transport, base_url="http://test") as http:
        given = AgentClient("fly-k", http_client=http)
        replaced: Any = AgentClient("fly-k")
        replaced._http = http
        for client in (given, replaced):
            tagged = client.with_options(headers=headers)
            tagged.runs.get(7)
            tagged.teams.list()
        path = "/api/v1/agents/executions/7/"
        given._request("GET", path, headers=[("X-Team", "a"), ("X-Team", "b")])
    async with httpx.AsyncClient(transport=transport, base_url="http://test") as ahttp:
        areplaced: Any = AsyncAgentClient("fly-k")
        areplaced._http = ahttp
        await areplaced.with_options(headers=headers).runs.get(7)
    assert [request.headers.get_list("x-team") for request in seen] == [["a", "b"]] * 6


def test_an_overridden_request_method_gets_headers_and_timeouts() -> None:
    calls: List[Any] = []

    class Recorded(AgentClient):
        def _request(self, method: str, path: str, **options: Any) -> Any:
            calls.append((method, path, options))
            return RUN

    client = Recorded("fly-k")
    client.runs.get(7)
    client.with_options(timeout=3, headers={"X-A": "1"}).runs.get(7)
    path = "/api/v1/agents/executions/7/"
    assert calls == [
        ("GET", path, {}),
        ("GET", path, {"timeout": 3.0, "headers": {"X-A": "1"}}),
    ]


def test_reprs_and_logs_have_no_header(
    account: Account, client: AgentClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    derived = client.with_options(headers={"X-A": SECRET})
    account.respond({}, status=404)
    with pytest.raises(Exception, match="404") as caught:
        derived.runs.get(7)
    assert caplog.records
    assert SECRET not in f"{derived!r} {caplog.text} {caught.value!r} {caught.value.__dict__}"


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_options_apply_in_a_forked_child(account: Account, client: AgentClient) -> None:
    account.respond(RUN)
    account.respond(RUN)
    derived = client.with_options(headers={"X-A": "1"})
    derived.runs.get(7)
    child = os.fork()
    if child == 0:
        try:
            os._exit(0 if derived.runs.get(7).id == 7 else 1)
        finally:
            os._exit(2)
    assert os.waitpid(child, 0)[1] == 0
    assert [request["headers"]["x-a"] for request in account.requests()] == ["1", "1"]


class Slotted(AgentClient):
    """A client of a program with slots, one of them private and one without a value."""

    __slots__ = ("__secret", "region", "unset")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.region = "eu"
        self.__secret = "s"

    def secret(self) -> str:
        return self.__secret


def test_attributes_in_slots_are_kept(account: Account) -> None:
    client = Slotted(account.key, base_url=account.url)
    derived = client.with_options(timeout=5)
    assert (derived.region, derived.secret()) == ("eu", "s")
    assert not hasattr(derived, "unset")
    account.respond(RUN)
    assert derived.with_raw_response.runs.get(7).value.id == 7
