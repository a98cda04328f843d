"""Records have the fields, defaults and dumps of 1.1.0, and keep unknown enum values."""

from __future__ import annotations

import copy
import json
import pickle
import sys
from typing import Any, Dict, Type

import pydantic
import pytest
from pydantic import BaseModel, ValidationError
from support.account import AGENT, COMPILATION, LOG, RUN, TOOL

from flymyai.agents import (
    Agent,
    AgentDetail,
    AgentStatus,
    AvailableTool,
    Compilation,
    CompilationStatus,
    ConfigurationStep,
    ExecutionLog,
    ExecutionLogType,
    ExecutionStatus,
    Run,
    RunDetail,
    SchemaSuggestion,
    Tool,
)
from flymyai.agents._responses import Many, Single

STEP = {"description": "Paste a token", "step_type": "input"}
SUGGESTION = {"input_schema": {"type": "object"}, "output_schema": {"type": "object"}}

# The output of `model_dump_json()` of flymyai 1.2.0rc18 for the least that the service may send.
DUMPS = {
    Agent: (
        AGENT,
        '{"uuid":"agent_1","name":"Scout","user_prompt":"Find energy news",'
        '"user_prompt_source":null,"available_tools":[],"available_custom_mcp_servers":[],'
        '"mcp_resource_set_ids":[],"mcp_access_mode":"legacy","input_schema":null,'
        '"input_description":"","output_schema":null,"output_description":"",'
        '"all_tools_configured":false,"tools_need_to_configure":[],"generated_pipeline":{},'
        '"status":"draft","cron_schedule":"","webhook_url":null,"preview":"",'
        '"preview_pinned":false,"created_at":"2026-03-01T12:00:00Z",'
        '"updated_at":"2026-03-01T12:00:00Z"}',
    ),
    RunDetail: (
        {**RUN, "logs": [LOG]},
        '{"id":7,"user_agent_task":3,"previous_execution":null,'
        '"original_prompt":"Find energy news","variables":{},"subagent_limits":null,'
        '"created_at":"2026-03-01T12:00:00Z","updated_at":"2026-03-01T12:00:01Z","messages":[],'
        '"status":"running","run_seq":0,"error":null,"agent_result":null,"logs":[{"id":1,'
        '"created_at":"2026-03-01T12:00:00Z","updated_at":"2026-03-01T12:00:00Z",'
        '"type":"tool_called","message":"Called tavily_search","data":{}}],'
        '"user_agent_task_uuid":null}',
    ),
    Tool: (
        {**TOOL, "required_configuration_steps": [STEP]},
        '{"id":2,"public_id":null,"mcp_tool":"tavily_search","alias":"default","user_config":{},'
        '"is_configured":false,"is_active":true,"unsafe_methods":[],'
        '"required_configuration_steps":[{"description":"Paste a token","step_type":"input",'
        '"vars_from_user_schema":null,"configuration_schema":null,"config":null,'
        '"execution_command":null}],"finished_configuration_steps":[],'
        '"next_configuration_step":null,"redirect_url":"","response":"",'
        '"created_at":"2026-03-01T12:00:00Z","updated_at":"2026-03-01T12:00:00Z"}',
    ),
    AvailableTool: (
        {"name": "tavily_search", "type": "mcp"},
        '{"name":"tavily_search","type":"mcp","title":"","description":"","detail":"","href":"",'
        '"categories":[],"instruction":null,"custom_class":null,"github_link":null,'
        '"configuration_steps":[]}',
    ),
    Compilation: (
        COMPILATION,
        '{"id":5,"execution":7,"status":"pending","script_code":"","instruction_md":"",'
        '"cron_schedule":"","timezone":"UTC","result":null,"error":null,'
        '"created_at":"2026-03-01T12:00:00Z","updated_at":"2026-03-01T12:00:00Z","is_live":false,'
        '"name":"","note":"","source_compilation":null,"user_agent_task":null,"deployments":null}',
    ),
    SchemaSuggestion: (
        SUGGESTION,
        '{"reasoning":"","input_schema":{"type":"object"},"output_schema":{"type":"object"},'
        '"input_description":null,"output_description":null}',
    ),
}
DUMPS[AgentDetail] = DUMPS[Agent]
DUMPS[Run] = ({**RUN}, DUMPS[RunDetail][1].partition(',"logs"')[0] + "}")


