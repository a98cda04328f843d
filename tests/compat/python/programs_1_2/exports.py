"""The importable names, and their objects."""

from __future__ import annotations

import copy
import inspect
import pickle

from kit import ok, program, tried
from responses import AGENT, ARTIFACT, AT, PAGE, RESOURCE_SET, TEAM, TRIGGER, A, cursors, items

import flymyai
import flymyai.agents
from flymyai import AgentClient, AsyncAgentClient, McpAccessMode

NAMES = [
    "agents",
    "runs",
    "tools",
    "compilations",
    "versions",
    "deployments",
    "mcp_resource_sets",
    "agent_groups",
    "teams",
    "shares",
    "mcp_servers",
    "artifacts",
    "triggers_v1",
    "projects",
    "apps",
]


@program(rows=["error-base", "derived-clients"])
def lists_the_names_of_the_package():
    """Every name of `__all__` is there."""
    for module in (flymyai, flymyai.agents):
        print(module.__name__, sorted(module.__all__))
        print([name for name in module.__all__ if not hasattr(module, name)])
    print(
        [
            name
            for name in flymyai.__all__
            if hasattr(flymyai.agents, name)
            and getattr(flymyai, name) is not getattr(flymyai.agents, name)
        ]
    )


@program(rows=["further-methods"])
def looks_at_the_resources_of_a_client():
    """Which class each resource has, and which methods."""
    for client in (AgentClient("fly-x"), AsyncAgentClient("fly-x")):
        for name in NAMES:
            resource = getattr(client, name)
            methods = [
                m for m in dir(resource) if not m.startswith("_") and callable(getattr(resource, m))
            ]
            print(name, type(resource).__module__, type(resource).__name__, methods)


@program(rows=["further-methods"])
def looks_at_the_names_of_arguments():
    """The arguments of every method, without their types."""
    client = AgentClient("fly-x")
    for name in NAMES:
        for method, function in inspect.getmembers(getattr(client, name), inspect.ismethod):
            if not method.startswith("_"):
                print(name, method, list(inspect.signature(function).parameters))


@program()
def looks_at_enums():
    """Members, values and texts of enums."""
    for name in (
        "McpAccessMode",
        "McpResourceType",
        "McpResourceSetStatus",
        "ExternalPrincipalStatus",
        "McpResourceSetManagementMode",
        "McpResourceSetAuthorityType",
        "IntegrationConnectionStatus",
        "BrowserUseProfileStatus",
    ):
        enum = getattr(flymyai.agents, name)
        print(name, [(each.name, each.value, str(each), repr(each)) for each in enum])
        tried(lambda: enum("melted"))
    print(McpAccessMode.LEGACY == "legacy", McpAccessMode("scoped"), f"{McpAccessMode.SCOPED}")


@program()
def looks_for_names_deeper_in():
    """Names that programs import by their modules."""
    from flymyai.agents._mcp_personal import McpShares
    from flymyai.agents._mcp_servers import AUTH_TYPES, TRANSPORTS
    from flymyai.agents._mcp_sharing import AsyncMcpTeams, McpTeams
    from flymyai.agents._resources import AgentGroups, Deployments, McpResourceSets, Versions

    print(AUTH_TYPES, TRANSPORTS)
    client = AgentClient("fly-x")
    print(
        isinstance(client.teams, McpTeams),
        isinstance(client.shares, McpShares),
        AsyncMcpTeams.__name__,
    )
    print(isinstance(client.versions, Versions), isinstance(client.deployments, Deployments))
    print(
        isinstance(client.agent_groups, AgentGroups),
        isinstance(client.mcp_resource_sets, McpResourceSets),
    )
    print(flymyai.RuntimeConnections)


@program(ok(cursors(PAGE)), ok(items(TEAM)), ok(ARTIFACT), ok(TRIGGER))
def carries_records_around():
    """Copies, pickles and compares records."""
    client = AgentClient()
    page, teams = client.artifacts.list(), client.teams.list()
    print(type(page).__name__, type(teams).__name__, isinstance(page, flymyai.agents.ArtifactPage))
    print([name for name, _ in page], len(page.results), page == copy.deepcopy(page))
    for record in (client.artifacts.get(A), client.triggers_v1.get(A)):
        again = pickle.loads(pickle.dumps(record))
        print(again == record, record.model_copy() == record, tried(lambda: hash(record)))


@program(ok(cursors(PAGE)), ok(items(TEAM)), rows=["artifact-pages-pickle", "team-pages-pickle"])
def carries_pages_around():
    """Pickles pages."""
    client = AgentClient()
    tried(lambda: pickle.loads(pickle.dumps(client.artifacts.list())) is not None)
    tried(lambda: pickle.loads(pickle.dumps(client.teams.list())) is not None)


@program(ok(RESOURCE_SET), ok(AGENT))
def dumps_records():
    """Dumps of records, for storing."""
    client = AgentClient()
    made = client.mcp_resource_sets.get("s")
    print(made.model_dump())
    print(
        made.model_dump(mode="json", exclude_defaults=True),
        client.agents.get("a").model_dump_json(),
    )


@program(ok({**ARTIFACT, "new": {"b": 1}}))
def reads_new_fields_of_records():
    """Fields that are new are attributes, too."""
    artifact = AgentClient().artifacts.get(A)
    print(artifact.new, artifact.model_extra, "new" in artifact.model_dump(), artifact.created_at)
    tried(lambda: artifact.newer)


@program()
def builds_records_by_hand():
    """Builds records for tests."""
    tried(lambda: flymyai.AgentGroup(public_id=A, name="n", created_at=AT, updated_at=AT))
    tried(lambda: flymyai.AgentGroup(name="n"))
    tried(lambda: flymyai.agents.RunPrice(id="1", total_price="1.10"))
    tried(lambda: flymyai.agents.McpTeamPage[dict](items=[{}]))
    tried(lambda: flymyai.agents.ArtifactPage[dict](results=[{}], x=1))
    tried(lambda: flymyai.agents.Artifact(**ARTIFACT).schema_)
    tried(lambda: flymyai.agents.TriggerV1(**{**TRIGGER, "schema": "x"}))


@program()
def asks_records_for_their_schemas():
    """The names of fields that a record has."""
    for name in sorted(flymyai.agents.__all__):
        kind = getattr(flymyai.agents, name)
        if isinstance(kind, type) and hasattr(kind, "model_fields"):
            print(name, list(kind.model_fields), kind.model_config.get("extra"))
