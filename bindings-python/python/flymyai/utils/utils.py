"""Repeating what may succeed the next time, for programs that make requests themselves.

The clients repeat theirs in the core.
"""

from __future__ import annotations

import asyncio
import threading
import time
from typing import Any, Awaitable, Callable, List, Optional, Tuple, Type

from ..core.exceptions import RetryTimeoutExceededException

TYPE_CHECKING = False
if TYPE_CHECKING:
    import httpx

__all__ = [
    "Awaitable",
    "Callable",
    "Optional",
    "RetryTimeoutExceededException",
    "Type",
    "aretryable_callback",
    "asyncio",
    "retryable_callback",
    "threading",
    "time",
]

_GRACE = 0.01


def retryable_callback(
    cb: Callable[..., Any],
    retries: Optional[int],
    append_on_exception_cls: Type[Exception],
    exception_group_cls: Type[Exception],
    timeout_seconds: Optional[float] = None,
    await_treshold: Optional[float] = None,
) -> Tuple[List[Exception], Any]:
    """Calls until it succeeds, as long as the exception says that this may help.

    Args:
        cb: What to call.
        retries: How often at most; `None` for no limit.
        append_on_exception_cls: What is caught; its `requires_retry` decides.
        exception_group_cls: What is raised in the end, made of all that was caught.
        timeout_seconds: How many seconds in all; `None` for no limit.
        await_treshold: Seconds between two calls.

    Returns:
        What was caught, and the result.

    Raises:
        RetryTimeoutExceededException: When the time is over.

    Example:
        >>> from flymyai.core.exceptions import BaseFlyMyAIException, FlyMyAIExceptionGroup
        >>> retryable_callback(lambda: 5, 2, BaseFlyMyAIException, FlyMyAIExceptionGroup)
        ([], 5)
    """
    if timeout_seconds is None:
        return _repeat(cb, retries, append_on_exception_cls, exception_group_cls, await_treshold)
    ended: List[Any] = []
    over = threading.Event()

    def work() -> None:
        try:
            found = _repeat(
                cb, retries, append_on_exception_cls, exception_group_cls, await_treshold, over
            )
            ended.append((found, None))
        except BaseException as error:
            ended.append((None, error))

    # A daemon: a call that hangs must not keep the interpreter from exiting.
    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    try:
        worker.join(timeout_seconds + _GRACE)
    finally:
        over.set()
    if not ended:
        raise RetryTimeoutExceededException
    found, error = ended[0]
    if error is not None:
        raise error
    result: Tuple[List[Exception], Any] = found
    return result


def _repeat(
    cb: Callable[..., Any],
    retries: Optional[int],
    caught: Type[Exception],
    group: Type[Exception],
    rest: Optional[float],
    over: Optional[threading.Event] = None,
) -> Tuple[List[Exception], Any]:
    history: List[Exception] = []
    while over is None or not over.is_set():
        try:
            return history, cb()
        except caught as error:
            _remember(history, error, retries, group)
        if rest and over is not None:
            over.wait(rest)
        elif rest:
            time.sleep(rest)
    raise RetryTimeoutExceededException


def _remember(
    history: List[Exception], error: Exception, retries: Optional[int], group: Type[Exception]
) -> None:
    history.append(error)
    if not getattr(error, "requires_retry", False) or len(history) == retries:
        raise group(history)


async def aretryable_callback(
    cb: Callable[..., Awaitable[httpx.Response]],
    retries: Any,
    append_on_exception_cls: Type[Exception],
    exception_group_cls: Type[Exception],
    timeout_seconds: Optional[float] = None,
    await_treshold: Optional[float] = None,
) -> Tuple[List[Exception], Any]:
    """Does what `retryable_callback` does, for what is awaited.

    Args:
        cb: What to call and await.
        retries: How often at most; `None` for no limit.
        append_on_exception_cls: What is caught; its `requires_retry` decides.
        exception_group_cls: What is raised in the end, made of all that was caught.
        timeout_seconds: How many seconds in all; `None` for no limit.
        await_treshold: Seconds between two calls.

    Returns:
        What was caught, and the result.

    Raises:
        RetryTimeoutExceededException: When the time is over.

    Example:
        >>> from flymyai.core.exceptions import BaseFlyMyAIException, FlyMyAIExceptionGroup
        >>> async def five():
        ...     return 5
        >>> await aretryable_callback(five, 2, BaseFlyMyAIException, FlyMyAIExceptionGroup)
        ([], 5)
    """

    async def repeat() -> Tuple[List[Exception], Any]:
        history: List[Exception] = []
        while True:
            try:
                return history, await cb()
            except append_on_exception_cls as error:
                _remember(history, error, retries, exception_group_cls)
            await asyncio.sleep(await_treshold or 0)

    if timeout_seconds is None:
        return await repeat()
    late: BaseException
    try:
        return await asyncio.wait_for(repeat(), timeout_seconds + _GRACE)
    except asyncio.TimeoutError as error:
        late = error
    raise RetryTimeoutExceededException from late


def __getattr__(name: str) -> Any:
    if name == "httpx":
        import httpx

        return httpx
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
