"""Asynchronous tasks, cancelling, and the schema of a model."""

from __future__ import annotations

import asyncio
import logging
import pickle
import sys

from kit import atried, empty, fails, here, moved, octets, ok, program, text, tried

from flymyai import AsyncFlyMyAI, FlyMyAI, FlyMyAIExceptionGroup
from flymyai.core.authorizations import APIKeyClientInfo
from flymyai.core.exceptions import RetryTimeoutExceededException
from flymyai.core.models.successful_responses import AsyncPredictionTask

STARTED = fails(202, {"prediction_id": "p1", "extra": True})


def client(**options):
    return FlyMyAI(here.key, "demo/echo", **options)


def rebuilt(**options):
    task = AsyncPredictionTask(prediction_id="p1")
    task.set_client(client(**options))
    return task


def results(*statuses):
    return {
        "inference_responses": [
            {"infer_details": {"status": status, "n": n}, "response": {"n": n, "u": "ü"}}
            for n, status in enumerate(statuses)
        ]
    }


@program(STARTED, fails(425, {}), fails(502, {}), ok(results(200, 200)))
def waits_for_a_task():
    """Starts a prediction, polls until it is done."""
    task = client().predict_async_task({"prompt": "a"})
    print(
        repr(task), task.prediction_id, task.response, task.client_info.username, task.model_dump()
    )
    print(type(task).__name__, isinstance(task, AsyncPredictionTask))
    found = task.result()
    print(repr(found), found.response.status_code)
    for item in found.inference_responses:
        print(
            item.status, item.output_data, item.infer_details, item.exc_history, type(item.response)
        )


@program(fails(425, {}), ok(results(200)))
def waits_no_longer_than_it_takes():
    """Asks more than once in a second."""
    rebuilt().result()
    first, second = (request["at"] for request in here.requests())
    print(0.4 < second - first < 2)


@program(STARTED, ok(results(200)), rows=["httpx-log-line"])
def logs_the_requests_of_a_task():
    """The log at the level INFO: the URL of the result has a query."""
    logging.basicConfig(stream=sys.stdout, level=logging.INFO, force=True)
    client().predict_async_task({"prompt": "a"}).result()
    logging.basicConfig(handlers=[logging.NullHandler()], force=True)


@program(STARTED, fails(504, {}), ok(results(200)))
async def waits_for_a_task_asynchronously():
    """The same with the asynchronous client."""
    async with AsyncFlyMyAI(here.key, "demo/echo") as model:
        task = await model.predict_async_task(payload={"prompt": "a"}, model="x/y")
        print(repr(task), task.client_info.project_name)
        print(repr(await task.result(timeout=20)))


@program(ok(results(200)), ok(results(200)))
def rebuilds_a_task():
    """Keeps the id, and makes the task again later."""
    print(rebuilt().result().inference_responses[0].output_data)
    print(client().prediction_task_result(AsyncPredictionTask(prediction_id="p 2&"), timeout=5))


@program(fails(425, {}), fails(425, {}, times=0), rows=["error-base", "result-last-poll"])
def waits_too_long_for_a_task():
    """The task is not done in time."""
    try:
        rebuilt().result(timeout=0.3)
    except RetryTimeoutExceededException as error:
        print(type(error).__mro__, str(error) == "", isinstance(error, TimeoutError))


@program(fails(425, {}, times=0), rows=["result-timeout-cause", "result-last-poll"])
async def waits_too_long_for_a_task_asynchronously():
    """The asynchronous task is not done in time."""
    async with AsyncFlyMyAI(here.key, "demo/echo") as model:
        task = AsyncPredictionTask(prediction_id="p1")
        task.set_client(model)
        try:
            await task.result(timeout=0.2)
        except RetryTimeoutExceededException as error:
            print(type(error), type(error.__cause__))


@program(ok(results(200, 500, 404)), ok(results(502)), rows=["error-contexts"])
def gets_failed_results():
    """Items of the result failed."""
    tried(rebuilt().result)
    tried(rebuilt().result)


