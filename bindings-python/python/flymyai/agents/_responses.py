"""Parses 2xx responses into records; null is accepted for a field with a default."""

from __future__ import annotations

import json
from typing import (
    Any,
    Callable,
    Dict,
    Generic,
    List,
    Optional,
    Set,
    Tuple,
    Type,
    TypeVar,
    Union,
    cast,
    get_args,
)

from pydantic import VERSION, BaseModel, ConfigDict, TypeAdapter, ValidationError

from .._internal.finalization import guard
from .._internal.wording import TOO_DEEP, TOO_LONG
from ._errors import FlyMyAIAgentError

M = TypeVar("M", bound=BaseModel)
N = TypeVar("N", bound=BaseModel)
T = TypeVar("T")

# Earlier versions lose digits of large numbers, and take the first of two equal keys.
_PYDANTIC_READS_JSON = tuple(map(int, VERSION.split(".")[:2])) >= (2, 4)


class ResponseNotJSONError(FlyMyAIAgentError, json.JSONDecodeError):
    """A 2xx response that is not JSON; also a `json.JSONDecodeError`."""

    def __init__(
        self, found: json.JSONDecodeError, *, status_code: int, response_body: Any
    ) -> None:
        json.JSONDecodeError.__init__(self, found.msg, found.doc, found.pos)
        self.status_code = status_code
        self.response_body = response_body


class ResponseNotTextError(FlyMyAIAgentError, UnicodeDecodeError):
    """A 2xx response that is not text; also a `UnicodeDecodeError`."""

    def __init__(self, found: UnicodeDecodeError, *, status_code: int, response_body: Any) -> None:
        UnicodeDecodeError.__init__(
            self, found.encoding, found.object, found.start, found.end, found.reason
        )
        self.status_code = status_code
        self.response_body = response_body

    def __reduce__(self) -> Any:
        # The fields of a UnicodeDecodeError are not in its `__dict__`.
        rebuild, arguments, state = super().__reduce__()
        for name in ("encoding", "object", "start", "end", "reason"):
            state[name] = getattr(self, name)
        return rebuild, arguments, state


class ResponseTooDeepError(FlyMyAIAgentError, RecursionError):
    """A 2xx response with JSON that is nested too deeply to be read; also a `RecursionError`."""


class ResponseNumberError(FlyMyAIAgentError, ValueError):
    """A 2xx response with an integer of more digits than Python converts; also a `ValueError`."""


class ResponseShapeError(FlyMyAIAgentError, TypeError):
    """A 2xx response with another kind of JSON than the call returns; also a `TypeError`."""


UNDECODABLE = (
    ResponseNotJSONError,
    ResponseNotTextError,
    ResponseTooDeepError,
    ResponseNumberError,
)
"""The errors of `decoded`."""


def unreadable(message: str, status: int, raw: Optional[bytes]) -> FlyMyAIAgentError:
    """The exception for a 2xx response that core could not read."""
    try:
        body = decoded(status, raw)
    except FlyMyAIAgentError as error:
        return error
    return ResponseShapeError(message, status_code=status, response_body=body)


def decoded(status: int, raw: Optional[bytes]) -> Any:
    """Parses JSON as Python's `json` does: NaN, lone surrogates, its limits of depth and digits.

    Args:
        status: The response's HTTP status, for errors.
        raw: The response.

    Returns:
        The value; `None` for a response without a body.

    Raises:
        ResponseNotJSONError: For other text.
        ResponseNotTextError: For bytes that are not text.
        ResponseTooDeepError: For deeper nesting.
        ResponseNumberError: For an integer of more digits.
    """
    if raw is None:
        return None
    failure: FlyMyAIAgentError
    try:
        return json.loads(raw)
    except json.JSONDecodeError as error:
        failure = ResponseNotJSONError(error, status_code=status, response_body=error.doc)
    except UnicodeDecodeError as error:
        text = raw.decode("utf-8", "replace")
        failure = ResponseNotTextError(error, status_code=status, response_body=text)
    except RecursionError:
        text = raw.decode("utf-8", "replace")
        failure = ResponseTooDeepError(TOO_DEEP, status_code=status, response_body=text)
    except ValueError:
        text = raw.decode("utf-8", "replace")
        failure = ResponseNumberError(TOO_LONG, status_code=status, response_body=text)
    raise failure


def nothing(status: int, raw: Optional[bytes]) -> None:
    """Reads the response of a call without a result."""


class Single(Generic[M]):
    """Reads responses that are one object.

    Args:
        model: The pydantic model of the object.

    Example:
        >>> from flymyai.types import SchemaSuggestion
        >>> Single(SchemaSuggestion)(200, b'{"input_schema": {}, "output_schema": {}}').reasoning
        ''
    """

    def __init__(self, model: Type[M]) -> None:
        self._model = model
        # What `model_validate_json` calls, without its options.
        self._from_json: Callable[[bytes], M] = model.__pydantic_validator__.validate_json

    def __call__(self, status: int, raw: Optional[bytes]) -> M:
        if raw is not None and _PYDANTIC_READS_JSON:
            try:
                with guard:
                    return self._from_json(raw)
            except ValidationError:
                pass
        data = decoded(status, raw)
        if not isinstance(data, dict):
            raise _shape_error(self._model, "a JSON object", data, status)
        return repaired(self._model.model_validate, data)


