"""Teams: people who share connections under one account."""

from __future__ import annotations

from kit import here, ok, program, tried
from pydantic import SecretStr
from responses import CONNECTION, DEVICE, INVITE, TEAM, A, B, C, items, twice

from flymyai import AgentClient

HEADERS = ["accept", "accept-encoding", "idempotency-key"]


@program(ok(items(TEAM, following="t2"), times=2), headers=HEADERS)
def lists_teams():
    """One page of teams."""
    twice(lambda client: client.teams.list())


@program(ok(items()), ok(items()), ok(items()), ok({"items": []}))
def turns_pages_of_teams():
    """An empty cursor is none."""
    client = AgentClient().teams
    print(client.list(cursor="").items, client.list(cursor=None).next_cursor)
    client.list(cursor="c" * 64)
    print(client.list(cursor="a b&é"))


@program(rows=["uuid-texts", "json-value-texts", "team-cursors"])
def turns_to_bad_pages():
    """Cursors that are refused."""
    client = AgentClient()
    for cursor in (5, "c" * 65, b"c", True):
        tried(lambda: client.teams.list(cursor=cursor))
        tried(lambda: client.teams.connections(A, cursor=cursor))
        tried(lambda: client.teams.members("x", cursor=cursor))
        tried(lambda: client.teams.usage(A, cursor=cursor))
        tried(lambda: client.shares.list(cursor=cursor))


@program(ok(TEAM, times=2), headers=HEADERS)
def reads_a_team():
    """Money is exact."""
    twice(lambda client: client.teams.get(A))


@program(ok(TEAM, times=3))
def reads_a_team_by_odd_ids():
    """Ids are sent in one writing."""
    client = AgentClient().teams
    client.get(A.upper())
    client.get("{" + A + "}")
    team = client.get("urn:uuid:" + A.replace("-", ""))
    print(team.id, type(team.id), team.spend_limit, team.model_dump_json())


@program(rows=["uuid-texts", "ids-refused"])
def reads_teams_by_bad_ids():
    """Ids that are none."""
    client = AgentClient()
    for team in ("", "x", None, 5, A + "0", "a/b"):
        tried(lambda: client.teams.get(team))
        tried(lambda: client.teams.update(team, revision=1))
        tried(lambda: client.teams.devices(team))
        tried(lambda: client.teams.revoke_device(A, team))
        tried(lambda: client.shares.revoke(team))


@program(ok(TEAM, times=2))
def enables_a_team():
    """Creates a team and takes over its costs."""
    twice(lambda client: client.teams.enable("acme", create=True, accept_billing=True))


@program(ok(TEAM, times=3))
def changes_a_team():
    """Fields go along as they are, the revision last."""
    twice(
        lambda client: client.teams.update(A, revision=3, active=False, spend_limit="7.50", x=None)
    )
    AgentClient().teams.enable("ü")


@program(ok(items(CONNECTION), times=2))
def lists_connections_of_a_team():
    """The connections of a team."""
    twice(lambda client: client.teams.connections(A, cursor="c"))


@program(ok(CONNECTION, times=6))
def shares_connections_with_a_team():
    """Adds a connection, shares it, takes it back."""
    twice(
        lambda client: client.teams.add_connection(
            A, source_kind="user_mcp_tool", source_id=C.upper(), label="Mail", actions=["send"],
            shared=True, consent=True,
        ),
        lambda client: client.teams.share_connection(
            A, B, revision=1, actions=[], shared=False, consent=None
        ),
        lambda client: client.teams.revoke_connection(A, B),
    )  # fmt: skip


@program(rows=["uuid-texts", "ids-refused"])
def shares_bad_connections():
    """Ids of teams come first, then those of sources and connections."""
    client = AgentClient().teams
    tried(lambda: client.add_connection("x", source_kind="k", source_id="y", label="l", actions=[]))
    tried(lambda: client.add_connection(A, source_kind="k", source_id="y", label="l", actions=[]))
    tried(
        lambda: client.share_connection(A, "y", revision=1, actions=[], shared=True, consent=True)
    )
    tried(lambda: client.revoke_connection(A, None))
    tried(lambda: client.add_connection(A, source_kind="k", source_id=C, label="l"))


@program(ok(INVITE, times=2), headers=HEADERS)
def invites_somebody():
    """Invites by mail; the token is secret."""
    twice(
        lambda client: client.teams.invite(
            A, idempotency_key="invite-0001", email="bob@example.com"
        )
    )


@program(ok(INVITE))
def invites_an_admin():
    """All fields of an invitation, and how its token is read."""
    invite = AgentClient().teams.invite(
        A, idempotency_key="invite-0001", role="admin", access_days=30, call_limit=0,
        spend_limit="0.10",
    )  # fmt: skip
    print(invite.token, invite.token.get_secret_value(), repr(invite.spend_limit))
    print(invite.model_dump_json())


@program(ok({"state": "claimed"}, times=2), ok({"role": "member"}, times=2))
def claims_an_invitation():
    """Looks at an invitation and takes it."""
    token = SecretStr("invite-secret")
    twice(lambda client: client.teams.claim_invite(token, accept_team_scope=True))
    twice(lambda client: client.teams.preview_invite(token))


