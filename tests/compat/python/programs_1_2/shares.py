"""Shares: one connection, shared with one person."""

from __future__ import annotations

from kit import here, ok, program, tried
from responses import DEVICE, INVITATION, SHARE, A, B, D, items, twice

from flymyai import AgentClient

HEADERS = ["accept", "accept-encoding", "idempotency-key"]
KEY = "share-0001"


@program(ok(items(SHARE), times=2), ok(items(INVITATION), times=2), headers=HEADERS)
def lists_shares():
    """Shares and invitations, sent and received."""
    twice(lambda client: client.shares.list())
    twice(lambda client: client.shares.invitations(scope="sent", cursor="c"))


@program()
def lists_shares_of_nobody():
    """Scopes and cursors that are refused."""
    client = AgentClient().shares
    for scope in ("", "all", None, 5):
        tried(lambda: client.list(scope=scope, cursor=5))
        tried(lambda: client.invitations(scope=scope))


@program(ok(INVITATION, times=2), headers=HEADERS)
def offers_a_connection():
    """Invites a person to use a connection."""
    twice(
        lambda client: client.shares.invite(
            D.upper(), "bob@example.com", accept_sharing=True, idempotency_key=KEY, access_days=30
        )
    )


@program(ok(SHARE, times=2), ok(INVITATION, times=2), ok(SHARE, times=2))
def answers_offers():
    """Accepts, cancels, revokes."""
    twice(lambda client: client.shares.accept(A, accept_billing=True))
    twice(lambda client: client.shares.cancel(A))
    twice(lambda client: client.shares.revoke(A))


@program(
    ok({"tools": [{"name": "send"}], "next_cursor": "c"}, times=2),
    ok({"done": True}, times=2),
    headers=HEADERS,
)
def uses_a_shared_connection():
    """Looks at its tools, and calls one."""
    twice(lambda client: client.shares.tools(A, cursor="c"))
    twice(lambda client: client.shares.call(A, "send", {"to": "é", "n": None}, idempotency_key=KEY))


@program(ok({}), ok([1]), ok(None), ok("x"))
def uses_a_shared_connection_oddly():
    """Arguments of any kind, and responses of any kind."""
    client = AgentClient().shares
    print(client.call(A, "", None, idempotency_key=None))
    print(client.call(A, "n", [1.5, True], idempotency_key=KEY))
    print(client.tools(A), client.tools(A))


@program(
    ok(items(DEVICE)),
    ok(DEVICE),
    ok(DEVICE),
    ok(items({"k": 1})),
    ok(items(DEVICE)),
    ok(DEVICE),
    ok(DEVICE),
    ok(items({"k": 1})),
    headers=HEADERS,
)
def looks_after_devices_of_a_share():
    """Devices and their activity."""
    twice(
        lambda client: client.shares.devices(A),
        lambda client: client.shares.create_device(A, "laptop", idempotency_key=KEY),
        lambda client: client.shares.revoke_device(A, B),
        lambda client: client.shares.activity(A),
    )


@program(rows=["uuid-texts", "ids-refused"])
def passes_bad_ids_of_shares():
    """Ids come before keys."""
    client = AgentClient().shares
    tried(lambda: client.invite("x", "b@x", accept_sharing=True, idempotency_key=""))
    tried(lambda: client.accept("x", accept_billing=True))
    tried(lambda: client.call("x", "n", {}, idempotency_key=""))
    tried(lambda: client.create_device(None, "l", idempotency_key=""))
    tried(lambda: client.revoke_device(A, "x"))
    tried(lambda: client.tools("", cursor=5))


@program(*(ok(items({**SHARE, **odd})) for odd in (
    {"owner": None}, {"owner": {"id": "1", "username": "ann", "x": 1}}, {"billing_mode": None},
    {"state": "new", "more": 1}, {"expires_at": "soon"},
)), rows=["null-defaults"])  # fmt: skip
def reads_odd_shares():
    """Nulls, texts for numbers, new states, bad times."""
    client = AgentClient().shares
    for _ in range(5):
        tried(client.list)


@program(
    ok(items({**INVITATION, "recipient": {"id": 2, "username": "bob"}, "grant_id": B})),
    ok(items({**INVITATION, "access_days": None})),
)
def reads_odd_invitations():
    """An accepted one, and one with a null."""
    client = AgentClient().shares
    print(client.invitations().model_dump_json())
    tried(client.invitations)


@program(rows=["team-errors"])
def offers_what_is_not_there():
    """The service refuses to share an unknown connection."""
    client = AgentClient(here.key).shares
    tried(lambda: client.invite(D, "bob@example.com", accept_sharing=True, idempotency_key=KEY))
    print(client.list().items, client.invitations(scope="sent").items)
