"""Names, classes and errors as programs find them."""

from __future__ import annotations

import asyncio
import copy
import importlib
import pickle
import subprocess
import sys
from typing import Any, Callable

import httpx
import pytest
from support.account import Account
from support.inference import DONE, data, run, sse

import flymyai
from flymyai.core import exceptions as errors
from flymyai.core._response import FlyMyAIResponse
from flymyai.core._streaming import ServerSentEvent, SSEDecoder, SSEException
from flymyai.core.authorizations import APIKeyClientInfo
from flymyai.core.models import successful_responses as models
from flymyai.core.models.base import ResponseLike
from flymyai.core.response_factory import base_response_factory
from flymyai.core.response_factory.async_task_result_factory import AsyncTaskResultFactory
from flymyai.core.response_factory.plain_inference_response_factory import (
    SSEInferenceResponseFactory,
)
from flymyai.utils.utils import aretryable_callback, retryable_callback

Start = Callable[..., "subprocess.Popen[str]"]
ALL = [
    "run",
    "httpx",
    "async_run",
    "FlyMyAI",
    "AsyncFlyMyAI",
    "FlyMyAIExceptionGroup",
    "FlyMyAIPredictException",
    "AgentClient",
    "AsyncAgentClient",
    "FlyMyAIAgentError",
    "VariablesValidationError",
    "SuggestSchemaError",
    "SchemaSuggestion",
]
MODULES = [
    "core",
    "core.client",
    "core.clients.base_client",
    "core.clients.SyncClient",
    "core.clients.AsyncClient",
    "core.clients.base_m1_client",
    "core.clients.m1Client",
    "core.clients.m1AsyncClient",
    "core.exceptions",
    "core.models.base",
    "core.models.error_responses",
    "core.models.successful_responses",
    "core.models.m1_history",
    "core.types.event_types",
    "core.types.m1",
    "core._response",
    "core._streaming",
    "core.stream_iterators.PredictionStream",
    "core.stream_iterators.AsyncPredictionStream",
    "core.stream_iterators.exceptions",
    "core.response_factory.base_response_factory",
    "core.response_factory.plain_inference_response_factory",
    "core.authorizations",
    "multipart",
    "core.response_factory.async_task_result_factory",
    "multipart.base_field",
    "utils.utils",
    "multipart.binary_field",
    "multipart.simple_field",
    "multipart.payload",
]


def test_the_names_of_the_package() -> None:
    # Names of later versions follow those of 1.1.0.
    assert flymyai.__all__[: len(ALL)] == ALL
    assert flymyai.client is flymyai.FlyMyAI
    assert flymyai.async_client is flymyai.AsyncFlyMyAI
    assert flymyai.m1_client is flymyai.FlyMyAIM1
    assert flymyai.async_m1_client is flymyai.AsyncFlymyAIM1
    assert flymyai.httpx is httpx
    assert flymyai.run.__self__ is flymyai.FlyMyAI  # type: ignore[attr-defined]
    assert flymyai.run.__name__ == "run_predict"
    names = [cls.__name__ for cls in flymyai.FlyMyAI.__mro__]
    assert names == ["FlyMyAI", "BaseSyncClient", "BaseClient", "Generic", "object"]


@pytest.mark.parametrize("name", MODULES)
def test_each_module_is_there(name: str) -> None:
    found: Any = flymyai
    for part in name.split("."):
        found = getattr(found, part)
    module = importlib.import_module(f"flymyai.{name}")
    if not name.endswith("PredictionStream"):
        assert found is module


