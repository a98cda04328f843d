"""Each operation on tools and compilations, called once."""

from __future__ import annotations

from kit import empty, fails, ok, program
from support.account import COMPILATION, RUN, TOOL

from flymyai import AgentClient

STEP = {"description": "Give a key", "step_type": "input", "config": {"k": 1}}


@program(
    ok([TOOL, {**TOOL, "id": 3, "is_active": False, "unsafe_methods": ["delete"]}]),
    rows=["later-names"],
)  # fmt: skip
def lists_tools():
    """Lists the tools of a key."""
    for tool in AgentClient().tools.list():
        print(tool, tool.name)


@program(ok([{"name": "tavily", "type": "mcp", "categories": ["web"], "href": "https://t"}]))
def lists_available_tools():
    """Lists the tools that can be added."""
    print(AgentClient().tools.available())


@program(
    ok({**TOOL, "required_configuration_steps": [STEP], "redirect_url": "https://x"}),
    ok(TOOL),
    rows=["later-names"],
)
def creates_a_tool():
    """Adds a tool, then one with configuration."""
    client = AgentClient()
    tool = client.tools.create(mcp_tool="tavily_search")
    print(repr(tool), tool.required_configuration_steps[0].config)
    client.tools.create(mcp_tool="x", user_config={"b": 1, "a": None}, is_active=None)


@program(ok(TOOL), rows=["later-names"])
def gets_a_tool():
    """Reads a tool."""
    tool = AgentClient().tools.get(2)
    print(repr(tool), tool.name, tool.is_configured)


@program(ok(TOOL), ok(TOOL))
def updates_a_tool():
    """Changes a tool, then nothing of it."""
    client = AgentClient()
    print(client.tools.update(2, is_active=False, user_config={"key": "väl"}).id)
    client.tools.update(tool_id=2)


@program(empty(204))
def deletes_a_tool():
    """Removes a tool."""
    print(AgentClient().tools.delete(2))


@program(ok(TOOL), ok(TOOL), ok(TOOL))
def configures_a_tool():
    """Answers a tool's question with a text, an object and nothing."""
    client = AgentClient()
    print(client.tools.provide_config(2, user_response="sk-1").mcp_tool)
    client.tools.provide_config(2, user_response={"token": "t", "list": [1, "2"]})
    client.tools.provide_config(2, user_response=None)


@program(ok({"found": [1, 2.5, None]}), ok("text"), ok(5), ok(None), ok([]), empty(204))
def calls_a_tool():
    """Calls actions of a tool that answer with every kind of JSON, and with nothing."""
    client = AgentClient()
    for arguments in ({"q": "ü"}, None, {}, {"n": 2**70}, {"deep": {"er": [True]}}, {"x": 1.0}):
        print(repr(client.tools.call(2, action="search", arguments=arguments)))


@program(fails(409, {"detail": "tool is not configured"}))
def calls_a_tool_that_is_not_ready():
    """Calls an action of a tool without configuration."""
    AgentClient().tools.call(2, action="search")


@program(
    ok([COMPILATION, {**COMPILATION, "id": "c6", "cron_schedule": "0 9 * * *"}]),
    rows=["later-names"],
)  # fmt: skip
def lists_compilations():
    """Lists compilations."""
    for compilation in AgentClient().compilations.list():
        print(compilation, compilation.is_ready)


@program(
    ok({**COMPILATION, "status": "completed", "result": {"b": 1, "a": 2}}),
    rows=["later-names"],
)  # fmt: skip
def gets_a_compilation():
    """Reads a compilation and its result."""
    compilation = AgentClient().compilations.get("c5")
    print(repr(compilation), compilation.is_ready, list(compilation.result))


@program(ok(COMPILATION, times=3))
def updates_a_compilation():
    """Changes text and schedule; `None` is left out, an empty text is sent."""
    client = AgentClient()
    client.compilations.update(
        5, instruction_md="# Do\n", cron_schedule="", timezone="Europe/Berlin"
    )
    client.compilations.update(5, timezone=None)
    print(client.compilations.update(compilation_id=5, cron_schedule="* * * * *").timezone)


@program(ok(COMPILATION), ok(COMPILATION))
def compiles_and_freezes():
    """Compiles one execution and freezes another."""
    client = AgentClient()
    print(client.compilations.compile(execution_id=7).status)
    print(client.compilations.freeze(execution_id="8").execution)


@program(ok({**COMPILATION, "status": "running"}), rows=["later-names"])
def runs_a_compilation():
    """Runs the compiled script."""
    print(repr(AgentClient().compilations.run(5)))


@program(ok(RUN, times=3), rows=["later-names"])
def runs_an_instruction():
    """Starts a run from a compilation; without variables no body is sent."""
    client = AgentClient()
    print(client.compilations.run_instruction(5))
    client.compilations.run_instruction(5, variables={})
    client.compilations.run_instruction("c5", variables={"z": 1, "a": {"ß": None}})


@program(ok(RUN), ok({**RUN, "status": "running"}), ok({**RUN, "status": "completed"}))
def runs_an_instruction_and_waits():
    """Starts a run from a compilation and waits for its end."""
    client = AgentClient()
    run = client.compilations.run_instruction_and_wait(5, variables={"a": 1}, poll_interval=0.01)
    print(run.status, run.is_terminal)


@program(
    ok({**RUN, "status": "failed"}), ok({**RUN, "status": "failed", "error": "boom"}),
    rows=["later-names"],
)  # fmt: skip
def runs_an_instruction_that_fails():
    """A failed run is returned, and polled once although the start has its status."""
    print(repr(AgentClient().compilations.run_instruction_and_wait(5, timeout=5)))


@program(ok(RUN), ok(RUN))
def runs_an_instruction_for_too_long():
    """The run is not over in time."""
    AgentClient().compilations.run_instruction_and_wait(5, timeout=0)


@program(
    ok(COMPILATION),
    ok({**COMPILATION, "status": "compiling"}),
    ok({**COMPILATION, "status": "failed"}),
    rows=["later-names"],
)
def waits_for_a_compilation():
    """Waits for a compilation, which fails and is returned."""
    print(repr(AgentClient().compilations.wait(5, poll_interval=0.01)))


@program(ok({**COMPILATION, "status": "running"}))
def waits_for_a_running_compilation():
    """A running compilation is no longer waited for."""
    print(AgentClient().compilations.wait("5", timeout=0, poll_interval=5).status)


@program(ok({**COMPILATION, "status": "compiling"}))
def waits_too_long_for_a_compilation():
    """The compilation is not done in time."""
    AgentClient().compilations.wait(5, timeout=0)


@program()
def freezes_compiles_and_runs_again():
    """The whole way with the service's own behaviour: run, compile, run the instruction."""
    client = AgentClient()
    run = client.runs.wait(client.agents.run("agent_abc123").id, timeout=20, poll_interval=0.5)
    compiled = client.agents.compile_from_run(run.id, timeout=20, poll_interval=0.5)
    print(run.status, compiled.status, compiled.is_ready)
    again = client.compilations.run_instruction_and_wait(compiled.id, timeout=20, poll_interval=0.5)
    print(again.status, again.output)
