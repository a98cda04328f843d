"""Failures as the exceptions that programs catch, without secrets."""

from __future__ import annotations

import base64
import copy
import json
import logging
import pickle
import socket
import traceback
from typing import Any, Callable, Dict, Iterator, List

import httpx
import pytest
from support.account import COMPILATION, RUN, RUN_PATH, Account

import flymyai.agents._failures as failures
from flymyai import (
    AgentClient,
    AsyncAgentClient,
    FlyMyAIAgentError,
    SuggestSchemaError,
    VariablesValidationError,
)
from flymyai.agents._responses import ResponseNotJSONError, ResponseNotTextError, ResponseShapeError

COPIES = [lambda error: pickle.loads(pickle.dumps(error)), copy.copy, copy.deepcopy]


def examples() -> Iterator[FlyMyAIAgentError]:
    yield FlyMyAIAgentError("m", status_code=404, response_body={"detail": "m"})
    yield SuggestSchemaError("m", status_code=502)
    yield VariablesValidationError(
        "m", status_code=400, response_body=None, messages=["a"], field_errors={"f": "a"}
    )
    yield ResponseShapeError("m", status_code=200, response_body=[1])
    for raw in (b"<html>", b'"\xff"'):
        try:
            errors_from_response(raw)
        except FlyMyAIAgentError as error:
            yield error


def errors_from_response(raw: bytes) -> None:
    from flymyai.agents._responses import decoded

    decoded(201, raw)


@pytest.mark.parametrize("error", list(examples()), ids=lambda error: type(error).__name__)
@pytest.mark.parametrize("copied", COPIES)
def test_errors_survive_pickle_and_copy(
    error: FlyMyAIAgentError, copied: Callable[[Any], Any]
) -> None:
    again = copied(error)
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert repr(again) == repr(error)
    assert again.args == error.args
    assert vars(again) == vars(error)
    if isinstance(error, UnicodeDecodeError):
        assert again.object == error.object
        assert again.reason == error.reason


def test_a_subclass_of_a_user_can_be_copied() -> None:
    error = Custom("why")
    for copied in COPIES:
        again = copied(error)
        assert (str(again), again.status_code, again.extra) == ("own: why", 418, "why")


class Custom(FlyMyAIAgentError):
    def __init__(self, extra: str) -> None:
        super().__init__(f"own: {extra}", status_code=418)
        self.extra = extra


def test_text_and_repr() -> None:
    error = FlyMyAIAgentError("it's", status_code=5)
    assert str(error) == "it's"
    assert repr(error) == 'FlyMyAIAgentError(status_code=5, message="it\'s")'
    assert error.args == ("it's",)
    assert error.response_body is None
    with pytest.raises(TypeError):
        FlyMyAIAgentError("m")  # type: ignore[call-arg]
    assert issubclass(VariablesValidationError, FlyMyAIAgentError)
    assert issubclass(SuggestSchemaError, FlyMyAIAgentError)


def caught(call: Callable[[], Any]) -> BaseException:
    try:
        call()
    except Exception as error:
        return error
    raise AssertionError("no error")


def test_a_status_error_has_no_context(account: Account, client: AgentClient) -> None:
    account.respond({"detail": ["a", None]}, status=404)
    error = caught(lambda: client.runs.get(7))
    assert type(error) is FlyMyAIAgentError
    assert str(error) == "HTTP 404: ['a', None]"
    assert error.response_body == {"detail": ["a", None]}
    assert error.__cause__ is None
    assert error.__context__ is None


# ------------------------------------------------------------ the transport


def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def refused(account: Account) -> AgentClient:
    return AgentClient(account.key, base_url=f"http://127.0.0.1:{closed_port()}", max_retries=0)


def test_a_refused_connection(account: Account) -> None:
    error = caught(lambda: refused(account).runs.get(7))
    assert type(error) is httpx.ConnectError
    assert error.request.method == "GET"
    assert error.request.url.path == RUN_PATH
    assert error.__cause__ is None
    assert error.__context__ is None


