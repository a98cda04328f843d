"""The output of a run as an object of a class of the program."""

from __future__ import annotations

import json
from typing import Any, Dict, List, cast

from pydantic import BaseModel, TypeAdapter, ValidationError

from ._internal.finalization import guard


class OutputError(ValueError):
    """The output of a run is missing, or does not fit the class that it was read as.

    The text has the places and the rules of the problems, but no values of the output.

    Args:
        message: The text.
        run_id: The id of the run.
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
        self, message: str, *, run_id: Any, output: Any, problems: List[Dict[str, Any]]
    ) -> None:
        super().__init__(message)
        self.run_id = run_id
        """The id of the run."""
        self.output = output
        """The output as the service sent it; `None` if there is none."""
        self.problems = problems
        """The problems: `loc`, the path of a value in the output, and `msg`."""

    def __reduce__(self) -> Any:
        return _rebuilt, (type(self), self.args, dict(self.__dict__))


def _rebuilt(kind: Any, arguments: Any, state: Any) -> Any:
    error = kind.__new__(kind, *arguments)
    error.__dict__.update(state)
    return error


@guard
def read_output(run: Any, model: Any) -> Any:
    """Returns the output of a run as an object of a class.

    Args:
        run: The run.
        model: A pydantic model, a dataclass or a `TypedDict`.

    Raises:
        TypeError: For another class or value.
        OutputError: If the output is missing or does not fit.
    """
    if not is_model(model):
        found = model.__name__ if isinstance(model, type) else type(model).__name__
        raise TypeError(f"model must be a pydantic model, a dataclass or a TypedDict, not {found}")
    output = run.agent_result
    name = model.__name__
    if output is None:
        status = getattr(run.status, "value", run.status)
        text = f"run {run.id} has no output to read as {name} (status: {status})"
        raise OutputError(text, run_id=run.id, output=None, problems=[])
    problems: List[Dict[str, Any]] = []
    adapter: Any = TypeAdapter(model)
    try:
        # As JSON: strict models accept texts of dates and lists for tuples in JSON only.
        return adapter.validate_json(json.dumps(output))
    except ValidationError as error:
        problems = [{"loc": each["loc"], "msg": each["msg"]} for each in error.errors()]
    rows = [f"{'.'.join(map(str, each['loc'])) or 'output'}: {each['msg']}" for each in problems]
    text = f"the output of run {run.id} does not fit {name}: {'; '.join(rows)}"
    # Without the error of pydantic, whose text has values of the output.
    raise OutputError(text, run_id=run.id, output=output, problems=problems)


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
    if hasattr(value, "__dataclass_fields__"):
        return True
    if issubclass(value, dict):
        # A `TypedDict`; `issubclass` refuses that name itself.
        kind: Any = cast("Any", value)
        return hasattr(kind, "__total__") and hasattr(kind, "__required_keys__")
    return issubclass(value, BaseModel)
