"""Versions and deployments: agents that are embedded for customers."""

from __future__ import annotations

from kit import fails, here, ok, program, tried
from responses import AT, DEPLOYMENT, DONE, KEY, RUN, TIMES, VERSION, A, B, C, D, twice

from flymyai import AgentClient
from flymyai.agents import AgentDeploymentAccess

PRINCIPAL = {"public_id": B, "deployment": C, "external_user_id": "customer-1", **TIMES}
LINKED = {
    "public_id": D, "principal": B, "toolkit_slug": "gmail", "status": "active",
    "credentials_configured": True, **TIMES,
}  # fmt: skip
BINDING = {"public_id": A, "principal": B, "slot": "mail", "connections": [D], **TIMES}
NEED = {
    "public_id": A, "agent_version": B, "slot": "mail", "toolkit_slug": "gmail",
    "cardinality": "one", **TIMES,
}  # fmt: skip
ACCESS = {
    "deployment": DEPLOYMENT, "active_version": VERSION, "requirements": [NEED],
    "principals": [PRINCIPAL], "connections": [LINKED], "bindings": [BINDING],
}  # fmt: skip


@program(ok(VERSION, times=2))
def reads_a_version():
    """A version of an agent."""
    twice(lambda client: client.versions.get(B))


@program(ok([{**VERSION, "runtime_manifest": {"b": 1}, "source_compilation": 9, "llm_model": "m"}]))
def lists_versions_of_an_agent():
    """All fields of a version."""
    (version,) = AgentClient().versions.list(agent_id=A)
    print(repr(version), version.id)


@program(ok(DEPLOYMENT, times=2))
def reads_a_deployment():
    """A deployment of an agent."""
    twice(lambda client: client.deployments.get(C))


@program(ok(DEPLOYMENT, times=4), rows=["ids-refused"])
def creates_deployments():
    """Defaults, everything, and a version that is null."""
    twice(lambda client: client.deployments.create(agent_id=A, version_id=B))
    client = AgentClient()
    client.deployments.create(
        agent_id=A, version_id=None, name="", status="published", publish_mode="public"
    )
    client.deployments.create(agent_id=None, version_id=B, name=None)


@program()
def creates_a_deployment_without_a_version():
    """The version has no default."""
    tried(lambda: AgentClient().deployments.create(agent_id=A))


@program(ok(DEPLOYMENT, times=4))
def updates_and_publishes_deployments():
    """Fields are sent as they are."""
    twice(
        lambda client: client.deployments.update(C, name="N", candidate_version=None, other=[1]),
        lambda client: client.deployments.publish(C, version_id=B),
    )


@program(ok(DEPLOYMENT), ok({"ready": True}), ok({"ready": False}), ok({}))
def checks_deployments_before_publishing():
    """The result of a preflight."""
    client = AgentClient()
    client.deployments.publish(C, publish_mode="")
    print(client.deployments.preflight(C))
    print(client.deployments.preflight(C, publish_mode="public", version_id=B).ready)
    tried(lambda: client.deployments.preflight(C))


@program(fails(409, {"code": "not_ready", "detail": "No tool.", "missing": ["mail"]}))
def publishes_what_is_not_ready():
    """The service returns the missing parts."""
    tried(lambda: AgentClient().deployments.publish(C))


@program(ok(ACCESS, times=2))
def reads_access_of_a_customer():
    """The access of customers to a deployment."""
    twice(lambda client: client.deployments.access(C, external_user_id="customer-1"))


@program(
    ok(ACCESS),
    ok({"deployment": DEPLOYMENT}),
    ok({"deployment": DEPLOYMENT, "bindings": None}),
    rows=["null-defaults"],
)
def reads_access_of_nobody():
    """Without a customer, and with an empty one."""
    client = AgentClient()
    client.deployments.access(C)
    print(client.deployments.access(C, external_user_id="").principals)
    tried(lambda: client.deployments.access(C))


@program(ok(ACCESS))
def finds_the_connections_of_a_customer():
    """The two helpers of an access."""
    access = AgentClient().deployments.access(C, external_user_id="customer-1")
    principal = access.principal_for_external_user("customer-1")
    print(principal.id, principal.status)
    print(access.ready_connection_ids_for_slot(principal_id=principal.id, slot="mail"))
    for user in ("", " ", None, 5, "customer-2", "o'brien"):
        tried(lambda: access.principal_for_external_user(user))
    for who, slot in (("", "mail"), (B, ""), (None, "mail"), (B, 5), (B, "docs"), (A, "mail")):
        tried(lambda: access.ready_connection_ids_for_slot(principal_id=who, slot=slot))


