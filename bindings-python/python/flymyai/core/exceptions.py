"""The exceptions of the inference clients."""
# Public signatures name bare `dict` and `list`.
# pyright: standard
# The name is public.
# ruff: noqa: N818

from __future__ import annotations

from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple, Type, Union

from .._base_error import FlyMyAIError
from .._internal.finalization import guard
from .._internal.wording import limit_text
from ._lazy_response import response_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._lazy_response import LazyResponse
    from ._response import FlyMyAIResponse
    from .models.base import ResponseLike
    from .models.error_responses import (
        Base4xxResponse,
    )

__all__ = [
    "BaseFlyMyAIException",
    "FlyMyAIAsyncTaskException",
    "FlyMyAIExceptionGroup",
    "FlyMyAIOpenAPIException",
    "FlyMyAIPredictException",
    "ImproperlyConfiguredClientException",
    "List",
    "RetryTimeoutExceededException",
    "Union",
]

# Names that 1.1.0 had here, too; their modules are imported at the first use.
_LEGACY_NAMES = {
    "Base4xxResponse": "flymyai.core.models.error_responses",
    "FlyMyAI400Response": "flymyai.core.models.error_responses",
    "FlyMyAI401Response": "flymyai.core.models.error_responses",
    "FlyMyAI421Response": "flymyai.core.models.error_responses",
    "FlyMyAI422Response": "flymyai.core.models.error_responses",
    "FlyMyAI425Response": "flymyai.core.models.error_responses",
    "FlyMyAIResponse": "flymyai.core._response",
    "ResponseLike": "flymyai.core.models.base",
    "datetime": "datetime",
}


def __getattr__(name: str) -> Any:
    location = _LEGACY_NAMES.get(name)
    if location is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from .._internal.finalization import import_module

    module = import_module(location)
    return module if name == location else getattr(module, name)


class RetryTimeoutExceededException(TimeoutError, FlyMyAIError):
    """A task has no result at the timeout."""


class ImproperlyConfiguredClientException(FlyMyAIError):
    """There is no model, or its name is not `<owner>/<model>`."""


class BaseFlyMyAIException(FlyMyAIError):
    """The service responded with a failure.

    Args:
        msg: The text of the failure.
        requires_retry: Whether another attempt may succeed.
        response: The response.

    Example:
        >>> from flymyai.core.exceptions import BaseFlyMyAIException
        >>> str(BaseFlyMyAIException("no such model"))
        'no such model'
    """

    msg: str
    """The text of the failure."""
    requires_retry: bool
    """Whether another attempt may succeed."""

    def __init__(self, msg: Any, requires_retry: bool = False, response: Any = None) -> None:
        self.msg = msg
        self.requires_retry = requires_retry
        self._response = response

    @property
    def response(self) -> Any:
        """The response, as an HTTP response if there is one."""
        return response_of(self._response)

    @classmethod
    def internal_error_mapping(cls) -> Dict[int, Callable[..., Any]]:
        """Returns the constructor of the exception for each known status from 500 on."""
        statuses = (500, 502, 503, 504, 524, 599, 5000, 5320)
        return {status: cls._of_status(status) for status in statuses}

    @classmethod
    def _of_status(cls, status: int) -> Callable[..., Any]:
        from .._native import is_retryable_status

        retry = is_retryable_status(status)
        return lambda msg, response: cls(msg, retry, response=response)

    @classmethod
    def from_5xx(cls, response: Union[FlyMyAIResponse, ResponseLike]) -> Any:
        """Returns the exception for a response with a status from 500 on.

        Args:
            response: The response.
        """
        from datetime import datetime, timezone

        status = response.status_code
        outer, inner = " " * 8, " " * 16
        excerpt = response.content.decode("utf-8", "replace")[:250]
        msg = (
            f"\n{inner}INTERNAL SERVER ERROR ({status}):"
            f"\n{inner}REQUEST URL: {response.url};"
            f"\n{inner}Content [0:250]: {excerpt}"
            f"\n{inner}Timestamp [UTC]: {datetime.now(timezone.utc).replace(tzinfo=None)}"
            f"\n{outer}"
        )
        return cls._of_status(status)(msg, response)

    @classmethod
    def client_error_mapping(cls) -> Dict[int, Type[Base4xxResponse]]:
        """Returns the error responses (400 to 499) with a text of their own."""
        from .models import error_responses as known

        return {
            400: known.FlyMyAI400Response,
            401: known.FlyMyAI401Response,
            421: known.FlyMyAI421Response,
            422: known.FlyMyAI422Response,
            425: known.FlyMyAI425Response,
        }

    @classmethod
    def from_4xx(cls, response: Union[FlyMyAIResponse, ResponseLike]) -> Any:
        """Returns the exception for a response with a status from 400 to 499.

        Args:
            response: The response.
        """
        from .models.error_responses import Base4xxResponse

        known = cls.client_error_mapping().get(response.status_code, Base4xxResponse)
        refusal = known.from_response(response)
        return cls(msg=refusal.to_msg(), requires_retry=refusal.requires_retry, response=response)

    @classmethod
    def from_response(cls, response: Union[FlyMyAIResponse, ResponseLike]) -> Any:
        """Returns the exception for a response; `None` if it is not a failure.

        Args:
            response: The response.
        """
        if response.status_code >= 500:
            return cls.from_5xx(response)
        if response.status_code >= 400:
            return cls.from_4xx(response)
        return None

    def __str__(self) -> str:
        return self.msg

    def __reduce__(self) -> Tuple[Any, ...]:
        # By default, exceptions are rebuilt from `args` alone, without keyword arguments.
        return _restore, (type(self), self.args), dict(self.__dict__)


