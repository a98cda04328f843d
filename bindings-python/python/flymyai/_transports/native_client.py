"""The common parts of the clients of both APIs.

A client has a native client of core, and optionally an httpx client in a public attribute:
`_http` in the agents clients, `_client` in the inference clients. These are functions, not a
base class: the bases of the inference clients are those of 1.1.0, which programs can see.
"""

from __future__ import annotations

from .detect import (
    async_clock_is_patched,
    async_httpx_is_patched,
    class_is_replaced,
    clock_is_patched,
    httpx_is_patched,
    tls_is_patched,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Callable, NoReturn


def init_http_client(
    client: Any, http_client: Any, attribute: str, kind: str, make: Callable[[], Any]
) -> None:
    """Initialises the httpx client of a new client, if it has one.

    Args:
        client: The client.
        http_client: The argument of that name.
        attribute: The client's attribute for its httpx client.
        kind: The class of httpx: `Client` or `AsyncClient`.
        make: Makes an httpx client.

    Raises:
        TypeError: If `http_client` is of another class.
    """
    if http_client is not None:
        from .http_clients import check_http_client

        client._http_client = check_http_client(http_client, kind)
    if class_is_replaced(kind) or tls_is_patched():
        # The replacement applies to this client even after the patch has ended.
        setattr(client, attribute, make())


def public_http_client(client: Any, make: Callable[[], Any]) -> Any:
    """Returns the httpx client for a program that reads the attribute.

    Such a program may change the requests, so all later ones go through this httpx client.

    Args:
        client: The client.
        make: Makes an httpx client.
    """
    given = client.__dict__.get("_http_client")
    return make() if given is None else given


def uses_native_transport(client: Any, attribute: str, kind: str, is_overridden: bool) -> bool:
    """Returns whether core sends the requests and pauses without Python code.

    Args:
        client: The client.
        attribute: The client's attribute for its httpx client.
        kind: The class of httpx: `Client` or `AsyncClient`.
        is_overridden: Whether a subclass or a test overrides a method that sends.
    """
    own = client.__dict__
    if attribute in own or "_http_client" in own or is_overridden:
        return False
    if kind == "Client":
        return not (httpx_is_patched() or clock_is_patched())
    return not (async_httpx_is_patched() or async_clock_is_patched())


def refuse_copy(client: Any) -> NoReturn:
    """Refuses to pickle or copy a client: the copy would hold the key, too.

    Args:
        client: The client.

    Raises:
        TypeError: Always.
    """
    raise TypeError(f"cannot pickle or copy {type(client).__name__!r} object")
