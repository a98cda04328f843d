"""The user and the model of requests."""
# Public signatures name bare `dict` and `list`.
# pyright: standard

from __future__ import annotations

import copy
import dataclasses
from typing import Any, Dict, Optional

from .exceptions import ImproperlyConfiguredClientException

TYPE_CHECKING = False
if TYPE_CHECKING:
    import httpx

MODEL_SHAPE = "model should be provided as <owner username>/<model>"


class ClientInfo:
    """The user of a client, and the paths of a model."""

    @property
    def authorization_headers(self) -> Dict[str, str]:
        """The headers that authenticate the user."""
        raise NotImplementedError

    @property
    def prediction_path(self) -> httpx.URL:
        """The path of predictions."""
        raise NotImplementedError

    @property
    def openapi_schema_path(self) -> httpx.URL:
        """The path of the model's description."""
        raise NotImplementedError


@dataclasses.dataclass
class APIKeyClientInfo(ClientInfo):
    """A user with a key, and a model.

    Args:
        apikey: The key; `repr` does not show it.
        username: The model's owner.
        project_name: The model's name.

    Example:
        >>> APIKeyClientInfo("fly-***").copy_for_model("flymyai/bert").project_name
        'bert'
    """

    apikey: str
    """The key; `repr` does not show it."""
    username: Optional[str] = None
    """The model's owner."""
    project_name: Optional[str] = None
    """The model's name."""

    def __repr__(self) -> str:
        names = f"username={self.username!r}, project_name={self.project_name!r}"
        return f"{type(self).__name__}(apikey='***', {names})"

    @property
    def authorization_headers(self) -> Dict[str, str]:
        """The header with the key."""
        return {"X-API-KEY": self.apikey}

    @property
    def model(self) -> str:
        """`<owner>/<model>`.

        Raises:
            ImproperlyConfiguredClientException: Where either is missing.
        """
        if not self.username or not self.project_name:
            raise ImproperlyConfiguredClientException(MODEL_SHAPE)
        return f"{self.username}/{self.project_name}"

    @property
    def prediction_path(self) -> httpx.URL:
        """The path of predictions."""
        return self._path("predict")

    @property
    def prediction_async_path(self) -> httpx.URL:
        """The path that starts tasks."""
        return self._path("predict/async/")

    @property
    def prediction_result_path(self) -> httpx.URL:
        """The path of the results of tasks."""
        return self._path("predict/async/result/")

    @property
    def prediction_cancel_path(self) -> httpx.URL:
        """The path that cancels streams."""
        return self._path("predict/cancel/")

    @property
    def prediction_stream_path(self) -> httpx.URL:
        """The path of streams."""
        return self._path("predict/stream/")

    @property
    def openapi_schema_path(self) -> httpx.URL:
        """The path of the model's description."""
        return self._path("openapi.json")

    def _path(self, suffix: str) -> httpx.URL:
        import httpx

        return httpx.URL(f"/api/v1/{self.username}/{self.project_name}/{suffix}")

    def copy_for_model(self, model: str) -> APIKeyClientInfo:
        """Returns the same user with another model.

        Args:
            model: The model, as `<owner>/<model>`.

        Raises:
            ImproperlyConfiguredClientException: Unless `model` is `<owner>/<model>`.
        """
        parts = model.split("/") if isinstance(model, str) else []
        if len(parts) != 2:
            raise ImproperlyConfiguredClientException(MODEL_SHAPE)
        other = copy.copy(self)
        other.username, other.project_name = parts
        return other


def __getattr__(name: str) -> Any:
    if name == "httpx":
        import httpx

        return httpx
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
