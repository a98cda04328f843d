"""Clients that differ from another client in a few options, and share everything else with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, List, Tuple

from .._arguments import UNCHANGED, header_pairs, phases, retry_count
from .._internal.twins import twin
from ._stubs import RESOURCES

if TYPE_CHECKING:
    from .._native import Client as NativeClient

    # Timeout, number of retries, headers.
    CallOptions = Tuple[Any, Any, List[Tuple[str, str]]]


def with_options(client: Any, timeout: Any, max_retries: Any, headers: Any) -> Any:
    """Returns a client with other options, for `with_options` of the clients.

    Args:
        client: The client.
        timeout: Its timeout, or `UNCHANGED`.
        max_retries: Its number of retries, or `UNCHANGED`.
        headers: Further headers.
    """
    limits = None if timeout is UNCHANGED else phases(timeout)
    retries = None if max_retries is UNCHANGED else retry_count(max_retries)
    pairs = header_pairs(headers)
    native = client._native.with_options(limits, retries, pairs, False)
    made = derived(client, native)
    own = made.__dict__
    own["_options"] = (*own.get("_options", ()), (timeout, max_retries, pairs))
    if limits is not None:
        own["_timeout"] = timeout
        own["_passes_timeout"] = True
    if retries is not None:
        own["_max_retries"] = max_retries
    return made


def derived_again(original: Any, options: Tuple[CallOptions, ...]) -> Any:
    """Returns a client with the options of another derived client.

    Args:
        original: The client that the other one was derived from.
        options: The `_options` of the other one.
    """
    client = original
    for each in options:
        client = with_options(client, *each)
    return client


def derived(client: Any, native: NativeClient) -> Any:
    """Returns a client of the same class with another native client.

    It has the attributes of the client, so also what a subclass or a test has put there. Its
    resources are copies, which use it.

    Args:
        client: The client.
        native: The native client.
    """
    made = twin(client)
    own: Dict[str, Any] = made.__dict__
    own["_native"] = native
    own["_original"] = original_of(client)
    for name in RESOURCES:
        resource: Any = own.get(name)
        if getattr(resource, "_c", None) is client:
            own[name] = copied = twin(resource)
            copied._c = made
    return made


def original_of(client: Any) -> Any:
    """Returns the client that a client was derived from, or the client itself."""
    return client.__dict__.get("_original", client)
