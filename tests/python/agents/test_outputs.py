"""Outputs are read as classes of the program, and agents take such classes as schemas."""

from __future__ import annotations

import copy
import json
import pickle
import sys
import typing
from dataclasses import make_dataclass
from datetime import date
from typing import Any, Dict, List, Optional, Tuple, Union

import pytest
from pydantic import BaseModel, ConfigDict
from support.account import AGENT, RUN, Account
from typing_extensions import Annotated, Literal, NotRequired, TypedDict

from flymyai import AgentClient, AsyncAgentClient, FlyMyAIError
from flymyai.agents import OutputError, Run, RunDetail
from flymyai.types import ContinuedRun


class Score(BaseModel):
    score: int
    day: date


# The oldest pydantic reads no postponed annotations of a dataclass.
Line: Any = make_dataclass("Line", [("score", int), ("day", date)])


class Row(TypedDict):
    score: int


class Point(typing.TypedDict):
    """A point."""

    x: int


class Named(typing.TypedDict, total=False):
    name: str


class Shape(Named):
    points: List[Point]
    center: Optional[Point]
    corner: NotRequired[Annotated[Point, ["unhashable"]]]
    by_name: Dict[str, Union[Point, int]]


class Modern(typing.TypedDict):
    points: list[Point]
    center: Point | None
    kind: Literal["flat", "round"]


class OfAbsentKey(typing.TypedDict):
    absent: Absent  # type: ignore[name-defined]  # noqa: F821


class Tree(typing.TypedDict):
    children: List[Tree]


class Strict(BaseModel):
    model_config = ConfigDict(strict=True)

    day: date
    pair: Tuple[int, int]


OUTPUT: Dict[str, Any] = {"score": 7, "day": "2026-03-01", "pair": [1, 2], "big": 2**80}


def run_with(output: Any, kind: Any = RunDetail) -> Any:
    return kind.model_validate({**RUN, "status": "completed", "agent_result": output})


@pytest.mark.parametrize("kind", [Run, RunDetail, ContinuedRun])
def test_an_output_is_read_as_a_class(kind: Any) -> None:
    run = run_with(OUTPUT, kind)
    assert run.output_as(Score) == Score(score=7, day=date(2026, 3, 1))
    assert run.output_as(Line) == Line(7, date(2026, 3, 1))
    assert run.output_as(Row) == {"score": 7}
    assert run.output_as(Strict).pair == (1, 2)
    # The raw output stays as it was.
    assert run.output == run.agent_result == OUTPUT
    assert "output_as" not in run.model_dump()


def test_an_output_that_does_not_fit_is_kept_by_the_error() -> None:
    run = run_with({"score": "secret-value", "day": "2026-03-01"})
    with pytest.raises(
        ValueError, match="the output of run 7 does not fit Score: score:"
    ) as caught:
        run.output_as(Score)
    error = caught.value
    assert isinstance(error, OutputError)
    assert error.output is run.output
    assert (error.run_id, error.code) == ("7", "invalid_output")
    assert isinstance(error, FlyMyAIError)
    assert [each["loc"] for each in error.problems] == [("score",)]
    assert "secret-value" not in f"{error!r}"
    assert error.__cause__ is None
    assert error.__context__ is None
    for other in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert (str(other), other.output, other.run_id) == (str(error), error.output, "7")


def test_a_missing_output_is_an_error() -> None:
    with pytest.raises(OutputError) as caught:
        RunDetail.model_validate(RUN).output_as(Score)
    assert str(caught.value) == "run 7 has no output for Score (status: running)"
    assert caught.value.output is None


@pytest.mark.parametrize(
    "model", [int, dict, BaseModel, List[int], Score(score=1, day=date.today()), None]
)
def test_another_class_is_refused(model: Any) -> None:
    with pytest.raises(TypeError, match="a pydantic model, a dataclass or a TypedDict, not "):
        run_with(OUTPUT).output_as(model)


@pytest.mark.parametrize("model", [Score, Line, Row])
async def test_agents_take_classes_as_schemas(
    account: Account, client: AgentClient, aclient: AsyncAgentClient, model: Any
) -> None:
    account.respond(AGENT, times=4)
    client.agents.create(name="n", goal="g", input_schema=Row, output_schema=model)
    client.agents.update("agent_1", output_schema=model, input_schema=None)
    await aclient.agents.create(name="n", goal="g", output_schema=model)
    await aclient.agents.update("agent_1", output_schema=model)
    bodies = [json.loads(each["body"]) for each in account.requests()]
    for body in bodies:
        schema = body["output_schema"]
        assert schema["type"] == "object"
        assert schema["properties"]["score"]["type"] == "integer"
    assert bodies[0]["input_schema"]["required"] == ["score"]
    assert bodies[1]["input_schema"] is None


