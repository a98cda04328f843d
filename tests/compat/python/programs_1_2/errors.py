"""Errors of the API 1.2: classes, texts, attributes, constructors."""

from __future__ import annotations

import copy
import pickle

from kit import empty, fails, ok, program, text, tried
from responses import AGENT, KEY, A, twice

import flymyai
from flymyai import (
    AgentClient,
    ArtifactStaleBaseVersionError,
    FlyMyAIAgentError,
    McpResourceSetStaleRevisionError,
    SuggestSchemaError,
    VariablesValidationError,
)
from flymyai.agents import McpServerOAuthError, McpTeamError


@program(
    fails(409, {"code": "stale_revision", "detail": "d", "current_revision": 2}),
    fails(412, {"code": "stale_base_version", "detail": "d"}),
    fails(500, {"code": "oauth_down", "detail": "d"}),
    fails(400, {"code": "stale_revision", "detail": "d"}),
    fails(409, {"code": "stale_base_version", "detail": "d"}),
    rows=["list-requests"],
)
def meets_new_errors_everywhere():
    """The response alone determines the error, for any operation."""
    client = AgentClient(max_retries=0)
    tried(lambda: client.agents.get("a"))
    tried(lambda: client.tools.list())
    tried(lambda: client.compilations.get(1))
    tried(lambda: client.runs.get(1))
    tried(lambda: client.versions.get("v"))


@program(
    fails(400, {"code": "oauth_x", "variables": ["v"]}),
    fails(409, {"code": "stale_revision", "variables": "v"}),
    fails(502, {"code": "oauth_x", "detail": "d"}),
    fails(502, {"code": "x", "detail": "d"}),
    fails(409, [{"code": "stale_revision"}]),
    fails(409, "stale_revision"),
    text("stale_revision", 409),
    rows=["oauth-errors"],
)
def meets_errors_that_are_two_things():
    """The order of the tests on a response."""
    client = AgentClient(max_retries=0)
    for _ in range(7):
        tried(lambda: client.agents.get("a"))


@program(
    fails(409, {"code": "stale_revision", "detail": "d"}, times=2),
    fails(412, {"code": "stale_base_version"}, times=2),
)
def meets_new_errors_in_both_clients():
    """The same from the asynchronous client."""
    twice(lambda client: client.mcp_resource_sets.update("s", expected_revision=1))
    twice(lambda client: client.artifacts.publish(A, base_version=1, idempotency_key=KEY))


@program()
def makes_new_errors_by_hand():
    """Builds the errors, as tests do."""
    tried(lambda: McpResourceSetStaleRevisionError("m"))
    tried(lambda: ArtifactStaleBaseVersionError("m", status_code=412, response_body=None))
    tried(lambda: McpServerOAuthError("m", status_code=409))
    for error in (
        McpResourceSetStaleRevisionError(
            "m", status_code=409, response_body={}, current_revision=2
        ),
        ArtifactStaleBaseVersionError("m", status_code=412, response_body=None, latest_version=3),
        McpServerOAuthError("m", status_code=409, code="oauth_x", redirect_uri="https://x"),
    ):
        print(repr(error), str(error), error.args, sorted(vars(error).items(), key=str))
        print(
            isinstance(error, FlyMyAIAgentError),
            isinstance(error, (SuggestSchemaError, VariablesValidationError)),
        )


@program(rows=["pickled-errors"])
def carries_new_errors_around():
    """Copies and pickles errors."""
    for error in (
        McpResourceSetStaleRevisionError(
            "m", status_code=409, response_body={}, current_revision=2
        ),
        ArtifactStaleBaseVersionError("m", status_code=412, response_body=None, latest_version=3),
        McpServerOAuthError("m", status_code=409, code="oauth_x"),
        McpTeamError(404, "gone"),
    ):
        tried(lambda: pickle.loads(pickle.dumps(error)))
        tried(lambda: copy.copy(error))


