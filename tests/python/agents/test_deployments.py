"""Deployments, live compilations, prices and browser profiles, against the emulator."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any, Dict, List

import httpx
import pytest
from support.account import Account

import flymyai
import flymyai.agents
from flymyai import AgentClient, AsyncAgentClient, FlyMyAIAgentError
from flymyai.agents import AgentDeploymentAccess, AppendMessageResponse, Compilation, RunDetail

TIME = "2026-01-02T03:04:05Z"


@pytest.fixture
def client(account: Account) -> Any:
    with AgentClient(account.key, base_url=account.url) as made:
        yield made


def finished_run(client: Any, **more: Any) -> Any:
    agent = client.agents.create(name="Scout", goal="Find energy news", **more)
    run = client.runs.wait(client.agents.run(agent.id).id, poll_interval=0.02)
    return agent, run


def test_a_deployment_runs_for_a_customer_who_has_connected_an_account(client: Any) -> None:
    tool = client.tools.create(mcp_tool="tavily", alias="work")
    assert tool.alias == "work"
    agent, run = finished_run(client, tools=[tool.id])
    client.agents.compile_from_run(run.id, poll_interval=0.02)
    (version,) = client.versions.list(agent_id=agent.id)
    made = client.deployments.create(agent_id=agent.id, version_id=version.id)
    assert not client.deployments.preflight(made.id).ready
    with pytest.raises(FlyMyAIAgentError, match="HTTP 409"):
        client.deployments.publish(made.id)
    client.tools.provide_config(tool.id, user_response={"TAVILY_API_KEY": "tvly-***"})
    assert client.deployments.publish(made.id).active_version == version.id
    assert [row.id for row in client.deployments.iter(agent_id=agent.id)] == [made.id]
    with pytest.raises(FlyMyAIAgentError):
        client.deployments.run(made.id, external_user_id="c")
    (needed,) = client.deployments.access(made.id).requirements
    link = client.deployments.create_connection_link(
        made.id, external_user_id="c", slot=needed.slot
    )
    assert httpx.get(link.redirect_url).status_code == 200
    access = client.deployments.access(made.id, external_user_id="c")
    customer = access.principal_for_external_user("c")
    ids = access.ready_connection_ids_for_slot(principal_id=customer.id, slot=needed.slot)
    assert ids == [access.connections[0].id]
    result = client.deployments.run_and_wait(
        made.id,
        external_user_id="c",
        connections={needed.slot: ids},
        idempotency_key="report-1",
        poll_interval=0.02,
    )
    assert result.status == "completed"
    again = client.deployments.run(
        made.id,
        external_user_id="c",
        connections={needed.slot: ids},
        idempotency_key="report-1",
    )
    assert again.id == result.id


async def test_asynchronous_runs_of_deployments(account: Account) -> None:
    async with AsyncAgentClient(account.key, base_url=account.url) as client:
        agent = await client.agents.create(name="Scout", goal="Find energy news")
        run = await client.agents.run(agent.id)
        await client.runs.wait(run.id, poll_interval=0.02)
        await client.agents.compile_from_run(run.id, poll_interval=0.02)
        (version,) = await client.versions.list(agent_id=agent.id)
        made = await client.deployments.create(agent_id=agent.id, version_id=version.id)
        await client.deployments.publish(made.id)
        result = await client.deployments.run_and_wait(
            made.id, external_user_id="c", poll_interval=0.02
        )
        assert result.status == "completed"
        assert [row.id async for row in client.deployments.iter()] == [made.id]


def record(**more: Any) -> Dict[str, Any]:
    return {"created_at": TIME, "updated_at": TIME, **more}


def access_of(**more: Any) -> AgentDeploymentAccess:
    deployment = record(
        public_id="d", agent_task="a", name="n", status="active", publish_mode="embedded"
    )
    customer = record(public_id="p", deployment="d", external_user_id="c")
    connection = record(
        public_id="k",
        principal="p",
        toolkit_slug="t",
        status="active",
        credentials_configured=True,
    )
    binding = record(public_id="b", principal="p", slot="s", connections=["k"])
    found = {
        "deployment": deployment,
        "principals": [customer],
        "connections": [connection],
        "bindings": [binding],
    }
    for name, change in more.items():
        found[name] = change(found[name][0])
    return AgentDeploymentAccess(**found)


@pytest.mark.parametrize(
    ("given", "text"),
    [
        (" ", "external_user_id must be a non-blank string."),
        (5, "external_user_id must be a non-blank string."),
        (
            "x'y",
            'Expected exactly one external principal for external_user_id "x\'y"; found 0.',
        ),
    ],
)
def test_a_customer_is_found_or_refused(given: Any, text: str) -> None:
    access = access_of()
    assert access.principal_for_external_user("c").id == "p"
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        access.principal_for_external_user(given)


@pytest.mark.parametrize(
    ("change", "text"),
    [
        (
            {"bindings": lambda row: []},
            "Expected exactly one connection binding for principal_id 'p' and slot 's'; found 0.",
        ),
        (
            {"bindings": lambda row: [{**row, "connections": []}]},
            "Connection slot 's' is not ready.",
        ),
        (
            {"connections": lambda row: [row, row]},
            "Deployment access contains duplicate connection UUIDs.",
        ),
        (
            {"connections": lambda row: [{**row, "principal": "q"}]},
            "Connection slot 's' contains an invalid connection UUID.",
        ),
        (
            {"connections": lambda row: [{**row, "status": "newer"}]},
            "Connection slot 's' is not ready.",
        ),
        (
            {"connections": lambda row: [{**row, "credentials_configured": False}]},
            "Connection slot 's' is not ready.",
        ),
    ],
)
def test_connections_that_can_not_be_used_are_refused(change: Any, text: str) -> None:
    ids = access_of().ready_connection_ids_for_slot(principal_id="p", slot="s")
    assert ids == ["k"]
    with pytest.raises(ValueError, match=f"^{re.escape(text)}$"):
        access_of(**change).ready_connection_ids_for_slot(principal_id="p", slot="s")


def test_the_live_compilation_is_followed(client: Any) -> None:
    agent, run = finished_run(client)
    assert client.compilations.get_live(agent.id) is None
    first = client.compilations.save_instruction(
        execution_id=run.id, instruction_md="# One", make_live=True
    )
    second = client.compilations.save_instruction(
        execution_id=run.id, instruction_md="# Two", source_compilation_id=first.id
    )
    assert client.compilations.get_live(agent.id).id == first.id
    assert client.compilations.set_live(second.id).is_live
    assert client.compilations.get_live(agent.id).id == second.id
    others = client.compilations.list(agent_id=agent.id, is_live=False)
    assert [row.id for row in others] == [first.id]
    one = client.compilations.run_live(agent.id, idempotency_key="live-1")
    assert client.compilations.run_live(agent.id, idempotency_key="live-1").id == one.id


@pytest.mark.parametrize(
    ("status", "instruction", "ready"),
    [
        ("compiled", "", True),
        ("completed", "", True),
        ("running", "", False),
        ("running", "# Do", True),
        ("failed", "", False),
        ("failed", "# Do", True),
        ("pending", "# Do", False),
        ("compiling", "# Do", False),
    ],
)
def test_a_compilation_is_ready_if_it_can_be_run(
    status: str, instruction: str, ready: bool
) -> None:
    made = Compilation(**record(id=1, execution=2, status=status, instruction_md=instruction))
    assert made.is_ready is ready


def test_prices_are_exact(client: Any) -> None:
    _, run = finished_run(client)
    price = client.runs.prices(run.id)
    assert isinstance(price.total_price, Decimal)
    rows = [*price.tool_calls, *price.llm_usage]
    assert price.total_price == sum(row.price for row in rows)
    (listed,) = client.runs.list_prices(ids=(each for each in [run.id]))
    assert listed.total_price == price.total_price
    assert [row.id for row in client.runs.iter_prices(limit=1)] == [str(run.id)]


def test_the_answer_to_a_message_is_a_run_and_an_acknowledgement(client: Any) -> None:
    _, run = finished_run(client)
    answer = client.runs.append_message(run.id, text="More", effort="high")
    assert isinstance(answer, RunDetail)
    assert isinstance(answer, AppendMessageResponse)
    assert answer.id == client.runs.get(answer.id).id
    assert answer.messages


def test_a_browser_profile_whose_creation_is_uncertain_is_reconciled(client: Any) -> None:
    tool = client.tools.create(mcp_tool="browser", alias="shop")
    assert client.tools.get_browser_profile(tool.id).status == "unbound"
    assert client.tools.create_browser_profile(tool.id, name=" Shop [lost] ").status == "unknown"
    found = client.tools.reconcile_browser_profile(tool.id)
    assert (found.status, found.profile.name) == ("bound", "Shop [lost]")


def test_an_agent_has_one_goal(client: Any) -> None:
    for error in (ValueError, TypeError):
        with pytest.raises(error, match="exactly one of goal"):
            client.agents.create(name="Scout")
    with pytest.raises(ValueError, match="exactly one of goal"):
        client.agents.create(name="Scout", goal="a", user_prompt_source={"agent_file_id": "f"})


def test_limits_and_messages_are_sent_as_they_are(account: Account) -> None:
    sent = []

    def answer(request: httpx.Request) -> httpx.Response:
        sent.append(json.loads(request.content))
        row = record(id=1, user_agent_task=1, original_prompt="p")
        return httpx.Response(201, json=row)

    stub = httpx.Client(transport=httpx.MockTransport(answer))
    client = AgentClient(account.key, base_url=account.url, http_client=stub)
    limits = {"cap_usd": Decimal("0.10"), "max_children": 2}
    client.runs.create(agent_id="a", message="Hi", subagent_limits=limits)
    client.agents.run("a")
    assert sent == [
        {
            "variables": {},
            "message": "Hi",
            "subagent_limits": {"cap_usd": "0.10", "max_children": 2},
        },
        {"variables": {}},
    ]


def test_runs_create_passes_only_given_arguments(client: Any) -> None:
    calls: List[Any] = []
    client.agents.run = lambda *args, **more: calls.append((args, more))
    client.runs.create(agent_id="a")
    client.runs.create(agent_id="a", message="Hi", idempotency_key="k")
    assert calls == [
        (("a",), {"variables": None}),
        (("a",), {"variables": None, "message": "Hi", "idempotency_key": "k"}),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "ConnectionBinding",
        "ExternalPrincipal",
        "ExternalPrincipalStatus",
        "IntegrationConnection",
        "IntegrationConnectionStatus",
        "McpAccessMode",
        "RuntimeConnections",
    ],
)
def test_names_are_exported_by_both_modules(name: str) -> None:
    assert name in flymyai.__all__
    assert name in flymyai.agents.__all__
    assert getattr(flymyai, name) is getattr(flymyai.agents, name)
