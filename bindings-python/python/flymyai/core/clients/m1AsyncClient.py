"""The asynchronous M1 client. M1 is deprecated: see `AgentClient`."""
# Public signatures name bare `dict` and `list`.
# pyright: standard
# The name is public.
# ruff: noqa: N999

from __future__ import annotations

import asyncio
import os
import warnings
from pathlib import Path
from typing import Any, Optional, Union

import httpx

from ..._internal.async_library import in_trio, library
from .._response import FlyMyAIM1Response
from ..types.m1 import M1GenerationTask, M1Record, M1Role
from .base_m1_client import (
    M1_DEPRECATION_MESSAGE,
    POLL_INTERVAL,
    BaseM1Client,
    _predict_timeout,
    image_part,
    image_url,
    task_of,
)

__all__ = [
    "M1_DEPRECATION_MESSAGE",
    "BaseM1AsyncClient",
    "BaseM1Client",
    "FlyMyAIM1Response",
    "M1GenerationTask",
    "M1Record",
    "M1Role",
    "Optional",
    "Path",
    "Union",
    "_predict_timeout",
    "asyncio",
    "httpx",
    "os",
    "warnings",
]


class BaseM1AsyncClient(BaseM1Client["httpx.AsyncClient"]):
    """A conversation with M1, which is deprecated, for `asyncio` and trio.

    Args:
        apikey: Your key.

    Example:
        >>> import flymyai
        >>> async with flymyai.async_m1_client("fly-***") as client:
        ...     (await client.generate("Hello")).success
        True
    """

    def _construct_client(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(**self._options())

    async def generate(
        self, prompt: str, image: Union[str, Path, None] = None
    ) -> FlyMyAIM1Response:
        """Sends a message and waits for the response.

        Args:
            prompt: The message.
            image: A file to upload, or the URL of an image; the previous image when left out.

        Returns:
            The response.

        Raises:
            RuntimeError: If M1 fails.
            httpx.HTTPStatusError: If the service refuses the request.
        """
        warnings.warn(M1_DEPRECATION_MESSAGE, DeprecationWarning, stacklevel=2)
        if isinstance(image, Path):
            self._image = await self.upload_image(image)
        elif image is not None:
            self._image = image if isinstance(image, str) else None
        self._add_message(prompt)
        return await self.generation_task_result(await self.generation_task())

    async def generation_task(self) -> M1GenerationTask:
        """Sends the conversation.

        Returns:
            The request, whose response is generated.

        Raises:
            httpx.HTTPStatusError: If the service refuses the request.
        """
        return task_of(
            await self._send_request("post", "/chat", json=self._chat(), headers=self._headers)
        )

    async def generation_task_result(self, generation_task: M1GenerationTask) -> FlyMyAIM1Response:
        """Waits for the response to a conversation, without a time limit.

        Args:
            generation_task: The request, whose response is generated.

        Returns:
            The response.

        Raises:
            RuntimeError: If M1 fails.
            httpx.HTTPStatusError: If the service refuses the request.
        """
        while True:
            path = f"/chat-result/{generation_task.request_id}"
            found = self._parse_response(await self._send_request("get", path))
            if found is not None:
                return found
            if in_trio():
                await library().sleep(POLL_INTERVAL)
            else:
                await asyncio.sleep(POLL_INTERVAL)

    async def upload_image(self, image: Union[str, Path]) -> str:
        """Uploads an image; returns its URL.

        Args:
            image: The file.

        Raises:
            OSError: For a file that can't be read.
            httpx.HTTPStatusError: If the service refuses the request.
        """
        part = await library().in_thread(image_part, image)
        return image_url(await self._send_request("post", "/upload-image", files=part))

    async def _send_request(self, method: str, path: str, **options: Any) -> httpx.Response:
        # Uses the methods that replacement clients of 1.1.0 define.
        try:
            response: httpx.Response = await getattr(self._client, method)(path, **options)
        except httpx.RemoteProtocolError:
            await self._reconnect_client()
            response = await getattr(self._client, method)(path, **options)
        return response

    async def _reconnect_client(self) -> None:
        await self._client.aclose()
        self._client = self._construct_client()

    async def __aenter__(self) -> BaseM1AsyncClient:
        return self

    async def __aexit__(self, exc_type: Any, exc_val: Any, exc_tb: Any) -> None:
        await self._client.aclose()
