"""Each operation on agents and runs, called once."""

from __future__ import annotations

from kit import empty, fails, ok, program, tried
from support.account import AGENT, COMPILATION, LOG, RUN

from flymyai import AgentClient

SCHEMAS = {"input_schema": {"type": "object"}, "output_schema": {"b": 1, "a": [2.5, None]}}


@program(ok(AGENT, times=2), rows=["later-names"])
def creates_an_agent():
    """Creates an agent with name and goal, then with everything there is."""
    client = AgentClient()
    print(client.agents.create(name="Scout", goal="Find energy news"))
    agent = client.agents.create(
        name="Scout",
        goal="Find energy news",
        tools=[1, 2],
        mcp_servers=[3],
        input_schema={"type": "object", "properties": {"b": {}, "a": {}}},
        input_description="in",
        output_schema={},
        output_description="",
        status="active",
    )
    print(repr(agent), agent.id, agent.goal)


@program(ok(AGENT))
def creates_an_agent_with_empty_lists():
    """Passes empty lists, which are sent, and `None`, which is not."""
    AgentClient().agents.create(name="", goal="g", tools=[], mcp_servers=[], input_schema=None)


@program(ok([AGENT, {**AGENT, "uuid": "b", "status": "active"}]), rows=["later-names"])
def lists_agents():
    """Lists the agents of a key."""
    for agent in AgentClient().agents.list():
        print(agent)


@program(ok([]), ok({}))
def lists_no_agents():
    """Lists nothing; an empty object counts as an empty list."""
    client = AgentClient()
    print(client.agents.list(), client.agents.list())


@program(
    ok({**AGENT, "available_tools": [{"id": 1, "name": "tavily"}], "webhook_url": "https://x"}),
    rows=["later-names"],
)
def gets_an_agent():
    """Reads an agent in detail."""
    agent = AgentClient().agents.get("agent_1")
    print(type(agent), repr(agent), agent.available_tools[0]["name"])


@program(ok(AGENT), rows=["later-names"])
def updates_an_agent():
    """Changes fields of an agent; a goal is called `user_prompt` on the wire."""
    print(AgentClient().agents.update("agent_1", name="N", goal="g", cron_schedule=None))


@program(ok(AGENT, times=2))
def updates_an_agent_with_both_names_of_the_goal():
    """Passes `goal` and `user_prompt`, then nothing at all."""
    client = AgentClient()
    client.agents.update("agent_1", user_prompt="old", goal="new", extra={"any": "thing"})
    client.agents.update(agent_id="agent_1")


@program(ok(AGENT), ok(AGENT))
def takes_the_goal_from_an_agent():
    """`None` is sent like any other value, under the service's name."""
    client = AgentClient()
    client.agents.update("agent_1", goal=None, name="N")
    client.agents.update("agent_1", user_prompt="old", goal=None)


@program(ok(AGENT), rows=["update-tools"])
def updates_the_tools_of_an_agent():
    """Changes tools by the names that `create` takes."""
    AgentClient().agents.update("agent_1", tools=[2], mcp_servers=[])


@program(empty(204))
def deletes_an_agent():
    """Deletes an agent."""
    print(AgentClient().agents.delete("agent_1"))


@program(ok(RUN, times=4), rows=["later-names"])
def runs_an_agent():
    """Starts an agent without variables, with none, with some, and through `runs`."""
    client = AgentClient()
    print(client.agents.run("agent_1"))
    client.agents.run("agent_1", variables={})
    client.agents.run("agent_1", variables={"site": "https://ü.example/?a=1&b=2", "n": [1, 2.0]})
    print(client.runs.create(agent_id="agent_1", variables=None).status)


@program(ok(COMPILATION), rows=["later-names"])
def freezes_an_agent():
    """Freezes a run into a compilation."""
    print(AgentClient().agents.freeze(7))


SUGGESTION = {"reasoning": "because", **SCHEMAS, "input_description": None}


@program(ok(SUGGESTION, times=2))
def asks_for_a_schema():
    """Has schemas suggested for a goal."""
    client = AgentClient()
    print(client.agents.suggest_schema(user_prompt="Score a site"))
    found = client.agents.suggest_schema(
        user_prompt="Score a site", input_hint="a URL", output_hint="", generate_descriptions=True
    )
    print(found.output_schema, found.input_description)


@program(
    ok(COMPILATION), ok({**COMPILATION, "status": "compiled", "script_code": "print()"}),
    rows=["later-names"],
)  # fmt: skip
def compiles_from_a_run():
    """Freezes a run and waits until it is compiled."""
    done = AgentClient().agents.compile_from_run(7, poll_interval=0.01)
    print(repr(done), done.is_ready)


