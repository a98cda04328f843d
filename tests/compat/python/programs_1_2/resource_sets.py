"""MCP resource sets: which tools and connections an agent may use."""

from __future__ import annotations

from kit import empty, fails, here, ok, program, tried
from responses import KEY, MEMBER, RESOURCE_SET, SUMMARY, A, B, C, cursors, twice

from flymyai import AgentClient, McpResourceSetMemberInput, McpResourceSetStaleRevisionError
from flymyai.agents import McpResourceSetManagementMode, McpResourceSetStatus

CUSTOMER = {
    **RESOURCE_SET, "management_mode": "customer", "authority_type": "external_principal",
    "principal_id": B,
}  # fmt: skip


@program(ok(cursors(SUMMARY), times=2))
def lists_resource_sets():
    """All filters of resource sets."""
    twice(
        lambda client: client.mcp_resource_sets.list(
            page_size=5, query=" mail ", authority_type="external_principal", principal_id=B
        )
    )


@program(ok(cursors(), times=4))
def lists_resource_sets_by_blank_queries():
    """A query of blanks is none."""
    client = AgentClient().mcp_resource_sets
    client.list(query="  ", authority_type="owner")
    client.list(query=None, principal_id=" p ")
    client.list(query="ü" * 256)
    client.list(query="\n a\n")


@program(rows=["argument-causes"])
def lists_resource_sets_by_bad_filters():
    """Filters in the order in which they are looked at."""
    client = AgentClient().mcp_resource_sets
    for fields in (
        {"page_size": 0, "query": 5},
        {"query": 5},
        {"query": "x" * 257},
        {"query": "a\nb"},
        {"query": "a\u200bb"},
        {"query": " " * 257},
        {"authority_type": ""},
        {"authority_type": "x"},
        {"principal_id": ""},
        {"principal_id": 5},
        {"authority_type": "x", "principal_id": ""},
        {"authority_type": "owner", "principal_id": "p"},
    ):
        tried(lambda: client.list(**fields))


@program(ok(RESOURCE_SET, times=2))
def reads_a_resource_set():
    """A set with its members."""
    twice(lambda client: client.mcp_resource_sets.get(A))


@program(ok(cursors(MEMBER, following="m2")), ok(cursors({**MEMBER, "allowed_actions": ["send"]})))
def lists_members_of_a_set():
    """Members on two pages."""
    members = AgentClient().mcp_resource_sets.list_members(A, page_size=1)
    print([(member.slot, member.resource_type, member.allowed_actions) for member in members])


@program(ok(RESOURCE_SET, times=2))
def creates_a_resource_set():
    """A set of one's own."""
    twice(lambda client: client.mcp_resource_sets.create(name="Mail", idempotency_key=KEY))


@program(ok(CUSTOMER, times=2))
def creates_a_resource_set_of_a_customer():
    """Texts and enums as the management mode."""
    client = AgentClient().mcp_resource_sets
    made = client.create(
        name="Mail", idempotency_key=KEY, description="", status="disabled",
        management_mode="customer", principal_id=B,
    )  # fmt: skip
    print(repr(made), made.id)
    client.create(
        name="", idempotency_key=KEY, status=McpResourceSetStatus.ACTIVE,
        management_mode=McpResourceSetManagementMode.CUSTOMER, principal_id=" ",
    )  # fmt: skip


@program(rows=["argument-causes"])
def creates_resource_sets_of_nobody():
    """Customers' sets name a principal, one's own do not."""
    client = AgentClient().mcp_resource_sets
    for fields in (
        {"management_mode": None}, {"management_mode": ""}, {"management_mode": "Customer"},
        {"management_mode": "customer"}, {"principal_id": ""}, {"principal_id": B},
        {"management_mode": "flymyai", "principal_id": B},
    ):  # fmt: skip
        tried(lambda: client.create(name="n", idempotency_key="", **fields))


@program(ok(RESOURCE_SET, times=4))
def changes_a_resource_set():
    """Updates send the revision that they change."""
    twice(lambda client: client.mcp_resource_sets.update(A, expected_revision=1, name="N"))
    client = AgentClient().mcp_resource_sets
    client.update(A, expected_revision=2)
    client.update(A, expected_revision=3, description="", status="disabled", name="")


@program(ok(RESOURCE_SET, times=4))
def replaces_a_resource_set():
    """Replacing sends defaults; `None` leaves a field out."""
    twice(lambda client: client.mcp_resource_sets.replace(A, expected_revision=1, name="N"))
    client = AgentClient().mcp_resource_sets
    client.replace(A, expected_revision=1, name=None, description=None, status=None)
    client.replace(A, expected_revision=1, name="n", description="d", status="disabled")


@program()
def changes_no_revision():
    """Revisions begin at 1."""
    client = AgentClient().mcp_resource_sets
    for revision in (0, -1, True, "1", 1.0, None):
        tried(lambda: client.update(A, expected_revision=revision))
        tried(lambda: client.replace(A, expected_revision=revision, name="n"))
        tried(lambda: client.replace_members(A, expected_revision=revision, members=5))


@program(empty(204), ok({"any": "thing"}), empty(204), ok(None), rows=["ids-encoded"])
def deletes_resource_sets():
    """Deleting returns `None`, for any response."""
    twice(
        lambda client: client.mcp_resource_sets.delete(A),
        lambda client: client.mcp_resource_sets.delete("a/b"),
    )


