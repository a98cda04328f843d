"""Predictions: results, failures, and how often they are attempted."""

from __future__ import annotations

import base64
import gzip
import json
import warnings
from typing import Any, Callable, Dict

import httpx
import pytest
from support.account import Account
from support.inference import DONE, PREDICT, SSE, data, run, sse

import flymyai
from flymyai import FlyMyAI, FlyMyAIExceptionGroup, FlyMyAIPredictException
from flymyai.core._response import FlyMyAIResponse
from flymyai.core.exceptions import (
    BaseFlyMyAIException,
    FlyMyAIAsyncTaskException,
    FlyMyAIOpenAPIException,
    ImproperlyConfiguredClientException,
)

RETRIED = (425, 502, 504, 524, 5320)
FINAL = (400, 401, 403, 404, 421, 422, 429, 500, 501, 503, 505, 520, 599, 5000)


@pytest.fixture(params=["sync", "async"])
def predict(request: Any, service: Account) -> Callable[..., Any]:
    """One prediction, with either client."""

    def call(payload: Any = None, *, retries: Any = 2, model: str = "demo/echo") -> Any:
        payload = {"prompt": "hi"} if payload is None else payload
        if request.param == "sync":
            with flymyai.client(service.key, model, retries) as client:
                return client.predict(payload)

        async def main() -> Any:
            async with flymyai.async_client(service.key, model, retries) as client:
                return await client.predict(payload)

        return run(main())

    return call


def test_a_prediction(predict: Any, service: Account) -> None:
    found = predict({"prompt": "hi"})
    assert found.status == 200
    assert found.output_data["fields"] == {"prompt": "hi"}
    assert found.exc_history == []
    assert list(found.model_dump()) == ["exc_history", "output_data", "status", "inference_time"]
    sent = service.last()
    assert (sent["method"], sent["path"]) == ("POST", PREDICT)
    assert sent["body"] == "prompt=hi"
    assert sent["headers"]["content-type"] == "application/x-www-form-urlencoded"


def test_the_response_is_an_httpx_response(predict: Any, service: Account) -> None:
    service.script(sse(data(DONE)))
    response = predict().response
    assert isinstance(response, FlyMyAIResponse)
    assert isinstance(response, httpx.Response)
    assert (response.status_code, response.is_event) == (200, False)
    assert response.json() == DONE
    assert response.headers["content-type"] == "text/event-stream"
    assert str(response.request.url) == service.url + PREDICT
    assert service.key not in repr(vars(response.request))


def test_run(service: Account) -> None:
    assert flymyai.run(service.key, "demo/echo", {"a": 1}).output_data["fields"] == {"a": "1"}

    async def main() -> Any:
        return await flymyai.async_run(service.key, "demo/echo", {"a": 1})

    assert run(main()).status == 200


def test_runs_of_one_configuration_share_connections(service: Account) -> None:
    for _ in range(5):
        flymyai.run(service.key, "demo/echo", {"a": 1})
    assert len({request["connection"] for request in service.requests()}) == 1


@pytest.mark.parametrize("status", RETRIED)
@pytest.mark.parametrize("retries", [1, 2, 3])
def test_some_statuses_are_retried(
    predict: Any, service: Account, status: int, retries: int
) -> None:
    service.script(sse(data({"status": status}), times=0))
    with pytest.raises(FlyMyAIExceptionGroup) as caught:
        predict(retries=retries)
    assert len(caught.value.errors) == retries == len(service.requests())
    for error in caught.value.errors:
        assert type(error) is FlyMyAIPredictException
        assert error.requires_retry
        assert error.response.status_code == status
    assert str(caught.value).startswith("FlyMyAI exception history: \n")


@pytest.mark.parametrize("status", FINAL)
def test_other_statuses_are_final(predict: Any, service: Account, status: int) -> None:
    service.script(sse(data({"status": status, "detail": "why"})))
    with pytest.raises(FlyMyAIExceptionGroup) as caught:
        predict()
    (error,) = caught.value.fma_errors()
    assert caught.value.non_fma_errors() == []
    assert not error.requires_retry
    assert len(service.requests()) == 1
    assert error.args == (error.msg, False, error.args[2])
    # An unlisted status from 500 on has its response, too (it had none).
    assert error.response.status_code == status


