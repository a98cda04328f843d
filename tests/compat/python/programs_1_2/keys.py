"""Idempotency keys: invalid ones, the header, and the result of a repetition."""

from __future__ import annotations

from kit import empty, here, ok, program, tried
from responses import (
    APP,
    DEVICE,
    FLEET,
    GROUP,
    INVITE,
    KEY,
    RECEIPT,
    RESOURCE_SET,
    RUN,
    TRIGGER,
    A,
    twice,
)

from flymyai import AgentClient, FlyMyAIAgentError

# In the order of the checks: the first one that fails decides.
BAD = [
    5,
    b"k",
    "",
    " \n\t",
    " a",
    "a ",
    "k" * 256,
    " " + "k" * 256,
    "a\nb",
    "a\x7fb",
    "aéb",
    "a\u200bb",
    "😀",
]
BAD_FOR_TEAMS = [
    5,
    "",
    "short-7",
    "k" * 129,
    "with blank",
    "tab\tin-it",
    "clé-de-voûte",
    " k-of-eight",
]


def refused(call):
    for key in BAD:
        tried(lambda: call(key))


@program()
def starts_runs_with_bad_keys():
    """Keys that are no text, blank, padded, too long, or not printable ASCII."""
    refused(lambda key: AgentClient().agents.run("a", idempotency_key=key))


@program()
def starts_runs_with_bad_keys_asynchronously():
    """The same refusals in both clients."""
    for key in BAD[2:6]:
        twice(lambda client: client.runs.create(agent_id="a", idempotency_key=key))


@program()
def calls_tools_with_bad_keys():
    """The key is checked behind the execution's id."""
    client = AgentClient()
    refused(lambda key: client.tools.call(3, action="x", idempotency_key=key))
    tried(lambda: client.tools.call(3, action="x", execution_id=" ", idempotency_key=""))


@program()
def runs_instructions_with_bad_keys():
    """The key is the last check."""
    client = AgentClient()
    refused(lambda key: client.compilations.run_instruction(9, idempotency_key=key))
    tried(lambda: client.compilations.run_live("a", idempotency_key=" "))
    tried(
        lambda: client.compilations.run_instruction_and_wait(
            9, idempotency_key="", external_user_id="u"
        )
    )


@program()
def runs_deployments_with_bad_keys():
    """The same for embedded runs."""
    client = AgentClient()
    refused(lambda key: client.deployments.run("d", external_user_id="u", idempotency_key=key))
    tried(lambda: client.deployments.run_and_wait("d", external_user_id="u", idempotency_key="é"))


@program()
def creates_sets_and_groups_with_bad_keys():
    """Resource sets and agent groups."""
    client = AgentClient()
    for key in BAD[::3]:
        tried(lambda: client.mcp_resource_sets.create(name="n", idempotency_key=key))
        tried(lambda: client.agent_groups.create(name="n", idempotency_key=key))


@program(rows=["keys-optional"])
def writes_artifacts_with_bad_keys():
    """Every keyed write of artifacts."""
    client = AgentClient().artifacts
    for key in ("", "é", None):
        tried(lambda: client.create(name="n", files=[], idempotency_key=key))
        tried(lambda: client.publish(A, base_version=1, idempotency_key=key))
        tried(lambda: client.share(A, idempotency_key=key))
        tried(lambda: client.clone(A, idempotency_key=key))


@program(rows=["keys-optional"])
def writes_triggers_with_bad_keys():
    """Every write of triggers, also deleting."""
    client = AgentClient().triggers_v1
    for key in ("", "é", None):
        tried(lambda: client.create(A, secret="s", idempotency_key=key))
        for call in (client.update, client.pause, client.activate, client.delete):
            tried(lambda: call(A, idempotency_key=key))


@program()
def writes_projects_and_apps_with_bad_keys():
    """Keyed writes of projects, apps and MCP servers."""
    client = AgentClient()
    for key in (" k", "\n", 7):
        tried(lambda: client.projects.create(name="n", plan_token="t", idempotency_key=key))
        tried(lambda: client.projects.stop(APP, idempotency_key=key))
        tried(lambda: client.projects.start(APP, plan_token="t", idempotency_key=key))
        tried(lambda: client.projects.copy(FLEET, idempotency_key=key))
        tried(lambda: client.apps.apply(app="ann/shop", plan_token="t", idempotency_key=key))
        tried(lambda: client.mcp_servers.call(4, "x", idempotency_key=key))


