"""Stand-ins for clients: all that a resource has ever needed of its client is `_request`."""

from __future__ import annotations

from types import FunctionType
from typing import TYPE_CHECKING, Any, Dict, cast

if TYPE_CHECKING:
    from ..agents._async_client import AsyncAgentClient
    from ..agents._sync_client import SyncAgentClient


_RESOURCES = ("agents", "runs", "tools", "compilations")


def client_of(given: Any, resource: Any, name: str) -> SyncAgentClient:
    """The client of a resource.

    Args:
        given: A client; or a test's stand-in for one, whose `_request` sends then.
        resource: Whose it is.
        name: The resource's name in a client.
    """
    if is_client(given):
        client: SyncAgentClient = given
        return client
    from ..agents._sync_client import SyncAgentClient

    made: SyncAgentClient = _made_of(SyncAgentClient, given, resource, name)
    return made


def async_client_of(given: Any, resource: Any, name: str) -> AsyncAgentClient:
    """The same for an asynchronous resource; see `client_of`."""
    if is_client(given):
        client: AsyncAgentClient = given
        return client
    from ..agents._async_client import AsyncAgentClient

    made: AsyncAgentClient = _made_of(AsyncAgentClient, given, resource, name)
    return made


def is_client(given: Any) -> bool:
    """Whether it is a client of this package, or of a subclass."""
    kind = cast("object", type(given))
    return type(getattr(kind, "_send", None)) is FunctionType


def _made_of(kind: Any, given: Any, resource: Any, name: str) -> Any:
    """A client that has `_request` and the other resources from a stand-in."""

    def part(which: str) -> property:
        def look_up(_: Any) -> Any:
            return resource if which == name else getattr(given, which)

        return property(look_up)

    def request(_: Any, *args: Any, **more: Any) -> Any:
        # Looked up with each call: a test may replace it meanwhile.
        return given._request(*args, **more)

    parts: Dict[str, Any] = {which: part(which) for which in _RESOURCES}
    parts["_request"] = request
    made: Any = type(kind.__name__, (kind,), parts)
    return made.__new__(made)
