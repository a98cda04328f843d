"""The base of the M1 clients. M1 is deprecated: see `AgentClient`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Dict, Generic, Optional, TypeVar, Union, overload

import httpx

from .._response import ChatResponseData, FlyMyAIM1Response
from ..models.m1_history import M1History
from ..types.m1 import M1GenerationTask, M1Record, M1Role
from ._legacy_names import legacy_attribute
from .base_client import DEFAULT_RETRY_COUNT

__all__ = [
    "DEFAULT_RETRY_COUNT",
    "M1_DEPRECATION_MESSAGE",
    "BaseM1Client",
    "FlyMyAIM1Response",
    "Generic",
    "M1GenerationTask",
    "M1History",
    "Optional",
    "Path",
    "TypeVar",
    "Union",
    "httpx",
    "os",
    "overload",
]

M1_DEPRECATION_MESSAGE = (
    "FlyMyAI M1 is deprecated: use AgentClient for conversations with tools, "
    "flymyai.run or flymyai.async_run for single models."
)

_predict_timeout: httpx.Timeout = legacy_attribute("_predict_timeout")
_PossibleClients = TypeVar("_PossibleClients")
STILL_PROCESSING = "Still processing"
POLL_INTERVAL = 1.0


class BaseM1Client(Generic[_PossibleClients]):
    """A conversation with M1.

    Args:
        apikey: Your key.
    """

    client: _PossibleClients
    """Not set; declared for type checkers."""

    def __init__(self, apikey: str) -> None:
        self._apikey = apikey
        # A subclass may override it.
        self._client: Any = self._construct_client()
        self._m1_history = M1History()
        self._image: Optional[str] = None

    def _construct_client(self) -> Any:
        raise NotImplementedError

    @property
    def _headers(self) -> Dict[str, str]:
        return {"X-API-KEY": self._apikey}

    def _options(self) -> Dict[str, Any]:
        from importlib.util import find_spec

        from ..._native import Emulator

        options = {
            "base_url": m1_dsn(),
            "headers": self._headers,
            "timeout": _predict_timeout,
            "http2": find_spec("h2") is not None,
        }
        if Emulator.is_at(m1_dsn()):
            # Requests to this process go through no proxy.
            options["trust_env"] = False
        return options

    def reset_history(self) -> None:
        """Clears the conversation, but not the image."""
        self._m1_history = M1History()

    def generate(*args: Any, **kwds: Any) -> Any:
        """Sends a message and waits for the response; see the clients."""
        raise NotImplementedError

    def generation_task(*args: Any, **kwds: Any) -> Any:
        """Sends the conversation; see the clients."""
        raise NotImplementedError

    def generation_task_result(*args: Any, **kwds: Any) -> Any:
        """Waits for a response; see the clients."""
        raise NotImplementedError

    def upload_image(*args: Any, **kwds: Any) -> Any:
        """Uploads an image; see the clients."""
        raise NotImplementedError

    def _add_message(self, prompt: str) -> None:
        self._m1_history.add(M1Record(M1Role.user, prompt))

    def _chat(self) -> Dict[str, Any]:
        return {"chat_history": self._m1_history.serialize(), "image_url": self._image}

    def _parse_response(self, response: httpx.Response) -> Optional[FlyMyAIM1Response]:
        """Returns the parsed response; `None` while M1 is still generating."""
        response.raise_for_status()
        body = response.json()
        if body.get("error") == STILL_PROCESSING:
            return None
        if not body.get("success"):
            status, error = body.get("status"), body.get("error")
            raise RuntimeError(f"Generation failed with status {status}: {error}")
        found = FlyMyAIM1Response.from_httpx(response)
        data = found.data or ChatResponseData(None, None, None)
        self._m1_history.add(M1Record(M1Role.assistant, data.text))  # type: ignore[arg-type]
        if data.file_url and found.data is not None:
            found.data.file_url = m1_dsn() + data.file_url
            if not data.file_url.endswith(".mp4"):
                self._image = found.data.file_url
        return found


def m1_dsn() -> str:
    """Returns the URL of M1: `$FLYMYAI_M1_DSN`, or the cloud."""
    return os.getenv("FLYMYAI_M1_DSN", "https://api.chat.flymy.ai/")


def task_of(response: httpx.Response) -> M1GenerationTask:
    """Returns the request that a response names."""
    response.raise_for_status()
    return M1GenerationTask(response.json()["request_id"])


def image_part(image: Union[str, Path]) -> Dict[str, Any]:
    """Returns a form with an image."""
    content = Path(image).read_bytes()
    return {"file": (os.path.basename(str(image)), content, "image/png")}


def image_url(response: httpx.Response) -> str:
    """Returns the URL of an uploaded image."""
    response.raise_for_status()
    return m1_dsn() + str(response.json()["url"])
