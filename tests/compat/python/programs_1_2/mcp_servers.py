"""Custom MCP servers: their authorization and their calls."""

from __future__ import annotations

from kit import empty, fails, here, ok, program, tried
from responses import AT, KEY, SERVER, twice

from flymyai import AgentClient
from flymyai.agents import McpServerOAuthError

OAUTH = {
    **SERVER,
    "auth_type": "oauth",
    "status": "pending",
    "public_id": "p",
    "discovered_tools": [{"a": 1}],
    "oauth": {"authorized": False, "scopes": ["a"], "issuer": "i", "more": 1},
    "created_at": AT,
}


@program(ok([SERVER, OAUTH], times=2))
def lists_mcp_servers():
    """All servers in one response."""
    twice(lambda client: client.mcp_servers.list())


@program(
    ok({"results": [SERVER], "next": "?page=2"}),
    ok({}),
    ok(None),
    empty(204),
    ok("x"),
    ok({"results": None}),
    rows=["list-pages"],
)
def lists_mcp_servers_in_other_shapes():
    """Pages, and responses that are none."""
    client = AgentClient().mcp_servers
    for _ in range(6):
        tried(client.list)


@program(ok(OAUTH, times=2))
def reads_an_mcp_server():
    """A server with its authorization; new fields are kept."""
    twice(lambda client: client.mcp_servers.get(4))


@program(ok(SERVER, times=4), rows=["server-numbers"])
def reads_mcp_servers_by_odd_ids():
    """Values that convert to an integer are ids."""
    client = AgentClient().mcp_servers
    for server in ("4", 4.9, True, " 7 "):
        client.get(server)


@program(rows=["artifact-numbers"])
def reads_mcp_servers_by_bad_ids():
    """Other values are not."""
    client = AgentClient().mcp_servers
    for server in (0, -1, "x", None, "", [], 0.5):
        for call in (
            client.get,
            client.delete,
            client.authorize,
            client.connect,
            client.disconnect,
        ):
            tried(lambda: call(server))
        tried(lambda: client.call(server, "a", idempotency_key=""))
        tried(lambda: client.update(server))


@program(ok(SERVER, times=2), ok(OAUTH, times=2))
def creates_mcp_servers():
    """Defaults, then an OAuth server with a client of one's own."""
    twice(lambda client: client.mcp_servers.create(name="Docs", url="https://mcp.example/mcp"))
    twice(
        lambda client: client.mcp_servers.create(
            name="Docs", url="https://mcp.example/mcp", transport_type="sse", auth_type="oauth",
            oauth_client_id="id", oauth_client_secret="s", oauth_scopes="a b", is_active=False,
        )
    )  # fmt: skip


@program(ok(SERVER, times=4))
def creates_mcp_servers_with_credentials():
    """Credentials of every kind go along as they are; `None` is left out."""
    client = AgentClient().mcp_servers
    client.create(name="n", url="u", auth_type="bearer_token", auth_credentials={"token": "é"})
    client.create(name="n", url="u", auth_type="api_key", auth_credentials="")
    client.create(name=None, url=None, transport_type=None, auth_type=None, is_active=None)
    client.create(name="", url="https://x", auth_type="oauth", auth_credentials={})


SERVERS = [
    {"auth_type": "x"}, {"auth_type": ""}, {"transport_type": "http"}, {"transport_type": ""},
    {"auth_type": "x", "transport_type": "y"}, {"auth_type": "oauth", "auth_credentials": {"a": 1}},
    {"auth_type": "oauth", "url": "http://x"}, {"auth_type": "oauth", "url": "HTTPS://x"},
    {"auth_type": "oauth", "url": "http://x", "auth_credentials": "c"}, {"oauth_client_id": ""},
    {"auth_type": "none", "oauth_scopes": "a"}, {"auth_type": "basic", "oauth_client_secret": "s"},
]  # fmt: skip


