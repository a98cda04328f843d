"""`with_options` of inference clients."""

from __future__ import annotations

from typing import Any, List

import httpx
import pytest
from support.account import Account

import flymyai
from flymyai import FlyMyAI
from flymyai.core.authorizations import APIKeyClientInfo

MODEL = "flymyai/bert"
PREDICTION = {"text": 'data: {"status": 200, "output_data": {"a": ["b"]}}\n\n'}


@pytest.fixture
def dsn(account: Account, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("FLYMYAI_DSN", account.url)
    return account.url


async def test_requests_have_the_headers(account: Account, dsn: str) -> None:
    client = flymyai.client(account.key, model=MODEL)
    aclient = flymyai.async_client(account.key, model=MODEL)
    headers = {"X-Team": "research"}
    tagged, atagged = client.with_options(headers=headers), aclient.with_options(headers=headers)
    assert tagged.predict({"text": "Hello"}).status == 200
    assert (await atagged.predict({"text": "Hello"})).status == 200
    assert list(tagged.stream({"text": "Hello"}))
    assert [part async for part in atagged.stream({"text": "Hello"})]
    requests = account.requests()
    assert [each["headers"].get("x-team") for each in requests] == ["research"] * len(requests)
    assert len(requests) >= 4
    client.predict({"text": "Hello"})
    assert "x-team" not in account.last()["headers"]


def test_options_nest_and_are_checked_at_once(account: Account, dsn: str) -> None:
    client = flymyai.client(account.key, model=MODEL)
    inner = client.with_options(headers={"X-A": "1", "X-B": "1"}).with_options(
        headers={"x-a": "2"}, max_retries=7
    )
    inner.predict({"text": "Hello"})
    sent = account.last()["headers"]
    assert (sent["x-a"], sent["x-b"], inner.max_retries) == ("2", "1", 7)
    with pytest.raises(ValueError, match="api_key"):
        client.with_options(headers={"X-API-KEY": "other"})
    with pytest.raises(ValueError, match="timeout"):
        client.with_options(timeout=-1)
    with pytest.raises(TypeError, match="max_retries"):
        client.with_options(max_retries=[])


def test_a_timeout_applies(account: Account, dsn: str) -> None:
    account.hold("gate")
    client = flymyai.client(account.key, model=MODEL).with_options(timeout=0.05)
    with pytest.raises(httpx.ReadTimeout) as caught:
        client.predict({"text": "Hello"}, max_retries=1)
    # The client's own timeout is longer.
    assert 0.05 <= caught.value.elapsed < 30  # type: ignore[attr-defined]


async def test_closing_one_closes_the_other_and_a_call_opens_both(
    account: Account, dsn: str
) -> None:
    client = flymyai.client(account.key, model=MODEL)
    derived = client.with_options(timeout=5)
    derived.close()
    assert (client.is_closed(), derived.is_closed()) == (True, True)
    derived.predict({"text": "Hello"})
    assert (client.is_closed(), derived.is_closed()) == (False, False)
    # Also when the original has an httpx client, which is closed with it.
    http = client._client
    other = client.with_options(timeout=6)
    other.close()
    assert http.is_closed
    other.predict({"text": "Hello"})
    assert not other.is_closed()
    aclient = flymyai.async_client(account.key, model=MODEL)
    aderived = aclient.with_options(timeout=5)
    await aclient.close()
    assert aderived.is_closed()


async def test_each_client_sends_its_own_key(account: Account, dsn: str) -> None:
    client = flymyai.client(account.key, model=MODEL)
    derived = client.with_options(timeout=5)
    derived.client_info = APIKeyClientInfo(f"{account.key}-2").copy_for_model(MODEL)
    client.openapi_schema()
    assert account.last()["headers"]["x-api-key"] == account.key
    before = len(account.requests())
    derived.openapi_schema(max_retries=1)
    other = Account(account.url, f"{account.key}-2")
    assert len(account.requests()) == before
    assert other.last()["headers"]["x-api-key"] == other.key
    # A later change of the original one has no effect on the other.
    third = client.with_options(timeout=5)
    client.client_info = APIKeyClientInfo(f"{account.key}-3").copy_for_model(MODEL)
    third.openapi_schema()
    third.predict({"text": "Hello"})
    assert len(account.requests()) == before + 2


class Slotted(FlyMyAI):
    """A client of a program with a slot."""

    __slots__ = ("region",)


def test_attributes_in_slots_are_kept(account: Account, dsn: str) -> None:
    client = Slotted(account.key, model=MODEL)
    client.region = "eu"
    assert client.with_options(timeout=5).region == "eu"


def test_headers_are_not_sent_to_another_origin(account: Account, dsn: str) -> None:
    seen: List[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        if len(seen) == 1:
            return httpx.Response(307, headers={"location": "https://elsewhere.test/x"})
        return httpx.Response(200, text=PREDICTION["text"])

    with httpx.Client(transport=httpx.MockTransport(respond)) as http:
        client: Any = flymyai.client(account.key, model=MODEL, http_client=http)
        client.with_options(headers={"Authorization": "secret"}).predict({"text": "Hello"})
    assert [request.headers.get("authorization") for request in seen] == ["secret", None]
    assert [request.headers.get("x-api-key") for request in seen] == [account.key, None]


def test_repeated_headers_are_kept_by_a_replaced_client_of_httpx(
    account: Account, dsn: str
) -> None:
    seen: List[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, text=PREDICTION["text"])

    with httpx.Client(transport=httpx.MockTransport(respond), base_url=account.url) as http:
        client: Any = flymyai.client(account.key, model=MODEL)
        client._client = http
        tagged = client.with_options(headers=[("X-Team", "a"), ("X-Team", "b")])
        tagged.predict({"text": "Hello"})
        assert list(tagged.stream({"text": "Hello"}))
    assert [request.headers.get_list("x-team") for request in seen] == [["a", "b"]] * 2


def test_a_client_of_httpx_gets_headers_and_timeouts(account: Account, dsn: str) -> None:
    seen: List[httpx.Request] = []

    def respond(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, text=PREDICTION["text"])

    with httpx.Client(transport=httpx.MockTransport(respond)) as http:
        client: Any = flymyai.client(account.key, model=MODEL, http_client=http)
        client.with_options(timeout=3, headers={"X-A": "1"}).predict({"text": "Hello"})
        client.predict({"text": "Hello"})
    assert [request.headers.get("x-a") for request in seen] == ["1", None]
    assert seen[0].extensions["timeout"]["read"] == 3