TEXTS: Dict[int, str] = {
    400: '\n{12}Bad request happened: {{"status": 400, "detail": "why"}}\n{8}',
    401: "\n{12}Authentication error: verify your credentials!\n{8}",
    404: "\n{12}BAD REQUEST DETECTED (404):\n{12}REQUEST URL: {url};\n{8}",
    421: "\n{12}BAD REQUEST DETECTED (421):\n{12}REQUEST URL: {url};\n{8}\nDetail: why",
    422: "\n{12}BAD REQUEST DETECTED (422):\n{12}REQUEST URL: {url};\n{8}Details: why",
}


@pytest.mark.parametrize("status", TEXTS)
def test_the_text_of_a_refusal(predict: Any, service: Account, status: int) -> None:
    service.script(sse(data({"status": status, "detail": "why"})))
    with pytest.raises(FlyMyAIExceptionGroup) as caught:
        predict()
    wanted = TEXTS[status].replace("{12}", " " * 12).replace("{8}", " " * 8)
    wanted = wanted.replace("{{", "{").replace("}}", "}").replace("{url}", service.url + PREDICT)
    assert str(caught.value.errors[0]) == wanted


def test_the_text_of_a_server_error(predict: Any, service: Account) -> None:
    service.script(sse(data({"status": 500, "x": "y" * 300})))
    with warnings.catch_warnings():
        warnings.simplefilter("error")  # utcnow() is deprecated
        with pytest.raises(FlyMyAIExceptionGroup) as caught:
            predict()
    lines = str(caught.value.errors[0]).split("\n")
    excerpt = json.dumps({"status": 500, "x": "y" * 300})[:250]
    assert lines[0] == ""
    assert lines[1] == " " * 16 + "INTERNAL SERVER ERROR (500):"
    assert lines[2] == " " * 16 + f"REQUEST URL: {service.url}{PREDICT};"
    assert lines[3] == " " * 16 + f"Content [0:250]: {excerpt}"
    assert lines[4].startswith(" " * 16 + "Timestamp [UTC]: 2")
    assert lines[5] == " " * 8


@pytest.mark.parametrize(
    ("response", "status"),
    [
        ({"status": 401, "json": {"detail": "Invalid API key."}}, 401),
        ({"status": 502, "text": "<html>Bad gateway</html>"}, 502),
        ({"status": 200, "text": ""}, 599),
        ({"status": 200, "headers": SSE, "text": "data: {}"}, 599),
        ({"status": 200, "json": {"output_data": {}}}, 599),
    ],
)
def test_a_response_without_an_event_is_the_exception_of_its_status(
    predict: Any, service: Account, response: Dict[str, Any], status: int
) -> None:
    service.script({"reply": response, "times": 0})
    with pytest.raises(FlyMyAIExceptionGroup) as caught:
        predict()
    assert {error.response.status_code for error in caught.value.errors} == {status}


def test_a_success_after_a_failure_can_be_dumped_as_json(predict: Any, service: Account) -> None:
    service.script(sse(data({"status": 502})), sse(data(DONE)))
    found = predict()
    (error,) = found.exc_history
    assert isinstance(error, FlyMyAIPredictException)
    assert json.loads(found.model_dump_json())["exc_history"] == [str(error)]
    assert found.model_dump()["exc_history"] == [error]


@pytest.mark.parametrize("status", [201, 250, 399])
def test_details_are_a_failure_with_any_status(predict: Any, service: Account, status: int) -> None:
    service.script(sse(data({"status": status, "details": "broken"})))
    with pytest.raises(FlyMyAIExceptionGroup) as caught:
        predict()
    assert caught.value.errors[0].response.status_code == 599


