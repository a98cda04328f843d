"""Chooses the sender of a call's requests, and with it the httpx client.

The state of a client decides: an `http_client` of the user, an overridden or patched part of
the client, or a patched httpx. Otherwise core sends the requests.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, List, Optional, Tuple

from .._internal.async_library import current_loop

if TYPE_CHECKING:
    from .senders import Sender


def agents_sender(
    client: Any, operation: str, has_body: bool, patched: bool, *, is_async: bool
) -> Optional[Sender]:
    """Returns the sender of a call's requests; `None` when core sends them.

    Args:
        client: The agents client.
        operation: The operation of the call.
        has_body: Whether the call may have a body.
        patched: Whether httpx is patched.
        is_async: Whether the client is an asynchronous one.
    """
    own = client.__dict__
    native = client._native
    has_timeout = "_passes_timeout" in own or native.has_own_timeout(operation)
    if client._overrides_request():
        from .senders import RequestOverrideSender

        return RequestOverrideSender(client, None, native.root, has_body, is_async, has_timeout)
    given, http = own.get("_http_client"), own.get("_http")
    if given is not None and http in (None, given):
        from .senders import HttpxSender

        # In chunks: core limits the size of the response.
        return HttpxSender(given, is_async, is_stream=True)
    if http is None:
        if not patched:
            return None
        http = _patched_http_client(client, client._make_http)
    from .senders import LegacyHttpSender

    return LegacyHttpSender(client, http, native.root, has_body, is_async, has_timeout)


def _patched_http_client(client: Any, make: Callable[[], Any]) -> Any:
    """Returns the httpx client for calls while httpx is patched, one per event loop."""
    loop = current_loop()
    # The client that was not derived from another one closes it.
    own = _original(client).__dict__
    kept: Optional[Tuple[Any, Any]] = own.get("_patched_http")
    if kept is None or kept[0] is not loop:
        kept = own["_patched_http"] = (loop, make())
    return kept[1]


def _original(client: Any) -> Any:
    """Returns the client that a client was derived from, or the client itself."""
    own = client.__dict__
    original = own.get("_original")
    if original is None:
        options = own.get("_call_options")
        original = client if options is None else _original(options.original)
    return original


def take_http_clients(client: Any) -> List[Any]:
    """Returns the httpx clients to close with a client, and removes the internal one from it.

    Args:
        client: An agents client, or an inference client.
    """
    own = client.__dict__
    public = own.get("_http", own.get("_client"))
    spare = own.pop("_patched_http", (None, None))[1]
    return [
        http for http in (public, spare) if http is not None and http is not own.get("_http_client")
    ]


def inference_sender(
    client: Any, is_stream: bool, patched: bool, *, is_async: bool
) -> Optional[Sender]:
    """Returns the sender of a call's requests; `None` when core sends them.

    Args:
        client: The inference client.
        is_stream: Whether the response is an event stream.
        patched: Whether httpx is patched.
        is_async: Whether the client is an asynchronous one.
    """
    own = client.__dict__
    given, http = own.get("_http_client"), own.get("_client")
    if given is not None and http in (None, given):
        from .senders import HttpxSender

        return HttpxSender(given, is_async, is_stream=True)
    if http is None:
        if client._overrides_construct_client():
            http = client._client
        elif patched:
            http = _patched_http_client(client, client._construct_client)
        else:
            return None
    from .senders import LegacyModelSender

    native = client._native
    base = native.root[: -len("/api/v1")]
    options = own.get("_call_options")
    has_timeout = is_stream or (options is not None and options.passes_timeout())
    return LegacyModelSender(http, is_async, is_stream, native.root, base, has_timeout)


def check_http_client(http_client: Any, kind: str) -> Any:
    """Returns an `http_client` argument after checking its type.

    Args:
        http_client: The argument.
        kind: The required class: `Client` or `AsyncClient`.

    Raises:
        TypeError: For another type.
    """
    import httpx

    if not isinstance(http_client, getattr(httpx, kind)):
        found = type(http_client).__name__
        raise TypeError(f"http_client must be an httpx.{kind}, not {found}")
    return http_client
