"""The exceptions of the agents API; `_failures` converts core's failures into them.

httpx and json are imported when an error needs them.
"""

from __future__ import annotations

from .._base_error import FlyMyAIError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, List, Optional, Tuple, Type

    import httpx

    from ..types import Run


class FlyMyAIAgentError(FlyMyAIError):
    """The agents API refused a call, or a call could not be completed.

    Args:
        message: The text of the error.
        status_code: The HTTP status; 0 if the error is not about one response.
        response_body: The response: JSON as Python objects, other text as `str`.

    A call whose outcome is unknown, as the service may have done its work, raises an error with
    the `idempotency_key` that was sent. A call with this key is safe: the service does the work
    once for all requests with the same key. Errors of the network, such as `httpx.ReadTimeout`,
    have this attribute only in that case.

    Example:
        >>> from flymyai import FlyMyAIAgentError
        >>> try:
        ...     client.runs.get("no-such-run")
        ... except FlyMyAIAgentError as error:
        ...     print(error.status_code)
        404
    """

    __module__ = "flymyai.agents._client"
    if TYPE_CHECKING:
        idempotency_key: Optional[str]
        """The key of a call whose outcome is unknown; otherwise `None`."""

    def __init__(self, message: str, *, status_code: int, response_body: Any = None) -> None:
        super().__init__(message)
        self.status_code = status_code
        """The HTTP status; 0 if the error is not about one response."""
        self.response_body = response_body
        """The response: JSON as Python objects, other text as `str`."""

    if not TYPE_CHECKING:

        def __getattr__(self, name):
            # No attribute of the class: programs may print all attributes of an error.
            if name == "idempotency_key":
                return None  # noqa: RET501 - a value, not an end
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")

    def __repr__(self) -> str:
        status, message = self.status_code, str(self)
        return f"{type(self).__name__}(status_code={status}, message={message!r})"

    def __reduce__(self) -> Tuple[Any, ...]:
        # Exceptions are rebuilt from `args` alone by default, which keyword-only
        # constructors refuse.
        return _restore, (type(self), self.args), dict(self.__dict__)


class VariablesValidationError(FlyMyAIAgentError):
    """The service refused the variables of a run.

    Args:
        message: The text with all messages.
        status_code: The HTTP status, 400.
        response_body: The response.
        messages: The messages of the service, one for each problem.
        field_errors: The last message about each variable, by the variable's name.

    Example:
        >>> from flymyai import VariablesValidationError
        >>> try:
        ...     client.agents.run("agent_scored", variables={})
        ... except VariablesValidationError as error:
        ...     print(sorted(error.field_errors))
        ['website_url']
    """

    __module__ = "flymyai.agents._client"

    def __init__(
        self,
        message: str,
        *,
        status_code: int,
        response_body: Any,
        messages: List[str],
        field_errors: Dict[str, str],
    ) -> None:
        super().__init__(message, status_code=status_code, response_body=response_body)
        self.messages = messages
        """The messages of the service, one for each problem."""
        self.field_errors = field_errors
        """The last message about each variable, by the variable's name."""


class SuggestSchemaError(FlyMyAIAgentError):
    """The service could not suggest a schema (HTTP 502).

    Example:
        >>> from flymyai import SuggestSchemaError
        >>> try:
        ...     client.agents.suggest_schema(user_prompt="[fail] Score a site")
        ... except SuggestSchemaError as error:
        ...     print(error.status_code)
        502
    """

    __module__ = "flymyai.agents._client"


class McpResourceSetStaleRevisionError(FlyMyAIAgentError):
    """An MCP resource set was changed: its revision is not the expected one (HTTP 409).

    Args:
        message: The text of the error.
        status_code: The HTTP status, 409.
        response_body: The response.
        current_revision: The revision that the set has now.

    Example:
        >>> from flymyai import McpResourceSetStaleRevisionError
        >>> made = client.mcp_resource_sets.create(name="Search")
        >>> try:
        ...     client.mcp_resource_sets.update(made.id, expected_revision=7, name="Research")
        ... except McpResourceSetStaleRevisionError as error:
        ...     print(error.current_revision)
        1
    """

    __module__ = "flymyai.agents._client"

    def __init__(
        self,
        message: str,
        *,
        status_code: int,
        response_body: Any,
        current_revision: Optional[int],
    ) -> None:
        super().__init__(message, status_code=status_code, response_body=response_body)
        self.current_revision = current_revision
        """The revision that the set has now; `None` if the response does not contain it."""


