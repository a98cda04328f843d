"""Detects Python code that a program has put between a client and the network or the clock.

Tests do so: they replace a client's httpx client, patch httpx for the whole process (as respx
does), guard sockets or patch `time.sleep`. These checks run before every call, so they are
cheap and import nothing. `docs/test-doubles.md` describes them; they end with version 2.0.
"""

from __future__ import annotations

import sys
from operator import attrgetter
from types import BuiltinFunctionType, FunctionType, MethodDescriptorType

from .._internal.clock import async_functions, clock, is_defined_in, replaced_async_sleep

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, Dict, Tuple

_modules = sys.modules

# The method that a wait polls with.
POLL_METHODS: Dict[str, str] = {
    "runs.wait": "runs.get",
    "runs.stream_events": "runs.get",
    "compilations.wait": "compilations.get",
}
# The methods that an operation is composed of: a start and a wait, or a list.
COMPOSED_METHODS: Dict[str, Tuple[str, ...]] = {
    "agents.run_and_wait": ("agents.run", "runs.wait"),
    "runs.create_and_wait": ("agents.run", "runs.wait"),
    "agents.compile_from_run": ("agents.freeze", "compilations.wait"),
    "compilations.get_live": ("compilations.list",),
    "compilations.run_instruction_and_wait": ("compilations.run_instruction", "runs.wait"),
    "deployments.run_and_wait": ("deployments.run", "runs.wait"),
}
# The method that an operation calls, which has no request of its own.
CALLED_METHODS: Dict[str, str] = {
    "runs.create": "agents.run",
    "agent_groups.replace_assignments": "agent_groups.update",
}

# The operations that call methods which may be overridden, in place of their request.
_CALLING = frozenset([*POLL_METHODS, *COMPOSED_METHODS])


def class_is_replaced(kind: str) -> bool:
    """Returns whether a program has replaced a client class of httpx.

    Args:
        kind: `Client` or `AsyncClient`.

    Example:
        >>> class_is_replaced("Client")
        False
    """
    httpx: Any = _modules.get("httpx")
    return httpx is not None and getattr(httpx, kind).__module__ != "httpx"


def httpx_is_patched() -> bool:
    """Returns whether httpx or a module below it is patched.

    Example:
        >>> httpx_is_patched()
        False
    """
    return _any_is_patched(_SYNC_POINTS)


def async_httpx_is_patched() -> bool:
    """The same for asynchronous clients.

    Example:
        >>> async_httpx_is_patched()
        False
    """
    return _any_is_patched(_ASYNC_POINTS)


def tls_is_patched() -> bool:
    """Returns whether a function of the module `ssl` was replaced.

    Certificate pinning and truststore work this way. httpx makes TLS contexts with its
    clients, so a client made during the replacement makes its httpx client at once.

    Example:
        >>> tls_is_patched()
        False
    """
    return _any_is_patched((_TLS,))


class _PatchPoints:
    """Functions and classes of one module that a program may patch.

    Args:
        module: Their module; checked only after the program has imported it.
        names: Their names there.
        is_original: Whether a value is the original one.
    """

    def __init__(
        self, module: str, names: Tuple[str, ...], is_original: Callable[[Any], bool]
    ) -> None:
        self.module = module
        self._names = names
        self._is_original = is_original
        # The original values after the first check, and what gets them: later checks are one
        # comparison.
        self.getter: Any = None
        self.known: Any = None

    def is_patched(self, module: Any) -> bool:
        """Returns whether any of them is patched now, and remembers the original values."""
        # Versions differ in a few names.
        names = [name for name in self._names if _has(module, name)]
        if len(names) < 2:
            return True
        getter = attrgetter(*names)
        found = getter(module)
        if not all(map(self._is_original, found)):
            return True
        self.getter, self.known = getter, found
        return False


def _any_is_patched(points: Tuple[_PatchPoints, ...]) -> bool:
    # Every call does this, so it is one function without calls of Python code.
    for point in points:
        module = _modules.get(point.module)
        if module is None:
            continue
        try:
            if point.known is not None and point.getter(module) == point.known:
                continue
        except AttributeError:
            return True
        if point.is_patched(module):
            return True
    return False


def _has(module: Any, name: str) -> bool:
    try:
        attrgetter(name)(module)
    except AttributeError:
        return False
    return True


def _is_httpx(part: Any) -> bool:
    # Wrappers copy the name of a function, but not its globals.
    if type(part) is FunctionType:
        location: str = part.__globals__.get("__name__", "")
        if location == "contextlib":
            # `stream` has a decorator of that module.
            return _is_httpx(getattr(part, "__wrapped__", None))
    else:
        location = part.__module__ if type(part) is type else ""
    return location.partition(".")[0] in ("httpx", "httpcore")