FAULTS = {
    "before": ({"drop": "before"}, httpx.RemoteProtocolError),
    "mid": ({"reply": {"json": RUN}, "drop": "mid"}, httpx.RemoteProtocolError),
    "reset": ({"drop": "reset"}, httpx.ReadError),
    "silence": ({"hang": True}, httpx.ReadTimeout),
    "gzip": (
        {"reply": {"text": "no gzip", "headers": {"content-encoding": "gzip"}}},
        httpx.DecodingError,
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("asynchronous", [False, True])
async def test_transport_faults_are_httpx_errors(
    account: Account, fault: str, asynchronous: bool
) -> None:
    step, expected = FAULTS[fault]
    account.script({**step, "times": 0})
    options: Any = {"base_url": account.url, "timeout": (5, 0.3), "max_retries": 0}
    with pytest.raises(expected) as error:
        if asynchronous:
            await AsyncAgentClient(account.key, **options).runs.get(7)
        else:
            AgentClient(account.key, **options).runs.get(7)
    assert type(error.value) is expected
    request = error.value.request
    assert (request.method, str(request.url)) == ("GET", f"{account.url}{RUN_PATH}")
    assert "x-api-key" not in request.headers
    assert error.value.__cause__ is None


def test_a_wait_timeout_has_the_last_failure_as_cause(
    account: Account, client: AgentClient
) -> None:
    account.respond(RUN)
    account.respond({"detail": "later"}, status=503, times=0)
    error = caught(lambda: client.runs.wait(7, timeout=0.3, poll_interval=0.05))
    assert type(error) is TimeoutError
    assert isinstance(error.__cause__, FlyMyAIAgentError)
    assert error.__cause__.status_code == 503


@pytest.mark.parametrize("timeout", [0, 0.0, 0.05, -3])
def test_a_timeout_error_shows_the_argument(
    account: Account, client: AgentClient, timeout: float
) -> None:
    from flymyai.agents import CompilationStatus, ExecutionStatus

    account.script({"reply": {"json": RUN}, "times": 0, "match": {"path": RUN_PATH}})
    account.script({"reply": {"json": COMPILATION}, "times": 0})
    error = caught(lambda: client.runs.wait("7", timeout=timeout, poll_interval=0.01))
    status: Any = ExecutionStatus.RUNNING
    text = f"Run 7 did not complete within {timeout}s (last status: {status})"
    assert (type(error), str(error)) == (TimeoutError, text)
    status = CompilationStatus.PENDING
    text = f"Compilation 5 still {status} after {timeout}s"
    for call in (client.compilations.wait, client.agents.compile_from_run):
        error = caught(lambda call=call: call(5, timeout=timeout, poll_interval=0.01))
        assert (type(error), str(error)) == (TimeoutError, text)


def test_a_failed_compilation_carries_its_record(account: Account, client: AgentClient) -> None:
    from flymyai.agents import CompilationStatus

    account.script(
        {"reply": {"json": {**COMPILATION, "status": "failed", "error": "no"}}, "times": 0}
    )
    error = caught(lambda: client.agents.compile_from_run(7))
    assert str(error) == "Compilation 5 failed: no"
    assert error.status_code == 0
    assert error.response_body["status"] is CompilationStatus.FAILED
    assert error.response_body["created_at"].year == 2026
    assert copy.copy(error).response_body == error.response_body


@pytest.mark.parametrize("lost", [{"drop": "before"}, {"reply": {"status": 500, "text": ""}}])
async def test_errors_of_unknown_outcome_carry_the_idempotency_key(
    account: Account, client: AgentClient, aclient: AsyncAgentClient, lost: Dict[str, Any]
) -> None:
    account.script({**lost, "times": 2})
    raised: List[Any] = []
    with pytest.raises((FlyMyAIAgentError, httpx.TransportError)) as found:
        client.agents.run("a")
    raised.append(found.value)
    with pytest.raises((FlyMyAIAgentError, httpx.TransportError)) as found:
        await aclient.agents.run("a")
    raised.append(found.value)
    sent = [request["headers"]["idempotency-key"] for request in account.requests()]
    assert [error.idempotency_key for error in raised] == sent
    assert f"idempotency_key={sent[0]!r}" in raised[0].__notes__[0]


def test_errors_of_known_outcome_carry_no_key(account: Account, client: AgentClient) -> None:
    account.respond({}, status=422)
    with pytest.raises(FlyMyAIAgentError) as found:
        client.agents.run("a")
    assert found.value.idempotency_key is None
    assert not any("idempotency_key" in note for note in found.value.__notes__)


def test_unknown_failures_are_internal_errors() -> None:
    class Failure:
        kind = "something new"
        message = "what happened"
        hint = "Report it."
        cause = None
        thrown = None
        idempotency_key = None

        def facts(self) -> Dict[str, Any]:
            return {"code": "internal"}

        def facts_text(self) -> None:
            return None

    error = failures.build(Failure())  # type: ignore[arg-type]
    assert type(error) is failures.InternalError
    assert isinstance(error, FlyMyAIAgentError)
    assert str(error) == "what happened"


def test_responses_received_by_other_means() -> None:
    from flymyai.agents._client import _parse_variables_errors, _raise_for_status

    for status in (200, 204, 299):
        _raise_for_status(httpx.Response(status))
    for status, body, expected in (
        (404, {"detail": "no"}, "HTTP 404: no"),
        (302, {}, "HTTP 302: {}"),
        (502, {"detail": None}, "HTTP 502: None"),
        (400, {"variables": {"a": 1}}, "Invalid variables: a: 1"),
    ):
        error = caught(lambda s=status, b=body: _raise_for_status(httpx.Response(s, json=b)))
        assert (str(error), error.status_code) == (expected, status)
        assert error.response_body == body
    parsed = _parse_variables_errors({"variables": "'f' x"})
    assert parsed is not None
    assert parsed.field_errors == {"f": "'f' x"}
    assert _parse_variables_errors({"variables": 5}) is None
    assert _parse_variables_errors([1]) is None


# --------------------------------------------------------------- the closed


async def test_calls_of_a_closed_client_are_errors(account: Account) -> None:
    text = "^Cannot send a request, as the client has been closed.$"
    client = AgentClient(account.key, base_url=account.url)
    client.close()
    client.close()
    for call in (client.runs.get, client.runs.wait, client.runs.cancel):
        with pytest.raises(RuntimeError, match=text):
            call(7)
    with pytest.raises(RuntimeError, match=text):
        list(client.runs.stream_events(7))
    async with AsyncAgentClient(account.key, base_url=account.url) as aclient:
        pass
    await aclient.close()
    with pytest.raises(RuntimeError, match=text):
        await aclient.runs.get(7)
    assert account.requests() == []


# -------------------------------------------------------------- the secrets

SECRET = "fly-S3CR3T"


def everything_shown(error: BaseException) -> str:
    parts = ["".join(traceback.format_exception(type(error), error, error.__traceback__))]
    while error is not None:
        parts += [str(error), repr(error), repr(vars(error))]
        request = getattr(error, "_request", None)
        if request is not None:
            parts += [repr(request), str(request.url), repr(request.headers.raw)]
        error = error.__cause__ or error.__context__
    return "\n".join(parts)


@pytest.mark.parametrize(
    "key",
    [f"{SECRET}\n", f" {SECRET}", f"{SECRET}\u00e9", f"{SECRET}\x00", f"{SECRET}\ud800"],
)
def test_rejects_an_invalid_key_without_showing_it(key: str) -> None:
    with pytest.raises(ValueError, match="key") as error:
        AgentClient(key)
    assert SECRET not in everything_shown(error.value)
    assert SECRET not in repr(getattr(error.value, "object", ""))


def test_no_text_has_the_key(
    account: Account, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("RUST_LOG", "trace")
    caplog.set_level(logging.DEBUG)
    with_password = account.url.replace("//", "//user:P4SSW0RD@")
    client = AgentClient(SECRET, base_url=with_password, max_retries=0, timeout=(5, 0.3))
    assert SECRET not in repr(client) + str(client) + repr(client.runs) + repr(client._native)
    scripted = Account(account.url, SECRET)
    for step in (
        {"drop": "before"},
        {"hang": True},
        {"reply": {"status": 401, "json": {"detail": "no"}}},
        {"reply": {"text": "<html>"}},
    ):
        scripted.script(step)
        error = caught(lambda: client.runs.get(7))
        printed = everything_shown(error)
        assert SECRET not in printed
        assert "P4SSW0RD" not in printed
    printed = everything_shown(caught(lambda: refused(scripted).runs.get(7)))
    assert SECRET not in printed
    assert SECRET not in caplog.text
    with pytest.raises(TypeError, match="pickle"):
        pickle.dumps(client)
    for copied in (copy.copy, copy.deepcopy):
        with pytest.raises(TypeError, match="copy"):
            copied(client)
    with pytest.raises(TypeError):
        pickle.dumps(client._native)
    with pytest.raises(TypeError):
        json.dumps(client)  # type: ignore[arg-type]


def test_not_json_is_both(account: Account, client: AgentClient) -> None:
    account.respond(text="<html>login</html>", headers={"content-type": "text/html"})
    error = caught(lambda: client.runs.get(7))
    assert isinstance(error, ResponseNotJSONError)
    assert isinstance(error, json.JSONDecodeError)
    assert isinstance(error, FlyMyAIAgentError)
    assert str(error) == "Expecting value: line 1 column 1 (char 0)"
    assert (error.status_code, error.response_body) == (200, "<html>login</html>")
    assert error.__context__ is None
    assert issubclass(ResponseNotTextError, UnicodeDecodeError)


@pytest.mark.parametrize(
    "body", [b"<html>login</html>", b"", b'{"id": "\xff"}', b"[]", b"null", b'{"id": 7}']
)
def test_an_unreadable_response_has_a_code(
    account: Account, client: AgentClient, body: bytes
) -> None:
    account.script({"reply": {"status": 200, "base64": base64.b64encode(body).decode()}})
    error = caught(lambda: client.runs.get(7))
    assert getattr(error, "code", None) == "unexpected_response"
    assert getattr(error, "operation", None) == "runs.get"
    assert getattr(error, "hint", "")
