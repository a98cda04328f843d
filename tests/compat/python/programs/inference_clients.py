"""Construction and copies of inference clients; their exceptions and records made by hand."""

from __future__ import annotations

import asyncio
import copy
import pickle
import threading

import httpx
from kit import ELSEWHERE, here, moved, ok, piece, program, stream_of, tried

import flymyai
from flymyai import AsyncFlyMyAI, FlyMyAI, FlyMyAIExceptionGroup, FlyMyAIPredictException
from flymyai.core.authorizations import APIKeyClientInfo
from flymyai.core.exceptions import (
    BaseFlyMyAIException,
    FlyMyAIAsyncTaskException,
    FlyMyAIOpenAPIException,
)
from flymyai.core.models.error_responses import FlyMyAI400Response, FlyMyAI425Response
from flymyai.core.models.successful_responses import (
    AsyncPredictionResponseList,
    OpenAPISchemaResponse,
    PredictionPartial,
    PredictionResponse,
    StreamDetails,
)

DONE = stream_of(piece("x"), times=0)


@program(DONE)
def makes_clients_of_models():
    """Positional and named arguments, with and without a model."""
    for client in (
        FlyMyAI(here.key, "demo/echo", 3), FlyMyAI(apikey=here.key, model="a/b"),
        flymyai.client(here.key, model=None, max_retries=1), FlyMyAI(here.key, ""),
    ):  # fmt: skip
        print(
            type(client),
            client.max_retries,
            client.client_info.username,
            client.client_info.project_name,
        )
        print(client.predict({"a": 1}, model="c/d").status, client.is_closed())


@program(DONE)
def closes_a_client_of_models():
    """A closed client works on; a context closes it."""
    with FlyMyAI(here.key, "demo/echo") as client:
        print(client.predict({"a": 1}).status, client.is_closed())
    print(client.is_closed(), client.close(), client.is_closed())
    print(client.predict({"a": 1}).status, client.is_closed())


@program(DONE)
async def closes_an_asynchronous_client_of_models():
    """The same, asynchronously."""
    async with AsyncFlyMyAI(here.key, "demo/echo") as client:
        print((await client.predict({"a": 1})).status, client.is_closed())
    print(client.is_closed(), await client.close())


BAD_NAMES = ["noslash", "a/b/c", "/", "a/", "/b", "a/b/", " "]


@program()
def names_models_badly():
    """Names that are not `owner/model`."""
    for name in BAD_NAMES:
        tried(lambda: FlyMyAI(here.key, name).predict({"a": 1}))
        tried(lambda: FlyMyAI(here.key).predict({"a": 1}, model=name))


@program()
def names_no_model():
    """No model is named."""
    client = FlyMyAI(here.key)
    for call in (
        lambda: client.predict({"a": 1}), lambda: client.predict_async_task({"a": 1}),
        client.openapi_schema, lambda: client.cancel_prediction("p"), client.amend_client_info,
    ):  # fmt: skip
        tried(call)


@program(DONE)
def names_models_with_other_letters():
    """Blanks, umlauts and marks in names of models."""
    for name in ("a b/ü", "a%20b/c", "a:b/c@d", "~a/b.c"):
        print(FlyMyAI(here.key, name).predict({"a": 1}).status)


@program(DONE, rows=["model-names"])
def names_a_model_that_is_a_path():
    """Dots and marks of URLs in a name."""
    for name in ("../admin", "a/..", "a?b/c#d", 5):
        tried(lambda: FlyMyAI(here.key, name).predict({"a": 1}).status)


@program(rows=["model-key-refused"])
def has_a_bad_key_for_models():
    """A key with a line break, other letters, or none."""
    for key in ("fly-secret\n", "fly-ü", None, 5):
        tried(lambda: FlyMyAI(key, "demo/echo").predict({"a": 1}))


@program()
def forgets_arguments_of_models():
    """Arguments that are missing, and unknown ones."""
    tried(lambda: FlyMyAI())
    tried(lambda: FlyMyAI(here.key, "a/b", retries=1))
    client = FlyMyAI(here.key, "demo/echo")
    tried(lambda: client.predict())
    tried(lambda: client.predict({"a": 1}, "a/b", 1, 2))
    tried(lambda: client.stream())
    tried(lambda: client.cancel_prediction())