@program(ok({**COMPILATION, "status": "compiled"}), ok({**COMPILATION, "status": "compiled"}))
def compiles_what_is_compiled_at_once():
    """The first response has the status compiled; it is polled once nevertheless."""
    print(AgentClient().agents.compile_from_run("7", timeout=0).status)


@program(
    ok(COMPILATION), ok({**COMPILATION, "status": "failed", "error": "no steps"}),
    rows=["later-names"],
)  # fmt: skip
def compiles_in_vain():
    """The compilation fails, which is an exception here."""
    AgentClient().agents.compile_from_run(7, poll_interval=0.01)


@program(
    ok({**COMPILATION, "id": "c9"}), ok({**COMPILATION, "id": "c9", "status": "failed"}),
    rows=["later-names"],
)  # fmt: skip
def compiles_in_vain_without_a_reason():
    """The compilation fails without a reason."""
    AgentClient().agents.compile_from_run(7, poll_interval=0.01)


@program(ok(COMPILATION), ok(COMPILATION))
def compiles_for_too_long():
    """The compilation is not done in time."""
    AgentClient().agents.compile_from_run(7, timeout=0)


@program(ok([RUN, {**RUN, "id": "r8", "status": "failed", "error": "boom"}]), rows=["later-names"])
def lists_runs():
    """Lists runs and their ends."""
    for run in AgentClient().runs.list():
        print(run, run.is_terminal, run.output)


@program(
    ok({**RUN, "logs": [LOG], "agent_result": {"score": 7, "a": None}, "status": "completed"}),
    rows=["later-names"],
)  # fmt: skip
def gets_a_run():
    """Reads a run in detail, with its logs and output."""
    run = AgentClient().runs.get(7)
    print(repr(run))
    print(run.output is run.agent_result, run.is_terminal, run.logs[0].type is not None)


@program(empty(204), ok({"ignored": True}))
def cancels_a_run():
    """Cancels a run, for any response."""
    client = AgentClient()
    print(client.runs.cancel(7), client.runs.cancel("r/8".replace("/", "")))


@program(ok(RUN), ok(RUN))
def appends_a_message():
    """Says something to a run."""
    client = AgentClient()
    print(client.runs.append_message(7, text='and "this", ümlaut 😀\n').id)
    client.runs.append_message(run_id=7, text="")


@program(ok(SUGGESTION, times=3))
def asks_for_the_schema_of_a_run():
    """Has schemas suggested from a run, without, with empty and with both prompts."""
    client = AgentClient()
    print(client.runs.suggest_schema(7))
    client.runs.suggest_schema(7, inputs_prompt="")
    client.runs.suggest_schema(7, inputs_prompt="in", outputs_prompt="out")


@program(ok([]), ok([]), ok([RUN]), rows=["runs-of-agent"])
def lists_the_runs_of_an_agent():
    """Lists one agent's runs, as the documentation shows it."""
    print(AgentClient().runs.list(agent_id="agent_1"))


@program(
    ok([{**RUN, "id": n, "user_agent_task_uuid": f"agent_{n % 2}"} for n in range(5)]),
    rows=["runs-of-agent"],
)
def lists_the_runs_of_one_of_two_agents():
    """The service answers with the runs of all agents."""
    print([run.id for run in AgentClient().runs.list(agent_id="agent_1")])


@program(rows=["runs-of-agent"])
def lists_the_runs_of_nobody():
    """An agent's id that is empty would be answered with the runs of all agents."""
    for nobody in ("", " "):
        tried(lambda: AgentClient().runs.list(agent_id=nobody))


@program(
    ok([RUN, {**RUN, "id": 8}]),
    fails(404, {"detail": "gone"}),
    ok({**RUN, "id": 8, "user_agent_task_uuid": "agent_1"}),
    ok([RUN, {**RUN, "id": 9}]),
    rows=["runs-of-agent"],
)
def finds_out_whose_runs_they_are():
    """Runs that have only their agent's number; the first is deleted meanwhile."""
    client = AgentClient()
    tried(lambda: [run.id for run in client.runs.list(agent_id="agent_1")])
    tried(lambda: [run.id for run in client.runs.list(agent_id="agent_2")])


@program()
def plays_with_the_real_emulator():
    """Creates, reads, runs, waits and deletes, against the service's own behaviour."""
    client = AgentClient()
    agent = client.agents.create(name="N", goal="Say hello", output_schema={"greeting": "string"})
    print(client.agents.get(agent.id).name, len(client.agents.list()))
    run = client.agents.run(agent.id, variables={"a": 1})
    done = client.runs.wait(run.id, timeout=20, poll_interval=0.3)
    print(done.status, done.output, [log.type.value for log in done.logs])
    print([tool.name for tool in client.tools.list()])
    print(client.agents.delete(agent.id))
