"""Inferred types of the inference clients, synchronous and asynchronous."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from typing_extensions import assert_type

import flymyai
from flymyai import AsyncFlyMyAI, FlyMyAI, FlyMyAIExceptionGroup, FlyMyAIPredictException
from flymyai.core._response import FlyMyAIResponse
from flymyai.core.models.successful_responses import (
    AsyncPredictionResponseList,
    OpenAPISchemaResponse,
    PredictionPartial,
    PredictionResponse,
)
from flymyai.core.stream_iterators.AsyncPredictionStream import AsyncPredictionStream
from flymyai.core.stream_iterators.PredictionStream import PredictionStream


def predictions(client: FlyMyAI) -> None:
    found = client.predict({"prompt": "a cat", "image": Path("cat.png")}, model="demo/echo")
    assert_type(found, PredictionResponse)
    assert_type(found.status, int)
    assert_type(found.inference_time, Optional[float])
    assert_type(client.openapi_schema(), OpenAPISchemaResponse)
    task = client.predict_async_task({"prompt": "a cat"})
    assert_type(task.prediction_id, str)
    assert_type(client.prediction_task_result(task, timeout=60.0), AsyncPredictionResponseList)
    assert_type(task.result(timeout=60), AsyncPredictionResponseList)
    assert_type(client.cancel_prediction("id"), FlyMyAIResponse)


def streams(client: FlyMyAI) -> None:
    stream = client.stream({"prompt": "a story"})
    assert_type(stream, PredictionStream)
    for part in stream:
        assert_type(part, PredictionPartial)
        assert_type(part.status, int)


async def apredictions(client: AsyncFlyMyAI) -> None:
    assert_type(await client.predict({"prompt": "a cat"}), PredictionResponse)
    assert_type(await client.openapi_schema(), OpenAPISchemaResponse)
    task = await client.predict_async_task({"prompt": "a cat"})
    assert_type(task.prediction_id, str)
    assert_type(await client.prediction_task_result(task), AsyncPredictionResponseList)
    assert_type(await task.result(timeout=60), AsyncPredictionResponseList)


async def astreams(client: AsyncFlyMyAI) -> None:
    stream = client.stream({"prompt": "a story"})
    assert_type(stream, AsyncPredictionStream)
    async for part in stream:
        assert_type(part, PredictionPartial)


def functions() -> None:
    assert_type(flymyai.run("fly-***", "demo/echo", {"a": 1}), PredictionResponse)
    assert_type(flymyai.client("fly-***", "demo/echo", max_retries=3), FlyMyAI)
    assert_type(flymyai.async_client(apikey="fly-***"), AsyncFlyMyAI)


async def afunctions() -> None:
    assert_type(await flymyai.async_run("fly-***", "demo/echo", {"a": 1}), PredictionResponse)


def failures(client: FlyMyAI) -> None:
    try:
        client.predict({})
    except FlyMyAIPredictException as error:
        assert_type(error.msg, str)
        assert_type(error.requires_retry, bool)
    except FlyMyAIExceptionGroup as group:
        print(group.errors)