@program()
def finds_connections_that_are_not_ready():
    """Every reason why a slot is not ready."""

    def ids(**changes):
        access = AgentDeploymentAccess(**{**ACCESS, **changes})
        tried(lambda: access.ready_connection_ids_for_slot(principal_id=B, slot="mail"))

    ids(bindings=[])
    ids(bindings=[BINDING, BINDING])
    ids(bindings=[{**BINDING, "connections": []}])
    ids(connections=[LINKED, LINKED])
    ids(connections=[])
    ids(connections=[{**LINKED, "principal": A}])
    ids(connections=[{**LINKED, "status": "expired"}])
    ids(connections=[{**LINKED, "credentials_configured": False}])
    ids(
        connections=[LINKED, {**LINKED, "public_id": A}],
        bindings=[{**BINDING, "connections": [D, A]}],
    )
    ids(principals=[{**PRINCIPAL, "status": "disabled"}])
    tried(
        lambda: AgentDeploymentAccess(
            **{**ACCESS, "principals": [PRINCIPAL, PRINCIPAL]}
        ).principal_for_external_user("customer-1")
    )


@program(*(ok({**ACCESS, "connections": [{**LINKED, **odd}]}) for odd in (
    {"status": "melted"}, {"credential_revision": "2"}, {"credential_revision": 0},
    {"credential_revision": True}, {"metadata": None}, {"expires_at": AT, "new": 1},
)),
    rows=["null-defaults", "unknown-status"],
)  # fmt: skip
def reads_odd_connections():
    """Unknown statuses, revisions that are no integers, nulls, new fields."""
    client = AgentClient()
    for _ in range(6):
        tried(lambda: client.deployments.access(C).connections)


@program(
    ok({"redirect_url": "https://connect.example/x", "expires_at": AT, "provider": "p"}, times=3)
)
def sends_a_customer_to_connect():
    """A link under which a customer connects an account."""
    twice(
        lambda client: client.deployments.create_connection_link(
            C, external_user_id="customer-1", slot="mail"
        )
    )
    AgentClient().deployments.create_connection_link(
        C, external_user_id="", slot="x" * 128, alias="work"
    )


@program()
def sends_a_customer_to_no_slot():
    """Slots and aliases that are refused."""
    client = AgentClient().deployments
    for slot in (5, None, "", "a b", "ü", "x" * 129, "a\n"):
        tried(lambda: client.create_connection_link(C, external_user_id="u", slot=slot, alias=""))
    for alias in (5, "", "a b", "x" * 65):
        tried(lambda: client.create_connection_link(C, external_user_id="u", slot="s", alias=alias))


@program(ok(RUN, times=4))
def runs_deployments():
    """Runs for a customer, with connections and with a set."""
    twice(
        lambda client: client.deployments.run(
            C, external_user_id="customer-1", idempotency_key=KEY, variables={"a": 1},
            connections={"mail": [D]},
        )
    )  # fmt: skip
    client = AgentClient()
    client.deployments.run(
        C, external_user_id="u", idempotency_key=KEY, variables={}, connections={}
    )
    client.deployments.run(
        C, external_user_id="u", idempotency_key=KEY, resource_set_id=A, resource_set_revision=2
    )


@program(rows=["argument-causes"])
def runs_deployments_with_bad_connections():
    """Selections that are refused."""
    client = AgentClient().deployments
    for fields in (
        {"connections": {}, "resource_set_id": A}, {"resource_set_revision": 1},
        {"resource_set_id": A, "resource_set_revision": 0}, {"connections": []},
        {"connections": {"a b": A}}, {"connections": {"m": "x"}}, {"connections": {"m": []}},
    ):  # fmt: skip
        tried(lambda: client.run(C, external_user_id="u", idempotency_key="", **fields))
        tried(lambda: client.run_and_wait(C, external_user_id="u", idempotency_key="", **fields))


@program(ok(RUN), ok(DONE), ok(RUN), ok({**DONE, "status": "failed"}))
def runs_a_deployment_and_waits():
    """Waits for a run of a customer; one that fails is returned."""
    twice(
        lambda client: client.deployments.run_and_wait(
            C, external_user_id="u", idempotency_key=KEY, timeout=5, poll_interval=0.01
        )
    )


@program(
    ok({**VERSION, "version_number": "1"}),
    ok({**VERSION, "runtime_manifest": None}),
    ok([]),
    ok({}),
    rows=["wrong-shape", "null-defaults"],
)
def reads_odd_versions():
    """Versions of another shape."""
    client = AgentClient()
    for _ in range(4):
        tried(lambda: client.versions.get(B))


@program(polls=True)
def embeds_an_agent():
    """From a run to a customer's run, on the service itself."""
    client = AgentClient(here.key)
    run = client.agents.run("agent_abc123", idempotency_key=KEY)
    client.runs.wait(run.id, poll_interval=0.02)
    client.agents.compile_from_run(run.id, poll_interval=0.02)
    (version,) = client.versions.list(agent_id="agent_abc123")
    deployment = client.deployments.create(agent_id="agent_abc123", version_id=version.id)
    print(client.deployments.preflight(deployment.id).ready)
    print(client.deployments.publish(deployment.id).status)
    access = client.deployments.access(deployment.id, external_user_id="customer-1")
    print([need.slot for need in access.requirements])
