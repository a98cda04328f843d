"""The first program of a user of 1.2, against the service itself."""

from __future__ import annotations

import asyncio

from kit import here, program
from responses import KEY

from flymyai import AgentClient, AsyncAgentClient, FlyMyAIAgentError, McpAccessMode

INPUT = {
    "type": "object", "required": ["city", "day"],
    "properties": {"city": {"type": "string"}, "day": {"type": "string"}},
}  # fmt: skip


@program(polls=True, rows=["continued-runs"])
def goes_through_the_quick_start():
    """A tool, an agent, a run with its events, a follow-up, an instruction that is run again."""
    client = AgentClient(api_key=here.key)
    tool = client.tools.create(mcp_tool="tavily")
    agent = client.agents.create(
        name="Weather", goal="What is the weather in {{ city }} on {{ day }}?", tools=[tool.id],
        input_schema=INPUT,
    )  # fmt: skip
    run = client.runs.create(
        agent_id=agent.id, idempotency_key="weather-1", variables={"city": "Oslo", "day": "Monday"}
    )
    for event in client.runs.stream_events(run.id, poll_interval=0.02):
        print(event.type, event.message)
    print(client.runs.wait(run.id, poll_interval=0.02).output)
    print(type(client.runs.append_message(run.id, text="And on Tuesday?")).__name__)
    client.runs.wait(run.id, poll_interval=0.02)
    compilation = client.agents.compile_from_run(run.id, poll_interval=0.02)
    later = client.compilations.run_instruction_and_wait(
        compilation.id, idempotency_key="weather-2", variables={"city": "Rome", "day": "Sunday"},
        poll_interval=0.02,
    )  # fmt: skip
    print(later.status, later.output)


@program(polls=True)
def goes_through_the_quick_start_asynchronously():
    """The same with the asynchronous client."""

    async def main():
        async with AsyncAgentClient(here.key) as client:
            agent = await client.agents.create(name="W", goal="In {{ city }}", input_schema=INPUT)
            run = await client.agents.run(
                agent.id, idempotency_key="weather-1", variables={"city": "Oslo", "day": "Monday"}
            )
            async for event in client.runs.stream_events(run.id, poll_interval=0.02):
                print(event.type)
            done = await client.runs.wait(run.id, poll_interval=0.02)
            compilation = await client.agents.compile_from_run(done.id, poll_interval=0.02)
            live = await client.compilations.set_live(compilation.id)
            later = await client.compilations.run_live(
                agent.id, idempotency_key="weather-2", variables={"city": "Rome", "day": "Sunday"}
            )
            print(done.output, compilation.is_live, live.is_live, later.status)

    asyncio.run(main())


@program(polls=True)
def asks_what_it_all_cost():
    """A run with limits for its helpers, its price, and the newest runs."""
    with AgentClient(here.key) as client:
        run = client.agents.run(
            "agent_abc123", idempotency_key=KEY, message="Look into energy.",
            subagent_limits={"cap_usd": "3", "max_children": 6, "max_parallel": 3},
        )  # fmt: skip
        client.runs.wait(run.id, poll_interval=0.02)
        price = client.runs.prices(run.id)
        print(price.total_price > 0, [row.model for row in price.llm_usage][:1])
        print(
            sum(each.total_price for each in client.runs.list_prices(limit=50)) >= price.total_price
        )
        print([each.id for each in client.runs.list()] == [run.id])


@program()
def assigns_a_personal_connection():
    """A first connection, given to an agent directly."""
    with AgentClient(here.key) as client:
        tool = client.tools.create(mcp_tool="tavily")
        print(tool.alias, tool.is_configured, tool.next_configuration_step)
        agent = client.agents.create(
            name="Inbox", goal="Sum up.", tools=[tool.id], mcp_access_mode=McpAccessMode.LEGACY
        )
        print(agent.mcp_access_mode, client.agents.get(agent.id).preview_pinned)


@program()
def groups_agents_by_a_resource_set():
    """A scoped agent with a set of resources and a group."""
    with AgentClient(here.key) as client:
        tool = client.tools.create(mcp_tool="tavily", alias="work")
        made = client.mcp_resource_sets.create(name="Search", idempotency_key=KEY)
        filled = client.mcp_resource_sets.replace_members(
            made.id,
            expected_revision=made.revision,
            members=[
                {"resource_type": "user_mcp_tool", "resource_id": tool.public_id, "slot": "search"}
            ],
        )
        print(filled.revision, [(each.slot, each.alias) for each in filled.members])
        agent = client.agents.create(
            name="Scout", goal="g", mcp_access_mode="scoped", mcp_resource_set_ids=[made.id]
        )
        group = client.agent_groups.create(
            name="Sales", idempotency_key=KEY, agent_ids=[agent.id], resource_set_ids=[made.id]
        )
        print(group.agent_ids == [agent.id], group.resource_set_ids == [made.id])
        try:
            client.mcp_resource_sets.update(made.id, expected_revision=1, name="x")
        except FlyMyAIAgentError as error:
            print(type(error).__name__, error.current_revision)