class ArtifactStaleBaseVersionError(FlyMyAIAgentError):
    """An artifact was changed: the base version is not the latest one (HTTP 412).

    Args:
        message: The text of the error.
        status_code: The HTTP status, 412.
        response_body: The response.
        latest_version: The latest version.
        live_version: The version that its page shows.

    Example:
        >>> from flymyai import FlyMyAIAgentError
        >>> from flymyai.agents import ArtifactStaleBaseVersionError
        >>> issubclass(ArtifactStaleBaseVersionError, FlyMyAIAgentError)
        True
    """

    __module__ = "flymyai.agents._client"

    def __init__(
        self,
        message: str,
        *,
        status_code: int,
        response_body: Any,
        latest_version: Optional[int],
        live_version: Optional[int] = None,
    ) -> None:
        super().__init__(message, status_code=status_code, response_body=response_body)
        self.latest_version = latest_version
        """The latest version; `None` if the response does not contain it."""
        self.live_version = live_version
        """The version that the page shows; `None` if the response does not contain it."""


class McpServerOAuthError(FlyMyAIAgentError):
    """An MCP server could not be connected by OAuth.

    Args:
        message: The text of the error.
        status_code: The HTTP status.
        response_body: The response.
        code: The error code, which begins with `oauth_`.
        redirect_uri: The address to register in the server's OAuth app.

    Example:
        >>> from flymyai import FlyMyAIAgentError
        >>> from flymyai.agents import McpServerOAuthError
        >>> issubclass(McpServerOAuthError, FlyMyAIAgentError)
        True
    """

    __module__ = "flymyai.agents._client"

    def __init__(
        self,
        message: str,
        *,
        status_code: int,
        response_body: Any = None,
        code: str,
        redirect_uri: Optional[str] = None,
    ) -> None:
        super().__init__(message, status_code=status_code, response_body=response_body)
        self.code = code
        """The error code, which begins with `oauth_`."""
        self.redirect_uri = redirect_uri
        """The address to register in the server's OAuth app; `None` if the response has none."""


class SuggestSchemaOAuthError(McpServerOAuthError, SuggestSchemaError):
    """The same with HTTP 502, for which version 1.1.0 raised a `SuggestSchemaError`."""


class McpTeamError(FlyMyAIAgentError):
    """The service refused a request about teams or shares, or its response can't be used.

    Args:
        status_code: The HTTP status; 502 for a response that can't be used.
        code: The error code.

    Example:
        >>> from flymyai.agents import McpTeamError
        >>> try:
        ...     client.teams.enable("nobody-team", accept_billing=True)
        ... except McpTeamError as error:
        ...     print(error.status_code, error.code)
        404 not_eligible
    """

    __module__ = "flymyai.agents._mcp_sharing"

    def __init__(self, status_code: int, code: str) -> None:
        text = f"MCP team request failed ({status_code}): {code}"
        super().__init__(text, status_code=status_code)
        self.code = code
        """The error code."""


class RunFailedError(FlyMyAIAgentError):
    """A run has failed or was cancelled; raised by `run.raise_for_status()`.

    Its `code` is `run_failed` or `run_cancelled`.

    Args:
        message: The text of the error.
        run: The run.

    Example:
        >>> from flymyai import RunFailedError
        >>> run = client.runs.create(agent_id="agent_abc123")
        >>> client.runs.cancel(run.id)
        >>> try:
        ...     client.runs.wait(run.id).raise_for_status()
        ... except RunFailedError as error:
        ...     print(error.code, error.run.status.value)
        run_cancelled cancelled
    """

    __module__ = "flymyai"

    def __init__(self, message: str, *, run: Run) -> None:
        super().__init__(message, status_code=0)
        self.run = run
        """The run."""


class ListPageError(FlyMyAIAgentError, RuntimeError, TypeError):
    """The pages of a list can't be used; also a `RuntimeError` and a `TypeError`."""


