"""Calls of both clients that no other file makes with both."""

from __future__ import annotations

from kit import empty, fails, ok, program
from responses import (
    AGENT,
    ARTIFACT,
    COMPILATION,
    DEPLOYMENT,
    KEY,
    MEMBER,
    TOOL,
    VERSION,
    A,
    C,
    cursors,
    twice,
)

SUGGESTION = {"input_schema": {"type": "object"}, "output_schema": {"b": 1, "a": [2.5]}}


@program(ok(AGENT), ok(AGENT), empty(204), ok(AGENT), ok(AGENT), empty(204))
def keeps_an_agent_in_both_clients():
    """Reads, changes and deletes an agent."""
    twice(
        lambda client: client.agents.get(A),
        lambda client: client.agents.update(A, goal="é", mcp_access_mode="legacy"),
        lambda client: client.agents.delete(A),
    )


@program(ok(SUGGESTION, times=4))
def has_schemas_suggested_in_both_clients():
    """Schemas for a goal, and for a run without any wish."""
    twice(
        lambda client: client.agents.suggest_schema(user_prompt="Score", input_hint="a URL"),
        lambda client: client.runs.suggest_schema(17),
    )


@program(fails(502, {"detail": "cannot suggest"}, times=2))
def has_no_schema_suggested_in_both_clients():
    """The service can't suggest one."""
    twice(lambda client: client.runs.suggest_schema(17, inputs_prompt="", outputs_prompt="o"))


@program(ok([{"name": "tavily", "type": "mcp", "new": 1}], times=2), ok({}), ok({}))
def looks_through_the_catalogue_in_both_clients():
    """Tools that can be created; an empty object is an empty list."""
    twice(lambda client: client.tools.available())
    twice(lambda client: client.tools.available())


@program(*[ok(TOOL), ok(TOOL), ok(TOOL), empty(204)] * 2)
def keeps_a_tool_in_both_clients():
    """Creates, reads, configures and deletes a tool."""
    twice(
        lambda client: client.tools.create(mcp_tool="gmail", alias="work"),
        lambda client: client.tools.get(3),
        lambda client: client.tools.provide_config(3, user_response={"KEY": "é"}),
        lambda client: client.tools.delete(3),
    )


@program(ok({"a": [1]}), ok({"a": [1]}), headers=["idempotency-key"])
def calls_a_tool_in_both_clients():
    """A call on a run's bill."""
    twice(
        lambda client: client.tools.call(
            3, action="echo", idempotency_key=KEY, arguments={"value": 1}, execution_id="exec_1"
        )
    )


@program(empty(204), empty(204))
def cancels_a_run_in_both_clients():
    """Cancels a run."""
    twice(lambda client: client.runs.cancel("exec_1"))


@program(ok(COMPILATION, times=6))
def changes_compilations_in_both_clients():
    """Changes, compiles and freezes."""
    twice(
        lambda client: client.compilations.update(9, instruction_md="# é", timezone="UTC"),
        lambda client: client.compilations.compile(execution_id=17),
        lambda client: client.compilations.freeze(execution_id="exec_1"),
    )


@program(ok(COMPILATION, times=2), rows=["compilations-run"])
def runs_a_compiled_script_in_both_clients():
    """The old way to run a script."""
    twice(lambda client: client.compilations.run(9))


@program(*[ok([VERSION]), ok([DEPLOYMENT]), ok({"ready": True, "missing": []})] * 2)
def looks_at_deployments_in_both_clients():
    """Lists versions and deployments, and checks one."""
    twice(
        lambda client: client.versions.list(agent_id=A),
        lambda client: client.deployments.list(agent_id=A, status="draft"),
        lambda client: client.deployments.preflight(C, publish_mode="public"),
    )


@program(*[ok(cursors(MEMBER)), empty(204)] * 2)
def looks_at_members_and_groups_in_both_clients():
    """Lists members of a set, and deletes a group."""
    twice(
        lambda client: client.mcp_resource_sets.list_members(A, page_size=5),
        lambda client: client.agent_groups.delete(A),
    )


@program(*[ok({"types": [{"key": "game", "name": "Game"}]}), ok(ARTIFACT), ok(ARTIFACT)] * 2)
def changes_artifacts_in_both_clients():
    """Lists types, changes an artifact, shares it."""
    twice(
        lambda client: client.artifacts.types(),
        lambda client: client.artifacts.update(A, name="N"),
        lambda client: client.artifacts.share(A, idempotency_key=KEY, visibility="link"),
    )
