"""Agent groups: agents and the resource sets that they share."""

from __future__ import annotations

from kit import empty, fails, here, ok, program, tried
from responses import GROUP, KEY, A, B, cursors, twice

from flymyai import AgentClient


@program(ok(cursors({**GROUP, "agent_ids": [A]}), times=2))
def lists_agent_groups():
    """Groups by a query."""
    twice(lambda client: client.agent_groups.list(page_size=7, query=" sales "))


@program(rows=["no-json-arguments"])
def lists_agent_groups_by_bad_queries():
    """Queries that are refused."""
    client = AgentClient().agent_groups
    for query in (5, "x" * 257, "a\tb", b"x", []):
        tried(lambda: client.list(query=query))
    tried(lambda: client.list(page_size=101, query=5))


@program(ok(GROUP, times=2))
def reads_an_agent_group():
    """One group."""
    twice(lambda client: client.agent_groups.get(A))


@program(ok(GROUP, times=2))
def creates_an_agent_group():
    """A group with a name only."""
    twice(lambda client: client.agent_groups.create(name="Sales", idempotency_key=KEY))


@program(ok(GROUP, times=2))
def creates_a_full_agent_group():
    """All fields; ids may be in a tuple or a generator."""
    client = AgentClient().agent_groups
    client.create(
        name="Sales", idempotency_key=KEY, description="", is_active=False, agent_ids=(A, B),
        resource_set_ids=(each for each in [B]),
    )  # fmt: skip
    client.create(name=None, idempotency_key=KEY, is_active=None, agent_ids=[], resource_set_ids=[])


@program(ok(GROUP, times=4))
def changes_an_agent_group():
    """One field, then none."""
    twice(
        lambda client: client.agent_groups.update(A, is_active=False),
        lambda client: client.agent_groups.update(A),
    )


@program(ok(GROUP, times=4))
def assigns_agents_to_a_group():
    """Both lists are replaced; `None` leaves one as it is."""
    twice(
        lambda client: client.agent_groups.replace_assignments(
            A, agent_ids=[A], resource_set_ids=[]
        ),
        lambda client: client.agent_groups.replace_assignments(
            A, agent_ids=None, resource_set_ids=(B,)
        ),
    )


@program()
def assigns_what_is_no_list():
    """Ids that can't be listed."""
    client = AgentClient().agent_groups
    tried(lambda: client.create(name="n", idempotency_key=KEY, agent_ids=5))
    tried(lambda: client.update(A, resource_set_ids=5))
    tried(lambda: client.replace_assignments(A, agent_ids=[]))
    tried(lambda: client.create(name="n", idempotency_key="", agent_ids=5))


@program(empty(204), ok({}), fails(409, {"code": "in_use", "detail": "d"}))
def deletes_agent_groups():
    """Deleting gives nothing."""
    client = AgentClient().agent_groups
    print(client.delete(A), client.delete(A))
    tried(lambda: client.delete(A))


@program(
    *(
        ok({**GROUP, **odd})
        for odd in ({"agent_ids": None}, {"is_active": "yes"}, {"new": 1}, {"public_id": 5})
    ),
    rows=["null-defaults"],
)
def reads_odd_agent_groups():
    """Nulls, loose booleans, new fields, numbers for ids."""
    client = AgentClient().agent_groups
    for _ in range(4):
        tried(lambda: client.get(A))


@program()
def keeps_a_group_on_the_service():
    """A group from its beginning to its end."""
    client = AgentClient(here.key)
    group = client.agent_groups.create(
        name="Sales", idempotency_key=KEY, agent_ids=["agent_abc123"]
    )
    print(group.agent_ids, group.is_active, [each.name for each in client.agent_groups.list()])
    changed = client.agent_groups.update(group.id, description="All of them", agent_ids=[])
    print(changed.description, changed.agent_ids, client.agent_groups.get(group.id).name)
    print(client.agent_groups.delete(group.id), client.agent_groups.list())
