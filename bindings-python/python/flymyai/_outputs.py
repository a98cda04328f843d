"""The output of a run as an object of a class of the program."""

from __future__ import annotations

import copy
import json
from typing import Any, Dict, List, Optional

from pydantic import BaseModel, ValidationError
from pydantic.errors import PydanticUndefinedAnnotation, PydanticUserError
from typing_extensions import is_typeddict

from ._base_error import FlyMyAIError
from ._internal.finalization import guard
from ._native import output_error
from ._typed_dicts import adapter_of


class OutputError(FlyMyAIError, ValueError):
    """The output of a run is missing, or does not fit the class that it was read as.

    The text has the places and the rules of the first problems. The rules of unions name the
    value that selects a member; no other value of the output is in the text.

    Args:
        message: The text.
        output: The output as the service sent it; `None` if there is none.
        problems: The problems: `loc`, the path of a value in the output, and `msg`.

    Example:
        >>> from typing_extensions import TypedDict
        >>> class Score(TypedDict):
        ...     points: int
        >>> run = client.agents.run_and_wait("agent_abc123", poll_interval=0.1)
        >>> try:
        ...     run.output_as(Score)
        ... except OutputError as error:
        ...     print(error.output == run.output, error.problems[0]["loc"])
        True ('points',)
    """

    __module__ = "flymyai.agents"

    def __init__(
        self,
        message: str,
        *,
        output: Any = None,
        problems: Optional[List[Dict[str, Any]]] = None,
    ) -> None:
        super().__init__(message)
        self.output = output
        """The output as the service sent it; `None` if there is none."""
        self.problems = problems or []
        """The problems: `loc`, the path of a value in the output, and `msg`."""


@guard
def read_output(run: Any, model: Any) -> Any:
    """Returns the output of a run as an object of a class.

    Args:
        run: The run.
        model: A pydantic model, a dataclass or a `TypedDict`.

    Raises:
        TypeError: For another class or value, and for a class that pydantic can't read.
        OutputError: If the output is missing or does not fit.
    """
    if not is_model(model):
        found = model.__name__ if isinstance(model, type) else type(model).__name__
        raise TypeError(f"model must be a pydantic model, a dataclass or a TypedDict, not {found}")
    output = run.agent_result
    problems: List[Dict[str, Any]] = []
    if output is not None:
        try:
            return _validated(model, output)
        except ValidationError as error:
            problems = [{"loc": each["loc"], "msg": each["msg"]} for each in error.errors()]
        except (PydanticUserError, PydanticUndefinedAnnotation) as error:
            raise TypeError(f"model {model.__name__} can't be read from JSON: {error}") from error
    rows = [(".".join(map(str, each["loc"])), each["msg"]) for each in problems]
    status = getattr(run.status, "value", run.status)
    # Without the error of pydantic, which has the output.
    failed: Any = output_error(str(run.id), status, model.__name__, rows)
    failed.output, failed.problems = output, problems
    raise failed


def _validated(model: Any, output: Any) -> Any:
    adapter = adapter_of(model)
    # As JSON: strict models accept texts of dates and lists for tuples in JSON only.
    try:
        return adapter.validate_json(json.dumps(output))
    except ValidationError as error:
        if error.errors()[0]["type"] != "json_invalid":
            raise
    # Deeper, or with other text, than pydantic's JSON reader accepts.
    return adapter.validate_python(copy.deepcopy(output))


def is_model(value: Any) -> bool:
    """Returns whether a value is a pydantic model, a dataclass or a `TypedDict`: the class itself.

    Args:
        value: Any value.

    Example:
        >>> is_model(dict)
        False
    """
    if not isinstance(value, type):
        return False
    if hasattr(value, "__dataclass_fields__") or is_typeddict(value):
        return True
    return issubclass(value, BaseModel) and value is not BaseModel
