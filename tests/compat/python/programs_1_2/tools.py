"""Tools: filters, aliases, calls on a run's bill, browser profiles."""

from __future__ import annotations

from kit import empty, fails, here, ok, program, tried
from responses import AT, KEY, PROFILE, TOOL, A, cursors, twice

from flymyai import AgentClient

SLUGS = [5, None, "", "a b", "ü", "a/b", "a\n", "a.b"]


@program(ok(cursors({**TOOL, "public_id": A, "alias": "work"}), times=2))
def lists_tools_by_name_and_alias():
    """Filters of tools."""
    twice(lambda client: client.tools.list(mcp_tool="tavily", alias="work", page_size=5))


@program(ok(cursors(TOOL)), ok(cursors()), ok([]), rows=["list-requests"])
def lists_tools_without_filters():
    """Filters that are `None` are left out."""
    client = AgentClient()
    (tool,) = client.tools.list()
    print(tool.alias, tool.public_id)
    print(client.tools.list(mcp_tool=None, alias="x" * 64), client.tools.list(mcp_tool="y" * 255))


@program()
def filters_tools_by_bad_names():
    """Names that no tool can have; the page's size is looked at first."""
    client = AgentClient()
    for name in SLUGS:
        if name is not None:
            tried(lambda: client.tools.list(mcp_tool=name))
            tried(lambda: client.tools.list(alias=name))
    tried(lambda: client.tools.list(mcp_tool="x" * 256, alias="y" * 65))
    tried(lambda: client.tools.list(alias="y" * 65))
    tried(lambda: client.tools.list(page_size=0, mcp_tool=""))


@program(ok(TOOL, times=4))
def creates_tools_with_aliases():
    """An alias comes last in the request."""
    client = AgentClient()
    client.tools.create(mcp_tool="gmail")
    client.tools.create(mcp_tool="gmail", alias="work", config={"b": 1, "a": None})
    client.tools.create(mcp_tool="", alias=None)
    client.tools.create(mcp_tool="x y", alias="A-_9")


@program()
def creates_tools_with_bad_aliases():
    """An alias is 1 to 64 letters, digits, underscores and hyphens."""
    client = AgentClient()
    for alias in (5, "", "a b", "ü", "a\n", "x" * 65, ["a"]):
        tried(lambda: client.tools.create(mcp_tool="gmail", alias=alias))
        tried(lambda: client.tools.update(3, alias=alias))
    tried(lambda: client.tools.update(3, alias=None))


@program(ok(TOOL, times=4))
def updates_tools():
    """An alias comes first in the request."""
    twice(
        lambda client: client.tools.update(3, config={"x": 1}, alias="home"),
        lambda client: client.tools.update(3),
    )


@program(ok([1, {"b": None}]), ok("text"), ok(None), empty(204), ok({"execution_id": "x"}))
def calls_tools_on_a_run():
    """A call can be put on a run's bill; responses are as they are."""
    client = AgentClient()
    print(client.tools.call(3, action="a", idempotency_key=KEY, execution_id="exec_1"))
    print(client.tools.call(3, action="a", idempotency_key=KEY, arguments={"q": "ü"}))
    print(client.tools.call(3, action="a", idempotency_key=KEY, arguments=None))
    print(client.tools.call(3, action="", idempotency_key=KEY, arguments={}))
    print(client.tools.call(3, action="a", idempotency_key=KEY, execution_id=" e "))


@program(rows=["no-json-arguments"])
def calls_tools_on_no_run():
    """Ids of runs that are none."""
    client = AgentClient()
    for run in ("", " ", 17, b"x", True):
        tried(lambda: client.tools.call(3, action="a", idempotency_key=KEY, execution_id=run))


@program(ok(PROFILE, times=6))
def looks_after_a_browser_profile():
    """The three calls on a tool's browser profile."""
    twice(
        lambda client: client.tools.get_browser_profile(3),
        lambda client: client.tools.create_browser_profile(3, name=" My shop "),
        lambda client: client.tools.reconcile_browser_profile(3),
    )


@program()
def names_bad_browser_profiles():
    """Tools and names that are refused, the tool first."""
    client = AgentClient()
    for tool in (0, -1, True, "3", 3.0, None):
        tried(lambda: client.tools.get_browser_profile(tool))
        tried(lambda: client.tools.reconcile_browser_profile(tool))
        tried(lambda: client.tools.create_browser_profile(tool, name=""))
    for name in ("", "  ", "x" * 101, 5, None):
        tried(lambda: client.tools.create_browser_profile(3, name=name))


@program(ok(PROFILE), ok(PROFILE))
def names_long_browser_profiles():
    """A hundred characters, blanks around them not counted."""
    client = AgentClient()
    client.tools.create_browser_profile(3, name="x" * 100)
    client.tools.create_browser_profile(3, name=f"\n{'ü' * 100} ")


FULL = {
    "profile_id": "p",
    "name": "n",
    "cookie_domains": ["a.example"],
    "created_at": AT,
    "note": "é",
}


@program(
    ok({"connection_id": A, "status": "unbound"}),
    ok(
        {
            "connection_id": A,
            "status": "unknown",
            "code": "lost",
            "detail": "d",
            "recovery_intent_id": "r",
        }
    ),
    ok({"connection_id": A, "status": "bound", "profile": FULL, "new": 1}),
    ok({"connection_id": A, "status": "melted"}),
    ok({"connection_id": A, "status": "bound", "profile": {**FULL, "cookie_domains": None}}),
    ok({"status": "bound"}),
    rows=["null-defaults", "unknown-status"],
)
def reads_browser_profiles():
    """Profiles in every state, and in states that don't exist."""
    client = AgentClient()
    for _ in range(6):
        tried(lambda: client.tools.get_browser_profile(3))


@program(
    fails(409, {"code": "profile_busy", "detail": "busy"}), fails(404, {"detail": "Not found."})
)
def fails_with_browser_profiles():
    """Refusals of the service."""
    client = AgentClient()
    tried(lambda: client.tools.create_browser_profile(3, name="n"))
    tried(lambda: client.tools.get_browser_profile(4))


@program()
def uses_a_browser_of_the_service():
    """A profile of the service's own browser tool."""
    client = AgentClient(here.key)
    before = client.tools.get_browser_profile(2)
    made = client.tools.create_browser_profile(2, name="Shop")
    print(before.status, before.profile, made.status, made.profile.name, type(made).__name__)
