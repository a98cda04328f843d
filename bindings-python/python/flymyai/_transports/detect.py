"""Where a user's own code stands between a client and the network, or the clock.

Tests of programs put it there: they replace a client's httpx client, patch httpx
for the whole process (as respx does), guard sockets or patch `time.sleep`. What is
asked here is asked before every call, so it costs next to nothing and loads nothing.
"""

from __future__ import annotations

import sys
import time
from operator import attrgetter
from types import BuiltinFunctionType, FunctionType, MethodDescriptorType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, Optional, Tuple

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
    return _SYNC.is_patched() or _CORE.is_patched() or _SOCKETS.is_patched() or _TLS.is_patched()


def async_httpx_is_patched() -> bool:
    """The same for asynchronous clients.

    Example:
        >>> async_httpx_is_patched()
        False
    """
    return (
        _ASYNC.is_patched()
        or _ASYNC_CORE.is_patched()
        or _SOCKETS.is_patched()
        or _TLS.is_patched()
    )


def tls_is_patched() -> bool:
    """Returns whether a function of the module `ssl` was replaced.

    Certificate pinning and truststore work this way. httpx makes TLS contexts with its
    clients, so a client made during the replacement makes its httpx client at once.

    Example:
        >>> tls_is_patched()
        False
    """
    return _TLS.is_patched()


class _Way:
    """Functions and classes that requests pass, where a program may put its own.

    Args:
        module: Where they are; asked for only when somebody has loaded it.
        names: Their names there.
        is_own: Whether what a name stands for is what it has always been.
    """

    def __init__(self, module: str, names: Tuple[str, ...], is_own: Callable[[Any], bool]) -> None:
        self._module = module
        self._names = names
        self._look: Any = None
        self._is_own = is_own
        # What was found to be in order, so that looking again is one comparison.
        self._known: Any = None

    def is_patched(self) -> bool:
        """Whether anything is somebody's own now."""
        module = _modules.get(self._module)
        if module is None:
            return False
        try:
            found = self._look(module) if self._look else None
        except AttributeError:
            return True
        if found is not None and found == self._known:
            return False
        # Versions differ in a few names.
        names = [name for name in self._names if _has(module, name)]
        if len(names) < 2:
            return True
        look = attrgetter(*names)
        found = look(module)
        if not all(map(self._is_own, found)):
            return True
        self._look, self._known = look, found
        return False


def _has(module: Any, name: str) -> bool:
    try:
        attrgetter(name)(module)
    except AttributeError:
        return False
    return True


def _is_https(part: Any) -> bool:
    # Wrappers take over names, but not the globals of what they wrap.
    if type(part) is FunctionType:
        home: str = part.__globals__.get("__name__", "")
        if home == "contextlib":
            # `stream` is made by a decorator from there.
            return _is_https(getattr(part, "__wrapped__", None))
    else:
        home = part.__module__ if type(part) is type else ""
    return home.partition(".")[0] in ("httpx", "httpcore")


def _is_sockets(part: Any) -> bool:
    if type(part) is FunctionType:
        return part.__globals__.get("__name__") == "socket"
    if type(part) is type:
        return part.__module__ == "socket"
    # A method of the class in C that all sockets are made of.
    return type(part) is MethodDescriptorType


def _is_tls(part: Any) -> bool:
    # `ssl` has functions that do not verify certificates: a name must refer to its own function.
    if type(part) is FunctionType:
        return part.__globals__.get("__name__") == "ssl" and part.__qualname__ in _TLS_NAMES
    if type(part) is type:
        return part.__module__ == "ssl" and part.__qualname__ in _TLS_NAMES
    return type(part) is MethodDescriptorType and part.__name__ == "load_verify_locations"


_SENDING = ("request", "stream", "get", "post", "patch", "send", "build_request")
_PASSING = (
    "_send_handling_auth",
    "_send_handling_redirects",
    "_send_single_request",
    "_transport_for_url",
    "_init_transport",
    "__init__",
)
# Where httpx makes TLS contexts; before 0.28, by a class.
_CONTEXTS = ("_transports.default.create_ssl_context", "_config.SSLConfig.load_ssl_context")
_SYNC = _Way(
    "httpx",
    (
        *(f"Client.{name}" for name in _SENDING + _PASSING),
        "HTTPTransport.handle_request",
        "HTTPTransport.__init__",
        "_client.HTTPTransport",
        *_CONTEXTS,
    ),
    _is_https,
)
_CORE = _Way(
    "httpcore", ("ConnectionPool.handle_request", "HTTPConnection.handle_request"), _is_https
)
_ASYNC = _Way(
    "httpx",
    (
        *(f"AsyncClient.{name}" for name in _SENDING + _PASSING),
        "AsyncHTTPTransport.handle_async_request",
        "AsyncHTTPTransport.__init__",
        "_client.AsyncHTTPTransport",
        *_CONTEXTS,
    ),
    _is_https,
)
_ASYNC_CORE = _Way(
    "httpcore",
    ("AsyncConnectionPool.handle_async_request", "AsyncHTTPConnection.handle_async_request"),
    _is_https,
)
# Guards of tests against the network stand here, and what leads sockets elsewhere.
_SOCKETS = _Way(
    "socket", ("socket", "socket.connect", "create_connection", "getaddrinfo"), _is_sockets
)

