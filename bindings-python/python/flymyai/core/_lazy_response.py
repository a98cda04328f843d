"""Responses of the inference API, which become `httpx` responses on first use.

httpx and json are imported when a response needs them.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Optional, Tuple, Union

    from .._native import Head
    from ._response import FlyMyAIResponse
    from .models.base import ResponseLike

    RawResponse = Tuple[int, bool, bool, bytes, Head]


class LazyResponse:
    """A response of the service, or one event of it.

    It has the attributes that the package reads. Any other attribute is that of a real
    `FlyMyAIResponse`, which is made when it is first looked up.

    Args:
        raw: The response as core returns it.
    """

    __slots__ = ("_response", "content", "head", "is_error", "is_event", "status_code")

    def __init__(self, raw: RawResponse) -> None:
        self.status_code, self.is_error, self.is_event, self.content, self.head = raw
        self._response: Optional[FlyMyAIResponse] = None

    @property
    def url(self) -> str:
        """The URL of the response."""
        return self.head.url

    @property
    def response(self) -> FlyMyAIResponse:
        """The response as an `httpx.Response`, made at the first use."""
        response = self._response
        if response is None:
            response = self._response = self._made()
        return response

    def json(self) -> Any:
        """Returns the JSON, parsed by Python's `json`."""
        import json

        return json.loads(self.content)

    def _made(self) -> FlyMyAIResponse:
        import httpx

        from ._response import FlyMyAIResponse

        head = self.head
        response = FlyMyAIResponse(
            self.status_code,
            content=self.content,
            # Without headers: programs may log the request, and the key must not be there.
            request=httpx.Request(head.method, head.url),
        )
        # Set afterwards: the constructor would decompress the content again.
        response.headers = httpx.Headers(head.headers)
        response.is_event = self.is_event
        return response

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self.response, name)

    def __repr__(self) -> str:
        return repr(self.response)

    def __reduce__(self) -> Tuple[Callable[[Any], Any], Tuple[Any]]:
        return _itself, (self.response,)

    def __deepcopy__(self, memo: Any) -> LazyResponse:
        return self


def _itself(response: Any) -> Any:
    return response


def response_of(
    found: Union[LazyResponse, FlyMyAIResponse, ResponseLike, None],
) -> Union[FlyMyAIResponse, ResponseLike, None]:
    """Returns a stored response as the `httpx.Response` that programs read."""
    return found.response if isinstance(found, LazyResponse) else found
