"""Lists with cursors: agents, tools, resource sets, their members, agent groups."""

from __future__ import annotations

from kit import empty, fails, here, ok, program, text, tried
from responses import AGENT, GROUP, MEMBER, SUMMARY, TOOL, cursors, twice

from flymyai import AgentClient


def row(number):
    return {**AGENT, "uuid": f"agent-{number}"}


def ids(agents):
    return [agent.id for agent in agents]


@program(
    ok(cursors(row(1), following="c1")),
    ok(cursors(row(2), following="c 2/é?&")),
    ok(cursors(row(3))),
)
def reads_three_pages():
    """One call reads all pages."""
    print(ids(AgentClient().agents.list(page_size=1)))


@program(ok(cursors(TOOL, following="c1")), ok(cursors({**TOOL, "id": 4}, previous="c0")))
def keeps_filters_on_every_page():
    """Filters and page size go with every request."""
    found = AgentClient().tools.list(mcp_tool="tavily", alias="work", page_size=2)
    print([tool.id for tool in found])


@program(
    ok(cursors(following="c1")), ok(cursors(row(1))), ok(cursors()), ok([]),
    rows=["list-requests"],
)  # fmt: skip
def reads_empty_pages():
    """An empty page may have a next one."""
    client = AgentClient()
    print(ids(client.agents.list()), client.agents.list(), client.agents.list())


@program(
    ok([row(1), row(2)]), ok(cursors(row(1), following="x")), ok([row(2)]),
    rows=["list-requests"],
)  # fmt: skip
def reads_lists_of_an_older_service():
    """A bare array is a whole list, also as a later page."""
    client = AgentClient()
    print(ids(client.agents.list()), ids(client.agents.list()))


@program(
    ok([row(n) for n in range(100)]),
    ok(cursors(*[row(n) for n in range(100)])),
    rows=["list-requests"],
)
def reads_full_pages():
    """A hundred rows are the most a page has."""
    client = AgentClient()
    print(len(client.agents.list()), len(client.agents.list()))


@program(ok([row(n) for n in range(101)]), rows=["list-requests", "list-pages"])
def reads_a_long_list_of_an_older_service():
    """An array of more than a hundred rows."""
    tried(lambda: len(AgentClient().agents.list()))


@program(ok(cursors(*[row(n) for n in range(101)])), rows=["list-requests", "list-pages"])
def reads_a_page_that_is_too_long():
    """A page of more than a hundred rows."""
    tried(lambda: len(AgentClient().agents.list()))


@program(
    ok(cursors(row(1), following="c")),
    ok(cursors(row(2), following="d")),
    ok(cursors(following="c")),
    rows=["list-requests", "list-pages"],
)
def meets_a_cursor_again():
    """A cursor that was there before would never end."""
    tried(lambda: ids(AgentClient().agents.list()))


@program(
    *(ok(cursors(row(n), following=f"c{n}")) for n in range(101)),
    rows=["list-requests", "list-pages"],
)
def reads_a_list_without_an_end():
    """A hundred pages are the limit."""
    tried(lambda: ids(AgentClient().agents.list()))
    print(len(here.requests()))


ODD = [
    {},
    {"results": []},
    {"results": [], "next_cursor": None},
    {"next_cursor": None, "previous_cursor": None},
]


@program(*(ok(response) for response in ODD), rows=["list-requests", "list-pages"])
def reads_envelopes_without_their_fields():
    """An envelope has three fields."""
    client = AgentClient()
    for _ in ODD:
        tried(client.agents.list)


@program(
    ok(cursors(count=1)), ok(cursors(row(1), total=1, also=2)), rows=["list-requests", "list-pages"]
)
def reads_envelopes_with_more_fields():
    """Fields that an envelope does not have."""
    client = AgentClient()
    tried(client.agents.list)
    tried(client.agents.list)


@program(
    ok({"count": 1, "next": None, "previous": None, "results": [AGENT]}),
    rows=["list-requests", "list-pages"],
)  # fmt: skip
def reads_an_envelope_of_another_kind():
    """A page with links instead of cursors."""
    tried(AgentClient().agents.list)


@program(
    *(ok({**cursors(), "results": odd}) for odd in (None, {}, "x", 5)),
    rows=["list-requests", "list-pages"],
)
def reads_results_that_are_no_list():
    """Rows that are none."""
    client = AgentClient()
    for _ in range(4):
        tried(client.agents.list)


