"""The conversion of core's failures into exceptions.

pydantic, httpx and json are imported when an error needs them.
"""

from __future__ import annotations

from .._internal.finalization import guard
from .._native import status_code, unreadable_error
from ._errors import (
    TRANSPORT_CLASSES,
    ArtifactStaleBaseVersionError,
    FlyMyAIAgentError,
    GoalError,
    InternalError,
    ListPageError,
    McpResourceSetStaleRevisionError,
    McpServerOAuthError,
    McpTeamError,
    RunFailedError,
    SuggestSchemaError,
    SuggestSchemaOAuthError,
    VariablesValidationError,
    as_text,
    parse_body,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, Dict, List, Optional

    from .._native import Failure

# Kinds whose texts need no notes. pytest compares the notes, too, so they would break tests.
_SELF_EXPLANATORY = ("argument", "closed", "internal")
_OUTCOME_UNKNOWN = (
    "The outcome is unknown: the service may have done the work. "
    "Call again with idempotency_key={key!r} to do it at most once."
)


@guard
def build(failure: Failure) -> BaseException:
    """Returns the exception for a failure of core; called by the native module."""
    thrown = failure.thrown
    if thrown is not None:
        return thrown
    error = _of_kind(failure)
    _add_key(error, failure.idempotency_key)
    _add_facts(error, failure)
    if failure.cause is not None and failure.kind == "wait_timeout":
        error.__cause__ = build(failure.cause)
    return error


@guard
def of_reading(error: Exception, operation: str, key: Optional[str]) -> Exception:
    """Returns the exception for a response of core that could not be read.

    Args:
        error: The exception of its reader.
        operation: The operation.
        key: The idempotency key that was sent, if any.
    """
    from ._responses import UNDECODABLE

    found = unreadable_error(operation) if isinstance(error, UNDECODABLE) else None
    _add_key(found or error, key)
    if found is not None:
        return found
    # The code of a success, as that of a response that core could not read.
    code, hint = status_code(200)
    vars(error).update(code=code, hint=hint, operation=operation)
    return error


def _add_key(error: BaseException, key: Optional[str]) -> None:
    if key is not None:
        notes = [_OUTCOME_UNKNOWN.format(key=key), *getattr(error, "__notes__", ())]
        vars(error).update(idempotency_key=key, __notes__=notes)


def _add_facts(error: BaseException, failure: Failure) -> None:
    facts = failure.facts()
    if "code" in vars(error):
        # The service's own code, which these classes have always had.
        del facts["code"]
    vars(error).update(facts)
    if failure.kind in _SELF_EXPLANATORY:
        return
    # Python 3.11 and newer show notes below the traceback.
    notes = [*getattr(error, "__notes__", ()), f"Hint: {failure.hint}"]
    text = failure.facts_text()
    vars(error)["__notes__"] = notes if text is None else [*notes, text]


def _of_kind(failure: Failure) -> BaseException:
    kind = failure.kind
    if kind in ("status", "suggest_schema"):
        cls = SuggestSchemaError if kind == "suggest_schema" else FlyMyAIAgentError
        body = parse_body(failure.body)
        return cls(_status_text(failure), status_code=failure.status or 0, response_body=body)
    if kind == "variables":
        return _variables_error(failure)
    if kind == "mcp_team":
        return McpTeamError(failure.status or 0, failure.message.rpartition(": ")[2])
    if kind in _OF_BODY:
        body = parse_body(failure.body)
        error: BaseException = _OF_BODY[kind](failure, failure.status or 0, body)
        return error
    if kind == "argument":
        # The `model` of an agent is an argument like any other.
        is_of_agent = failure.message.startswith("model must be an agent model")
        if failure.argument == "model" and not is_of_agent:
            from ..core.exceptions import ImproperlyConfiguredClientException

            return ImproperlyConfiguredClientException(failure.message)
        if failure.argument == "goal":
            return GoalError(failure.message)
        return ValueError(failure.message)
    if kind == "closed":
        return RuntimeError(failure.message)
    if kind in ("run_failed", "run_cancelled"):
        # `raise_for_status` sets the run.
        run: Any = None
        return RunFailedError(failure.message, run=run)
    if kind == "invalid_output":
        from .._outputs import OutputError

        return OutputError(failure.message)
    if kind == "wait_timeout":
        return TimeoutError(_timeout_text(failure))
    if kind == "compilation_failed":
        return _compilation_error(failure)
    if kind == "decode":
        from ._responses import unreadable

        return unreadable(failure.message, failure.status or 0, failure.body)
    if kind in TRANSPORT_CLASSES:
        return _transport_error(failure)
    return InternalError(failure.message, status_code=0)


def _stale_revision(failure: Failure, status: int, body: Any) -> FlyMyAIAgentError:
    return McpResourceSetStaleRevisionError(
        _own_text(failure),
        status_code=status,
        response_body=body,
        current_revision=_whole(body.get("current_revision")),
    )


def _stale_base_version(failure: Failure, status: int, body: Any) -> FlyMyAIAgentError:
    from typing import cast

    found = body.get("details")
    details = cast("Dict[str, Any]", found) if isinstance(found, dict) else {}
    return ArtifactStaleBaseVersionError(
        _own_text(failure),
        status_code=status,
        response_body=body,
        latest_version=_whole(details.get("latest_version")),
        live_version=_whole(details.get("live_version")),
    )


def _server_oauth(failure: Failure, status: int, body: Any) -> FlyMyAIAgentError:
    cls = SuggestSchemaOAuthError if status == 502 else McpServerOAuthError
    redirect_uri = body.get("redirect_uri")
    return cls(
        _status_text(failure),
        status_code=status,
        response_body=body,
        code=body["code"],
        redirect_uri=redirect_uri if isinstance(redirect_uri, str) else None,
    )


def _list_page(failure: Failure, status: int, body: Any) -> FlyMyAIAgentError:
    return ListPageError(failure.message, status_code=status, response_body=body)


_OF_BODY: Dict[str, Any] = {
    "stale_revision": _stale_revision,
    "stale_base_version": _stale_base_version,
    "mcp_server_oauth": _server_oauth,
    "pages": _list_page,
}


def _own_text(failure: Failure) -> str:
    return failure.message if failure.detail is None else as_text(failure.detail)


def _whole(value: Any) -> Optional[int]:
    return value if type(value) is int else None


def _status_text(failure: Failure) -> str:
    if failure.detail is None:
        return failure.message
    return failure.status_text(as_text(failure.detail))


def _variables_error(failure: Failure) -> VariablesValidationError:
    messages: List[str] = []
    field_errors: Dict[str, str] = {}
    for field, prefix, value in failure.problems:
        message = prefix + as_text(value)
        messages.append(message)
        if field is not None:
            field_errors[field] = message
    return VariablesValidationError(
        failure.variables_text(messages),
        status_code=failure.status or 0,
        response_body=parse_body(failure.body),
        messages=messages,
        field_errors=field_errors,
    )


def _compilation_error(failure: Failure) -> FlyMyAIAgentError:
    from ..types import Compilation
    from ._responses import Single

    compilation = Single(Compilation)(200, failure.body)
    body = compilation.model_dump()
    return FlyMyAIAgentError(failure.message, status_code=0, response_body=body)


def _timeout_text(failure: Failure) -> str:
    from ..types import CompilationStatus, ExecutionStatus
    from ..types.open_enum import restore_member

    if failure.subject is None:
        # The request that starts the work has failed.
        return failure.message
    word = failure.last_status or "unknown"
    if failure.subject == "run":
        status: Any = restore_member(ExecutionStatus, word)
    else:
        status = restore_member(CompilationStatus, word)
    return failure.timeout_text(f"{failure.timeout}", f"{status}")


def _transport_error(failure: Failure) -> Exception:
    import httpx

    error: Exception = getattr(httpx, TRANSPORT_CLASSES[failure.kind])(failure.message)
    if isinstance(error, httpx.RequestError) and failure.method and failure.url:
        # Without headers: programs may log `error.request`, and the key must not be there.
        error.request = httpx.Request(failure.method, failure.url)
    return error
