"""Texts of errors with a status from 400 to 499."""
# Public signatures name bare `dict` and `list`.
# pyright: standard

from __future__ import annotations

import dataclasses
import json
from typing import Any, Union

from .base import ResponseLike, __getattr__

__all__ = [
    "Base4xxResponse",
    "FlyMyAI400Response",
    "FlyMyAI401Response",
    "FlyMyAI421Response",
    "FlyMyAI422Response",
    "FlyMyAI425Response",
    "ResponseLike",
    "Union",
    "__getattr__",
    "dataclasses",
    "json",
]

_INNER, _OUTER = " " * 12, " " * 8


@dataclasses.dataclass
class Base4xxResponse(ResponseLike):
    """An error response of any status."""

    requires_retry: bool = False
    """Whether another attempt may succeed."""

    @classmethod
    def from_response(cls, response: Any) -> Base4xxResponse:
        """Returns a response as an object of this class.

        Args:
            response: The response.
        """
        return cls(response.status_code, response.url, response.content)

    def _detail(self) -> Any:
        try:
            body = json.loads(self.content)
        except (ValueError, RecursionError):
            return None
        return body.get("detail") if isinstance(body, dict) else None


@dataclasses.dataclass
class FlyMyAI400Response(Base4xxResponse):
    """The payload was refused; the text shows the response."""

    def to_msg(self) -> str:
        """Returns the text of the error."""
        body = self.content.decode("utf-8", "replace")
        return f"\n{_INNER}Bad request happened: {body}\n{_OUTER}"


@dataclasses.dataclass
class FlyMyAI401Response(Base4xxResponse):
    """The key was refused."""

    def to_msg(self) -> str:
        """Returns the text of the error."""
        return f"\n{_INNER}Authentication error: verify your credentials!\n{_OUTER}"


@dataclasses.dataclass
class FlyMyAI421Response(Base4xxResponse):
    """The model can't be served."""

    def to_msg(self) -> str:
        """Returns the text of the error."""
        detail = self._detail()
        return super().to_msg() + (f"\nDetail: {detail}" if detail else "")


@dataclasses.dataclass
class FlyMyAI422Response(Base4xxResponse):
    """The payload does not fit the model."""

    def to_msg(self) -> str:
        """Returns the text of the error."""
        detail = self._detail()
        return super().to_msg() + (f"Details: {detail}" if detail else "")


@dataclasses.dataclass
class FlyMyAI425Response(Base4xxResponse):
    """The result is not ready yet."""

    requires_retry: bool = True
    """`True`: the result may be ready later."""
