"""Webhook triggers, against the emulator."""

from __future__ import annotations

import json
import uuid
from typing import Any

import httpx
import pydantic
import pytest
from support.account import Account

from flymyai import AgentClient, AsyncAgentClient, FlyMyAIAgentError
from flymyai.agents import TriggersV1, TriggerV1

SECRET = "whsec-1042"
ID = "22222222-2222-4222-8222-222222222222"
RECORD = {
    "schema": "flymy.trigger.v1",
    "uuid": ID,
    "agent_task": ID,
    "kind": "webhook",
    "status": "active",
    "config": {"a": 1},
    "rate_limit_per_hour": 60,
    "signature_required": True,
    "webhook_url": "https://hooks.example/s3cret",
    "created_at": "2026-01-02T03:04:05Z",
}


@pytest.fixture
def client(account: Account) -> Any:
    with AgentClient(account.key, base_url=account.url) as made:
        yield made


def test_a_trigger_is_made_changed_and_deleted(client: Any) -> None:
    assert isinstance(client.triggers_v1, TriggersV1)
    agent = client.agents.create(name="Scout", goal="Find energy news")
    made = client.triggers_v1.create(agent.id, secret=SECRET, rate_limit_per_hour=10)
    assert isinstance(made, TriggerV1)
    assert (str(made.agent_task), made.rate_limit_per_hour) == (agent.id, 10)
    assert [each.uuid for each in client.triggers_v1.list(agent_id=agent.id)] == [made.uuid]
    assert client.triggers_v1.pause(made.uuid).status == "paused"
    assert client.triggers_v1.activate(str(made.uuid).upper()).status == "active"
    changed = client.triggers_v1.update(made.uuid, rate_limit_per_hour=5, config={})
    assert changed.rate_limit_per_hour == 5
    assert client.triggers_v1.get(made.uuid) == changed
    assert client.triggers_v1.events(made.uuid) == []
    assert client.triggers_v1.delete(made.uuid, idempotency_key="delete 1") is None
    assert client.triggers_v1.list() == []


async def test_triggers_of_an_async_client(account: Account) -> None:
    async with AsyncAgentClient(account.key, base_url=account.url) as client:
        agent = await client.agents.create(name="Scout", goal="Find energy news")
        made = await client.triggers_v1.create(agent.id, secret=SECRET)
        assert (await client.triggers_v1.pause(made.uuid)).status == "paused"
        await client.triggers_v1.delete(made.uuid)
        with pytest.raises(FlyMyAIAgentError):
            await client.triggers_v1.get(made.uuid)


def answered(status: int, body: Any) -> AgentClient:
    def answer(_: httpx.Request) -> httpx.Response:
        return httpx.Response(status, content=json.dumps(body))

    http = httpx.Client(transport=httpx.MockTransport(answer))
    return AgentClient("fly-k", base_url="http://localhost", max_retries=0, http_client=http)


def test_a_deletion_succeeds_with_204_only() -> None:
    with pytest.raises(FlyMyAIAgentError, match="Write outcome unknown: ") as caught:
        answered(200, {}).triggers_v1.delete(uuid.UUID(ID))
    assert caught.value.status_code == 200


def test_the_address_of_deliveries_is_not_shown() -> None:
    trigger = answered(200, RECORD).triggers_v1.get(ID)
    assert trigger.webhook_url == RECORD["webhook_url"]
    assert "s3cret" not in repr(trigger)
    assert "s3cret" not in str(trigger)


@pytest.mark.parametrize(
    "change", [{"schema": "flymy.trigger.v2"}, {"created_at": "s3cret"}, {"config": None}]
)
def test_a_record_of_another_form_is_an_error_without_its_contents(change: Any) -> None:
    with pytest.raises((pydantic.ValidationError, FlyMyAIAgentError)) as caught:
        TriggerV1.model_validate({**RECORD, **change})
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("body", [{"results": []}, None, "text"])
def test_triggers_are_a_bare_list(body: Any) -> None:
    for call in (lambda c: c.triggers_v1.list(), lambda c: c.triggers_v1.events(ID)):
        with pytest.raises((FlyMyAIAgentError, TypeError)):
            call(answered(200, body))


def test_no_error_shows_the_secret(client: Any) -> None:
    with pytest.raises(ValueError, match="agent_id") as caught:
        client.triggers_v1.create("x", secret=SECRET)
    assert SECRET not in repr(caught.value)
    with pytest.raises(FlyMyAIAgentError) as refused:
        client.triggers_v1.create(ID, secret=SECRET)
    assert SECRET not in repr(refused.value)
