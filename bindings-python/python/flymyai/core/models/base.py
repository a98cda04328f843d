"""The parts of a response that error texts are made of."""

from __future__ import annotations

import dataclasses

TYPE_CHECKING = False
if TYPE_CHECKING:
    import httpx


@dataclasses.dataclass
class ResponseLike:
    """The parts of a response that error texts are made of.

    Args:
        status_code: The status.
        url: The URL of the response.
        content: The body.

    Example:
        >>> "404" in ResponseLike(404, "http://127.0.0.1/", b"").to_msg()
        True
    """

    status_code: int
    """The status."""
    url: httpx.URL
    """The URL of the response."""
    content: bytes
    """The body."""

    def to_msg(self) -> str:
        """Returns the text of the error."""
        inner, outer = " " * 12, " " * 8
        return (
            f"\n{inner}BAD REQUEST DETECTED ({self.status_code}):"
            f"\n{inner}REQUEST URL: {self.url};"
            f"\n{outer}"
        )


def __getattr__(name: str) -> object:
    if name == "httpx":
        import httpx

        return httpx
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
