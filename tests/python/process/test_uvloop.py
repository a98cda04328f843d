"""Model calls on uvloop, beside the loop that Python has."""

from __future__ import annotations

import asyncio
import sys
from typing import Any, Coroutine, List

import pytest
from support.account import Account
from support.inference import RESULT, STREAM, data, piece, sse, texts

import flymyai

if sys.platform == "win32":
    LOOPS = [asyncio.new_event_loop]
else:
    import uvloop

    LOOPS = [asyncio.new_event_loop, uvloop.new_event_loop]


@pytest.fixture(params=LOOPS, ids=lambda made: made.__module__)
def loop(request: Any) -> Any:
    loop = request.param()
    yield loop
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()


def run(loop: Any, main: Coroutine[Any, Any, Any]) -> Any:
    return loop.run_until_complete(asyncio.wait_for(main, 20))


def test_predictions(service: Account, loop: Any) -> None:
    async def main() -> List[Any]:
        async with flymyai.async_client(service.key, "demo/echo") as client:
            return await asyncio.gather(*(client.predict({"n": n}) for n in range(50)))

    found = run(loop, main())
    assert [each.output_data["fields"]["n"] for each in found] == [str(n) for n in range(50)]
    assert run(loop, flymyai.async_run(service.key, "demo/echo", {"a": 1})).status == 200


def test_a_file_is_uploaded(service: Account, loop: Any, tmp_path: Any) -> None:
    path = tmp_path / "film.bin"
    path.write_bytes(b"film" * 500_000)
    found = run(loop, flymyai.async_run(service.key, "demo/echo", {"file": path}))
    assert found.output_data["files"]["file"]["size"] == 2_000_000


def test_a_stream(service: Account, loop: Any) -> None:
    async def main() -> Any:
        async with flymyai.async_client(service.key, "demo/echo") as client:
            stream = client.stream({"prompt": "x", "count": 3000})
            words: List[Any] = []
            stream.set_on_event(words.append)
            parts = [part async for part in stream]
            return parts, words, stream

    parts, words, stream = run(loop, main())
    assert len(parts) == 3000
    assert [word.prediction_id for word in words] == [stream.prediction_id]
    assert stream.stream_details.output_tokens == 3000


def test_an_abandoned_stream_ends_its_request(service: Account, loop: Any) -> None:
    service.script(sse(data(piece("a")), hang=True, match={"path": STREAM}))

    async def main() -> Any:
        async with flymyai.async_client(service.key, "demo/echo") as client:
            parts = []

            async def follow() -> None:
                parts.extend([part async for part in client.stream({"a": 1})])

            task = asyncio.ensure_future(follow())
            # In another thread: the loop continues meanwhile.
            await asyncio.get_running_loop().run_in_executor(None, service.requests, 1)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            return await client.predict({"a": 1})

    assert run(loop, main()).status == 200
    assert [request["path"] for request in service.aborted(1)] == [STREAM]


def test_parts_arrive_one_by_one(service: Account, loop: Any) -> None:
    import base64

    chunks = [base64.b64encode(data(piece(text)).encode()).decode() for text in "abc"]
    headers = {"content-type": "text/event-stream"}
    service.script({"reply": {"headers": headers, "chunks": chunks, "chunk_hold": "next"}})

    async def main() -> List[str]:
        found = []
        async with flymyai.async_client(service.key, "demo/echo") as client:
            async for part in client.stream({"a": 1}):
                found.append(part)
                release = asyncio.get_running_loop().run_in_executor
                if len(found) < len(chunks):
                    await release(None, service.release, "next")
        return texts(found)

    assert run(loop, main()) == ["a", "b", "c"]


def test_a_task(service: Account, loop: Any) -> None:
    service.respond({}, status=425, match={"path": RESULT})

    async def main() -> Any:
        async with flymyai.async_client(service.key, "demo/echo") as client:
            task = await client.predict_async_task({"prompt": "x", "polls": "1"})
            return await task.result(timeout=15)

    (found,) = run(loop, main()).inference_responses
    assert found.output_data["sample"] == ["x"]


def test_a_slow_task_ends_at_the_timeout(service: Account, loop: Any) -> None:
    service.respond({}, status=425, times=0, match={"path": RESULT})

    async def main() -> Any:
        async with flymyai.async_client(service.key, "demo/echo") as client:
            task = await client.predict_async_task({"a": 1})
            await task.result(timeout=0.05)

    with pytest.raises(TimeoutError):
        run(loop, main())
