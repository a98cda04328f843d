"""Stubs of clients: a test may pass a resource any object that has `_request`."""

from __future__ import annotations

from types import FunctionType
from typing import TYPE_CHECKING, Any, Dict, cast

if TYPE_CHECKING:
    from ._async_client import AsyncAgentClient
    from ._sync_client import SyncAgentClient


RESOURCES = (
    "agent_groups",
    "agents",
    "apps",
    "artifacts",
    "compilations",
    "deployments",
    "mcp_resource_sets",
    "mcp_servers",
    "projects",
    "runs",
    "shares",
    "teams",
    "tools",
    "triggers_v1",
    "versions",
)


def client_of(given: Any, resource: Any, name: str) -> SyncAgentClient:
    """Returns the client of a resource.

    Args:
        given: A client, or a stub of one, whose `_request` sends the requests.
        resource: The resource.
        name: The resource's name in a client.
    """
    if is_client(given):
        client: SyncAgentClient = given
        return client
    from ._sync_requester import SyncRequester

    made: SyncAgentClient = _client_from_stub(SyncRequester, given, resource, name)
    return made


def async_client_of(given: Any, resource: Any, name: str) -> AsyncAgentClient:
    """The same for an asynchronous resource; see `client_of`."""
    if is_client(given):
        client: AsyncAgentClient = given
        return client
    from ._async_requester import AsyncRequester

    made: AsyncAgentClient = _client_from_stub(AsyncRequester, given, resource, name)
    return made


def is_client(given: Any) -> bool:
    """Whether it is a client of this package, or of a subclass."""
    kind = cast("object", type(given))
    return type(getattr(kind, "_send", None)) is FunctionType


def _client_from_stub(base: Any, given: Any, resource: Any, name: str) -> Any:
    """Returns a requester that takes `_request`, `_http` and the other resources from a stub."""

    def part(which: str) -> property:
        def look_up(_: Any) -> Any:
            return resource if which == name else getattr(given, which)

        return property(look_up)

    def request(_: Any, *args: Any, **more: Any) -> Any:
        # Looked up with each call: a test may replace it meanwhile.
        return given._request(*args, **more)

    parts: Dict[str, Any] = {which: part(which) for which in RESOURCES}
    parts["_request"] = request
    # Requests about teams and shares use it, as in 1.2.0rc18.
    parts["_http"] = property(lambda _: given._http)
    made: Any = type(base.__name__, (base,), parts)
    return made.__new__(made)