@program(rows=["later-names"])
def looks_into_a_client_of_models():
    """Attributes, classes and module functions."""
    print([base.__name__ for base in FlyMyAI.__mro__], FlyMyAI.__module__)
    print([base.__name__ for base in AsyncFlyMyAI.__mro__], flymyai.run, flymyai.async_run)
    print(flymyai.client is FlyMyAI, flymyai.async_client is AsyncFlyMyAI, sorted(flymyai.__all__))
    client = FlyMyAI("fly-k", "a/b", max_retries=7)
    print(
        client.max_retries, client.client_info == APIKeyClientInfo("fly-k", "a", "b"), bool(client)
    )
    print(flymyai.httpx is httpx)


@program(rows=["secrets-shown"])
def prints_the_key():
    """The representations of objects with the key."""
    print(APIKeyClientInfo("fly-secret", "a", "b"))


@program()
def uses_the_information_of_a_client():
    """Paths and headers of the client's information."""
    info = APIKeyClientInfo("fly-k", "a", "b c")
    for name in sorted(dir(info)):
        if name.endswith("_path") and not name.startswith("_"):
            print(name, repr(getattr(info, name)), type(getattr(info, name)))
    print(info.authorization_headers, info.openapi_schema_path)
    other = info.copy_for_model("x/y")
    print(
        other.username,
        other.project_name,
        info.username,
        other == APIKeyClientInfo("fly-k", "x", "y"),
    )
    tried(lambda: info.copy_for_model("x"))
    info.username = "changed"
    print(info.prediction_path, info != copy.deepcopy(other))


@program(DONE)
def uses_a_client_in_threads():
    """Six threads share a client."""
    client = FlyMyAI(here.key, "demo/echo")
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(client.predict({"a": 1}).status))
        for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(found)


@program(DONE, rows=["caller-thread"])
def looks_at_the_thread_of_a_call():
    """Which thread encodes the payload."""

    class Telling(dict):
        def items(self):
            print(threading.current_thread() is threading.main_thread())
            return super().items()

    FlyMyAI(here.key, "demo/echo").predict(Telling(a=1))


@program(DONE)
def subclasses_a_client_of_models():
    """A client of one's own."""

    class Mine(FlyMyAI):
        def ask(self, prompt):
            return self.predict({"prompt": prompt}).output_data["text"]

    with Mine(here.key, "demo/echo") as client:
        print(client.ask("a"), type(client.__enter__()).__name__)


@program(rows=["error-base"])
def makes_exceptions_of_models():
    """Builds the exceptions by hand and from responses."""
    for cls in (
        BaseFlyMyAIException,
        FlyMyAIPredictException,
        FlyMyAIAsyncTaskException,
        FlyMyAIOpenAPIException,
    ):
        error = cls("m", True, None)
        print(
            error,
            repr(error),
            error.args,
            error.msg,
            error.requires_retry,
            error.response,
            cls.__mro__,
        )
    tried(lambda: BaseFlyMyAIException())
    tried(lambda: str(BaseFlyMyAIException(5)))
    request = httpx.Request("POST", "http://x/y")
    for status in (200, 302, 400, 401, 404, 421, 422, 425, 429, 500, 502, 504, 524, 599):
        response = httpx.Response(status, json={"detail": "d"}, request=request)
        error = BaseFlyMyAIException.from_response(response)
        print(
            status,
            repr(str(error)),
            getattr(error, "requires_retry", None),
            getattr(error, "args", None),
        )
    print(
        sorted(BaseFlyMyAIException.client_error_mapping()),
        sorted(BaseFlyMyAIException.internal_error_mapping()),
    )
    base = BaseFlyMyAIException("m", True)
    print(repr(FlyMyAIPredictException.from_base_exception(base)))


@program(rows=["error-base"])
def makes_groups_of_exceptions():
    """Groups by hand."""
    group = FlyMyAIExceptionGroup([BaseFlyMyAIException("a"), ValueError("b")], anything=1)
    print(
        group, group.args, group.message, group.errors, group.fma_errors(), group.non_fma_errors()
    )
    print(
        isinstance(group, BaseFlyMyAIException),
        FlyMyAIExceptionGroup.__mro__,
        str(FlyMyAIExceptionGroup([])),
    )
    tried(lambda: FlyMyAIExceptionGroup())


