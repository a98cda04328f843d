"""Helpers of the programs about streams."""

from __future__ import annotations

from kit import here, tried, word

from flymyai import FlyMyAI

ID = word(event_type="id", prediction_id="p1", status=200)
STOP = word(event_type="stream_cancelling", status=200, prediction_id="p1")
USAGE = {"input_tokens": 3, "output_tokens": 5, "model_size_in_billions": 7.5}


def opened(payload=None, **options):
    return FlyMyAI(here.key, "demo/echo", **options).stream(payload or {"prompt": "a b"})


def read(stream):
    """Prints the pieces, and how the stream ends."""

    def all_of_it():
        for part in stream:
            print(type(part).__name__, part.status, part.output_data)

    tried(all_of_it)
    print(
        getattr(stream, "prediction_id", "no id"), getattr(stream, "stream_details", "no details")
    )
    return stream


async def aread(stream):
    try:
        async for part in stream:
            print(type(part).__name__, part.status, part.output_data)
    except Exception as error:
        print(type(error), str(error)[:60])
    print(
        getattr(stream, "prediction_id", "no id"), getattr(stream, "stream_details", "no details")
    )