@program(ok({"state": "claimed"}), ok({"state": "claimed"}), rows=["team-tokens"])
def claims_an_invitation_by_its_text():
    """A token that is no secret."""
    tried(lambda: AgentClient().teams.claim_invite("invite-secret", accept_team_scope=True))
    tried(lambda: AgentClient().teams.preview_invite("invite-secret"))


@program(ok(INVITE, times=2), ok(items(INVITE), times=2))
def decides_invitations():
    """Approves one, and lists them."""
    twice(lambda client: client.teams.decide_invite(A, B, approve=True))
    twice(lambda client: client.teams.invitations(A))


@program(
    ok(items(DEVICE)),
    ok(DEVICE),
    ok(DEVICE),
    ok(items(DEVICE)),
    ok(DEVICE),
    ok(DEVICE),
    headers=HEADERS,
)
def looks_after_devices():
    """Devices of a team; tokens are shown once."""
    twice(
        lambda client: client.teams.devices(A),
        lambda client: client.teams.create_device(A, label="laptop", idempotency_key="device-0001"),
        lambda client: client.teams.revoke_device(A, B),
    )


@program(*[ok(items({"kind": "call", "n": 1}), times=2)] * 5)
def reads_what_happened_in_a_team():
    """Pages of plain objects."""
    twice(lambda client: client.teams.activity(A))
    twice(lambda client: client.teams.eligible(cursor="c"))
    twice(lambda client: client.teams.sources(A))
    twice(lambda client: client.teams.members(A, cursor="c"))
    twice(lambda client: client.teams.usage(A))


@program(ok(items()), ok({"limits": {"a": [1, None]}}, times=2))
def reads_usage_and_capabilities():
    """Usage by actor or action."""
    AgentClient().teams.usage(A, group="action", cursor="c")
    for group in ("", "x", None, 5):
        tried(lambda: AgentClient().teams.usage("x", group=group))
    twice(lambda client: client.teams.capabilities())


@program(ok({"id": B, "role": "admin"}, times=2), ok({"removed": True}, times=2))
def changes_members():
    """Changes a member, and removes one with a body."""
    twice(lambda client: client.teams.update_member(A, B, epoch=2, role="admin", active=None))
    twice(lambda client: client.teams.remove_member(A, B, accept_team_scope=True))


@program(ok({"state": "proposed"}), ok(TEAM), ok({}), ok({"state": "proposed"}), ok(TEAM), ok({}))
def hands_a_team_over():
    """Proposes, accepts and cancels a transfer."""
    twice(
        lambda client: client.teams.propose_transfer(A, B.upper()),
        lambda client: client.teams.accept_transfer(A, accept_billing=True),
        lambda client: client.teams.cancel_transfer(A),
    )


@program(*(ok({**TEAM, **odd}) for odd in (
    {"owner": None}, {"owner": "x"}, {"spend_limit": 5.1}, {"spend_limit": None}, {"spent": "x"},
    {"pending_transfer": {"a": 1}}, {"id": "x"}, {"revision": "2"}, {"role": "new-role", "more": 1},
)), ok({k: v for k, v in TEAM.items() if k != "owner"}))  # fmt: skip
def reads_odd_teams():
    """Nulls, numbers for money, missing and new fields."""
    client = AgentClient().teams
    for _ in range(10):
        tried(lambda: client.get(A))


@program(
    ok(items(*[TEAM] * 26)),
    ok(items(following="c" * 65)),
    ok({}),
    ok([]),
    ok({"items": None}),
    ok(items(*[TEAM] * 25)),
    rows=["team-shapes"],
)
def reads_odd_pages_of_teams():
    """Pages that are too long, and none at all."""
    client = AgentClient().teams
    for _ in range(6):
        tried(lambda: len(client.list().items))


@program(
    ok(items({**CONNECTION, "actions": ["a"] * 17})),
    ok(items({**CONNECTION, "owner_id": None, "calls": None})),
    ok(items({**CONNECTION, "owner_name": None, "users": 3})),
    rows=["null-defaults"],
)
def reads_odd_connections_of_a_team():
    """Too many actions, nulls."""
    client = AgentClient().teams
    for _ in range(3):
        tried(lambda: client.connections(A))


@program()
def keeps_a_team_on_the_service():
    """A team from its beginning, on the service itself."""
    client = AgentClient(here.key).teams
    team = client.enable("acme", create=True, accept_billing=True)
    print(team.username, team.role, team.active, team.calls, len(client.list().items))
    invite = client.invite(team.id, idempotency_key="invite-0001", email="bob@example.com")
    print(
        invite.role, invite.state, invite.token is not None, len(client.invitations(team.id).items)
    )
    device = client.create_device(team.id, label="laptop", idempotency_key="device-0001")
    print(
        device.label,
        device.token is not None,
        client.revoke_device(team.id, device.id).revoked_at is not None,
    )
    print(client.update(team.id, revision=team.revision, spend_limit="7.50").spend_limit)