@program()
def invites_with_bad_keys():
    """Teams have a rule of their own."""
    client = AgentClient()
    for key in BAD_FOR_TEAMS:
        tried(lambda: client.teams.invite(A, idempotency_key=key))
        tried(lambda: client.teams.create_device(A, label="l", idempotency_key=key))


@program()
def shares_with_bad_keys():
    """Shares have the rule of teams."""
    client = AgentClient()
    for key in BAD_FOR_TEAMS:
        tried(lambda: client.shares.invite(A, "b@x", accept_sharing=True, idempotency_key=key))
        tried(lambda: client.shares.call(A, "n", {}, idempotency_key=key))
        tried(lambda: client.shares.create_device(A, "l", idempotency_key=key))


@program(ok(RUN, times=4), headers=["idempotency-key"])
def sends_keys_as_they_are():
    """Inner blanks, all marks, one character and 255 of them."""
    client = AgentClient()
    for key in ("a b", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~", "k", "k" * 255):
        client.agents.run(A, idempotency_key=key)


@program(
    ok(RUN), ok(RUN), ok({"done": True}), ok(RUN), ok(RUN), ok(RUN), headers=["idempotency-key"]
)
def sends_keys_of_agents():
    """Where the key of each call goes."""
    client = AgentClient()
    client.agents.run(A, idempotency_key=KEY)
    client.runs.create(agent_id=A, idempotency_key=KEY)
    print(client.tools.call(3, action="echo", idempotency_key=KEY))
    client.compilations.run_instruction(9, idempotency_key=KEY)
    client.compilations.run_live(A, idempotency_key=KEY)
    client.deployments.run("d", external_user_id="u", idempotency_key=KEY)


@program(
    ok(RESOURCE_SET), ok(GROUP), ok(RECEIPT), ok(TRIGGER), empty(204), ok(None),
    headers=["idempotency-key"],
)  # fmt: skip
def sends_keys_of_other_resources():
    """Sets, groups, artifacts, triggers and MCP servers."""
    client = AgentClient()
    client.mcp_resource_sets.create(name="n", idempotency_key=KEY)
    client.agent_groups.create(name="n", idempotency_key=KEY)
    client.artifacts.create(name="n", files=[], idempotency_key=KEY)
    client.triggers_v1.create(A, secret="s", idempotency_key=KEY)
    client.triggers_v1.delete(A, idempotency_key=KEY)
    print(client.mcp_servers.call(4, "x", idempotency_key=KEY))


@program(ok(INVITE), ok(DEVICE), ok(INVITE), headers=["idempotency-key"], rows=["team-keys"])
def sends_keys_of_teams():
    """A team's key may be `None`, which sends no header."""
    client = AgentClient().teams
    client.invite(A, idempotency_key="eight-ch")
    client.create_device(A, label="l", idempotency_key="k" * 128)
    client.invite(A, idempotency_key=None)


@program(headers=["idempotency-key"])
def repeats_a_start():
    """The service answers a repeated start with the first run."""
    client = AgentClient(here.key)
    first = client.agents.run("agent_abc123", idempotency_key=KEY)
    again = client.agents.run("agent_abc123", idempotency_key=KEY)
    other = client.agents.run("agent_abc123", idempotency_key=KEY + "-b")
    print(first.id == again.id, first.id == other.id)


@program(headers=["idempotency-key"])
def uses_a_key_for_something_else():
    """The service refuses a key that belongs to another request."""
    client = AgentClient(here.key)
    client.agents.run("agent_abc123", idempotency_key=KEY, message="one")
    try:
        client.agents.run("agent_abc123", idempotency_key=KEY, message="two")
    except FlyMyAIAgentError as error:
        print(type(error).__name__, error.status_code, error.response_body["code"])
