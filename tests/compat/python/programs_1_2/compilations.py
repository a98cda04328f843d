"""Compilations: live versions, saved instructions, runs of instructions for others."""

from __future__ import annotations

from kit import fails, here, ok, program, text, tried
from responses import COMPILATION, DONE, KEY, RUN, A, B, C, D, twice

from flymyai import AgentClient

FULL = {
    **COMPILATION, "is_live": True, "name": "v2", "note": "n", "source_compilation": 8,
    "user_agent_task": A, "deployments": [{"public_id": C}],
}  # fmt: skip


@program(ok([FULL], times=2))
def lists_compilations_of_an_agent():
    """Filters by agent, run and live state."""
    twice(lambda client: client.compilations.list(agent_id=A, execution_id=17, is_live=True))


@program(ok([], times=6))
def lists_compilations_by_odd_filters():
    """Any truthy value is true."""
    client = AgentClient()
    for live in (None, False, 0, "no", "", 1):
        print(client.compilations.list(is_live=live, agent_id="", execution_id=None))


@program(
    ok({"results": [FULL], "next": "?page=2"}), ok({}), ok({"results": []}), ok(None),
    rows=["list-pages"],
)  # fmt: skip
def lists_compilations_in_pages():
    """A page is read; an object without rows is an error."""
    client = AgentClient()
    for _ in range(4):
        tried(lambda: [each.id for each in client.compilations.list()])


@program(ok([FULL, COMPILATION]), ok([FULL, COMPILATION]), ok([]), ok([]))
def reads_the_live_compilation():
    """The first that is live, or none."""
    twice(lambda client: client.compilations.get_live(A))
    twice(lambda client: client.compilations.get_live(A))


@program(
    ok({}), ok(None), ok("x"), text(""), text("<html>"),
    rows=["list-pages", "no-json"],
)  # fmt: skip
def misses_the_live_compilation():
    """A response that is no list is an error, and not an agent without a live compilation."""
    client = AgentClient(max_retries=0)
    for _ in range(5):
        tried(lambda: client.compilations.get_live(A))


@program(ok(FULL, times=3))
def saves_instructions():
    """A changed instruction becomes a compilation of its own."""
    client = AgentClient()
    print(client.compilations.save_instruction(execution_id=17, instruction_md="# New\n"))
    client.compilations.save_instruction(
        execution_id="17",
        instruction_md="",
        name="",
        note="n",
        source_compilation_id=8,
        make_live=True,
    )
    client.compilations.save_instruction(execution_id=17, instruction_md=None, make_live="yes")


@program(ok(FULL, times=2))
def saves_instructions_in_both_clients():
    """The same from the asynchronous client."""
    twice(
        lambda client: client.compilations.save_instruction(
            execution_id=17, instruction_md="#", name="n"
        )
    )


@program(ok(FULL, times=2))
def makes_a_compilation_live():
    """An empty object is sent."""
    twice(lambda client: client.compilations.set_live(9))


@program(ok(RUN, times=4))
def runs_what_is_live():
    """Runs the live version; empty variables are left out, empty limits sent."""
    twice(lambda client: client.compilations.run_live(A, idempotency_key=KEY, variables={"a": 1}))
    client = AgentClient()
    client.compilations.run_live(A, idempotency_key=KEY, variables={}, subagent_limits={})
    client.compilations.run_live(A, idempotency_key=KEY)


@program(ok(RUN, times=2))
def runs_an_instruction_for_a_customer():
    """All fields of a run for an external user."""
    twice(
        lambda client: client.compilations.run_instruction(
            9,
            idempotency_key=KEY,
            variables={"topic": "ü"},
            subagent_limits={"cap_usd": 0},
            external_user_id="customer-1",
            deployment_id=C,
            connections={"mail": B, "docs": [B, D]},
        )
    )


@program(ok(RUN, times=3))
def runs_an_instruction_with_a_set():
    """A resource set and its revision; empty connections."""
    client = AgentClient().compilations
    client.run_instruction(9, idempotency_key=KEY, resource_set_id=A, resource_set_revision=3)
    client.run_instruction(9, idempotency_key=KEY, connections={}, variables={})
    client.run_instruction(9, idempotency_key=KEY, resource_set_id="", variables=None)