class Either(Generic[M, N]):
    """Reads responses that are one of two objects, selected by a member of the response.

    Args:
        model: The model of the object.
        other: The model if the member is truthy.
        member: The name of the member.

    Example:
        >>> from flymyai.types import AgentGroup, SchemaSuggestion
        >>> read = Either(AgentGroup, SchemaSuggestion, "reasoning")
        >>> response = b'{"input_schema": {}, "output_schema": {}, "reasoning": "r"}'
        >>> type(read(200, response)).__name__
        'SchemaSuggestion'
    """

    def __init__(self, model: Type[M], other: Type[N], member: str) -> None:
        self._plain = Single(model)
        self._other = Single(other)
        self._member = member

    def __call__(self, status: int, raw: Optional[bytes]) -> Union[M, N]:
        data = decoded(status, raw)
        if isinstance(data, dict) and cast("Dict[str, Any]", data).get(self._member):
            return self._other(status, raw)
        return self._plain(status, raw)


class Maybe(Generic[M]):
    """Reads responses that are one object, or null where there is none.

    Args:
        model: The pydantic model of the object.

    Example:
        >>> from flymyai.types import Compilation
        >>> Maybe(Compilation)(200, b"null") is None
        True
    """

    def __init__(self, model: Type[M]) -> None:
        self._read = Single(model)

    def __call__(self, status: int, raw: Optional[bytes]) -> Optional[M]:
        return None if raw == b"null" else self._read(status, raw)


def choose(
    given: object,
    plain: Callable[[int, Optional[bytes]], M],
    other: Callable[[int, Optional[bytes]], N],
) -> Callable[[int, Optional[bytes]], Union[M, N]]:
    """Returns the reader of a response whose type depends on an argument.

    Args:
        given: The argument.
        plain: Reads the response if it is `None`.
        other: Reads the response otherwise.

    Example:
        >>> choose(None, decoded, nothing) is decoded
        True
    """
    return plain if given is None else other


class RecordList(List[M]):
    """A list of records, which notebooks show as a table; otherwise a plain list."""

    def _repr_html_(self) -> str:
        from ..types._notebook import records_html

        return records_html(self)


class Many(Generic[M]):
    """Reads responses that are an array of objects.

    Args:
        model: The pydantic model of each object.
    """

    def __init__(self, model: Type[M]) -> None:
        self._model = model
        self._adapter: Optional[TypeAdapter[List[M]]] = None

    def __call__(self, status: int, raw: Optional[bytes]) -> List[M]:
        return RecordList(self._records(status, raw))

    def _records(self, status: int, raw: Optional[bytes]) -> List[M]:
        if self._adapter is None:
            with guard:
                self._adapter = TypeAdapter(
                    List[self._model],  # type: ignore[name-defined]
                    # A list does not inherit the settings of its rows.
                    config=ConfigDict(hide_input_in_errors=hides_input(self._model)),
                )
        if raw is not None and _PYDANTIC_READS_JSON:
            try:
                with guard:
                    return self._adapter.validate_json(raw)
            except ValidationError:
                pass
        data = decoded(status, raw)
        if data == {}:
            return []
        if not isinstance(data, list):
            raise _shape_error(self._model, "a JSON array", data, status)
        return repaired(self._adapter.validate_python, data)


def hides_input(kind: Any) -> bool:
    """Returns whether validation errors about a type must not show its input.

    Args:
        kind: A pydantic model, or the type of a field; models inside of it count, too.

    Example:
        >>> from flymyai.types import AgentGroup, TriggerV1
        >>> hides_input(AgentGroup), hides_input(TriggerV1)
        (False, True)
    """
    return _hides_input(kind, set())


def _hides_input(kind: Any, seen: Set[Any]) -> bool:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        if kind in seen:
            return False
        seen.add(kind)
        if kind.model_config.get("hide_input_in_errors"):
            return True
        parts = [field.annotation for field in kind.model_fields.values()]
    else:
        parts = list(get_args(kind))
    return any(_hides_input(part, seen) for part in parts)


def _shape_error(model: Type[BaseModel], wanted: str, data: Any, status: int) -> ResponseShapeError:
    if status == 204:
        found = "nothing"
    else:
        text = repr(data)
        names = ((dict, "an object"), (list, "an array"), (str, "a string"), (type(None), "null"))
        found = next((name for kind, name in names if isinstance(data, kind)), text)
    message = f"the service sent {found} where {model.__name__} needs {wanted}"
    return ResponseShapeError(message, status_code=status, response_body=data)


@guard
def repaired(validate: Callable[[Any], T], data: Any) -> T:
    """Validates decoded JSON; null for a field with a default counts as missing.

    Raises:
        pydantic.ValidationError: For any other mismatch.
    """
    failure: ValidationError
    try:
        return validate(data)
    except ValidationError as error:
        failure = error
    omitted: List[Tuple[Any, Dict[Any, Any], Any]] = []
    for problem in failure.errors():
        if problem["input"] is None:
            *path, name = problem["loc"]
            found = _holder(data, path)
            if isinstance(found, dict) and name in found:
                holder = cast("Dict[Any, Any]", found)
                del holder[name]
                omitted.append((problem["loc"], holder, name))
    if not omitted:
        raise failure
    try:
        return validate(data)
    except ValidationError as error:
        failure = error
    # Fields without a default: the error is about the null itself.
    missing = {problem["loc"] for problem in failure.errors() if problem["type"] == "missing"}
    for loc, holder, name in omitted:
        if loc in missing:
            holder[name] = None
    return validate(data)


def _holder(data: Any, path: List[Any]) -> Any:
    for step in path:
        try:
            data = data[step]
        except (KeyError, IndexError, TypeError):
            return None
    return data