@program(ok(results(200, 302)), rows=["inner-status"])
def gets_odd_results():
    """An item of the result has a status that is neither."""
    rebuilt().result()


@program(fails(404, {"detail": "x"}), fails(500, {"detail": "x"}), fails(401, {}))
def asks_for_a_result_in_vain():
    """The service rejects the poll."""
    for _ in range(3):
        tried(rebuilt().result)


@program(fails(425, {}), fails(425, {"detail": "not yet"}), fails(422, {"detail": "bad"}))
def gets_a_refusal_after_a_while():
    """The service rejects a later poll; each response is an error of the group."""
    try:
        rebuilt().result(timeout=20)
    except FlyMyAIExceptionGroup as error:
        print([each.response.status_code for each in error.errors], error)
        print([type(each).__name__ for each in error.errors], len(error.fma_errors()))


@program(fails(425, {}), fails(425, {}), fails(404, {"detail": "gone"}))
async def gets_a_refusal_after_a_while_asynchronously():
    """The same with the asynchronous client."""
    async with AsyncFlyMyAI(here.key, "demo/echo") as model:
        try:
            await model.prediction_task_result(AsyncPredictionTask(prediction_id="p1"), 20)
        except FlyMyAIExceptionGroup as error:
            print([each.response.status_code for each in error.errors], error)


@program(
    ok({}),
    ok({"inference_responses": [{}]}),
    ok([]),
    text("nonsense"),
    text(""),
    rows=["model-response-shapes"],
)
def gets_results_of_another_shape():
    """The result is not as expected."""
    for _ in range(5):
        tried(rebuilt().result)


@program(
    *(fails(status, {"detail": "x"}) for status in (400, 401, 404, 421, 422, 425, 500, 502)),
    rows=["error-contexts"],
)
def starts_a_task_in_vain():
    """The start is refused, which is not repeated."""
    model = client(max_retries=3)
    for _ in range(8):
        tried(lambda: model.predict_async_task({"a": 1}))


@program(
    fails(202, {}),
    text("nonsense"),
    fails(202, {"prediction_id": 5}),
    ok([]),
    moved("/x", 302),
    rows=["model-response-shapes", "redirects", "error-contexts"],
)
def starts_a_task_with_odd_responses():
    """The response to the start is not as expected."""
    model = client()
    for _ in range(5):
        tried(lambda: model.predict_async_task({"a": 1}))


@program(fails(501, {"detail": "x"}), rows=["rare-5xx-response", "error-contexts"])
def starts_a_task_with_a_rare_status():
    """A 5xx status that is not in the package's list."""
    client().predict_async_task({"a": 1})


@program(octets(b"<html>", 422), fails(421, [1]), rows=["undecodable-errors", "error-contexts"])
def starts_a_task_with_odd_refusals():
    """A refusal that should be an object and is not."""
    model = client()
    tried(lambda: model.predict_async_task({"a": 1}))
    tried(lambda: model.predict_async_task({"a": 1}))


@program(STARTED, rows=["pickled-task"])
def pickles_a_task():
    """Pickles objects of the client, and constructed ones."""
    print(pickle.loads(pickle.dumps(AsyncPredictionTask(prediction_id="p"))).prediction_id)
    task = client().predict_async_task({"a": 1})
    try:
        print(pickle.loads(pickle.dumps(task)).prediction_id)
    except Exception as error:
        print(type(error))


@program()
def has_a_task_without_a_client():
    """A task of one's own before `set_client`."""
    task = AsyncPredictionTask(prediction_id="p1")
    tried(task.result)
    tried(lambda: AsyncPredictionTask())
    tried(lambda: AsyncPredictionTask("p1"))


@program(ok(results(200)), rows=["model-names"])
def has_a_task_without_a_model():
    """Neither task nor client has the model."""
    task = AsyncPredictionTask(prediction_id="p1")
    task.set_client(FlyMyAI(here.key))
    tried(task.result)


