"""The types of methods that return a `RawResponse`; only type checkers import them."""

from __future__ import annotations

from typing import Any, Callable, Coroutine, Generic, TypeVar

from typing_extensions import ParamSpec

from ._raw_response import RawResponse

P = ParamSpec("P")
T = TypeVar("T")


class RawMethod(Generic[P, T]):
    """A method that returns the response with its result.

    Args:
        method: The method that returns the result alone.
    """

    def __init__(self, method: Callable[P, T]) -> None:
        raise NotImplementedError

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> RawResponse[T]:
        """Calls the method."""
        raise NotImplementedError


class AsyncRawMethod(Generic[P, T]):
    """The same for an asynchronous client.

    Args:
        method: The method that returns the result alone.
    """

    def __init__(self, method: Callable[P, Coroutine[Any, Any, T]]) -> None:
        raise NotImplementedError

    async def __call__(self, *args: P.args, **kwargs: P.kwargs) -> RawResponse[T]:
        """Calls the method."""
        raise NotImplementedError