@program()
def makes_responses_by_hand():
    """Records of predictions for tests."""
    found = PredictionResponse(exc_history=None, output_data={"a": 1}, status=200)
    print(repr(found), found.response, found.model_dump(), list(PredictionResponse.model_fields))
    tried(lambda: PredictionResponse(status=200))
    tried(lambda: PredictionResponse(output_data=[], status="x"))
    print(
        repr(StreamDetails(model_size_in_billions=7, input_tokens="5")),
        StreamDetails().model_dump(),
    )
    print(repr(StreamDetails(size_in_billions=7)), repr(PredictionPartial(status=200)))
    print(repr(OpenAPISchemaResponse(exc_history=[], openapi_schema={}, status=200)))
    tried(lambda: OpenAPISchemaResponse(openapi_schema={}, status=200))
    tried(lambda: AsyncPredictionResponseList(inference_responses="x"))
    print(pickle.loads(pickle.dumps(found)) == found)


@program(rows=["handmade-models"])
def makes_pieces_by_hand():
    """Records of streams and results for tests, and their responses."""
    from flymyai.core.models.successful_responses import AsyncPredictionResponse

    tried(lambda: PredictionPartial(status=200).response)
    tried(lambda: AsyncPredictionResponse(response={}, infer_details={"status": 200}).output_data)


@program()
def reads_responses_from_others():
    """`from_response` with responses of httpx."""
    request = httpx.Request("POST", "http://x/y")
    for body in ({"output_data": {"a": 1}}, {"output_data": {"a": 1}, "status": 201}):
        response = httpx.Response(200, json=body, request=request)
        tried(lambda: PredictionResponse.from_response(response, exc_history=[]))
    print(
        repr(
            FlyMyAI400Response.from_response(
                httpx.Response(400, text="no", request=request)
            ).to_msg()
        )
    )
    print(FlyMyAI425Response(425, "http://x", b"").requires_retry)


@program(rows=["from-response-keywords"])
def reads_responses_with_the_same_names():
    """A key of the body is also a keyword."""
    body = {"output_data": {"a": 1}, "inference_time": 2.0}
    response = httpx.Response(200, json=body, request=httpx.Request("POST", "http://x/y"))
    tried(lambda: PredictionResponse.from_response(response, inference_time=3.0).inference_time)


@program(rows=["sse-texts"])
def decodes_events_by_hand():
    """The decoder of event streams, used on its own."""
    from flymyai.core._streaming import ServerSentEvent, SSEDecoder

    decoder = SSEDecoder()
    lines = [
        ": c",
        "event: e",
        'data: {"a": 1}',
        "",
        "data: 1",
        "data: 2",
        "id: 5",
        "",
        "retry: 10",
        "",
        "x",
        "",
    ]
    for event in decoder.iter(iter(lines)):
        print(repr(event), event.event, event.data, event.id, event.retry)
    event = ServerSentEvent(data='{"b": 2}')
    print(event.json(), repr(event), event.event)
    tried(lambda: ServerSentEvent().json())
    tried(lambda: event.headers)
    event.headers = {}
    tried(lambda: setattr(event, "headers", {}))


@program(rows=["error-contexts"])
def retries_functions_by_hand():
    """The helpers that repeat a function."""
    from flymyai.utils.utils import aretryable_callback, retryable_callback

    def failing():
        raise BaseFlyMyAIException("m", requires_retry=True)

    tried(lambda: retryable_callback(failing, 2, BaseFlyMyAIException, FlyMyAIExceptionGroup))
    print(retryable_callback(lambda: 5, 2, BaseFlyMyAIException, FlyMyAIExceptionGroup))

    async def fine():
        return 6

    print(asyncio.run(aretryable_callback(fine, 2, BaseFlyMyAIException, FlyMyAIExceptionGroup)))


@program(moved("http://localhost:9/elsewhere"))
def is_sent_to_nobody():
    """A redirect to an address without a server; the prediction is retried."""
    print(FlyMyAI(here.key, "demo/echo").predict({"a": 1}).status)


@program(moved(f"{ELSEWHERE}/else/where"), keys=[""], rows=["redirects"])
def is_sent_to_another_origin():
    """A redirect to another host, and whether the key goes along."""
    tried(lambda: FlyMyAI(here.key, "demo/echo", max_retries=1).predict({"a": 1}))


@program(ok({}, headers={"set-cookie": "a=b; Path=/"}), ok({}), ok({}), rows=["kept-connections"])
def is_given_a_cookie_by_a_model():
    """Later requests of the same client send the cookie."""
    client = FlyMyAI(here.key, "demo/echo")
    client.cancel_prediction("p")
    client.cancel_prediction("p")
    FlyMyAI(here.key, "demo/echo").cancel_prediction("p")