@program(ok(SERVER, times=5))
def creates_bad_mcp_servers():
    """Fields that don't go together."""
    client = AgentClient().mcp_servers
    for fields in SERVERS:
        tried(lambda: client.create(**{"name": "n", "url": "https://x", **fields}))
        tried(lambda: client.update(4, **fields))


@program(ok(SERVER, times=4))
def changes_mcp_servers():
    """Only what is given; credentials come last."""
    twice(
        lambda client: client.mcp_servers.update(
            4, auth_credentials={"b": 1}, name="", is_active=False, auth_type="basic"
        ),
        lambda client: client.mcp_servers.update(4),
    )


@program(
    empty(204), ok({"x": 1}), ok(SERVER, times=2), empty(204), ok({"x": 1}), ok(SERVER, times=2)
)
def connects_and_deletes_mcp_servers():
    """Calls without a body."""
    twice(
        lambda client: client.mcp_servers.delete(4),
        lambda client: client.mcp_servers.delete("5"),
        lambda client: client.mcp_servers.connect(4),
        lambda client: client.mcp_servers.disconnect(4),
    )


LINK = {
    "authorize_url": "https://auth.example/x",
    "redirect_uri": "https://app.example/cb",
    "expires_at": AT,
    "server": OAUTH,
}


@program(ok(LINK, times=2))
def authorizes_an_mcp_server():
    """A link for a person."""
    twice(lambda client: client.mcp_servers.authorize(4))


@program(ok({"a": 1}), ok([1]), ok(None), empty(204), ok({"a": 1}))
def calls_an_mcp_server():
    """Arguments by position and name; responses as they are."""
    client = AgentClient().mcp_servers
    print(client.call(4, "search", {"q": "é"}, idempotency_key=KEY))
    print(client.call(4, "search", arguments={"q": 1}, idempotency_key=KEY))
    print(client.call(4, "", None, idempotency_key=KEY), client.call("4", "x", idempotency_key=KEY))
    twice(lambda client: client.mcp_servers.call(4, "a", {}, idempotency_key=KEY))


NO_CLIENT = {
    "code": "oauth_client_required",
    "detail": "Register.",
    "redirect_uri": "https://app.example/cb",
}


@program(
    fails(409, NO_CLIENT),
    fails(400, {**NO_CLIENT, "redirect_uri": 5}),
    fails(502, {"code": "oauth_failed"}),
    fails(401, {"code": "oauth_", "detail": None}),
    fails(404, {"code": "OAUTH_x", "detail": "d"}),
    fails(409, {"code": ["oauth_x"], "detail": "d"}),
    fails(409, {**NO_CLIENT, "detail": ["a"]}),
    rows=["oauth-errors"],
)
def needs_a_client_of_its_own():
    """The error of OAuth has a code and where to go back to."""
    client = AgentClient(max_retries=0).mcp_servers
    for _ in range(7):
        tried(lambda: client.authorize(4))


@program(
    *(
        ok({**SERVER, **odd})
        for odd in (
            {"id": "4"},
            {"id": "x"},
            {"oauth": {}},
            {"oauth": {"scopes": None}},
            {"status_detail": None},
            {"transport_type": "new", "auth_type": "new", "status": "new"},
            {"created_at": 5},
            {"is_active": "yes"},
        )
    ),
    rows=["null-defaults"],
)
def reads_odd_mcp_servers():
    """Texts for numbers, nulls, new types."""
    client = AgentClient().mcp_servers
    for _ in range(8):
        tried(lambda: client.get(4))


@program()
def registers_an_mcp_server():
    """A server that requires an own OAuth client, on the service itself."""
    client = AgentClient(here.key).mcp_servers
    server = client.create(name="Slack", url="https://slack.example/mcp", auth_type="oauth")
    try:
        client.authorize(server.id)
    except McpServerOAuthError as error:
        print(error.code, error.status_code, bool(error.redirect_uri))
    client.update(server.id, oauth_client_id="id", oauth_client_secret="secret")
    link = client.authorize(server.id)
    print(bool(link.authorize_url), link.server.id == server.id, client.get(server.id).name)
    print(client.delete(server.id), client.list())