@pytest.mark.parametrize(
    "body", [b"\xff\xfe not text", b"[1]", b"{broken", b'{"detail": null}', b""]
)
@pytest.mark.parametrize("status", [400, 421, 422, 500])
def test_an_unreadable_body_does_not_hide_the_failure(
    predict: Any, service: Account, status: int, body: bytes
) -> None:
    raw = base64.b64encode(body).decode()
    service.script({"reply": {"status": status, "base64": raw}})
    with pytest.raises(FlyMyAIExceptionGroup) as caught:
        predict()
    assert caught.value.errors[0].response.status_code == status


def test_unknown_service_events_are_ignored(predict: Any, service: Account) -> None:
    service.script(sse("retry: 5\n\nid: 7\n\n: hello\n\n" + data("[DONE]", "", DONE)))
    assert predict().output_data == {"text": "done"}


def test_an_invalid_first_event_raises(predict: Any, service: Account) -> None:
    service.script(sse(data("{broken")))
    with pytest.raises(json.JSONDecodeError):
        predict()


def test_line_separators_inside_json_are_text(predict: Any, service: Account) -> None:
    text = "a\u2028b\u0085c"
    service.script(sse(f'data: {{"output_data": {{"text": "{text}"}}}}\n\n'))
    assert predict().output_data == {"text": text}


def test_compressed_responses_are_read(predict: Any, service: Account) -> None:
    raw = base64.b64encode(gzip.compress(data(DONE).encode())).decode()
    headers = {**SSE, "content-encoding": "gzip"}
    service.script({"reply": {"headers": headers, "base64": raw}})
    assert predict().output_data == {"text": "done"}


def test_compressed_responses_of_the_other_calls_are_read(service: Account, model: Any) -> None:
    def compressed(text: str, **headers: str) -> None:
        raw = base64.b64encode(gzip.compress(text.encode())).decode()
        headers = {**headers, "content-encoding": "gzip"}
        service.script({"reply": {"headers": headers, "base64": raw}})

    compressed(data(DONE, DONE), **SSE)
    assert [part.status for part in model.stream({"a": 1})] == [200, 200]
    compressed('{"prediction_id": "p1"}')
    task = model.predict_async_task({"a": 1})
    assert task.prediction_id == "p1"
    item = {"infer_details": {}, "response": {"n": 1}}
    compressed(json.dumps({"inference_responses": [item]}))
    assert task.result().inference_responses[0].output_data == {"n": 1}
    compressed('{"openapi": "3.1.0"}')
    assert model.openapi_schema().openapi_schema == {"openapi": "3.1.0"}
    compressed("{}")
    assert model.cancel_prediction("p1").json() == {}


def test_redirects_are_followed(predict: Any, service: Account) -> None:
    service.script(
        {"reply": {"status": 307, "headers": {"location": "/api/v1/demo/other/predict"}}}
    )
    assert predict().status == 200
    assert [request["method"] for request in service.requests()] == ["POST", "POST"]


def test_redirects_have_an_end(predict: Any, model: Any, service: Account) -> None:
    response = {"status": 307, "headers": {"location": "/api/v1/demo/other/predict"}}
    service.script({"reply": response, "times": 0})
    with pytest.raises(httpx.TooManyRedirects) as caught:
        predict()
    assert caught.value.request.method == "POST"
    assert len(service.requests()) == 21
    with pytest.raises(httpx.TooManyRedirects):
        list(model.stream({"a": 1}))
    with pytest.raises(httpx.TooManyRedirects):
        model.openapi_schema()


def test_the_key_stays_with_its_origin(predict: Any, service: Account) -> None:
    # Another name for the same machine is another origin.
    elsewhere = service.url.replace("127.0.0.1", "localhost") + PREDICT
    service.script({"reply": {"status": 307, "headers": {"location": elsewhere}}})
    with pytest.raises(FlyMyAIExceptionGroup) as caught:
        predict()
    # The emulator has no account without a key.
    assert caught.value.errors[0].response.status_code == 401
    assert len(service.requests()) == 1


