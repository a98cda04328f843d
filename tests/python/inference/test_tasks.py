"""Asynchronous predictions."""

from __future__ import annotations

import asyncio
import inspect
import pickle
import subprocess
import time
from typing import Any, Callable, Dict, List

import httpx
import pytest
from support.account import Account
from support.inference import RESULT, run

import flymyai
from flymyai import FlyMyAIExceptionGroup
from flymyai.core.authorizations import APIKeyClientInfo
from flymyai.core.exceptions import (
    BaseFlyMyAIException,
    FlyMyAIAsyncTaskException,
    ImproperlyConfiguredClientException,
    RetryTimeoutExceededException,
)
from flymyai.core.models.successful_responses import AsyncPredictionTask

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture(params=["sync", "async"])
def result(request: Any, service: Account) -> Callable[..., Any]:
    """The result of the task `p1`, with either client."""

    def call(timeout: Any = None) -> Any:
        info = APIKeyClientInfo(service.key, "demo", "echo")
        task: Any = AsyncPredictionTask(prediction_id="p1")
        task.client_info = info
        if request.param == "sync":
            with flymyai.client(service.key) as client:
                task.set_client(client)
                return task.result(timeout)

        async def main() -> Any:
            async with flymyai.async_client(service.key) as client:
                task.set_client(client)
                return await task.result(timeout)

        return run(main())

    return call


def results(*statuses: int) -> Dict[str, Any]:
    items = [
        {"infer_details": {"status": status}, "response": {"n": number}}
        for number, status in enumerate(statuses)
    ]
    return {"inference_responses": items}


async def test_a_task(service: Account, model: Any, amodel: Any) -> None:
    task = model.predict_async_task({"prompt": "a"})
    assert isinstance(task, AsyncPredictionTask)
    assert type(task).__name__ == "AsyncPredictionTask[FlyMyAI]"
    assert task.client_info.project_name == "echo"
    assert task.response is None
    found = task.result(timeout=20)
    (item,) = found.inference_responses
    assert item.status == 200
    assert item.output_data
    assert found.response.status_code == item.response.status_code == 200
    other = await amodel.predict_async_task({"prompt": "a"})
    assert type(other).__name__ == "AsyncPredictionTask[AsyncFlyMyAI]"
    assert len((await other.result(timeout=20)).inference_responses) == 1


def test_a_result_that_is_too_early_is_polled_again(result: Any, service: Account) -> None:
    for status in (425, 502, 504, 524):
        service.respond({}, status=status)
    service.respond(results(200))
    started = time.monotonic()
    assert result().inference_responses[0].output_data == {"n": 0}
    assert time.monotonic() - started >= 2.0
    assert len(service.requests()) == 5
    assert service.last()["path"] == RESULT
    assert service.last()["query"] == "request_id=p1"


@pytest.mark.parametrize("timeout", [0, 0.6])
def test_a_slow_task_ends_at_the_timeout(result: Any, service: Account, timeout: float) -> None:
    service.respond({}, status=425, times=0)
    with pytest.raises(RetryTimeoutExceededException) as caught:
        result(timeout)
    assert isinstance(caught.value, TimeoutError)
    assert str(caught.value) == ""
    # The last poll is made at the timeout, and is the second one if the machine is slow.
    assert len(service.requests()) in ({2, 3} if timeout else {1})


def test_a_server_that_hangs_does_not_outlast_the_timeout(result: Any, service: Account) -> None:
    service.script({"hang": True})
    started = time.monotonic()
    with pytest.raises(RetryTimeoutExceededException) as caught:
        result(0.3)
    assert isinstance(caught.value.__cause__, httpx.ReadTimeout)
    assert time.monotonic() - started < 5
    assert len(service.aborted(minimum=1)) == 1


def test_after_a_timeout_the_program_exits_at_once(service: Account, python: Start) -> None:
    service.script({"hang": True, "times": 0})
    program = """
import flymyai, os
from flymyai.core.models.successful_responses import AsyncPredictionTask
task = AsyncPredictionTask(prediction_id="p1")
task.set_client(flymyai.client(os.environ["FLYMYAI_API_KEY"], "demo/echo"))
try:
    task.result(timeout=0.2)
except TimeoutError as error:
    print(type(error).__name__)
"""
    out, err = python(program).communicate(timeout=20)
    assert (out, err) == ("RetryTimeoutExceededException\n", "")


def test_a_refused_task(result: Any, service: Account) -> None:
    service.respond({"detail": "gone"}, status=404)
    with pytest.raises(FlyMyAIExceptionGroup) as caught:
        result()
    (error,) = caught.value.errors
    assert type(error) is FlyMyAIAsyncTaskException
    assert error.response.json() == {"detail": "gone"}


