"""Where a user's own code stands between a client and the network, or the clock.

Tests of programs put it there: they replace a client's httpx client, patch httpx
for the whole process (as respx does) or patch `time.sleep`. What is asked here
is asked before every call, so it costs next to nothing and loads nothing.
"""

from __future__ import annotations

import sys
import time
from types import BuiltinFunctionType, FunctionType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, Tuple

_modules = sys.modules

# The method by which a wait looks at what it waits for.
LOOKS: Dict[str, str] = {
    "runs.wait": "runs.get",
    "runs.stream_events": "runs.get",
    "compilations.wait": "compilations.get",
}
# The two methods that are an operation when called in turn: a start and a wait.
TURNS: Dict[str, Tuple[str, str]] = {
    "agents.compile_from_run": ("agents.freeze", "compilations.wait"),
    "compilations.run_instruction_and_wait": ("compilations.run_instruction", "runs.wait"),
}


def class_is_replaced(kind: str) -> bool:
    """Whether somebody has put a class of their own in the place of httpx's.

    Args:
        kind: `Client` or `AsyncClient`.

    Example:
        >>> class_is_replaced("Client")
        False
    """
    httpx: Any = _modules.get("httpx")
    return httpx is not None and getattr(httpx, kind).__module__ != "httpx"


def httpx_is_patched() -> bool:
    """Whether somebody has put code of their own into httpx's way to the network.

    Example:
        >>> httpx_is_patched()
        False
    """
    httpx: Any = _modules.get("httpx")
    if httpx is None:
        return False
    core: Any = _modules.get("httpcore")
    return not (
        _is_of(httpx.HTTPTransport.handle_request, "httpx._transports.default")
        and _is_of(httpx.Client.send, "httpx._client")
        and _is_of(httpx.Client.request, "httpx._client")
        and _is_of(httpx.Client._transport_for_url, "httpx._client")
        and (
            core is None
            or _is_of(core.ConnectionPool.handle_request, "httpcore._sync.connection_pool")
        )
    )


def async_httpx_is_patched() -> bool:
    """The same for asynchronous clients.

    Example:
        >>> async_httpx_is_patched()
        False
    """
    httpx: Any = _modules.get("httpx")
    if httpx is None:
        return False
    core: Any = _modules.get("httpcore")
    return not (
        _is_of(httpx.AsyncHTTPTransport.handle_async_request, "httpx._transports.default")
        and _is_of(httpx.AsyncClient.send, "httpx._client")
        and _is_of(httpx.AsyncClient.request, "httpx._client")
        and _is_of(httpx.AsyncClient._transport_for_url, "httpx._client")
        and (
            core is None
            or _is_of(
                core.AsyncConnectionPool.handle_async_request, "httpcore._async.connection_pool"
            )
        )
    )


def clock_is_patched() -> bool:
    """Whether `time.sleep` or `time.monotonic` are somebody's own.

    Example:
        >>> clock_is_patched()
        False
    """
    return (
        type(time.sleep) is not BuiltinFunctionType
        or type(time.monotonic) is not BuiltinFunctionType
    )


def async_clock_is_patched() -> bool:
    """The same for `asyncio.sleep`.

    Example:
        >>> async_clock_is_patched()
        False
    """
    asyncio: Any = _modules.get("asyncio")
    return type(time.monotonic) is not BuiltinFunctionType or not (
        asyncio is None or _is_of(asyncio.sleep, "asyncio.tasks")
    )


def _is_of(function: Any, module: str) -> bool:
    # Wrappers take over names, but not the globals of what they wrap.
    return type(function) is FunctionType and function.__globals__.get("__name__") == module


def look_is_replaced(client: Any, operation: str) -> bool:
    """Whether a subclass or a test has made its own of what a wait looks by.

    Args:
        client: The agents client.
        operation: What is to be done; few operations are such waits.

    Example:
        >>> look_is_replaced(client, "runs.wait")
        False
    """
    return operation in LOOKS and _is_replaced(client, LOOKS[operation])


def turns_are_replaced(client: Any, operation: str) -> bool:
    """The same for the methods that an operation consists of.

    Args:
        client: The agents client.
        operation: What is to be done; few operations consist of others.

    Example:
        >>> turns_are_replaced(client, "agents.compile_from_run")
        False
    """
    return operation in TURNS and any(_is_replaced(client, part) for part in TURNS[operation])


def _is_replaced(client: Any, part: str) -> bool:
    name, _, method = part.partition(".")
    resource: object = getattr(client, name)
    if method in getattr(resource, "__dict__", ()):
        return True
    return not _is_of(getattr(type(resource), method, None), f"flymyai.resources.{name}")
