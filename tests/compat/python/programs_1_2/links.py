"""Lists whose pages have a link to the next one: runs, versions, deployments."""

from __future__ import annotations

from kit import empty, fails, here, ok, program, tried
from responses import DEPLOYMENT, RUN, VERSION, A, twice

from flymyai import AgentClient


def page(*rows, following=None, **more):
    return {"count": 9, "next": following, "previous": None, "results": list(rows), **more}


def run(number):
    return {**RUN, "id": number}


def ids(rows):
    return [row.id for row in rows]


@program(ok([run(1), run(2)], times=2))
def lists_runs_of_an_older_service():
    """A bare array is the whole list; no page size is sent."""
    twice(lambda client: client.runs.list())


@program(
    ok(page(run(1), following="https://service.example/api/v1/agents/executions/?cursor=abc%3D")),
    ok(page(run(2), following="/elsewhere/?cursor=b+c&limit=2&empty=")),
    ok(page(run(3))),
)
def follows_links():
    """Only the query of a link counts, not its host and path."""
    print(ids(AgentClient().runs.list()))


@program(
    ok(page(run(1), following="?offset=1&limit=1")),
    ok(page(run(2), following="?limit=1&offset=1")),
    rows=["list-pages"],
)
def meets_a_link_again():
    """The same query in another order is the same page."""
    tried(lambda: ids(AgentClient().runs.list()))


@program(
    ok(page(run(1), following="?cursor=a&x=1")), ok(page(run(2), following="?cursor=a&x=2")),
    rows=["list-pages"],
)  # fmt: skip
def meets_a_link_with_the_same_cursor():
    """A link's cursor decides which page it is."""
    tried(lambda: ids(AgentClient().runs.list()))


@program(
    ok(page(run(1), following="https://service.example/")), ok(page(run(2), following="x")),
    rows=["list-pages"],
)  # fmt: skip
def follows_a_link_without_a_query():
    """A link without a query leads nowhere."""
    tried(lambda: ids(AgentClient().runs.list()))


@program(*(ok(page(run(1), following=odd)) for odd in ("", None, 5, True, ["?cursor=x"])))
def reads_links_that_are_none():
    """Links that end the list."""
    client = AgentClient()
    for _ in range(5):
        print(ids(client.runs.list()))


@program(*(ok(page(run(n), following=f"?cursor={n}")) for n in range(101)), rows=["list-pages"])
def follows_links_without_an_end():
    """A hundred pages are the limit."""
    tried(lambda: ids(AgentClient().runs.list()))
    print(len(here.requests()))


@program(
    *(ok(odd) for odd in (None, {}, "text", 5, {"results": None}, {"results": {"a": 1}})),
    empty(204),
    rows=["list-pages"],
)
def reads_responses_that_have_no_rows():
    """Responses that are no list."""
    client = AgentClient()
    for _ in range(7):
        tried(client.runs.list)


@program(ok({"next_cursor": "c", "previous_cursor": None, "results": [RUN]}))
def reads_a_cursor_where_links_are_expected():
    """A page with cursors has no link."""
    print(ids(AgentClient().runs.list()))


@program(ok(page(run(1), following="?page=2")), fails(500, {"detail": "down"}))
def fails_behind_a_link():
    """The second page fails."""
    tried(AgentClient(max_retries=0).runs.list)


@program(
    ok(page(VERSION, following="?agent_task=other&cursor=v2&cursor=v3")),
    ok(page({**VERSION, "public_id": "v", "version_number": 2})),
    ok([VERSION]),
)
def lists_versions():
    """The call's filters win over the link's; the last of two cursors counts."""
    client = AgentClient()
    print(ids(client.versions.list(agent_id=A)))
    print(ids(client.versions.list()))


@program(
    ok(page(DEPLOYMENT, following="?status=old&cursor=d2")), ok(page(DEPLOYMENT)), ok([]), ok([])
)
def lists_deployments():
    """Filters; an empty status is sent."""
    client = AgentClient()
    print(ids(client.deployments.list(agent_id=A, status="published")))
    print(client.deployments.list(status=""), client.deployments.list())


@program(
    ok(page(VERSION, following="?cursor=x")), ok(page(VERSION, following="?cursor=x")),
    rows=["list-pages"],
)  # fmt: skip
def meets_a_link_of_versions_again():
    """The error names the list."""
    tried(AgentClient().versions.list)


@program(
    ok(page(DEPLOYMENT, following="")),
    ok(page(DEPLOYMENT, following="?")),
    ok(page(DEPLOYMENT, following="?")),
    rows=["list-pages"],
)
def meets_a_link_of_deployments_again():
    """The error names the list."""
    client = AgentClient()
    print(len(client.deployments.list()))
    tried(client.deployments.list)


@program(ok(page({"id": "x"})), ok([5]), rows=["list-validation"])
def reads_bad_rows_of_runs():
    """Rows that are no runs."""
    client = AgentClient()
    tried(client.runs.list)
    tried(client.runs.list)
