"""Inferred types of the asynchronous agents client."""

from __future__ import annotations

import asyncio
from typing import Any, AsyncGenerator, List

import httpx
from typing_extensions import assert_type

from flymyai import AsyncAgentClient, SchemaSuggestion
from flymyai.agents import (
    Agent,
    AgentDetail,
    AvailableTool,
    Compilation,
    ExecutionLog,
    Run,
    RunDetail,
    Tool,
)


async def agents(client: AsyncAgentClient) -> None:
    agent = await client.agents.create(name="Scout", goal="Find news")
    assert_type(agent, Agent)
    assert_type(await client.agents.list(), List[Agent])
    assert_type(await client.agents.get(agent.id), AgentDetail)
    assert_type(await client.agents.run(agent.id), RunDetail)
    assert_type(await client.agents.compile_from_run(1), Compilation)
    assert_type(await client.agents.suggest_schema(user_prompt="Find news"), SchemaSuggestion)


async def runs(client: AsyncAgentClient) -> None:
    run = await client.runs.create(agent_id="agent_1", variables={"n": 1})
    assert_type(run, RunDetail)
    assert_type(await client.runs.list(), List[Run])
    assert_type(await client.runs.wait(run.id, timeout=300, poll_interval=2.0), RunDetail)
    assert_type(await client.runs.watch(run.id), RunDetail)
    events = client.runs.stream_events(run.id)
    assert_type(events, AsyncGenerator[ExecutionLog, None])
    async for event in events:
        assert_type(event, ExecutionLog)
    await client.runs.cancel(run.id)


async def many(client: AsyncAgentClient) -> None:
    ids: List[int] = [1, 2, 3]
    results = await asyncio.gather(*(client.runs.wait(one) for one in ids))
    assert_type(results, List[RunDetail])
    first = await asyncio.wait_for(client.runs.wait(1), 5)
    assert_type(first, RunDetail)


async def rest(client: AsyncAgentClient) -> None:
    assert_type(await client.compilations.list(), List[Compilation])
    assert_type(await client.compilations.wait(5), Compilation)
    assert_type(await client.compilations.run_instruction(5, variables={}), RunDetail)
    assert_type(await client.tools.available(), List[AvailableTool])
    assert_type(await client.tools.create(mcp_tool="tavily_search"), Tool)
    assert_type(await client.tools.call(2, action="search"), Any)


async def clients() -> None:
    async with AsyncAgentClient("fly-***", timeout=5.0) as client:
        assert_type(client, AsyncAgentClient)
        await runs(client)
    await AsyncAgentClient().close()


def timeouts() -> None:
    AsyncAgentClient(timeout=None)
    AsyncAgentClient(timeout=(5, 30))
    AsyncAgentClient(timeout=httpx.Timeout(5.0, read=30.0))


async def ids(client: AsyncAgentClient, run: RunDetail, compilation: Compilation) -> None:
    await client.runs.suggest_schema(run.id)
    await client.agents.freeze(run.id)
    await client.agents.compile_from_run(run.id)
    await client.agents.get(run.user_agent_task)
    await client.compilations.run_instruction(compilation.id)
    await client.compilations.run_instruction_and_wait(compilation.id)
    await client.compilations.wait(compilation.id)
    await client.tools.get("5")