INPUT = {"resource_type": "user_mcp_tool", "resource_id": C, "slot": "mail"}


@program(ok(RESOURCE_SET, times=2))
def replaces_members():
    """Members as dicts and as records."""
    members = [
        INPUT,
        McpResourceSetMemberInput(
            resource_type="custom_mcp_server", resource_id=C.upper(), slot="docs",
            allowed_actions=["b", "a"], position=0,
        ),
        {**INPUT, "resource_id": B, "position": True},
    ]  # fmt: skip
    twice(
        lambda client: client.mcp_resource_sets.replace_members(
            A, expected_revision=1, members=members
        )
    )


@program(ok(RESOURCE_SET, times=2))
def replaces_members_by_none():
    """No members, and a tuple of some."""
    client = AgentClient().mcp_resource_sets
    client.replace_members(A, expected_revision=1, members=[])
    client.replace_members(A, expected_revision=1, members=(INPUT,))


def many(count, **changes):
    return [
        {**INPUT, "resource_id": f"00000000-0000-4000-8000-{n:012}", "slot": f"s{n}", **changes}
        for n in range(count)
    ]


BAD_MEMBERS = [
    "text",
    b"x",
    {},
    None,
    5,
    {"a": 1},
    many(101),
    [5],
    [{}],
    [{**INPUT, "more": 1}],
    [{**INPUT, "resource_type": "x"}],
    [{**INPUT, "slot": ""}],
    [{**INPUT, "slot": "a b"}],
    [{**INPUT, "slot": "a\n"}],
    [{**INPUT, "slot": "x" * 129}],
    [{**INPUT, "position": -1}],
    [{**INPUT, "resource_id": ""}],
    [{**INPUT, "resource_id": " "}],
    [{**INPUT, "resource_id": "x"}],
    [INPUT, INPUT],
    [INPUT, {**INPUT, "resource_id": B, "allowed_actions": ["x"]}],
    many(26, slot="one"),
    [{**INPUT, "allowed_actions": None}],
]


@program(rows=["argument-causes", "member-values"])
def replaces_members_by_bad_ones():
    """Everything that is no list of members."""
    client = AgentClient().mcp_resource_sets
    for members in BAD_MEMBERS:
        tried(lambda: client.replace_members(A, expected_revision=1, members=members))


@program(ok(RESOURCE_SET, times=2))
def replaces_members_by_as_many_as_possible():
    """A hundred members, 25 in a slot, actions in another order."""
    client = AgentClient().mcp_resource_sets
    client.replace_members(A, expected_revision=1, members=many(25, slot="one") + many(75))
    same = [
        {**INPUT, "allowed_actions": ["a", "b"]},
        {**INPUT, "resource_id": B, "allowed_actions": ["b", "a"]},
    ]
    client.replace_members(A, expected_revision=1, members=same)


STALE = {"code": "stale_revision", "detail": "Changed.", "current_revision": 3}


@program(
    *(
        fails(409, body)
        for body in (
            STALE,
            {"code": "stale_revision"},
            {**STALE, "detail": None},
            {**STALE, "current_revision": "3"},
            {**STALE, "current_revision": True},
            {**STALE, "detail": ["a", 1]},
            {"code": "other", "detail": "d"},
        )
    ),
    rows=["stale-revisions"],
)
def changes_what_somebody_changed():
    """The error of a revision that is not the last one."""
    client = AgentClient().mcp_resource_sets
    for _ in range(7):
        tried(lambda: client.update(A, expected_revision=1))


@program(
    *(
        ok({**RESOURCE_SET, **odd})
        for odd in (
            {"status": "x"},
            {"management_mode": "x"},
            {"revision": "1"},
            {"revision": 0},
            {"revision": True},
            {"member_count": -1},
            {"members": None},
            {"members": [{**MEMBER, "resource_type": "x"}]},
            {"description": None},
            {"principal_id": None, "new": 1},
            {"revision": 1.0},
        )
    ),
    rows=["null-defaults", "unknown-status"],
)
def reads_odd_resource_sets():
    """Unknown enum members, loose integers, nulls, new fields."""
    client = AgentClient().mcp_resource_sets
    for _ in range(11):
        tried(lambda: client.get(A))


@program()
def fills_in_members_by_hand():
    """The one record that programs fill in."""
    print(McpResourceSetMemberInput(**INPUT).model_dump_json())
    for odd in (
        {"slot": "ü"},
        {"position": -1},
        {"position": 1.5},
        {"more": 1},
        {"resource_type": None},
    ):
        tried(lambda: McpResourceSetMemberInput(**{**INPUT, **odd}))
    tried(lambda: McpResourceSetMemberInput(**{**INPUT, "resource_id": "no uuid", "position": 7}))


@program()
def changes_a_set_of_the_service():
    """A write on an old revision, on the service itself."""
    client = AgentClient(here.key).mcp_resource_sets
    made = client.create(name="Mail", idempotency_key=KEY)
    changed = client.update(made.id, expected_revision=made.revision, name="Mails")
    print(changed.name, changed.revision, changed.members, len(client.list()))
    try:
        client.update(made.id, expected_revision=made.revision, name="Other")
    except McpResourceSetStaleRevisionError as error:
        print(error.current_revision, error.status_code, str(error).startswith("HTTP"))
    print(client.delete(made.id), client.list())
