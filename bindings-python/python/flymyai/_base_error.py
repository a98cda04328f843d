"""The base of all exceptions of this package. It imports nothing."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Optional


class FlyMyAIError(Exception):
    """The base of all exceptions of this package, of both of its clients.

    Errors of the network are those of `httpx`, invalid arguments are a `ValueError`, and the
    timeout of a wait is a `TimeoutError`. They are of no class of this package, and have the same
    attributes. On Python 3.11 and later, tracebacks show the hint and the facts as notes.

    Example:
        >>> from flymyai import FlyMyAIError
        >>> try:
        ...     client.runs.get(404)
        ... except FlyMyAIError as error:
        ...     print(error.code, error.method, error.path, error.attempts)
        not_found GET /api/v1/agents/executions/404/ 1
    """

    __module__ = "flymyai"

    code: Optional[str] = None
    """The kind of the error: a stable name, such as `not_found`."""
    hint: Optional[str] = None
    """The next step, one sentence."""
    request_id: Optional[str] = None
    """The service's id of the request that failed, from the response header `x-request-id`."""
    attempts: int = 0
    """The number of attempts at the request that failed; of polls, for the timeout of a wait."""
    elapsed: Optional[float] = None
    """Seconds from the start of the call to the error."""
    operation: Optional[str] = None
    """The operation, such as `runs.get`."""
    run_id: Optional[str] = None
    """The run that the call is about, if there is one."""
    method: Optional[str] = None
    """The method of the request."""
    path: Optional[str] = None
    """The path of the request, without the query."""
    resource_id: Optional[str] = None
    """The id that the call was made with."""