def test_clients_load_neither_httpx_nor_pydantic(service: Account, python: Start) -> None:
    program = """
import sys, flymyai
flymyai.client("fly-key", "demo/echo")
print({"httpx", "pydantic"} & set(sys.modules))
"""
    assert python(program).communicate(timeout=20) == ("set()\n", "")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("FMA_READ_TIMEOUT", ""),
        ("FMA_READ_TIMEOUT", "1.5"),
        ("FMA_CONNECT_TIMEOUT", "soon"),
        ("FMA_RECONNECT_RETRIES", "-1"),
        ("FMA_MAX_CONNECTIONS", "x"),
        ("FLYMYAI_MAX_RETRIES", "2"),
        ("FLYMYAI_MAX_RETRIES", "many"),
    ],
)
def test_invalid_settings_are_ignored(
    service: Account, python: Start, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    service.script(sse(data({"status": 502})), sse(data(DONE)))
    program = """
import os, flymyai
print(flymyai.client(os.environ["FLYMYAI_API_KEY"], "demo/echo").predict({"a": 1}).status)
"""
    assert python(program).communicate(timeout=20) == ("200\n", "")


@pytest.mark.parametrize("given", ["1", "2", "3"])
def test_the_environment_sets_the_number_of_attempts(
    service: Account, python: Start, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    monkeypatch.setenv("FLYMYAI_MAX_RETRIES", given)
    service.script(sse(data({"status": 502}), times=0))
    program = """
import asyncio, os, flymyai
key = os.environ["FLYMYAI_API_KEY"]
try:
    flymyai.run(key, "demo/echo", {"a": 1})
except flymyai.FlyMyAIExceptionGroup as group:
    print(len(group.errors))
try:
    asyncio.run(flymyai.async_run(key, "demo/echo", {"a": 1}))
except flymyai.FlyMyAIExceptionGroup as group:
    print(len(group.errors))
"""
    assert python(program).communicate(timeout=20) == (f"{given}\n{given}\n", "")
    assert len(service.requests()) == 2 * int(given)


def test_the_settings_as_they_have_always_been() -> None:
    from flymyai.core.clients import base_client

    assert base_client.DEFAULT_RETRY_COUNT == 2
    assert base_client._RECONNECT_RETRIES == 3
    assert base_client._http2 is True
    # Long jobs rely on it.
    assert base_client._predict_timeout == httpx.Timeout(999999)
    assert base_client._limits.max_connections == 100


def test_the_environment_limits_reconnects(
    service: Account, python: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FMA_RECONNECT_RETRIES", "2")
    service.script({"drop": "before", "times": 2})
    program = """
import os, flymyai
print(flymyai.client(os.environ["FLYMYAI_API_KEY"], "demo/echo").predict({"a": 1}).status)
"""
    assert python(program).communicate(timeout=20) == ("200\n", "")
    assert len(service.requests()) == 3


def test_no_text_has_the_key(service: Account, model: Any) -> None:
    assert service.key not in repr(model.client_info)
    assert service.key not in repr(model)
    for key in ("fly-secret\n", "fly-secret\ud800"):
        with pytest.raises(ValueError, match="api_key") as caught:
            flymyai.client(key, "demo/echo")
        assert "secret" not in str(caught.value)
    for work in (pickle.dumps, copy.deepcopy):
        with pytest.raises(TypeError):
            work(model)


@pytest.mark.parametrize("status", [400, 404, 425, 500, 502, 520])
def test_errors_can_be_pickled(service: Account, model: Any, status: int) -> None:
    service.script(sse(data({"status": status}), times=0))
    with pytest.raises(flymyai.FlyMyAIExceptionGroup) as caught:
        model.predict({})
    for error in (caught.value, caught.value.errors[0]):
        for again in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
            assert type(again) is type(error)
            assert str(again) == str(error)
    (one, *_) = pickle.loads(pickle.dumps(caught.value)).errors
    assert one.response.status_code == status
    assert one.requires_retry == caught.value.errors[0].requires_retry
    keyword = errors.BaseFlyMyAIException(msg="x", requires_retry=True)
    assert keyword.args == ()
    assert pickle.loads(pickle.dumps(keyword)).requires_retry


def test_responses_can_be_pickled(service: Account, model: Any) -> None:
    found = model.predict({"a": 1})
    again = pickle.loads(pickle.dumps(found))
    assert again.output_data == found.output_data
    assert again.response.status_code == 200
    assert copy.deepcopy(found).output_data == found.output_data


def test_errors_from_given_responses() -> None:
    like = ResponseLike(425, httpx.URL("http://h/"), b"")
    error = errors.FlyMyAIPredictException.from_response(like)
    assert type(error) is errors.FlyMyAIPredictException
    assert error.requires_retry
    assert error.response is like
    assert errors.BaseFlyMyAIException.from_response(ResponseLike(302, None, b"")) is None  # type: ignore[arg-type]
    assert set(errors.BaseFlyMyAIException.client_error_mapping()) == {400, 401, 421, 422, 425}
    known = {500, 502, 503, 504, 524, 599, 5000, 5320}
    assert set(errors.BaseFlyMyAIException.internal_error_mapping()) == known
    with pytest.raises(TypeError):
        str(errors.BaseFlyMyAIException(5))


def test_models_by_hand() -> None:
    found = models.PredictionResponse(output_data={}, status=200)
    assert found.response is None
    assert models.StreamDetails.model_validate({"model_size_in_billions": 7}).size_in_billions == 7
    assert models.AsyncPredictionTask(prediction_id="x").client_info is None
    assert "exc_history" in models.PredictionResponse.model_json_schema()["properties"]


def test_the_paths_of_a_model() -> None:
    info = APIKeyClientInfo("k").copy_for_model("o/m")
    assert info == APIKeyClientInfo("k", "o", "m")
    assert info.authorization_headers == {"X-API-KEY": "k"}
    assert info.prediction_path == httpx.URL("/api/v1/o/m/predict")
    assert info.prediction_stream_path == httpx.URL("/api/v1/o/m/predict/stream/")
    assert info.prediction_result_path == httpx.URL("/api/v1/o/m/predict/async/result/")


def test_the_decoder_of_events() -> None:
    lines = ["event: a", "data: b", "data:c", ": no", "id: 1", "retry: 5", "", "data: d", ""]
    first, second = SSEDecoder().iter(iter(lines))
    assert repr(first) == "ServerSentEvent(event=a, data=b\nc, id=1, retry=5)"
    assert (second.event, second.data, second.id, second.retry) == (None, "d", "1", None)
    with pytest.raises(AttributeError):
        ServerSentEvent().json()
    with pytest.raises(AttributeError):
        first.url  # noqa: B018
    first.url = "u"
    with pytest.raises(SSEException):
        first.url = "v"


def test_the_factories() -> None:
    request = httpx.Request("POST", "http://h/")
    sent = httpx.Response(200, text="", request=request)
    made = SSEInferenceResponseFactory(sent, request, ServerSentEvent(data="{}")).construct()
    assert isinstance(made, FlyMyAIResponse)
    assert (made.status_code, made.is_event, made.json()) == (200, False, {})
    failed = ServerSentEvent(data='{"details": ""}')
    with pytest.raises(errors.BaseFlyMyAIException):
        SSEInferenceResponseFactory(sent, request, failed).construct()
    with pytest.raises(base_response_factory.ResponseFactoryException):
        SSEInferenceResponseFactory().construct()
    assert AsyncTaskResultFactory(sent).construct().status_code == 200


def test_repeating_a_callback() -> None:
    def fail() -> Any:
        raise errors.BaseFlyMyAIException("no", True)

    group = errors.FlyMyAIExceptionGroup
    with pytest.raises(group) as caught:
        retryable_callback(fail, 3, errors.BaseFlyMyAIException, group)
    assert len(caught.value.errors) == 3
    with pytest.raises(errors.RetryTimeoutExceededException):
        retryable_callback(fail, None, errors.BaseFlyMyAIException, group, 0.05, 0.01)

    async def afail() -> Any:
        fail()

    with pytest.raises(errors.RetryTimeoutExceededException) as late:
        run(aretryable_callback(afail, None, errors.BaseFlyMyAIException, group, 0.05))
    assert isinstance(late.value.__cause__, asyncio.TimeoutError)


def test_which_errors_mean_a_lost_connection() -> None:
    from flymyai.core.clients.base_client import _is_reconnectable_error

    assert _is_reconnectable_error(httpx.ConnectError("x"))
    assert not _is_reconnectable_error(httpx.ReadTimeout("x"))
    assert not _is_reconnectable_error(errors.BaseFlyMyAIException("StreamReset"))


@pytest.mark.skipif(sys.version_info < (3, 9), reason="compares with newer behaviour")
def test_a_response_passes_over_the_name_of_its_line() -> None:
    assert FlyMyAIResponse(200, text='data{"a": 1}').json() == {"a": 1}
