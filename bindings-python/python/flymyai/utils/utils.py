"""Retries of failed calls, for programs that make requests themselves.

The requests of this package's clients are retried by core.
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
    """Calls a function until it succeeds or an exception does not allow a retry.

    Args:
        cb: The function.
        retries: The number of calls at most; `None` for no limit.
        append_on_exception_cls: The exceptions that are caught; `requires_retry` allows a retry.
        exception_group_cls: Raised in the end, with all exceptions that were caught.
        timeout_seconds: Seconds for all calls; `None` for no limit.
        await_treshold: Seconds between two calls.

    Returns:
        The exceptions that were caught, and the result.

    Raises:
        RetryTimeoutExceededException: If there is no result within `timeout_seconds`.

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
    pause: Optional[float],
    over: Optional[threading.Event] = None,
) -> Tuple[List[Exception], Any]:
    history: List[Exception] = []
    while over is None or not over.is_set():
        try:
            return history, cb()
        except caught as error:
            _record(history, error, retries, group)
        if pause and over is not None:
            over.wait(pause)
        elif pause:
            time.sleep(pause)
    raise RetryTimeoutExceededException


def _record(
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
    """The same as `retryable_callback`, for an asynchronous function.

    Args:
        cb: The asynchronous function.
        retries: The number of calls at most; `None` for no limit.
        append_on_exception_cls: The exceptions that are caught; `requires_retry` allows a retry.
        exception_group_cls: Raised in the end, with all exceptions that were caught.
        timeout_seconds: Seconds for all calls; `None` for no limit.
        await_treshold: Seconds between two calls.

    Returns:
        The exceptions that were caught, and the result.

    Raises:
        RetryTimeoutExceededException: If there is no result within `timeout_seconds`.

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
                _record(history, error, retries, exception_group_cls)
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