PYDANTIC = tuple(map(int, pydantic.VERSION.split(".")[:2]))


def pickled(record: Any) -> Any:
    """Through pickle and back, where pydantic's own time zones can be pickled."""
    return pickle.loads(pickle.dumps(record)) if PYDANTIC >= (2, 1) else copy.copy(record)


def read(model: Type[BaseModel], data: Any) -> Any:
    return Single(model)(200, json.dumps(data).encode())


@pytest.mark.parametrize("model", DUMPS, ids=lambda model: model.__name__)
def test_dumps_equal_those_of_the_published_package(model: Type[BaseModel]) -> None:
    data, dump = DUMPS[model]
    record = read(model, {**data, "unknown_key": [1]})
    assert record.model_dump_json() == dump
    assert model.model_validate_json(dump) == record
    assert pickled(record) == record
    assert model(**data) == record
    assert copy.deepcopy(record) == record
    assert record.model_extra is None
    assert model.model_config.get("extra") is None


def test_properties() -> None:
    agent = read(Agent, {**AGENT, "id": 77})
    assert (agent.id, agent.goal) == ("agent_1", "Find energy news")
    run = read(Run, {**RUN, "agent_result": {"score": 1}})
    assert run.output is run.agent_result
    assert read(Tool, TOOL).name == "tavily_search"
    assert "goal" not in agent.model_dump()


@pytest.mark.parametrize("status", list(ExecutionStatus))
def test_terminal_runs(status: ExecutionStatus) -> None:
    over = status.value in ("completed", "failed", "cancelled")
    run = read(Run, {**RUN, "status": status.value})
    assert run.status is status
    assert run.is_terminal is over
    run.status = status.value
    assert run.is_terminal is over


@pytest.mark.parametrize("status", list(CompilationStatus))
def test_ready_compilations(status: CompilationStatus) -> None:
    compilation = read(Compilation, {**COMPILATION, "status": status.value})
    assert compilation.is_ready is (status.value in ("compiled", "completed"))
    compilation = read(Compilation, {**COMPILATION, "status": status.value, "instruction_md": "Do"})
    assert compilation.is_ready is (status.value not in ("pending", "compiling"))


CASES = [
    (Run, RUN, "status", ExecutionStatus),
    (Agent, AGENT, "status", AgentStatus),
    (Compilation, COMPILATION, "status", CompilationStatus),
    (ExecutionLog, LOG, "type", ExecutionLogType),
]


@pytest.mark.parametrize(("model", "data", "field", "enum"), CASES)
@pytest.mark.parametrize("word", ["paused", "", "Running!"])
def test_an_unknown_status(
    model: Type[BaseModel], data: Dict[str, Any], field: str, enum: Any, word: str
) -> None:
    record = read(model, {**data, field: word})
    member = getattr(record, field)
    assert isinstance(member, enum)
    assert member == word
    assert hash(member) == hash(word)
    assert member.value == word
    assert member.name == word.upper()
    assert member not in list(enum)
    known = next(iter(enum))
    assert str(member) == str(known).replace(known.name, member.name)
    text = f"{member}"
    assert text == (word if f"{known}" == known.value else str(member))
    assert json.dumps(member) == json.dumps(word)
    assert record.model_dump(mode="json")[field] == word
    assert record.model_dump()[field] is member
    for again in (
        pickled(record),
        copy.deepcopy(record),
        record.model_copy(),
        model.model_validate(record.model_dump()),
        model.model_validate_json(record.model_dump_json()),
        Many(model)(200, b"[" + record.model_dump_json().encode() + b"]")[0],
    ):
        assert again == record
        assert type(getattr(again, field)) is enum
        assert getattr(again, field).value == word
        assert type(getattr(again, field).value) is str
    if enum is not ExecutionLogType:
        with pytest.raises(ValueError, match=f"'{word}' is not a valid {enum.__name__}"):
            enum(word)
    else:
        assert enum(word) == word


def test_known_members_are_pickled_and_copied_as_themselves() -> None:
    for enum in (ExecutionStatus, AgentStatus, CompilationStatus, ExecutionLogType):
        for member in enum:
            assert pickle.loads(pickle.dumps(member)) is member
            assert copy.deepcopy(member) is member


