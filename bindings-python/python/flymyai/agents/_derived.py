"""Clients that differ from another client in a few options, and share everything else with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, List, Optional, Tuple

from .._arguments import UNCHANGED, header_pairs, phases, retry_count
from .._internal.copies import shallow_copy
from ._stubs import RESOURCES

if TYPE_CHECKING:
    from .._native import Client as NativeClient


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
    given = (timeout, max_retries, pairs)
    own["_call_options"] = CallOptions(own.get("_call_options"), given)
    if limits is not None:
        own["_timeout"] = timeout
        own["_passes_timeout"] = True
    if retries is not None:
        own["_max_retries"] = max_retries
    return made


class CallOptions:
    """The options in which a derived client differs from its original.

    Args:
        outer: Those of the client that it was derived from, if that is a derived one, too.
        given: The timeout, the number of retries and the headers, as `with_options` takes them.
    """

    def __init__(
        self, outer: Optional[CallOptions], given: Tuple[Any, Any, List[Tuple[str, str]]]
    ) -> None:
        self._outer = outer
        self._given = given

    def applied_to(self, original: Any) -> Any:
        """Returns a client with these options.

        Args:
            original: The original.
        """
        client = original if self._outer is None else self._outer.applied_to(original)
        return with_options(client, *self._given)


def derived(client: Any, native: NativeClient) -> Any:
    """Returns a client of the same class with another native client.

    It has the attributes of the client, so also what a subclass or a test has put there. Its
    resources are copies, which use it.

    Args:
        client: The client.
        native: The native client.
    """
    made = shallow_copy(client)
    own: Dict[str, Any] = made.__dict__
    own["_native"] = native
    own["_original"] = original_of(client)
    for name in RESOURCES:
        resource: Any = own.get(name)
        if getattr(resource, "_c", None) is client:
            own[name] = copied = shallow_copy(resource)
            copied._c = made
    return made


def original_of(client: Any) -> Any:
    """Returns the client that a client was derived from, or the client itself."""
    return client.__dict__.get("_original", client)