class InternalError(FlyMyAIAgentError):
    """A defect in this package. Please report it with the text of the error."""


def _restore(cls: Type[BaseException], args: Tuple[Any, ...]) -> BaseException:
    error = cls.__new__(cls)
    error.args = args
    return error


class GoalError(ValueError, TypeError, FlyMyAIError):
    """A call of `agents.create` without a goal, or with two.

    It is a `TypeError`, too: `goal` was a required argument in earlier versions.
    """


# The httpx class that programs catch for each kind of transport failure.
TRANSPORT_CLASSES = {
    # Limits of core; an httpx exception of Python code maps to the kinds below.
    "response_timeout": "ReadTimeout",
    "response_too_large": "RemoteProtocolError",
    "connect": "ConnectError",
    "connect_timeout": "ConnectTimeout",
    "read_timeout": "ReadTimeout",
    "write_timeout": "WriteTimeout",
    "pool_timeout": "PoolTimeout",
    "protocol": "RemoteProtocolError",
    "read": "ReadError",
    "write": "WriteError",
    "proxy": "ProxyError",
    "unsupported_protocol": "UnsupportedProtocol",
    "local_protocol": "LocalProtocolError",
    "invalid_url": "InvalidURL",
    "too_many_redirects": "TooManyRedirects",
    "decoding": "DecodingError",
}


_KINDS = {
    **{name: kind for kind, name in TRANSPORT_CLASSES.items()},
    # Base classes of several of these.
    "TimeoutException": "read_timeout",
    "NetworkError": "read",
    "CloseError": "read",
    "ProtocolError": "protocol",
    "TransportError": "protocol",
}


def kind_of(error: BaseException) -> Tuple[str, int, Optional[bytes]]:
    """Returns the kind of failure for an exception of a program's own transport.

    Args:
        error: The exception.

    Returns:
        The kind of a transport failure, or an empty text; and the status and the body of
        a response, if the exception was raised for one.

    Example:
        >>> from flymyai import httpx
        >>> kind_of(httpx.ReadTimeout("too slow"))
        ('read_timeout', 0, None)
    """
    if isinstance(error, FlyMyAIAgentError):
        status = error.status_code
        if type(status) is int and 300 <= status <= 999:
            import json

            return ("", status, json.dumps(error.response_body, default=str).encode())
    for cls in type(error).__mro__:
        if cls.__module__.partition(".")[0] == "httpx" and cls.__name__ in _KINDS:
            return (_KINDS[cls.__name__], 0, None)
    return ("", 0, None)


def raise_for_status(resp: httpx.Response, *, expected_status: Optional[int] = None) -> None:
    """Raises the exception of a client for this response; returns for 2xx.

    Args:
        resp: A response received by other means.
        expected_status: The only status that is a success; each 2xx when left out.

    Example:
        >>> from flymyai import httpx
        >>> raise_for_status(httpx.Response(204))
    """
    if not 200 <= resp.status_code < 300:
        from .._native import status_error

        raise status_error(resp.status_code, resp.content)
    if expected_status is not None and resp.status_code != expected_status:
        text = (
            "Write outcome unknown: unexpected API response status. "
            "Retry with the same idempotency key."
        )
        raise FlyMyAIAgentError(text, status_code=resp.status_code)


def variables_error(body: Any) -> Optional[VariablesValidationError]:
    """Returns the error for the decoded body of a 400, if it is about variables.

    Example:
        >>> variables_error({"variables": ["'city' is missing"]}).field_errors
        {'city': "'city' is missing"}
    """
    import json

    from .._native import status_error

    error = status_error(400, json.dumps(body).encode())
    return error if isinstance(error, VariablesValidationError) else None


def parse_body(raw: Optional[bytes]) -> Any:
    """Returns the body of an error response: JSON as Python objects, other text as `str`."""
    if raw is None:
        return None
    import json

    try:
        return json.loads(raw)
    except (ValueError, RecursionError):
        return raw.decode("utf-8", "replace")


def as_text(value: Any) -> str:
    """Returns a value for an error text: text unchanged, JSON as Python writes it."""
    if isinstance(value, str):
        return value
    return str(parse_body(value))
