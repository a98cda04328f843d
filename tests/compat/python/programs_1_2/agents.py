"""Agents: the additions and changes since 1.1.0."""

from __future__ import annotations

from kit import here, ok, program, tried
from responses import AGENT, COMPILATION, DONE, KEY, RUN, A, cursors, twice

from flymyai import AgentClient, McpAccessMode

SCOPED = {**AGENT, "mcp_access_mode": "scoped", "mcp_resource_set_ids": [A], "preview": "https://p"}


@program(ok(AGENT, times=2))
def creates_a_plain_agent():
    """Passes a name and a goal."""
    twice(lambda client: client.agents.create(name="Scout", goal="Find {{ topic }}"))


@program(ok(SCOPED, times=2))
def creates_an_agent_with_all_fields():
    """Passes every field there is."""
    twice(
        lambda client: client.agents.create(
            name="Scout",
            goal="Find",
            tools=[1, 2],
            mcp_servers=[4],
            mcp_resource_set_ids=[A],
            mcp_access_mode=McpAccessMode.SCOPED,
            input_schema={"type": "object", "properties": {"b": {}, "a": {}}},
            input_description="in",
            output_schema={},
            output_description="",
            status="active",
            preview="https://p",
        )
    )


@program(ok({**AGENT, "user_prompt": "", "user_prompt_source": {"app": "ann/shop"}}, times=2))
def creates_an_agent_with_a_source_of_its_prompt():
    """The prompt is in an app's file, whose description is sent verbatim."""
    source = {"app": "ann/shop", "path": "agents/é.md", "n": None}
    twice(lambda client: client.agents.create(name="Shop", user_prompt_source=source))


@program(rows=["agent-goals"])
def creates_an_agent_with_neither_goal_nor_source():
    """Exactly one of the two is needed; `None` is none, an empty one is one."""
    twice(
        lambda client: client.agents.create(name="n", goal="g", user_prompt_source={}),
        lambda client: client.agents.create(
            name="n", goal="", user_prompt_source={}, mcp_access_mode="x"
        ),
    )


@program(rows=["agent-goals"])
def creates_an_agent_without_a_goal():
    """Neither a goal nor a source."""
    twice(
        lambda client: client.agents.create(name="n"),
        lambda client: client.agents.create(name="n", mcp_access_mode="x"),
    )


@program(rows=["argument-causes"])
def names_unknown_access_modes():
    """Only `legacy` and `scoped` are modes."""
    client = AgentClient()
    for mode in ("", "other", "Scoped", 5, ["legacy"], True):
        tried(lambda: client.agents.create(name="n", goal="g", mcp_access_mode=mode))
        tried(lambda: client.agents.update("a", mcp_access_mode=mode))


@program(ok(SCOPED, times=4))
def changes_the_access_mode():
    """Updates with the enum, with text, and with `None`, which is left out."""
    client = AgentClient()
    print(client.agents.update(A, mcp_access_mode=McpAccessMode.LEGACY).mcp_access_mode)
    print(
        client.agents.update(A, mcp_access_mode="scoped", mcp_resource_set_ids=[]).mcp_access_mode
    )
    client.agents.update(A, mcp_access_mode=None, preview="")
    client.agents.update(A, goal="new", user_prompt="old", name=None)


@program(ok(cursors(AGENT, {**AGENT, "uuid": "b"}), times=2), rows=["list-requests"])
def lists_agents_page_by_page():
    """All agents in one call; the request selects cursors."""
    twice(lambda client: client.agents.list())


@program(
    ok(
        cursors(
            {"uuid": "x", "name": "Short", **{k: AGENT[k] for k in ("created_at", "updated_at")}}
        )
    )
)
def lists_agents_whose_goals_are_left_out():
    """Rows of a list have no goals."""
    (agent,) = AgentClient().agents.list(page_size=1)
    print(repr(agent.goal), agent.mcp_access_mode, agent.preview_pinned, agent.user_prompt_source)


@program(rows=["keys-optional"])
def starts_agents_without_a_key():
    """A start has a key; `None` is no key."""
    client = AgentClient()
    tried(lambda: client.agents.run("a", idempotency_key=None))
    tried(lambda: client.runs.create(agent_id="a", idempotency_key=None))


@program(ok(RUN, times=2))
def starts_an_agent_with_a_message():
    """The first message goes with the start."""
    twice(lambda client: client.agents.run(A, idempotency_key=KEY, message="Begin with Tesla"))


@program(ok(RUN, times=2))
def starts_an_agent_with_limits_of_its_helpers():
    """The limits of the agent's subagents, sent unchanged."""
    limits = {"cap_usd": "3", "max_children": 6, "max_parallel": 3, "other": None}
    twice(
        lambda client: client.agents.run(
            A, idempotency_key=KEY, variables={"topic": "ü"}, subagent_limits=limits
        )
    )


@program(ok({**RUN, "subagent_limits": {"cap_usd": "3"}}, times=3))
def starts_agents_with_empty_values():
    """Empty messages, limits and variables are sent."""
    client = AgentClient()
    client.agents.run(A, idempotency_key=KEY, message="", variables={}, subagent_limits={})
    run = client.runs.create(agent_id=A, idempotency_key=KEY, message="", variables=None)
    print(run.subagent_limits, type(run).__name__)
    client.runs.create(agent_id=A, idempotency_key=KEY, message="m", variables={"a": [1]})


@program(ok(SCOPED))
def gets_an_agent_in_detail():
    """Reads a whole agent of 1.2."""
    agent = AgentClient().agents.get(A)
    print(repr(agent))
    print(agent.model_dump_json())


@program(ok({**COMPILATION, "is_live": True}, times=3))
def freezes_and_compiles():
    """The two calls that freeze a run."""
    client = AgentClient()
    print(client.agents.freeze(17).is_live)
    print(client.agents.compile_from_run(17, timeout=0).is_live)


@program(ok(DONE))
def reads_the_output_of_a_run():
    """Prints the answer of a finished run."""
    run = AgentClient(here.key).runs.get(17)
    print(run.output, run.is_terminal, run.subagent_limits)