@program(
    *(ok(odd) for odd in ("text", 5, True)), ok(None), empty(204), text("", 200),
    rows=["list-requests", "list-pages", "no-json"],
)  # fmt: skip
def reads_lists_that_are_none():
    """Responses that are neither an array nor an object."""
    client = AgentClient(max_retries=0)
    for _ in range(6):
        tried(client.agents.list)


CURSORS = ["", " ", "c" * 1025, "a\nb", 5, True, ["c"]]


@program(*(ok(cursors(following=odd)) for odd in CURSORS), rows=["list-requests", "list-pages"])
def reads_bad_next_cursors():
    """Cursors that can't be sent."""
    client = AgentClient()
    for _ in CURSORS:
        tried(client.agents.list)


@program(
    *(ok(cursors(following="c", previous=odd)) for odd in CURSORS),
    rows=["list-requests", "list-pages"],
)
def reads_bad_previous_cursors():
    """The cursor back is looked at, too."""
    client = AgentClient()
    for _ in CURSORS:
        tried(client.agents.list)


@program(ok(cursors(following="c" * 1024)), ok(cursors(row(1))), rows=["list-requests"])
def reads_a_long_cursor():
    """1024 characters are allowed."""
    print(ids(AgentClient().agents.list()))


@program(ok(cursors(row(1), following="c")), fails(403, {"detail": "no"}), rows=["list-requests"])
def fails_on_a_later_page():
    """The rows that were read before are lost."""
    tried(AgentClient().agents.list)


@program(
    ok(cursors(row(1), following="c")),
    ok(cursors({"uuid": 5})),
    rows=["list-requests", "list-validation"],
)
def reads_a_bad_row_on_a_later_page():
    """Rows become records after the last page."""
    tried(AgentClient().agents.list)


@program(ok([], times=0), rows=["list-requests"])
def asks_for_impossible_pages():
    """Page sizes of all five lists."""
    client = AgentClient()
    for size in (0, 101, -1, "50", None, True, 5.0, 10**30):
        tried(lambda: client.agents.list(page_size=size))
        tried(lambda: client.tools.list(page_size=size))


@program()
def asks_for_impossible_pages_of_sets_and_groups():
    """The same for resource sets, members and groups."""
    client = AgentClient()
    for size in (0, 101, "1", None, False):
        tried(lambda: client.mcp_resource_sets.list(page_size=size))
        tried(lambda: client.mcp_resource_sets.list_members("s", page_size=size))
        tried(lambda: client.agent_groups.list(page_size=size))


@program(
    ok(cursors(TOOL, following="c")),
    ok({}),
    ok({}),
    ok([TOOL] * 101),
    rows=["list-requests", "list-pages"],
)
def reads_bad_lists_of_tools():
    """Errors name the list."""
    client = AgentClient()
    for _ in range(3):
        tried(client.tools.list)


@program(
    ok(cursors(SUMMARY, following="c")), ok(5), ok(cursors(MEMBER, following="c")), ok({}),
    rows=["list-pages"],
)  # fmt: skip
def reads_bad_lists_of_sets():
    """Errors name the list."""
    client = AgentClient()
    tried(client.mcp_resource_sets.list)
    tried(lambda: client.mcp_resource_sets.list_members("s"))


@program(
    ok(cursors(GROUP, following="c")), ok(cursors(GROUP, following="c")), ok(cursors(x=1)),
    rows=["list-pages"],
)  # fmt: skip
def reads_bad_lists_of_groups():
    """Errors name the list."""
    client = AgentClient()
    tried(client.agent_groups.list)
    tried(client.agent_groups.list)


@program(
    ok(cursors(row(1), following="n")),
    ok(cursors(row(2))),
    ok(cursors(row(1), following="n")),
    ok(cursors(row(2))),
)
def reads_pages_asynchronously():
    """Both clients read all pages."""
    twice(lambda client: client.agents.list(page_size=1))


@program()
def lists_what_the_service_has():
    """The service's own pages, one row each."""
    client = AgentClient(here.key)
    for number in range(3):
        client.agents.create(name=f"Agent {number}", goal="g")
    print(sorted(agent.name for agent in client.agents.list(page_size=2)))
