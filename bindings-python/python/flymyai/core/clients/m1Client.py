"""The synchronous M1 client. M1 is deprecated: see `AgentClient`."""
# Public signatures name bare `dict` and `list`.
# pyright: standard
# The name is public.
# ruff: noqa: N999

from __future__ import annotations

import os
import time
import warnings
from pathlib import Path
from typing import Any, Optional, Union

import httpx

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
    "BaseM1Client",
    "BaseM1SyncClient",
    "FlyMyAIM1Response",
    "M1GenerationTask",
    "M1Record",
    "M1Role",
    "Optional",
    "Path",
    "Union",
    "_predict_timeout",
    "httpx",
    "os",
    "time",
    "warnings",
]


class BaseM1SyncClient(BaseM1Client["httpx.Client"]):
    """A conversation with M1, which is deprecated.

    Args:
        apikey: Your key.

    Example:
        >>> import flymyai
        >>> with flymyai.m1_client("fly-***") as client:
        ...     client.generate("Hello").success
        True
    """

    def _construct_client(self) -> httpx.Client:
        return httpx.Client(**self._options())

    def generate(self, prompt: str, image: Union[str, Path, None] = None) -> FlyMyAIM1Response:
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
            self._image = self.upload_image(image)
        elif image is not None:
            self._image = image if isinstance(image, str) else None
        self._add_message(prompt)
        return self.generation_task_result(self.generation_task())

    def generation_task(self) -> M1GenerationTask:
        """Sends the conversation.

        Returns:
            The request, whose response is generated.

        Raises:
            httpx.HTTPStatusError: If the service refuses the request.
        """
        return task_of(
            self._send_request("post", "/chat", json=self._chat(), headers=self._headers)
        )

    def generation_task_result(self, generation_task: M1GenerationTask) -> FlyMyAIM1Response:
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
            found = self._parse_response(self._send_request("get", path))
            if found is not None:
                return found
            time.sleep(POLL_INTERVAL)

    def upload_image(self, image: Union[str, Path]) -> str:
        """Uploads an image; returns its URL.

        Args:
            image: The file.

        Raises:
            OSError: For a file that can't be read.
            httpx.HTTPStatusError: If the service refuses the request.
        """
        return image_url(self._send_request("post", "/upload-image", files=image_part(image)))

    def _send_request(self, method: str, path: str, **options: Any) -> httpx.Response:
        # Uses the methods that replacement clients of 1.1.0 define.
        try:
            response: httpx.Response = getattr(self._client, method)(path, **options)
        except httpx.RemoteProtocolError:
            self._reconnect_client()
            response = getattr(self._client, method)(path, **options)
        return response

    def _reconnect_client(self) -> None:
        self._client.close()
        self._client = self._construct_client()

    def __enter__(self) -> BaseM1SyncClient:
        return self

    def __exit__(self, exc_type: Any, exc_val: Any, exc_tb: Any) -> None:
        self._client.close()