# The functions that choose trusted roots and verify certificates.
_TLS_NAMES = (
    "create_default_context",
    "SSLContext",
    "SSLContext.load_default_certs",
    "SSLContext.load_verify_locations",
    "SSLContext.wrap_bio",
    "SSLContext.wrap_socket",
    "SSLObject.do_handshake",
    "SSLSocket.do_handshake",
)
_TLS = _Way("ssl", _TLS_NAMES, _is_tls)


# Where 1.1.0's waits looked `time` and `asyncio` up, and tests replace them.
_CLOCKS = ("flymyai.agents._resources", "flymyai.utils.utils")


def _looked_up(name: str, module: Any) -> Any:
    for place in _CLOCKS:
        found = getattr(_modules.get(place), name, module)
        if found is not module:
            return found
    return module


def clock() -> Any:
    """The module `time`, or what stands in for it.

    Example:
        >>> clock().sleep(0)
    """
    return _looked_up("time", time)


def async_clock() -> Any:
    """The module `asyncio`, or what stands in for it; `None` while nobody has loaded it.

    Example:
        >>> import asyncio
        >>> async_clock() is asyncio
        True
    """
    return _looked_up("asyncio", _modules.get("asyncio"))


def monotonic() -> float:
    """The time by the clock that waits go by.

    Example:
        >>> monotonic() <= monotonic()
        True
    """
    now: float = clock().monotonic()
    return now


def pauses_are_real() -> bool:
    """Returns whether a replaced `time.sleep` really sleeps: gevent's or eventlet's.

    If so, the last pause of a wait ends at its deadline. Any other replacement, such as a
    test's, gets the whole interval, as under 1.1.0.

    Example:
        >>> pauses_are_real()
        False
    """
    function = clock().sleep
    home: Any = getattr(function, "__globals__", None) or {}
    return str(home.get("__name__")).partition(".")[0] in ("gevent", "eventlet")


def clock_is_patched() -> bool:
    """Whether `time.sleep` or `time.monotonic` are somebody's own.

    Example:
        >>> clock_is_patched()
        False
    """
    found = clock()
    return not (_is_times(found.sleep, "sleep") and _is_times(found.monotonic, "monotonic"))


def async_clock_is_patched() -> bool:
    """The same for `asyncio.sleep`.

    Example:
        >>> async_clock_is_patched()
        False
    """
    return not (_is_times(clock().monotonic, "monotonic") and async_sleep_of_others() is None)


def _is_times(function: Any, name: str) -> bool:
    # A method of a builtin, such as a list's `append`, is of the same type.
    return (
        type(function) is BuiltinFunctionType
        and function.__name__ == name
        and function.__module__ == "time"
    )


def _is_of(function: Any, module: str) -> bool:
    return type(function) is FunctionType and function.__globals__.get("__name__") == module


def async_sleep_of_others() -> Optional[Callable[[float], Any]]:
    """What stands in for `asyncio.sleep`; `None` when that is asyncio's own.

    Example:
        >>> async_sleep_of_others() is None
        True
    """
    asyncio = async_clock()
    if asyncio is None or _is_of(asyncio.sleep, "asyncio.tasks"):
        return None
    sleep: Callable[[float], Any] = asyncio.sleep
    return sleep


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
    """The same for the methods that an operation consists of, and what its wait looks by.

    Args:
        client: The agents client.
        operation: What is to be done; few operations consist of others.

    Example:
        >>> turns_are_replaced(client, "agents.compile_from_run")
        False
    """
    if operation not in TURNS:
        return False
    first, wait = TURNS[operation]
    return any(_is_replaced(client, part) for part in (first, wait, LOOKS[wait]))


def _is_replaced(client: Any, part: str) -> bool:
    name, _, method = part.partition(".")
    resource: object = getattr(client, name)
    if method in getattr(resource, "__dict__", ()):
        return True
    return not _is_of(getattr(type(resource), method, None), f"flymyai.resources.{name}")
