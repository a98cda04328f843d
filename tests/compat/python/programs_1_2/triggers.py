"""Triggers: webhooks that start an agent."""

from __future__ import annotations

from kit import empty, fails, here, ok, program, tried
from responses import AT, EVENT, KEY, TRIGGER, A, B, twice

from flymyai import AgentClient


@program(ok([TRIGGER], times=4))
def lists_triggers():
    """All triggers, and those of one agent."""
    twice(
        lambda client: client.triggers_v1.list(),
        lambda client: client.triggers_v1.list(agent_id=A.upper()),
    )


@program(
    ok(
        {**TRIGGER, "webhook_url": "https://hook.example/secret", "compilation": 9, "new": 1},
        times=2,
    )
)
def reads_a_trigger():
    """A trigger's address is not shown."""
    twice(lambda client: client.triggers_v1.get(B))


@program(ok({**TRIGGER, "webhook_url": "https://hook.example/secret"}))
def reads_the_address_of_a_trigger():
    """Where to find the address."""
    trigger = AgentClient().triggers_v1.get(B)
    print(
        trigger.webhook_url, trigger.schema_, trigger.uuid, trigger.model_dump_json(by_alias=True)
    )


@program(rows=["uuid-texts"])
def reads_triggers_by_bad_ids():
    """Ids that are none come before keys."""
    client = AgentClient().triggers_v1
    for trigger in ("", "x", None, 5):
        tried(lambda: client.get(trigger))
        tried(lambda: client.events(trigger))
        tried(lambda: client.pause(trigger, idempotency_key=""))
        tried(lambda: client.delete(trigger, idempotency_key=""))
        tried(lambda: client.create(trigger, idempotency_key="", secret="s"))
    for agent in ("", "x", 5):
        tried(lambda: client.list(agent_id=agent))


@program(ok(TRIGGER, times=4))
def creates_triggers():
    """The kind is always a webhook; `None` is left out."""
    twice(
        lambda client: client.triggers_v1.create(
            A, idempotency_key=KEY, secret="s3cret", rate_limit_per_hour=0, config={"b": 1, "a": []}
        )
    )
    client = AgentClient().triggers_v1
    client.create(A, idempotency_key=KEY, secret=None)
    client.create(agent_id=A, idempotency_key=KEY, secret="", config={})


@program(ok(TRIGGER, times=4))
def changes_triggers():
    """Fields that are given; none is an empty object."""
    twice(
        lambda client: client.triggers_v1.update(B, idempotency_key=KEY),
        lambda client: client.triggers_v1.update(B, idempotency_key=KEY, secret="", config={}),
    )


@program(
    ok(TRIGGER),
    ok(TRIGGER),
    empty(204),
    ok(TRIGGER),
    ok(TRIGGER),
    empty(204),
    headers=["idempotency-key"],
)
def pauses_triggers():
    """Pauses, activates, deletes."""
    twice(
        lambda client: client.triggers_v1.pause(B, idempotency_key=KEY),
        lambda client: client.triggers_v1.activate(B, idempotency_key=KEY),
        lambda client: client.triggers_v1.delete(B, idempotency_key=KEY),
    )


@program(
    ok({}),
    fails(202, {"detail": "later"}),
    empty(200),
    fails(404, {"detail": "Not found."}),
    ok(None),
    rows=["unknown-outcome"],
)
def deletes_triggers_unsurely():
    """Only 204 means that a trigger is deleted."""
    client = AgentClient(max_retries=0).triggers_v1
    for _ in range(5):
        tried(lambda: client.delete(B, idempotency_key=KEY))


FULL = {**EVENT, "execution": 17, "execution_public_id": "e", "processed_at": AT, "more": 1}


@program(ok([EVENT, FULL], times=2))
def reads_events_of_a_trigger():
    """Deliveries, and the runs that they started."""
    twice(lambda client: client.triggers_v1.events(B))


@program(
    *(ok(odd) for odd in ({}, {"a": 1}, {"results": [TRIGGER]}, None, 5, [5], "x", "")),
    rows=["list-validation", "wrong-shape", "null-defaults"],
)  # fmt: skip
def reads_lists_of_triggers_that_are_none():
    """Only an array is a list."""
    client = AgentClient().triggers_v1
    for _ in range(8):
        tried(client.list)


@program(
    *(
        ok({**TRIGGER, **odd})
        for odd in (
            {"schema": "flymy.trigger.v2"},
            {"schema": None},
            {"status": "new", "kind": "new"},
            {"config": None},
            {"uuid": "x"},
            {"event_count": None},
            {"rate_limit_per_hour": "60"},
            {"created_at": 0},
        )
    ),
    rows=["null-defaults"],
)
def reads_odd_triggers():
    """Another schema is refused, new statuses are not."""
    client = AgentClient().triggers_v1
    for _ in range(8):
        tried(lambda: client.get(B))


@program(
    ok([{**EVENT, "schema": "x"}]),
    ok([{**EVENT, "detail": None}]),
    ok([{**EVENT, "status": "new"}]),
    rows=["list-validation", "null-defaults"],
)
def reads_odd_events():
    """Events of another schema, null, new statuses."""
    client = AgentClient().triggers_v1
    for _ in range(3):
        tried(lambda: client.events(B))


@program()
def keeps_a_trigger_on_the_service():
    """A trigger from its beginning to its end, on the service itself."""
    client = AgentClient(here.key)
    agent = client.agents.create(name="Hook", goal="g")
    trigger = client.triggers_v1.create(agent.id, idempotency_key=KEY, secret="s3cret-s3cret")
    print(trigger.kind, trigger.signature_required, bool(trigger.webhook_url))
    print(client.triggers_v1.pause(trigger.uuid, idempotency_key=KEY + "-p").status)
    print(client.triggers_v1.activate(trigger.uuid, idempotency_key=KEY + "-a").status)
    print(client.triggers_v1.events(trigger.uuid), len(client.triggers_v1.list(agent_id=agent.id)))
    client.triggers_v1.delete(trigger.uuid, idempotency_key=KEY + "-d")
    print(client.triggers_v1.list())
