"""Inferred types of the agents client, synchronous."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, Generator, List, Optional, Union

import httpx
from pydantic import BaseModel
from typing_extensions import TypedDict, assert_type

from flymyai import (
    AgentClient,
    FlyMyAIAgentError,
    SchemaSuggestion,
    SuggestSchemaError,
    VariablesValidationError,
)
from flymyai.agents import (
    Agent,
    AgentDetail,
    AgentStatus,
    AvailableTool,
    Compilation,
    CompilationStatus,
    ExecutionLog,
    ExecutionLogType,
    ExecutionStatus,
    RawResponse,
    Run,
    RunDetail,
    Tool,
)


def agents(client: AgentClient) -> None:
    agent = client.agents.create(name="Scout", goal="Find news", tools=[1], input_schema={})
    assert_type(agent, Agent)
    assert_type(agent.id, str)
    assert_type(agent.goal, str)
    assert_type(agent.status, AgentStatus)
    assert_type(client.agents.list(), List[Agent])
    assert_type(client.agents.get(agent.id), AgentDetail)
    assert_type(client.agents.update(agent.id, goal="Find more", brand_new=1), Agent)
    assert_type(client.agents.run(agent.id, variables={"n": 1}), RunDetail)
    assert_type(client.agents.freeze(1), Compilation)
    assert_type(client.agents.suggest_schema(user_prompt="Find news"), SchemaSuggestion)
    assert_type(client.agents.compile_from_run(1, timeout=60.0), Compilation)


def runs(client: AgentClient) -> Optional[Dict[str, Any]]:
    run = client.runs.create(agent_id="agent_1", variables={"n": 1})
    assert_type(run, RunDetail)
    assert_type(client.runs.list(agent_id="agent_1"), List[Run])
    assert_type(client.runs.get(run.id), RunDetail)
    assert_type(client.runs.get("7"), RunDetail)
    continued: List[RunDetail] = [client.runs.append_message(run.id, text="more")]
    assert_type(continued, List[RunDetail])
    assert_type(client.runs.suggest_schema(7), SchemaSuggestion)
    events = client.runs.stream_events(run.id, timeout=300, poll_interval=0.5)
    assert_type(events, Generator[ExecutionLog, None, None])
    for event in events:
        assert_type(event.type, ExecutionLogType)
        assert_type(event.message, str)
        assert_type(event.data, Any)
    result = client.runs.wait(run.id, timeout=300, poll_interval=2.0)
    assert_type(result, RunDetail)
    assert_type(result.status, ExecutionStatus)
    assert_type(result.is_terminal, bool)
    assert_type(result.error, Optional[str])
    assert_type(result.logs, List[ExecutionLog])
    assert_type(result.output, Optional[Dict[str, Any]])
    client.runs.cancel(run.id)
    return result.output


def compilations(client: AgentClient) -> None:
    assert_type(client.compilations.list(), List[Compilation])
    compilation = client.compilations.compile(execution_id=7)
    assert_type(compilation, Compilation)
    assert_type(compilation.status, CompilationStatus)
    assert_type(compilation.is_ready, bool)
    assert_type(client.compilations.get(5), Compilation)
    assert_type(client.compilations.freeze(execution_id="7"), Compilation)
    assert_type(client.compilations.run(5), Compilation)
    assert_type(client.compilations.wait(5, timeout=60), Compilation)
    assert_type(client.compilations.run_instruction(5, variables={}), RunDetail)
    assert_type(client.compilations.run_instruction_and_wait(5, variables={}), RunDetail)


def tools(client: AgentClient) -> None:
    assert_type(client.tools.available(), List[AvailableTool])
    assert_type(client.tools.list(), List[Tool])
    tool = client.tools.create(mcp_tool="tavily_search")
    assert_type(tool, Tool)
    assert_type(client.tools.get(tool.id), Tool)
    assert_type(client.tools.provide_config(tool.id, user_response={"KEY": "x"}), Tool)
    assert_type(client.tools.call(tool.id, action="search", arguments={"q": 1}), Any)


def failures(client: AgentClient) -> None:
    try:
        client.runs.create(agent_id="agent_1")
    except VariablesValidationError as error:
        assert_type(error.messages, List[str])
        assert_type(error.field_errors, Dict[str, str])
    except SuggestSchemaError as error:
        assert_type(error.status_code, int)
    except FlyMyAIAgentError as error:
        assert_type(error.response_body, Any)


def clients() -> None:
    with AgentClient("fly-***", base_url="http://127.0.0.1:8787", timeout=5.0) as client:
        assert_type(client, AgentClient)
        runs(client)
    AgentClient().close()


def timeouts() -> None:
    AgentClient(timeout=30)
    AgentClient(timeout=None)
    AgentClient(timeout=(5, 30))
    AgentClient(timeout=(5.0, None, 30.0, None))
    AgentClient(timeout=httpx.Timeout(5.0, read=30.0))


def ids(client: AgentClient, run: RunDetail, compilation: Compilation, tool: Tool) -> None:
    """An id is passed on as it is: what a result has, or text from elsewhere."""
    assert_type(run.id, Union[str, int])
    client.runs.suggest_schema(run.id)
    client.agents.freeze(run.id)
    client.agents.compile_from_run(run.id)
    client.agents.get(run.user_agent_task)
    client.compilations.run_instruction(compilation.id)
    client.compilations.run_instruction_and_wait(compilation.id)
    client.compilations.wait(compilation.id)
    client.tools.get(tool.id)
    client.tools.get("5")
    client.tools.update("5", is_active=False)
    client.tools.delete("5")
    client.tools.provide_config("5", user_response={})
    client.tools.call("5", action="search")


class Rating(BaseModel):
    score: int


@dataclass
class Point:
    x: int


class Row(TypedDict):
    score: int


def outputs(client: AgentClient) -> None:
    seen: List[ExecutionLog] = []
    run = client.agents.run_and_wait("agent_1", variables={"a": 1}, on_event=seen.append)
    assert_type(run, RunDetail)
    client.runs.create_and_wait(agent_id="agent_1", on_event=lambda event: event.message)
    assert_type(client.runs.watch(run.id, timeout=None, poll_interval=1), RunDetail)
    assert_type(run.output_as(Rating), Rating)
    assert_type(run.output_as(Point), Point)
    assert_type(run.output_as(Row), Row)
    client.agents.create(name="a", goal="b", input_schema=Row, output_schema=Rating)
    client.agents.create(name="a", goal="b", output_schema={"type": "object"})


def options(client: AgentClient) -> None:
    assert_type(client.with_options(timeout=None, max_retries=3), AgentClient)
    client.with_options(headers={"X-A": "1"}).with_options(headers=[("X-A", "1")])
    response = client.with_raw_response.runs.get(1)
    assert_type(response, RawResponse[RunDetail])
    assert_type(response.value, RunDetail)
    assert_type(response.request_id, Optional[str])
    assert_type(response.headers["x-request-id"], str)
    assert_type(client.with_raw_response.runs.cancel(1).value, None)