def test_failed_items(result: Any, service: Account) -> None:
    service.respond(results(200, 422, 301, 502))
    with pytest.raises(FlyMyAIExceptionGroup) as caught:
        result()
    failures = caught.value.fma_errors()
    assert [error.response.status_code for error in failures] == [422, 502]
    assert {type(error) for error in failures} == {BaseFlyMyAIException}
    # A status below 400 that is not 200 was a None among the errors.
    assert None not in caught.value.errors
    (validation,) = caught.value.non_fma_errors()
    assert "incorrect status: 301" in str(validation)


def test_responses_before_a_refusal_are_among_the_errors(result: Any, service: Account) -> None:
    for status in (425, 502, 425, 422):
        service.respond({"detail": f"d{status}"}, status=status)
    with pytest.raises(FlyMyAIExceptionGroup) as caught:
        result()
    errors = caught.value.errors
    assert [error.response.status_code for error in errors] == [425, 502, 425, 422]
    assert {type(error) for error in errors} == {FlyMyAIAsyncTaskException}
    assert [error.response.json()["detail"] for error in errors] == ["d425", "d502", "d425", "d422"]
    assert caught.value.__cause__ is None
    assert str(caught.value) == "FlyMyAI exception history: " + ";".join(map(str, errors))


async def test_a_wait_continues_after_an_outage(service: Account, model: Any, amodel: Any) -> None:
    for start in (model.predict_async_task, amodel.predict_async_task):
        service.respond({"prediction_id": "p1"}, status=202)
        service.respond({"detail": "busy"}, status=503, headers={"retry-after": "0"})
        service.respond({"detail": "busy"}, status=429)
        service.respond(results(200))
        task = start({"prompt": "a"})
        found = (await (await task).result()) if inspect.isawaitable(task) else task.result()
        assert found.inference_responses


def test_an_outage_before_the_first_response_raises(result: Any, service: Account) -> None:
    service.respond({"detail": "busy"}, status=503, times=0)
    with pytest.raises(FlyMyAIExceptionGroup) as caught:
        result(20)
    assert [error.response.status_code for error in caught.value.errors] == [503]
    assert len(service.requests()) == 1


def test_a_time_that_ends_in_an_outage_has_its_reason(result: Any, service: Account) -> None:
    service.respond({}, status=425)
    service.respond({"detail": "busy"}, status=503, times=0)
    with pytest.raises(RetryTimeoutExceededException) as caught:
        result(0.7)
    cause: Any = caught.value.__cause__
    assert type(cause) is FlyMyAIAsyncTaskException
    assert cause.response.status_code == 503


def test_an_invalid_result_raises(result: Any, service: Account) -> None:
    service.respond({"other": 1})
    with pytest.raises(FlyMyAIExceptionGroup) as caught:
        result()
    assert len(caught.value.non_fma_errors()) == 1


def test_a_task_needs_a_model(service: Account) -> None:
    task: Any = AsyncPredictionTask(prediction_id="p1")
    task.set_client(flymyai.client(service.key))
    with pytest.raises(ImproperlyConfiguredClientException):
        task.result()
    assert service.requests() == []


def test_a_task_needs_a_client() -> None:
    with pytest.raises(AttributeError):
        AsyncPredictionTask(prediction_id="p1").result()


def test_a_task_can_be_pickled(service: Account, model: Any) -> None:
    task = model.predict_async_task({"prompt": "a"})
    raw = pickle.dumps(task)
    assert service.key.encode() not in raw
    again = pickle.loads(raw)
    assert again.prediction_id == task.prediction_id
    # The model is still known, so that any client will do.
    again.set_client(flymyai.client(service.key))
    assert len(again.result(timeout=20).inference_responses) == 1
    assert again.client_info == task.client_info


@pytest.mark.parametrize("timeout", [float("inf"), 1e300])
def test_unlimited_timeouts_are_accepted(result: Any, service: Account, timeout: float) -> None:
    service.respond(results(200))
    assert result(timeout)


def test_a_wait_continues_after_a_broken_connection(result: Any, service: Account) -> None:
    service.respond({}, status=425)
    service.script({"drop": "before", "times": 2})
    service.respond(results(200))
    assert result(timeout=20).inference_responses


def test_many_tasks_at_once(service: Account) -> None:
    service.respond({}, status=425, times=20)
    service.respond(results(200), times=0)

    async def main() -> List[Any]:
        async with flymyai.async_client(service.key, "demo/echo") as client:
            tasks = [AsyncPredictionTask(prediction_id=str(n)) for n in range(20)]
            for task in tasks:
                task.set_client(client)
            return await asyncio.gather(*(task.result() for task in tasks))

    assert len(run(main())) == 20