@program(ok(results(200)))
def gives_a_task_its_model():
    """The task has its model."""
    task = AsyncPredictionTask(prediction_id="p1")
    task.client_info = APIKeyClientInfo(here.key, "u", "m")
    task.set_client(FlyMyAI(here.key))
    print(task.result().inference_responses[0].status, task.client_info.username)


@program(fails(500, {"details": "x"}), rows=["error-contexts"])
async def gets_a_failed_result_asynchronously():
    """The service rejects the poll of the asynchronous client."""
    async with AsyncFlyMyAI(here.key, "demo/echo") as model:
        await atried(model.prediction_task_result(AsyncPredictionTask(prediction_id="p1")))


@program(ok({"detail": "cancelled"}), empty(204), ok({}), ok({}))
def cancels_a_prediction():
    """Cancels by id, with another model, with the client's information."""
    model = client()
    found = model.cancel_prediction("p1")
    print(type(found), found.status_code, found.content, found.json())
    print(model.cancel_prediction("p 2", "a/b").status_code)
    print(
        model.cancel_prediction(
            "p3", model="a/b", client_info=APIKeyClientInfo(here.key, "c", "d")
        ).status_code
    )
    print(asyncio.run(AsyncFlyMyAI(here.key, "demo/echo").cancel_prediction("p4")).status_code)


@program(moved("/x", 302), rows=["redirects"])
def cancels_a_prediction_elsewhere():
    """The cancellation is redirected."""
    print(client().cancel_prediction("p1").status_code)


@program(*(fails(status, {"detail": "x"}) for status in (400, 401, 404, 425, 500, 502)))
def cancels_a_prediction_in_vain():
    """The service refuses to cancel."""
    model = client()
    for _ in range(6):
        tried(lambda: model.cancel_prediction("p1"))


DOCUMENT = {"openapi": "3.1.0", "paths": {"/b": {}, "/a": {"ü": 1}}, "info": {"title": "T"}}


@program(ok(DOCUMENT), ok(DOCUMENT))
def reads_the_schema():
    """The description of a model."""
    found = client().openapi_schema()
    print(
        repr(found),
        found.openapi_schema == DOCUMENT,
        list(found.openapi_schema["paths"]),
        found.response.status_code,
    )
    print(
        asyncio.run(
            AsyncFlyMyAI(here.key).openapi_schema(model="a/b", max_retries=1)
        ).model_dump_json()
    )


@program(
    *(fails(status, {"detail": "x"}) for status in (400, 401, 404, 425, 500, 502)),
    rows=["error-contexts"],
)
def reads_the_schema_in_vain():
    """The service refuses; nothing is repeated."""
    model = client(max_retries=3)
    for _ in range(6):
        tried(model.openapi_schema)


@program(
    ok([]), text("nonsense"), text(""), moved("/x"), rows=["model-response-shapes", "redirects"]
)
def reads_schemas_of_another_shape():
    """The description is not as expected."""
    model = client()
    for _ in range(4):
        tried(model.openapi_schema)


@program(fails(505, {"detail": "x"}), rows=["rare-5xx-response", "error-contexts"])
def reads_the_schema_with_a_rare_status():
    """A 5xx status that is not in the package's list."""
    client().openapi_schema()


@program()
def plays_with_the_models_of_the_emulator():
    """Task, schema and stream with the service's own behaviour."""
    model = client()
    task = model.predict_async_task({"prompt": "a", "polls": 2})
    print(task.result(timeout=20).inference_responses[0].output_data)
    print(sorted(model.openapi_schema().openapi_schema))
    print(
        "".join(part.output_data["output"][0] for part in model.stream({"prompt": "one two three"}))
    )


@program(text("0123456789" * 40, 500), rows=["error-contexts"])
def starts_a_task_that_fails_at_length():
    """The text of a failure quotes only so much of a long response."""
    client().predict_async_task({"a": 1})
