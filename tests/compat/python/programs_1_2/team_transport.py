"""The transport of teams and shares: JSON, sizes, statuses, failures."""

from __future__ import annotations

import asyncio

import httpx
from kit import ELSEWHERE, empty, fails, here, moved, octets, ok, program, text, tried, zipped
from responses import TEAM, A, items, twice

from flymyai import AgentClient, AsyncAgentClient
from flymyai.agents import McpTeamError

STATUSES = (400, 401, 402, 403, 404, 409, 412, 422, 429, 500, 502, 503)


@program(
    *(fails(status, {"code": "no_access", "detail": "secret"}) for status in STATUSES),
    rows=["team-errors"],
)
def is_refused_by_a_team():
    """Errors have a status and a code."""
    client = AgentClient(max_retries=0)
    for _ in STATUSES:
        tried(lambda: client.teams.get(A))


CODES = [
    "",
    "x" * 64,
    "x" * 65,
    "No",
    "a-b",
    "a1",
    5,
    None,
    ["a"],
    "a_b\n",
    "oauth_x",
    "stale_revision",
]


@program(
    *(fails(409, {"code": code}) for code in CODES),
    fails(409, ["a"]),
    fails(409, "x"),
    fails(409, None),
    empty(409),
    rows=["team-errors"],
)
def is_refused_with_odd_codes():
    """Codes that are none become `request_rejected`."""
    client = AgentClient(max_retries=0)
    for _ in range(len(CODES) + 4):
        tried(lambda: client.teams.get(A))


@program(
    fails(403, {"code": "no_access"}, times=2),
    fails(404, {"code": "gone"}, times=2),
    rows=["team-errors"],
)
def is_refused_in_both_clients():
    """The same error from the asynchronous client."""
    twice(lambda client: client.teams.get(A), lambda client: client.shares.list())


@program(rows=["team-errors"])
def makes_errors_of_teams_by_hand():
    """Builds the error, as tests do."""
    tried(lambda: McpTeamError(1, "c"))
    tried(lambda: McpTeamError(1))
    error = McpTeamError(status_code=404, code="gone")
    print(
        str(error),
        repr(error),
        error.args,
        error.status_code,
        error.code,
        isinstance(error, Exception),
    )


@program(
    text("<html>no</html>", 401),
    text("<html>no</html>"),
    text("{", 200),
    octets(b"\xff", 200),
    text("[" * 5000 + "]" * 5000),
    rows=["team-errors", "deep-json"],
)
def reads_teams_that_are_no_json():
    """A body that is no JSON, for each status."""
    client = AgentClient(max_retries=0)
    for _ in range(5):
        tried(client.teams.capabilities)


@program(
    octets(b'\xef\xbb\xbf{"a": 1}'),
    octets('{"a": "é"}'.encode("utf-16")),
    text('{"a": NaN, "b": 1e999}'),
    text('{"a": 1, "a": 2}'),
    text(" 5 "),
)
def reads_odd_json_of_teams():
    """Other encodings and what Python's JSON allows."""
    client = AgentClient(max_retries=0)
    for _ in range(5):
        tried(client.teams.capabilities)


@program(
    zipped({"a": 1}),
    ok({"a": 1}, headers={"content-encoding": "identity"}),
    fails(403, {"code": "x"}, headers={"content-encoding": "br"}),
    rows=["team-errors"],
)
def reads_compressed_teams():
    """Compressed responses are refused."""
    client = AgentClient(max_retries=0)
    for _ in range(3):
        tried(client.teams.capabilities)


@program(
    text('{"a": "%s"}' % ("x" * (262144 - 9))),
    text('{"a": "%s"}' % ("x" * (262144 - 8))),
    ok({"a": 1}),
    rows=["team-errors"],
)
def reads_large_teams():
    """262,144 bytes are the limit; the client works on."""
    client = AgentClient(max_retries=0)
    for _ in range(3):
        tried(lambda: len(str(client.teams.capabilities()["a"])))


@program(
    {
        "reply": {
            "status": 200,
            "headers": {"content-type": "application/json"},
            "chunks": ["eHh4" * 20000] * 8,
        }
    },
    ok({"a": 1}),
    rows=["team-errors"],
)
def reads_large_teams_in_chunks():
    """A response without its size."""
    client = AgentClient(max_retries=0)
    tried(client.teams.capabilities)
    tried(client.teams.capabilities)


@program(empty(204), empty(200), ok(None), empty(204), ok([]), ok("x"), rows=["team-shapes"])
def reads_empty_teams():
    """Nothing is an empty object."""
    client = AgentClient(max_retries=0)
    print(client.teams.capabilities(), client.teams.capabilities(), client.teams.capabilities())
    tried(lambda: client.teams.get(A))
    tried(client.teams.list)
    tried(client.shares.list)


@program(
    moved("/elsewhere/", 302),
    moved(ELSEWHERE + "/", 308),
    empty(304),
    fails(201, TEAM),
    fails(299, TEAM),
    rows=["team-errors"],
)
def is_sent_elsewhere_by_a_team():
    """Redirects are errors, every 2xx succeeds."""
    client = AgentClient(max_retries=0)
    for _ in range(5):
        tried(lambda: client.teams.get(A).username)


@program(ok(TEAM, times=3))
def writes_to_a_team_in_ascii():
    """The text of requests."""
    client = AgentClient().teams
    client.enable("é\u2028😀\x7f")
    client.update(A, revision=1, b={"z": 1, "a": [1.0, 1e22, None, True]}, a=(1,))
    client.update(A, revision=10**20, text='a\n"\\/')


@program(ok(TEAM))
def writes_much_to_a_team():
    """64 KiB are the limit."""
    client = AgentClient().teams
    room = 65536 - len('{"label":"","revision":1}')
    client.update(A, revision=1, label="x" * room)
    tried(lambda: client.update(A, revision=1, label="x" * (room + 1)))
    tried(lambda: client.update(A, revision=1, label="é" * 20000))
    tried(lambda: client.invite(A, idempotency_key="short", email="x" * 70000))
    tried(lambda: client.invite(A, idempotency_key="long-enough", email="x" * 70000))


@program(rows=["json-value-texts"])
def writes_what_is_no_json_to_a_team():
    """Values without a text."""
    client = AgentClient()
    tried(lambda: client.teams.update(A, revision=1, label={1, 2}))
    tried(lambda: client.shares.call(A, "n", {"a": b"x"}, idempotency_key="key-0001"))


@program({"drop": "before"}, {"drop": "before"}, {"drop": "before"})
def loses_a_team():
    """A lost connection is httpx's error."""
    client = AgentClient(max_retries=0)
    for call in (client.teams.list, client.shares.list):
        try:
            call()
        except httpx.TransportError as error:
            print(type(error))

    async def asynchronously():
        async with AsyncAgentClient(max_retries=0) as other:
            try:
                await other.teams.list()
            except httpx.TransportError as error:
                print(type(error))

    asyncio.run(asynchronously())


@program()
def replaces_the_transport_of_teams():
    """Puts a mock behind teams, as tests do."""

    def response(request):
        print(request.method, request.url.path, dict(request.url.params), request.content)
        return httpx.Response(200, stream=httpx.ByteStream(b'{"items": [], "next_cursor": null}'))

    client = AgentClient("fly-test")
    client._http = httpx.Client(base_url=here.url, transport=httpx.MockTransport(response))
    print(client.teams.list(cursor="c"), client.shares.list())


@program(ok(items(), times=2))
def obeys_no_time_limit_of_the_client():
    """A client with a time limit of its own."""
    twice(lambda client: client.teams.list(), timeout=5)