def test_a_json_schema_is_sent_unchanged(account: Account, client: AgentClient) -> None:
    account.respond(AGENT)
    schema = {"type": "object", "properties": {"z": {}, "a": {"x-own": [1]}}}
    client.agents.create(name="n", goal="g", output_schema=schema)
    body = json.loads(account.requests()[0]["body"])
    assert json.dumps(body["output_schema"]) == json.dumps(schema)


@pytest.mark.parametrize("value", ["{}", 5, [1], int, dict, Score(score=1, day=date.today())])
async def test_another_schema_is_refused(
    account: Account, client: AgentClient, aclient: AsyncAgentClient, value: Any
) -> None:
    text = "output_schema must be a JSON Schema .* a dataclass or a TypedDict, not "
    with pytest.raises(TypeError, match=text):
        client.agents.create(name="n", goal="g", output_schema=value)
    with pytest.raises(TypeError, match=text):
        client.agents.update("agent_1", output_schema=value)
    with pytest.raises(TypeError, match="input_schema must be a JSON Schema"):
        await aclient.agents.create(name="n", goal="g", input_schema=value)
    assert account.requests() == []


def test_a_class_without_a_json_schema_is_refused(account: Account, client: AgentClient) -> None:
    class Opaque(BaseModel):
        model_config = ConfigDict(arbitrary_types_allowed=True)

        value: object = None
        account: Account

    with pytest.raises(ValueError, match="output_schema: Opaque has no JSON Schema"):
        client.agents.create(name="n", goal="g", output_schema=Opaque)
    assert account.requests() == []


class OfAbsentField(BaseModel):
    absent: Absent  # type: ignore[name-defined]  # noqa: F821


@pytest.mark.parametrize("model", [OfAbsentField, OfAbsentKey])
def test_a_class_that_can_not_be_read_is_refused(
    account: Account, client: AgentClient, model: Any
) -> None:
    with pytest.raises(TypeError, match=f"model {model.__name__} can't be read from JSON"):
        run_with({"absent": 1}).output_as(model)
    with pytest.raises(ValueError, match=f"output_schema: {model.__name__} has no JSON Schema"):
        client.agents.create(name="n", goal="g", output_schema=model)
    assert account.requests() == []


@pytest.mark.skipif(sys.version_info < (3, 9), reason="the class has no set of required keys")
def test_the_typed_dict_of_the_standard_library_is_read(
    account: Account, client: AgentClient
) -> None:
    shape = {"points": [{"x": 1}], "center": None, "by_name": {"a": {"x": 2}, "b": 3}}
    assert run_with(shape).output_as(Shape) == shape
    with pytest.raises(OutputError) as caught:
        run_with({**shape, "points": [{"x": "one"}], "corner": {}}).output_as(Shape)
    assert [each["loc"] for each in caught.value.problems] == [("points", 0, "x"), ("corner", "x")]
    account.respond(AGENT)
    client.agents.create(name="n", goal="g", output_schema=Shape)
    schema = json.loads(account.requests()[0]["body"])["output_schema"]
    assert schema["title"] == "Shape"
    assert sorted(schema["required"]) == ["by_name", "center", "points"]
    assert schema["$defs"]["Point"]["properties"] == {"x": {"title": "X", "type": "integer"}}


@pytest.mark.skipif(sys.version_info < (3, 10), reason="the syntax of unions")
def test_a_typed_dict_with_types_of_newer_syntax_is_read() -> None:
    modern = {"points": [{"x": 1}], "center": {"x": 2}, "kind": "flat"}
    assert run_with(modern).output_as(Modern) == modern
    with pytest.raises(OutputError) as caught:
        run_with({"points": [{}], "center": {}, "kind": "flat"}).output_as(Modern)
    assert [each["loc"] for each in caught.value.problems] == [("points", 0, "x"), ("center", "x")]


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="pydantic reads it")
def test_a_typed_dict_that_contains_itself_is_refused() -> None:
    with pytest.raises(TypeError, match=r"use `typing_extensions\.TypedDict`"):
        run_with({"children": []}).output_as(Tree)


def test_text_that_is_no_unicode_is_read() -> None:
    class Anything(BaseModel):
        text: Any

    assert run_with({"text": "a\ud800b"}).output_as(Anything).text == "a\ud800b"