def test_server_text_about_streams_is_a_status_error(predict: Any, service: Account) -> None:
    service.script(sse(data({"status": 500, "detail": "StreamReset SEND_SETTINGS"}), times=0))
    with pytest.raises(FlyMyAIExceptionGroup):
        predict()
    assert len(service.requests()) == 1


@pytest.mark.parametrize("step", [{"drop": "before"}, {"drop": "reset"}])
def test_work_that_may_be_done_is_not_started_twice(
    predict: Any, service: Account, step: Dict[str, Any]
) -> None:
    service.script({**step, "times": 0})
    with pytest.raises(httpx.TransportError) as caught:
        predict()
    assert len(service.requests()) == 1
    assert str(caught.value.request.url) == service.url + PREDICT  # type: ignore[attr-defined]


@pytest.mark.parametrize(("given", "counted"), [(0, 1), (-3, 1), (None, 2), ("3", 3), (2.0, 2)])
def test_invalid_numbers_of_attempts_are_finite(
    predict: Any, service: Account, given: Any, counted: int
) -> None:
    service.script(sse(data({"status": 502}), times=0))
    with pytest.raises(FlyMyAIExceptionGroup):
        predict(retries=given)
    assert len(service.requests()) == counted


@pytest.mark.parametrize(
    ("given", "error"), [(1.5, ValueError), ("many", ValueError), ([], TypeError)]
)
def test_rejects_an_invalid_number_of_attempts(given: Any, error: Any) -> None:
    with pytest.raises(error, match="max_retries"):
        FlyMyAI("fly-key", "demo/echo", given)


@pytest.mark.parametrize("model", ["../admin", "a/..", "a", "a/b/c", "/b", "a/", ".."])
def test_rejects_invalid_models(predict: Any, service: Account, model: str) -> None:
    with pytest.raises(ImproperlyConfiguredClientException):
        predict(model=model)
    assert service.requests() == []


def test_the_failures_of_the_other_calls(service: Account, model: Any) -> None:
    service.respond({"detail": "no"}, status=404, times=0)
    with pytest.raises(FlyMyAIAsyncTaskException):
        model.predict_async_task({})
    with pytest.raises(FlyMyAIOpenAPIException) as caught:
        model.openapi_schema()
    assert caught.value.args == ()
    with pytest.raises(BaseFlyMyAIException) as refused:
        model.cancel_prediction("p")
    assert type(refused.value) is BaseFlyMyAIException
    assert refused.value.response.json() == {"detail": "no"}


@pytest.mark.parametrize("status", [500, 501, 520])
def test_the_schema_and_a_broken_server(service: Account, model: Any, status: int) -> None:
    service.respond({"detail": "no"}, status=status)
    with pytest.raises(FlyMyAIOpenAPIException) as caught:
        model.openapi_schema(max_retries=5)
    assert caught.value.response.status_code == status
    assert len(service.requests()) == 1


def test_the_start_of_a_task_is_attempted_once(service: Account, model: Any) -> None:
    service.respond({"detail": "early"}, status=502, times=0)
    with pytest.raises(FlyMyAIAsyncTaskException) as caught:
        model.predict_async_task({"a": 1}, max_retries=5)
    assert caught.value.requires_retry
    assert len(service.requests()) == 1


async def test_the_schema(model: Any, amodel: Any) -> None:
    found = model.openapi_schema()
    assert found.status == 200
    assert found.exc_history == []
    assert found.openapi_schema["openapi"]
    assert (await amodel.openapi_schema()).openapi_schema == found.openapi_schema


async def test_a_cancellation_returns_a_response(service: Account, model: Any, amodel: Any) -> None:
    service.respond({"ok": True}, times=2)
    assert model.cancel_prediction("p 1").json() == {"ok": True}
    assert service.sent() == {"infer_id": "p 1"}
    assert service.last()["method"] == "PATCH"
    assert (await amodel.cancel_prediction("p")).status_code == 200
