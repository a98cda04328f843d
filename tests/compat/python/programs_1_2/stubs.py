"""Where programs' tests put their own parts in."""

from __future__ import annotations

import asyncio
import json

import httpx
from kit import fails, here, ok, program, tried
from responses import AGENT, KEY, RUN, TRIGGER, A, cursors

from flymyai import AgentClient, AsyncAgentClient

CALLS = [
    lambda c: c.agents.run(A, idempotency_key=KEY, variables={"a": 1}),
    lambda c: c.runs.list(),
    lambda c: c.tools.list(),
    lambda c: c.compilations.list(agent_id=A),
    lambda c: c.versions.list(agent_id=A),
    lambda c: c.deployments.access("d"),
    lambda c: c.mcp_resource_sets.list(query="q"),
    lambda c: c.artifacts.get(A),
    lambda c: c.tools.get_browser_profile(3),
    lambda c: c.projects.stop("app:a/b", idempotency_key=KEY),
    lambda c: c.triggers_v1.delete(A, idempotency_key=KEY),
    lambda c: c.mcp_servers.connect(4),
]


@program(rows=["list-requests", "request-options"])
def replaces_the_request_method_of_1_2():
    """Replaces `_request` and prints its arguments."""

    class Client(AgentClient):
        def _request(self, method, path, **keywords):
            print(
                method, path, {k: keywords[k] for k in sorted(keywords) if keywords[k] is not None}
            )
            raise RuntimeError("replaced")

    client = Client("fly-x")
    for call in CALLS:
        tried(lambda: call(client))


@program(rows=["list-requests"])
def replaces_the_http_client_of_1_2():
    """Puts a mock behind every resource that uses the common transport."""

    def response(request):
        body = json.loads(request.content) if request.content else None
        print(
            request.method,
            request.url.path,
            dict(request.url.params),
            body,
            request.headers.get("idempotency-key"),
        )
        return httpx.Response(403, json={"detail": "mocked"})

    client = AgentClient("fly-x")
    client._http = httpx.Client(base_url=here.url, transport=httpx.MockTransport(response))
    for call in CALLS:
        tried(lambda: call(client))


@program(ok(AGENT), ok(AGENT), fails(201, AGENT), ok(AGENT))
def calls_the_request_method_of_1_2():
    """Calls `_request` as programs do for operations that the package lacks."""
    client = AgentClient()
    tried(lambda: client._request("GET", f"/api/v1/agents/tasks/{A}/")["name"])
    tried(lambda: client._request("GET", "/x/", expected_status=204))
    tried(lambda: client._request("POST", "/x/", expected_status=201, json={"a": 1})["name"])

    async def asynchronously():
        async with AsyncAgentClient() as other:
            print((await other._request("GET", "/x/", params={"a": "b"}))["name"])

    asyncio.run(asynchronously())


@program(ok(cursors(AGENT)), ok(RUN), ok([TRIGGER]), rows=["list-requests"])
def subclasses_the_client_of_1_2():
    """A class of one's own that adds a header to every call."""

    class Client(AgentClient):
        calls = 0

        def _request(self, method, path, **keywords):
            type(self).calls += 1
            return super()._request(method, path, **keywords)

    client = Client()
    client.agents.list()
    client.agents.run(A, idempotency_key=KEY)
    client.triggers_v1.list()
    print(Client.calls)


@program()
def uses_a_closed_client_of_1_2():
    """Calls behind the end of a client."""
    with AgentClient() as client:
        pass
    for call in (CALLS[1], CALLS[7], lambda c: c.teams.list()):
        tried(lambda: call(client))


@program(rows=["team-errors"])
def passes_ids_by_position_and_name():
    """Names of arguments that programs use."""
    client = AgentClient(max_retries=0)
    for call in (
        lambda: client.versions.get(version_id="v"),
        lambda: client.deployments.get(deployment_id="d"),
        lambda: client.mcp_resource_sets.get(resource_set_id="s"),
        lambda: client.agent_groups.get(group_id="g"),
        lambda: client.mcp_servers.get(server_id=4),
        lambda: client.artifacts.get(artifact_id=A),
        lambda: client.triggers_v1.get(trigger_id=A),
        lambda: client.projects.get(project_id="app:a/b"),
        lambda: client.apps.status(release_id=A),
        lambda: client.teams.get(team_id=A),
        lambda: client.shares.revoke(share_id=A),
        lambda: client.tools.get_browser_profile(tool_id=3),
        lambda: client.runs.prices(run_id=17),
    ):
        tried(call)


@program(rows=["keys-optional"])
def forgets_arguments_of_1_2():
    """Calls without required arguments."""
    client = AgentClient()
    for call in (
        client.versions.get, client.deployments.create, client.mcp_resource_sets.create,
        client.agent_groups.create, client.mcp_servers.call, client.artifacts.publish,
        client.triggers_v1.create, client.projects.copy, client.apps.apply, client.teams.invite,
        client.shares.call, client.runs.prices, client.compilations.save_instruction,
    ):  # fmt: skip
        tried(call)
    tried(lambda: client.versions.get("v", "w"))
    tried(lambda: client.agent_groups.update("g", title="x"))
    tried(lambda: client.deployments.run("d", external_user_id="u", idempotency_key=KEY, goal="g"))
