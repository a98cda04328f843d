"""The deprecated M1 clients."""

from __future__ import annotations

import pathlib
from typing import Any, Dict, List

import httpx
import pytest
import respx
from support.account import Account

import flymyai
from flymyai.core.types.m1 import M1GenerationTask, M1Role

DEPRECATED = pytest.warns(DeprecationWarning, match="^FlyMyAI M1")


def answer(**more: Any) -> Dict[str, Any]:
    data = {"text": "Hi", "tool_used": None, "file_url": None}
    return {"success": True, "error": None, "data": {**data, **more}}


async def test_a_conversation(service: Account, tmp_path: pathlib.Path) -> None:
    with flymyai.m1_client(service.key) as client:
        with DEPRECATED as warned:
            found = client.generate("Hello")
        assert warned[0].filename == __file__
        assert found.success
        records = client._m1_history._records
        assert [record.role for record in records] == [M1Role.user, M1Role.assistant]
        client.reset_history()
        assert client._m1_history.serialize() == []
    path = tmp_path / "cat.jpg"
    path.write_bytes(b"cat")
    async with flymyai.async_m1_client(service.key) as aclient:
        with DEPRECATED:
            assert (await aclient.generate("Hello", path)).success
        assert aclient._image is not None
        assert aclient._image.startswith(service.url)


def test_a_mocked_conversation(service: Account) -> None:
    with respx.mock(base_url=service.url) as mock, flymyai.m1_client("k") as client:
        chat = mock.post("/chat").respond(json={"request_id": "r"})
        result = mock.get("/chat-result/r").respond(json=answer(file_url="/f.png"))
        with DEPRECATED:
            found = client.generate("Hello", "http://image")
        assert found.data is not None
        # The address and the path, one behind the other.
        assert found.data.file_url == service.url + "/f.png"
        assert client._image == found.data.file_url
        assert b'"image_url":"http://image"' in chat.calls[0].request.content.replace(b": ", b":")
        result.respond(json={"success": True, "data": None})
        assert client.generation_task_result(M1GenerationTask("r")).data is None


def test_a_failed_generation_stays_in_the_history(service: Account) -> None:
    with respx.mock(base_url=service.url) as mock, flymyai.m1_client("k") as client:
        mock.post("/chat").respond(json={"request_id": "r"})
        failed = {"success": False, "error": "no", "status": 500}
        mock.get("/chat-result/r").respond(json=failed)
        with DEPRECATED, pytest.raises(RuntimeError, match="Generation failed with status 500: no"):
            client.generate("Hello")
        assert len(client._m1_history._records) == 1
        mock.post("/chat").respond(status_code=401)
        with pytest.raises(httpx.HTTPStatusError):
            client.generation_task()


def test_a_lost_connection_is_made_again_once(service: Account) -> None:
    with respx.mock(base_url=service.url) as mock, flymyai.m1_client("k") as client:
        lost = httpx.RemoteProtocolError("lost")
        response = httpx.Response(200, json={"request_id": "r"})
        mock.post("/chat").mock(side_effect=[lost, response])
        assert client.generation_task().request_id == "r"


async def test_a_result_is_polled_every_second_without_limit(
    service: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: List[float] = []

    async def pause(seconds: float) -> None:
        pauses.append(seconds)

    monkeypatch.setattr("time.sleep", pauses.append)
    monkeypatch.setattr("asyncio.sleep", pause)
    with respx.mock(base_url=service.url) as mock:
        still = {"success": False, "error": "Still processing", "data": None}
        responses = [httpx.Response(200, json=still)] * 500
        result = mock.get("/chat-result/r")
        with flymyai.m1_client("k") as client:
            result.side_effect = [*responses, httpx.Response(200, json=answer())]
            assert client.generation_task_result(M1GenerationTask("r")).success
        async with flymyai.async_m1_client("k") as aclient:
            result.side_effect = [*responses, httpx.Response(200, json=answer())]
            assert (await aclient.generation_task_result(M1GenerationTask("r"))).success
    assert pauses == [1.0] * 1000


def test_m1_responses_without_data(service: Account) -> None:
    for data in (None, {"text": None, "tool_used": None, "file_url": None}):
        with respx.mock(base_url=service.url) as mock, flymyai.m1_client("k") as client:
            mock.post("/chat").respond(json={"request_id": "r"})
            mock.get("/chat-result/r").respond(json={"success": True, "data": data})
            with DEPRECATED:
                assert client.generate("Hello").success
            assert client._m1_history.serialize()[-1]["content"] is None


class Spoken:
    """A stub of an httpx client that has the methods that are called, and no other."""

    def __init__(self) -> None:
        self.calls: List[Any] = []

    def post(self, path: str, **options: Any) -> httpx.Response:
        self.calls.append(("post", path, sorted(options)))
        body = {"url": "/u.png"} if "files" in options else {"request_id": "r"}
        return httpx.Response(200, json=body, request=httpx.Request("POST", "http://m1" + path))

    def get(self, path: str) -> httpx.Response:
        self.calls.append(("get", path, []))
        return httpx.Response(200, json=answer(), request=httpx.Request("GET", "http://m1" + path))


SPOKEN = [
    ("post", "/chat", ["headers", "json"]),
    ("get", "/chat-result/r", []),
    ("post", "/upload-image", ["files"]),
]


async def test_the_client_that_a_subclass_constructs_is_used(tmp_path: pathlib.Path) -> None:
    path = tmp_path / "cat.png"
    path.write_bytes(b"cat")
    made: List[Any] = []

    class Mine(flymyai.FlyMyAIM1):
        def _construct_client(self) -> Any:
            made.append(self._apikey)
            return Spoken()

    mine = Mine("fly-m1")
    with DEPRECATED:
        assert mine.generate("Hello").success
    assert mine.upload_image(path).endswith("/u.png")
    assert mine._client.calls == SPOKEN

    class Asynchronous(Spoken):
        async def post(self, path: str, **options: Any) -> httpx.Response:  # type: ignore[override]
            return super().post(path, **options)

        async def get(self, path: str) -> httpx.Response:  # type: ignore[override]
            return super().get(path)

    class AsyncMine(flymyai.AsyncFlymyAIM1):
        def _construct_client(self) -> Any:
            made.append(self._apikey)
            return Asynchronous()

    amine = AsyncMine("fly-m1")
    with DEPRECATED:
        assert (await amine.generate("Hello")).success
    assert (await amine.upload_image(path)).endswith("/u.png")
    assert amine._client.calls == SPOKEN
    assert made == ["fly-m1", "fly-m1"]


def test_a_reconnecting_client_is_constructed_anew_by_the_subclass() -> None:
    class Lost(Spoken):
        def post(self, path: str, **options: Any) -> httpx.Response:
            raise httpx.RemoteProtocolError("lost")

        def close(self) -> None:
            self.calls.append("closed")

    clients = [Lost(), Spoken()]

    class Mine(flymyai.FlyMyAIM1):
        def _construct_client(self) -> Any:
            return clients.pop(0)

    mine = Mine("fly-m1")
    first = mine._client
    assert mine.generation_task().request_id == "r"
    assert first.calls == ["closed"]
    assert clients == []