class FlyMyAIPredictException(BaseFlyMyAIException):
    """A prediction failed."""

    @classmethod
    def from_base_exception(cls, exception: BaseFlyMyAIException) -> Any:
        """Returns the same failure, as one of a prediction.

        Args:
            exception: The failure.
        """
        return cls(exception.msg, exception.requires_retry, exception.response)


class FlyMyAIAsyncTaskException(FlyMyAIPredictException):
    """A task could not be started, or has no result."""


class FlyMyAIOpenAPIException(BaseFlyMyAIException):
    """A model's OpenAPI schema could not be fetched."""


class FlyMyAIExceptionGroup(FlyMyAIError):
    """The failures of one call.

    Args:
        errors: The exceptions, in order.
        **kwargs: Without effect.

    Example:
        >>> from flymyai import FlyMyAIExceptionGroup
        >>> str(FlyMyAIExceptionGroup([ValueError("a"), ValueError("b")]))
        'FlyMyAI exception history: a;b'
    """

    def __init__(self, errors: List[Exception], **kwargs: Any) -> None:
        self.errors = errors
        """The exceptions, in order."""
        history = ";".join(str(error) for error in errors)
        self.message = f"FlyMyAI exception history: {history}"
        """The texts of all exceptions."""
        super().__init__(self.message)
        if errors:
            self._take_facts(errors)

    def _take_facts(self, errors: List[Exception]) -> None:
        """Takes the attributes of the last exception; all requests count."""
        last = errors[-1]
        for name in ("code", "hint", "request_id", "elapsed", "operation", "method", "path"):
            value = getattr(last, name, None)
            if value is not None:
                setattr(self, name, value)
        self.attempts = sum(getattr(error, "attempts", 0) for error in errors)

    def __str__(self) -> str:
        return self.message

    def fma_errors(self) -> List[Exception]:
        """Returns the exceptions for responses of the service."""
        return [error for error in self.errors if isinstance(error, BaseFlyMyAIException)]

    def non_fma_errors(self) -> List[Exception]:
        """Returns the other exceptions."""
        return [error for error in self.errors if not isinstance(error, BaseFlyMyAIException)]

    def __reduce__(self) -> Tuple[Any, ...]:
        return _restore, (type(self), self.args), dict(self.__dict__)


def _restore(cls: Type[BaseException], args: Tuple[Any, ...]) -> BaseException:
    error = cls.__new__(cls)
    error.args = args
    return error


def _add_facts(error: BaseFlyMyAIException, found: LazyResponse) -> None:
    from urllib.parse import urlsplit

    from .._native import status_code

    head = found.head
    ids = [value for name, value in head.headers if name.lower() == b"x-request-id"]
    code, hint = status_code(min(max(found.status_code, 0), 65535))
    facts: Dict[str, Any] = {
        "code": code,
        "hint": hint,
        "request_id": ids[-1].decode("latin-1")[:200] if ids else None,
        "attempts": 1,
        "elapsed": head.elapsed,
        "operation": head.operation,
        "method": head.method,
        "path": urlsplit(head.url).path,
    }
    vars(error).update(facts, __notes__=[f"Hint: {hint}"])


@guard
def failure(cls: Type[BaseFlyMyAIException], found: LazyResponse) -> BaseFlyMyAIException:
    """Returns the exception of this class for a response that is a failure.

    Args:
        cls: `FlyMyAIPredictException` and its subclasses are rebuilt from their base, so that
            their `args` are those of 1.1.0.
        found: The response.
    """
    # It has the attributes of a response that the constructors read.
    response: Any = found
    if issubclass(cls, FlyMyAIPredictException):
        base = BaseFlyMyAIException.from_response(response)
        error: Optional[BaseFlyMyAIException] = cls.from_base_exception(base) if base else None
    else:
        error = cls.from_response(response)
    # For example, a redirect that can't be followed.
    text = f"the service responded with status {found.status_code} and no prediction"
    error = error or cls(text, False, found)
    _add_facts(error, found)
    return error


def raise_limit_failure(
    cls: Type[BaseFlyMyAIException],
    response: Any,
    error: Exception,
    history: Optional[Sequence[Exception]] = None,
) -> None:
    """Raises the exception of this class for JSON that exceeds a limit of Python's decoder.

    Args:
        cls: The class.
        response: The response with the JSON.
        error: The exception of its decoding; for any other one, nothing is raised.
        history: The failures of earlier attempts; the exception is in a group behind them.
    """
    text = limit_text(error)
    if text is None:
        return
    found = cls(text, False, response)
    raise (found if history is None else FlyMyAIExceptionGroup([*history, found])) from error
