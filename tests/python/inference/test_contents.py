"""Responses that hold no prediction, or not all of one."""

from __future__ import annotations

from typing import Any, Dict, List, Tuple

import httpx
import pytest
from support.account import Account
from support.inference import data, piece, sse, texts, word

import flymyai
from flymyai import FlyMyAIExceptionGroup, FlyMyAIPredictException

ID = word(event_type="id", prediction_id="p", status=200)


def page(status: int, text: str = "", **headers: str) -> Dict[str, Any]:
    """A step that answers with something else than events."""
    return {"reply": {"status": status, "headers": headers, "text": text}}


WITHOUT_PREDICTION: List[Tuple[Dict[str, Any], int]] = [
    (page(200, "<html>log in</html>", **{"content-type": "text/html"}), 599),
    (page(200, '{"detail": "model is cold", "status": 503}'), 599),
    (page(202, "{}", **{"content-type": "application/json"}), 599),
    (page(204), 599),
    (sse(""), 599),
    (sse(": ping\n\n: ping\n\n"), 599),
    (sse(data("[DONE]")), 599),
    (sse(data(piece("a")).rstrip()), 599),
    (page(300, "x"), 300),
    (page(301, "moved"), 301),
    (page(302, "x", location="ftp://x/"), 302),
    (page(304), 304),
    (page(404, "x"), 404),
]


@pytest.mark.parametrize(("step", "status"), WITHOUT_PREDICTION)
async def test_a_stream_without_a_part_raises_with_the_status(
    service: Account, model: Any, amodel: Any, step: Dict[str, Any], status: int
) -> None:
    service.script({**step, "times": 0})
    with pytest.raises(FlyMyAIPredictException) as caught:
        next(model.stream({"a": 1}))
    with pytest.raises(FlyMyAIPredictException) as acaught:
        await amodel.stream({"a": 1}).__anext__()
    with pytest.raises(FlyMyAIExceptionGroup) as predicted:
        model.predict({"a": 1})
    errors = [caught.value, acaught.value, *predicted.value.errors]
    assert [error.response.status_code for error in errors] == [status] * 3
    assert [error.response.text for error in errors] == [step["reply"]["text"]] * 3
    assert str(status) in str(caught.value)


async def test_an_id_without_prediction_is_an_error(
    service: Account, model: Any, amodel: Any
) -> None:
    service.script({**sse(ID), "times": 0})
    for status in [await read(model, 599), await read(amodel, 599)]:
        assert status == ([], 599)
    stream = model.stream({"a": 1})
    with pytest.raises(FlyMyAIPredictException):
        next(stream)
    assert stream.prediction_id == "p"


async def read(model: Any, status: int) -> Tuple[List[str], int]:
    """The pieces of a stream that is refused in the end, and the status that it has."""
    parts: List[Any] = []
    stream = model.stream({"a": 1})
    with pytest.raises(FlyMyAIPredictException) as caught:
        if hasattr(stream, "__anext__"):
            async for part in stream:
                parts.append(part)
        else:
            parts.extend(stream)
    found: int = caught.value.response.status_code
    return texts(parts), found


def test_a_cancelled_stream_may_have_no_part(service: Account, model: Any) -> None:
    stop = word(event_type="stream_cancelling", prediction_id="p", status=200)
    service.script({**sse(ID + stop), "times": 0})
    assert list(model.stream({"a": 1})) == []
    stream = model.stream({"a": 1})
    stream.follow_cancelling = False
    assert list(stream) == []


async def test_a_stream_that_ends_inside_an_event_raises(
    service: Account, model: Any, amodel: Any
) -> None:
    text = data(piece("a"), piece("b")) + 'data: {"status": 500, "detail": "boom"}'
    service.script({**sse(text), "times": 0})
    parts: List[Any] = []
    with pytest.raises(httpx.RemoteProtocolError, match="ends inside an event"):
        parts.extend(part for part in model.stream({"a": 1}))
    with pytest.raises(httpx.RemoteProtocolError, match="ends inside an event"):
        async for part in amodel.stream({"a": 1}):
            parts.append(part)
    assert texts(parts)[-2:] == ["a", "b"]


def test_comments_after_the_last_part_are_ignored(service: Account, model: Any) -> None:
    for rest in ("data: [DONE]", ": ping", "retry: 5", "\n\n"):
        service.script(sse(data(piece("a")) + rest))
        assert texts(model.stream({"a": 1})) == ["a"]


def test_streams_of_given_clients_are_checked(service: Account) -> None:
    for response in (httpx.Response(200, text="<html>"), httpx.Response(204)):
        transport = httpx.MockTransport(lambda _, response=response: response)  # type: ignore[misc]
        with httpx.Client(transport=transport) as http:
            client = flymyai.client("fly-k", "demo/echo", http_client=http)
            with pytest.raises(FlyMyAIPredictException) as caught:
                next(client.stream({"a": 1}))
        assert caught.value.response.status_code == 599


async def test_a_location_may_hold_letters_as_they_are(
    service: Account, model: Any, amodel: Any
) -> None:
    moved = page(303, location="/é/?q=世")
    for client in (model, amodel):
        service.script(moved, sse(data(piece("a"))))
        found = client.predict({"a": 1})
        prediction = found if client is model else await found
        assert prediction.output_data == {"text": "a"}
        assert service.last()["path"] == "/%C3%A9/"
