"""Tools that read all attributes of a client do not change it."""

from __future__ import annotations

import inspect
from typing import Any
from unittest import mock

import httpx
import pytest
from support.account import RUN, Account

from flymyai import AgentClient, AsyncAgentClient, AsyncFlyMyAI, FlyMyAI

TOOLS = {
    "getmembers": inspect.getmembers,
    "create_autospec": mock.create_autospec,
    "create_autospec, instance": lambda client: mock.create_autospec(client, instance=True),
    "Mock(spec)": lambda client: mock.MagicMock(spec=client),
}
CLIENTS = {
    "agents": lambda account: AgentClient(account.key, base_url=account.url),
    "agents, async": lambda account: AsyncAgentClient(account.key, base_url=account.url),
    "models": lambda account: FlyMyAI(account.key, "demo/echo"),
    "models, async": lambda account: AsyncFlyMyAI(account.key, "demo/echo"),
}


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("kind", CLIENTS)
def test_inspection_has_no_effect(service: Account, kind: str, tool: str) -> None:
    client: Any = CLIENTS[kind](service)
    TOOLS[tool](client)
    assert client._uses_native_transport()
    # Access by name works.
    name = "_http" if "agents" in kind else "_client"
    assert isinstance(getattr(client, name), (httpx.Client, httpx.AsyncClient))
    assert not client._uses_native_transport()


@pytest.mark.parametrize("tool", TOOLS)
def test_an_inspected_client_makes_calls(account: Account, tool: str) -> None:
    account.respond(RUN, times=0)
    with AgentClient(account.key, base_url=account.url) as client:
        TOOLS[tool](client)
        assert client.runs.get(7).id == 7
    # httpx names itself; the core has a name of its own.
    assert not account.last()["headers"]["user-agent"].startswith("python-httpx")


def test_a_specified_mock_has_the_methods(client: AgentClient) -> None:
    made: Any = mock.create_autospec(client)
    made.close()
    with pytest.raises(TypeError):
        made.close(1)
    with pytest.raises(AttributeError):
        made.nothing  # noqa: B018