@program()
def runs_an_instruction_for_half_a_customer():
    """User and deployment are used together, sets and connections are not."""
    client = AgentClient()
    for fields in (
        {"external_user_id": "u"},
        {"deployment_id": ""},
        {"external_user_id": "u", "connections": {}, "resource_set_id": A},
        {"connections": {}, "resource_set_id": ""},
        {"resource_set_revision": 1},
        {"resource_set_id": A, "resource_set_revision": 0},
        {"resource_set_id": A, "resource_set_revision": True},
        {"resource_set_id": A, "resource_set_revision": "1"},
    ):
        tried(lambda: client.compilations.run_instruction(9, idempotency_key="", **fields))


CONNECTIONS = [
    [],
    "x",
    5,
    {str(n): A for n in range(101)},
    {5: A},
    {"": A},
    {"x" * 129: A},
    {"a b": A},
    {"m": ""},
    {"m": " "},
    {"m": "x"},
    {"m": 5},
    {"m": b"x"},
    {"m": None},
    {"m": []},
    {"m": [A] * 26},
    {"m": [5]},
    {"m": [""]},
    {"m": ["x"]},
    {"m": [A, A]},
    {"m'": A},
    {"m": {A}},
]


@program(rows=["argument-causes", "connection-slots"])
def runs_an_instruction_with_bad_connections():
    """Everything that is no mapping from slots to ids of connections."""
    client = AgentClient()
    for connections in CONNECTIONS:
        tried(
            lambda: client.compilations.run_instruction(
                9, idempotency_key=KEY, connections=connections
            )
        )


@program(ok(RUN), ok(DONE), ok(RUN), ok(DONE))
def runs_an_instruction_for_a_customer_and_waits():
    """The key goes with the start only."""
    twice(
        lambda client: client.compilations.run_instruction_and_wait(
            9, idempotency_key=KEY, subagent_limits={}, timeout=5, poll_interval=0.01
        )
    )


STATES = ("pending", "compiling", "compiled", "running", "completed", "failed")


@program(
    *(ok({**COMPILATION, "status": s, "instruction_md": md}) for s in STATES for md in ("", "# x"))
)
def asks_whether_it_can_be_run():
    """The ready statuses, with and without an instruction."""
    client = AgentClient()
    for status in STATES:
        print(status, client.compilations.get(9).is_ready, client.compilations.get(9).is_ready)


@program(
    ok({**COMPILATION, "deployments": None, "name": None}),
    ok({**COMPILATION, "source_compilation": "8"}),
    rows=["null-defaults"],
)
def reads_compilations_with_nulls():
    """Null where it is valid, and where it is not."""
    client = AgentClient()
    tried(lambda: client.compilations.get(9))
    tried(lambda: client.compilations.get(9))


@program(ok(COMPILATION), rows=["compilations-run"])
def runs_a_compiled_script():
    """The old way to run a script."""
    tried(lambda: AgentClient().compilations.run(9))


@program(ok(FULL), ok(FULL), ok(FULL), fails(404, {"detail": "Not found."}))
def changes_compilations():
    """Schedules, edits, compiles and freezes."""
    client = AgentClient()
    client.compilations.update(9, instruction_md="# é", cron_schedule="", timezone="UTC")
    client.compilations.compile(execution_id=17)
    print(client.compilations.freeze(execution_id=17).model_dump_json())
    tried(lambda: client.compilations.get(10))


@program(polls=True)
def rolls_back_to_an_older_version():
    """Freezes, edits, makes live, rolls back, and runs what is live, on the service itself."""
    client = AgentClient(here.key)
    run = client.agents.run("agent_abc123", idempotency_key=KEY)
    client.runs.wait(run.id, poll_interval=0.02)
    first = client.agents.compile_from_run(run.id, poll_interval=0.02)
    second = client.compilations.save_instruction(
        execution_id=run.id, instruction_md="# Better", name="v2", make_live=True
    )
    live = client.compilations.get_live("agent_abc123")
    print(live.id == second.id, live.is_live, live.name)
    client.compilations.set_live(first.id)
    print(client.compilations.get_live("agent_abc123").id == first.id)
    later = client.compilations.run_live("agent_abc123", idempotency_key=KEY + "-live")
    print(client.runs.wait(later.id, poll_interval=0.02).status)
