"""Inference clients that differ from another client in a few options."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..._arguments import UNCHANGED, header_pairs, phases
from ..._internal.copies import shallow_copy

if TYPE_CHECKING:
    from ..._native import InferenceClient


class CallOptions:
    """The options in place of those of the original client, and that client.

    Args:
        original: The client that another one is derived from.
        timeout: The timeout of the derived client, or `UNCHANGED`.
        headers: Its further headers.
    """

    def __init__(self, original: Any, timeout: Any, headers: Any) -> None:
        self.original = original
        self.limits = None if timeout is UNCHANGED else phases(timeout)
        self._headers = header_pairs(headers)

    def native(self, client: InferenceClient) -> InferenceClient:
        """Returns a native client with these options."""
        return client.with_options(self.limits, self._headers)

    def passes_timeout(self) -> bool:
        """Returns whether the timeout differs from that of the original client's httpx client."""
        return self.limits is not None or (
            isinstance(outer := self.original.__dict__.get("_call_options"), CallOptions)
            and outer.passes_timeout()
        )


def with_options(client: Any, timeout: Any, headers: Any) -> Any:
    """Returns a client with other options, for `with_options` of the clients.

    Args:
        client: The client.
        timeout: Its timeout, or `UNCHANGED`.
        headers: Further headers.
    """
    options = CallOptions(client, timeout, headers)
    native = options.native(client._native)
    made = shallow_copy(client)
    made.__dict__.update(_native=native, _call_options=options)
    return made