def _is_sockets(part: Any) -> bool:
    if type(part) is FunctionType:
        return part.__globals__.get("__name__") == "socket"
    if type(part) is type:
        return part.__module__ == "socket"
    # A method of the C class that all sockets are derived from.
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
_SYNC = _PatchPoints(
    "httpx",
    (
        *(f"Client.{name}" for name in _SENDING + _PASSING),
        "HTTPTransport.handle_request",
        "HTTPTransport.__init__",
        "_client.HTTPTransport",
        *_CONTEXTS,
    ),
    _is_httpx,
)
_CORE = _PatchPoints(
    "httpcore", ("ConnectionPool.handle_request", "HTTPConnection.handle_request"), _is_httpx
)
_ASYNC = _PatchPoints(
    "httpx",
    (
        *(f"AsyncClient.{name}" for name in _SENDING + _PASSING),
        "AsyncHTTPTransport.handle_async_request",
        "AsyncHTTPTransport.__init__",
        "_client.AsyncHTTPTransport",
        *_CONTEXTS,
    ),
    _is_httpx,
)
_ASYNC_CORE = _PatchPoints(
    "httpcore",
    ("AsyncConnectionPool.handle_async_request", "AsyncHTTPConnection.handle_async_request"),
    _is_httpx,
)
# Patched by tests that forbid network access, and by programs that redirect sockets.
_SOCKETS = _PatchPoints(
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
_TLS = _PatchPoints("ssl", _TLS_NAMES, _is_tls)
_SYNC_POINTS = (_SYNC, _CORE, _SOCKETS, _TLS)
_ASYNC_POINTS = (_ASYNC, _ASYNC_CORE, _SOCKETS, _TLS)


def sleep_is_real() -> bool:
    """Returns whether a replaced `time.sleep` sleeps: that of gevent or eventlet.

    If so, the last pause of a wait ends at its deadline. Any other replacement, such as a
    test's, gets the whole interval, as under 1.1.0.

    Example:
        >>> sleep_is_real()
        False
    """
    function = clock().sleep
    location: Any = getattr(function, "__globals__", None) or {}
    return str(location.get("__name__")).partition(".")[0] in ("gevent", "eventlet")


def clock_is_patched() -> bool:
    """Returns whether `time.sleep` or `time.monotonic` is patched.

    Example:
        >>> clock_is_patched()
        False
    """
    found = clock()
    return not (
        _is_time_builtin(found.sleep, "sleep") and _is_time_builtin(found.monotonic, "monotonic")
    )


def async_clock_is_patched() -> bool:
    """The same for `asyncio.sleep`.

    Example:
        >>> async_clock_is_patched()
        False
    """
    global _known_async
    functions = async_functions()
    # Every call does this. A mock records no comparison of identities.
    if functions[0] is _known_async[0] and functions[1] is _known_async[1]:
        return False
    if not _is_time_builtin(functions[0], "monotonic") or replaced_async_sleep() is not None:
        return True
    _known_async = functions
    return False


def sends_by_httpx(http: Any) -> bool:
    """Returns whether `http.request` is httpx's own method, and not that of a stub.

    Args:
        http: An httpx client, or a stub of one.

    Example:
        >>> sends_by_httpx(object())
        False
    """
    method = getattr(getattr(http, "request", None), "__func__", None)
    return isinstance(method, FunctionType) and _is_httpx(method)


# The original functions after the first check: later checks are one comparison.
_known_builtins: Dict[str, Any] = {}
_known_async: Tuple[Any, Any] = (None, None)


def _is_time_builtin(function: Any, name: str) -> bool:
    if function is _known_builtins.get(name, _known_builtins):
        return True
    # A method of a builtin, such as a list's `append`, is of the same type.
    is_original = (
        type(function) is BuiltinFunctionType
        and function.__name__ == name
        and function.__module__ == "time"
    )
    if is_original:
        _known_builtins[name] = function
    return is_original


def method_is_overridden(client: Any, operation: str) -> bool:
    """Returns whether any method that an operation calls instead of its request is overridden.

    Args:
        client: The agents client.
        operation: The operation; few operations call others.

    Example:
        >>> method_is_overridden(client, "runs.wait")
        False
    """
    # Every call does this.
    if operation not in _CALLING:
        return False
    return poll_is_overridden(client, operation) or composition_is_overridden(client, operation)


def poll_is_overridden(client: Any, operation: str) -> bool:
    """Returns whether a subclass or a test has overridden the method that a wait polls with.

    Args:
        client: The agents client.
        operation: The operation; few operations are such waits.

    Example:
        >>> poll_is_overridden(client, "runs.wait")
        False
    """
    return operation in POLL_METHODS and is_overridden(client, POLL_METHODS[operation])


def composition_is_overridden(client: Any, operation: str) -> bool:
    """Returns whether a method that an operation is composed of, or its poll, is overridden.

    Args:
        client: The agents client.
        operation: The operation; few operations are composed of others.

    Example:
        >>> composition_is_overridden(client, "agents.compile_from_run")
        False
    """
    if operation not in COMPOSED_METHODS:
        return False
    return any(
        is_overridden(client, part) or poll_is_overridden(client, part)
        for part in COMPOSED_METHODS[operation]
    )


def is_overridden(client: Any, part: str) -> bool:
    """Returns whether a subclass or a test has overridden a method of a resource.

    Args:
        client: The agents client.
        part: The method, such as `runs.get`.

    Example:
        >>> is_overridden(client, "runs.get")
        False
    """
    name, _, method = part.partition(".")
    resource: object = getattr(client, name)
    if method in getattr(resource, "__dict__", ()):
        return True
    return not is_defined_in(getattr(type(resource), method, None), f"flymyai.resources.{name}")