@program(fails(409, {"code": "stale_revision", "detail": "d", "current_revision": 2}))
def catches_a_stale_write():
    """Reads the revision out of the error."""
    try:
        AgentClient().mcp_resource_sets.replace_members("s", expected_revision=1, members=[])
    except flymyai.McpResourceSetStaleRevisionError as error:
        print(error.current_revision, error.status_code, error.response_body)


WRITES = [
    lambda c: c.mcp_resource_sets.create(name="n", idempotency_key=KEY),
    lambda c: c.agent_groups.create(name="n", idempotency_key=KEY),
    lambda c: c.projects.stop("app:a/b", idempotency_key=KEY),
    lambda c: c.artifacts.share(A, idempotency_key=KEY),
    lambda c: c.triggers_v1.pause(A, idempotency_key=KEY),
    lambda c: c.mcp_servers.call(4, "a", idempotency_key=KEY),
]


@program(*[fails(403, {"detail": "no"})] * 6)
def is_refused_writes():
    """The exceptions of keyed writes of all kinds."""
    client = AgentClient(max_retries=0)
    for write in WRITES:
        tried(lambda: write(client))


@program(
    *(ok(odd) for odd in (None, [], "x", 5, {})),
    empty(204),
    text("", 200),
    text("<html>", 200),
    rows=["wrong-shape", "no-json"],
)
def reads_agents_of_other_shapes():
    """Responses that are no record: of agents, groups and sets."""
    client = AgentClient(max_retries=0)
    for _ in range(8):
        tried(lambda: client.agent_groups.get("g"))


@program(
    *(ok(odd) for odd in (None, [], "x", 5, {})),
    empty(204),
    text("", 200),
    text("<html>", 200),
    rows=["wrong-shape", "no-json", "null-defaults"],
)
def reads_newer_records_of_other_shapes():
    """Responses that are no record: of MCP servers and newer resources."""
    client = AgentClient(max_retries=0)
    for _ in range(8):
        tried(lambda: client.mcp_servers.get(4))


@program(
    *(ok(odd) for odd in (None, [], "x", {})),
    empty(204),
    rows=["wrong-shape", "unknown-outcome"],
)
def reads_receipts_of_other_shapes():
    """Responses that are no receipt."""
    client = AgentClient(max_retries=0)
    for _ in range(5):
        tried(lambda: client.artifacts.create(type="game", idempotency_key=KEY))


@program(
    *(ok(odd) for odd in ({}, None, [], "x")), *(ok(odd) for odd in ({}, None, [], "x")),
    rows=["wrong-shape", "null-defaults"],
)  # fmt: skip
def reads_lists_of_other_shapes():
    """Responses of calls whose every field has a default."""
    client = AgentClient(max_retries=0)
    for _ in range(4):
        tried(client.projects.list)
    for _ in range(4):
        tried(lambda: client.apps.files("a/b"))


@program(text("", 200), text("<html>", 200), text("", 200), rows=["done-without-json"])
def deletes_without_a_response():
    """An empty response to a call that gives nothing."""
    client = AgentClient(max_retries=0)
    tried(lambda: client.mcp_resource_sets.delete("s"))
    tried(lambda: client.agent_groups.delete("g"))
    tried(lambda: client.mcp_servers.delete(4))


@program(*(ok({**AGENT, **odd}) for odd in (
    {"mcp_access_mode": "new"}, {"mcp_access_mode": None}, {"mcp_resource_set_ids": None},
    {"preview": None}, {"preview_pinned": None}, {"user_prompt": None}, {"user_prompt_source": []},
    {"status": "new"}, {"more": {"a": 1}},
)),
    rows=["null-defaults", "unknown-status"],
)  # fmt: skip
def reads_odd_agents():
    """Unknown enum members, null for defaults, new fields."""
    client = AgentClient()
    for _ in range(9):
        tried(lambda: client.agents.update("a"))