@pytest.mark.parametrize("value", [5, None, ["tool_called"], True])
@pytest.mark.parametrize(("model", "data", "field", "enum"), CASES)
def test_rejects_a_status_that_is_not_text(
    model: Type[BaseModel], data: Dict[str, Any], field: str, enum: Any, value: Any
) -> None:
    with pytest.raises(ValidationError) as caught:
        model(**{**data, field: value})
    assert caught.value.errors()[0]["loc"] == (field,)


def test_the_log_type_stays_open_by_hand() -> None:
    assert ExecutionLogType("tool_called") is ExecutionLogType.TOOL_CALLED
    with pytest.raises(ValueError, match="5 is not a valid"):
        ExecutionLogType(5)


NULLABLE = {
    Agent: [
        "available_custom_mcp_servers", "input_description", "output_description",
        "all_tools_configured", "tools_need_to_configure", "generated_pipeline", "status",
        "cron_schedule",
    ],
    AgentDetail: ["available_tools"],
    RunDetail: ["variables", "messages", "status", "run_seq", "logs"],
    Tool: [
        "user_config", "is_configured", "is_active", "unsafe_methods",
        "required_configuration_steps", "finished_configuration_steps", "redirect_url", "response",
    ],
    AvailableTool: [
        "title", "description", "detail", "href", "categories", "configuration_steps",
    ],
    Compilation: ["status", "script_code", "instruction_md", "cron_schedule", "timezone"],
    SchemaSuggestion: ["reasoning"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("model", "field"), [(model, field) for model, fields in NULLABLE.items() for field in fields]
)
def test_null_means_the_default(model: Type[BaseModel], field: str) -> None:
    data = DUMPS[model][0]
    plain = read(model, {key: value for key, value in data.items() if key != field})
    assert read(model, {**data, field: None}) == plain
    assert Many(model)(200, json.dumps([data, {**data, field: None}]).encode())[1] == plain


def test_null_in_a_nested_record_means_its_default() -> None:
    tool = {
        **TOOL,
        "redirect_url": None,
        "required_configuration_steps": [{**STEP, "config": None}],
    }
    assert read(Tool, tool) == read(Tool, {**TOOL, "required_configuration_steps": [STEP]})
    # Null where null means something stays.
    log = {**LOG, "data": None}
    assert read(RunDetail, {**RUN, "variables": None, "logs": [log]}).logs[0].data is None


@pytest.mark.parametrize(
    ("model", "data", "bad"),
    [
        (Run, {**RUN, "original_prompt": None}, {("original_prompt",)}),
        (Run, {**RUN, "variables": None, "original_prompt": None}, {("original_prompt",)}),
        (Run, {**RUN, "user_agent_task": "x", "messages": None}, {("user_agent_task",)}),
        (RunDetail, {**RUN, "logs": [{**LOG, "message": None}]}, {("logs", 0, "message")}),
        (RunDetail, {**RUN, "messages": [None]}, {("messages", 0)}),
        (ConfigurationStep, {"description": "d"}, {("step_type",)}),
    ],
)
def test_errors_beyond_nulls_are_reported(
    model: Type[BaseModel], data: Dict[str, Any], bad: Any
) -> None:
    with pytest.raises(ValidationError) as caught:
        read(model, data)
    assert {problem["loc"] for problem in caught.value.errors()} == bad
    for problem in caught.value.errors():
        if problem["loc"] != ("step_type",):
            assert problem["type"] != "missing"
    assert caught.value.title == model.__name__
    assert caught.value.__context__ is None


def test_a_union_of_ids_keeps_its_kind() -> None:
    assert read(Run, {**RUN, "id": "5"}).id == "5"
    assert read(Run, {**RUN, "id": 5}).id == 5
    with pytest.raises(ValidationError) as caught:
        read(Run, {**RUN, "id": None})
    assert len(caught.value.errors()) == 2


def test_f_strings_format_unknown_statuses_as_known_ones() -> None:
    status = read(Run, {**RUN, "status": "paused"}).status
    assert f"{status}" == ("ExecutionStatus.PAUSED" if sys.version_info >= (3, 11) else "paused")
