# Generated from api/triggers_v1.toml by `make generate`; do not edit.
"""Triggers, version 1: webhooks whose signed deliveries start runs."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from .._arguments import id_text, id_value, json_bytes
from ..agents._responses import Many, Single, nothing
from ..agents._stubs import async_client_of, client_of
from ..types import TriggerEventV1, TriggerV1

_TRIGGER_EVENT_V1_LIST = Many(TriggerEventV1)
_TRIGGER_V1 = Single(TriggerV1)
_TRIGGER_V1_LIST = Many(TriggerV1)


class TriggersV1:
    """The webhook triggers of this account's agents: `client.triggers_v1`.

    Args:
        client: The client that sends the requests.

    Example:
        >>> found = client.triggers_v1.list()
    """

    __module__ = "flymyai.agents._triggers"

    def __init__(self, client: Any) -> None:
        self._c = client_of(client, self, "triggers_v1")

    def list(self, *, agent_id: Any = None) -> List[TriggerV1]:
        """Returns all triggers, or those of one agent.

        Args:
            agent_id: The agent whose triggers are returned; by default, those of all agents.

        Returns:
            The triggers.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> statuses = [trigger.status for trigger in client.triggers_v1.list(agent_id=agent.id)]
        """
        return self._c._send(
            _TRIGGER_V1_LIST,
            "triggers_v1.list",
            fields=json_bytes(
                {"agent_id": None if agent_id is None else id_text(agent_id, "agent_id")}
            ),
        )

    def get(self, trigger_id: Any) -> TriggerV1:
        """Returns one trigger.

        Args:
            trigger_id: The trigger's id.

        Returns:
            The trigger.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If there is no such trigger, or the service refuses the request,
                or does not respond.

        Example:
            >>> trigger = client.triggers_v1.create(agent.id, secret="whsec-***")
            >>> client.triggers_v1.get(trigger.uuid).status
            'active'
        """
        return self._c._send(_TRIGGER_V1, "triggers_v1.get", id_text(trigger_id, "trigger_id"))

    def create(
        self,
        agent_id: Any,
        *,
        secret: str,
        rate_limit_per_hour: Optional[int] = None,
        config: Optional[Dict[str, Any]] = None,
        idempotency_key: Optional[str] = None,
    ) -> TriggerV1:
        """Creates a trigger for an agent and returns it with the address for deliveries.

        Args:
            agent_id: The agent to run.
            secret: The secret that deliveries are signed with.
            rate_limit_per_hour: The maximum number of deliveries per hour.
            config: Settings, under the service's own names.
            idempotency_key: The key of the request: the service does the work once for all
                requests with the same key, so the request can be retried.

        Returns:
            The new trigger.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.triggers_v1.create(agent.id, secret="whsec-***", rate_limit_per_hour=10).kind
            'webhook'
        """
        return self._c._send(
            _TRIGGER_V1,
            "triggers_v1.create",
            fields=json_bytes(
                {
                    "agent_id": id_value(agent_id, "agent_id"),
                    "secret": secret,
                    "rate_limit_per_hour": rate_limit_per_hour,
                    "config": config,
                }
            ),
            idempotency_key=idempotency_key,
        )

    def update(
        self,
        trigger_id: Any,
        *,
        secret: Optional[str] = None,
        rate_limit_per_hour: Optional[int] = None,
        config: Optional[Dict[str, Any]] = None,
        idempotency_key: Optional[str] = None,
    ) -> TriggerV1:
        """Changes a trigger and returns it; arguments that are left out keep their values.

        Args:
            trigger_id: The trigger's id.
            secret: The new secret that deliveries are signed with.
            rate_limit_per_hour: The maximum number of deliveries per hour.
            config: Settings, under the service's own names.
            idempotency_key: The key of the request: the service does the work once for all
                requests with the same key, so the request can be retried.

        Returns:
            The changed trigger.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> trigger = client.triggers_v1.create(agent.id, secret="whsec-***")
            >>> client.triggers_v1.update(trigger.uuid, rate_limit_per_hour=5).rate_limit_per_hour
            5
        """
        return self._c._send(
            _TRIGGER_V1,
            "triggers_v1.update",
            id_text(trigger_id, "trigger_id"),
            json_bytes(
                {"secret": secret, "rate_limit_per_hour": rate_limit_per_hour, "config": config}
            ),
            idempotency_key=idempotency_key,
        )

    def pause(self, trigger_id: Any, *, idempotency_key: Optional[str] = None) -> TriggerV1:
        """Pauses a trigger, so that its deliveries start no runs, and returns it.

        Args:
            trigger_id: The trigger's id.
            idempotency_key: The key of the request: the service does the work once for all
                requests with the same key, so the request can be retried.

        Returns:
            The paused trigger.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> trigger = client.triggers_v1.create(agent.id, secret="whsec-***")
            >>> client.triggers_v1.pause(trigger.uuid).status
            'paused'
        """
        return self._c._send(
            _TRIGGER_V1,
            "triggers_v1.pause",
            id_text(trigger_id, "trigger_id"),
            idempotency_key=idempotency_key,
        )

    def activate(self, trigger_id: Any, *, idempotency_key: Optional[str] = None) -> TriggerV1:
        """Activates a paused trigger and returns it.

        Args:
            trigger_id: The trigger's id.
            idempotency_key: The key of the request: the service does the work once for all
                requests with the same key, so the request can be retried.

        Returns:
            The active trigger.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> trigger = client.triggers_v1.create(agent.id, secret="whsec-***")
            >>> client.triggers_v1.activate(trigger.uuid).status
            'active'
        """
        return self._c._send(
            _TRIGGER_V1,
            "triggers_v1.activate",
            id_text(trigger_id, "trigger_id"),
            idempotency_key=idempotency_key,
        )

    def delete(self, trigger_id: Any, *, idempotency_key: Optional[str] = None) -> None:
        """Deletes a trigger with its events; the runs that it has started continue.

        Args:
            trigger_id: The trigger's id.
            idempotency_key: The key of the request: the service does the work once for all
                requests with the same key, so the request can be retried.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> trigger = client.triggers_v1.create(agent.id, secret="whsec-***")
            >>> client.triggers_v1.delete(trigger.uuid)
        """
        return self._c._send(
            nothing,
            "triggers_v1.delete",
            id_text(trigger_id, "trigger_id"),
            idempotency_key=idempotency_key,
        )

    def events(self, trigger_id: Any) -> List[TriggerEventV1]:
        """Returns the last deliveries of a trigger, the newest first.

        Args:
            trigger_id: The trigger's id.

        Returns:
            The deliveries.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> trigger = client.triggers_v1.create(agent.id, secret="whsec-***")
            >>> client.triggers_v1.events(trigger.uuid)
            []
        """
        return self._c._send(
            _TRIGGER_EVENT_V1_LIST, "triggers_v1.events", id_text(trigger_id, "trigger_id")
        )


class AsyncTriggersV1:
    """The webhook triggers of this account's agents: `client.triggers_v1` of an `AsyncAgentClient`.

    Args:
        client: The client that sends the requests.

    Example:
        >>> found = await client.triggers_v1.list()
    """

    __module__ = "flymyai.agents._triggers"

    def __init__(self, client: Any) -> None:
        self._c = async_client_of(client, self, "triggers_v1")

    async def list(self, *, agent_id: Any = None) -> List[TriggerV1]:
        """Returns all triggers, or those of one agent; see `TriggersV1.list`.

        Example:
            >>> statuses = [trigger.status for trigger in await client.triggers_v1.list(agent_id=agent.id)]
        """
        return await self._c._send(
            _TRIGGER_V1_LIST,
            "triggers_v1.list",
            fields=json_bytes(
                {"agent_id": None if agent_id is None else id_text(agent_id, "agent_id")}
            ),
        )

    async def get(self, trigger_id: Any) -> TriggerV1:
        """Returns one trigger; see `TriggersV1.get`.

        Example:
            >>> trigger = await client.triggers_v1.create(agent.id, secret="whsec-***")
            >>> (await client.triggers_v1.get(trigger.uuid)).status
            'active'
        """
        return await self._c._send(
            _TRIGGER_V1, "triggers_v1.get", id_text(trigger_id, "trigger_id")
        )

    async def create(
        self,
        agent_id: Any,
        *,
        secret: str,
        rate_limit_per_hour: Optional[int] = None,
        config: Optional[Dict[str, Any]] = None,
        idempotency_key: Optional[str] = None,
    ) -> TriggerV1:
        """Creates a trigger for an agent and returns it with the address for
        deliveries; see `TriggersV1.create`.

        Example:
            >>> (await client.triggers_v1.create(agent.id, secret="whsec-***", rate_limit_per_hour=10)).kind
            'webhook'
        """
        return await self._c._send(
            _TRIGGER_V1,
            "triggers_v1.create",
            fields=json_bytes(
                {
                    "agent_id": id_value(agent_id, "agent_id"),
                    "secret": secret,
                    "rate_limit_per_hour": rate_limit_per_hour,
                    "config": config,
                }
            ),
            idempotency_key=idempotency_key,
        )

    async def update(
        self,
        trigger_id: Any,
        *,
        secret: Optional[str] = None,
        rate_limit_per_hour: Optional[int] = None,
        config: Optional[Dict[str, Any]] = None,
        idempotency_key: Optional[str] = None,
    ) -> TriggerV1:
        """Changes a trigger and returns it; arguments that are left out keep their
        values; see `TriggersV1.update`.

        Example:
            >>> trigger = await client.triggers_v1.create(agent.id, secret="whsec-***")
            >>> (await client.triggers_v1.update(trigger.uuid, rate_limit_per_hour=5)).rate_limit_per_hour
            5
        """
        return await self._c._send(
            _TRIGGER_V1,
            "triggers_v1.update",
            id_text(trigger_id, "trigger_id"),
            json_bytes(
                {"secret": secret, "rate_limit_per_hour": rate_limit_per_hour, "config": config}
            ),
            idempotency_key=idempotency_key,
        )

    async def pause(self, trigger_id: Any, *, idempotency_key: Optional[str] = None) -> TriggerV1:
        """Pauses a trigger, so that its deliveries start no runs, and returns
        it; see `TriggersV1.pause`.

        Example:
            >>> trigger = await client.triggers_v1.create(agent.id, secret="whsec-***")
            >>> (await client.triggers_v1.pause(trigger.uuid)).status
            'paused'
        """
        return await self._c._send(
            _TRIGGER_V1,
            "triggers_v1.pause",
            id_text(trigger_id, "trigger_id"),
            idempotency_key=idempotency_key,
        )

    async def activate(
        self, trigger_id: Any, *, idempotency_key: Optional[str] = None
    ) -> TriggerV1:
        """Activates a paused trigger and returns it; see `TriggersV1.activate`.

        Example:
            >>> trigger = await client.triggers_v1.create(agent.id, secret="whsec-***")
            >>> (await client.triggers_v1.activate(trigger.uuid)).status
            'active'
        """
        return await self._c._send(
            _TRIGGER_V1,
            "triggers_v1.activate",
            id_text(trigger_id, "trigger_id"),
            idempotency_key=idempotency_key,
        )

    async def delete(self, trigger_id: Any, *, idempotency_key: Optional[str] = None) -> None:
        """Deletes a trigger with its events; the runs that it has started
        continue; see `TriggersV1.delete`.

        Example:
            >>> trigger = await client.triggers_v1.create(agent.id, secret="whsec-***")
            >>> await client.triggers_v1.delete(trigger.uuid)
        """
        return await self._c._send(
            nothing,
            "triggers_v1.delete",
            id_text(trigger_id, "trigger_id"),
            idempotency_key=idempotency_key,
        )

    async def events(self, trigger_id: Any) -> List[TriggerEventV1]:
        """Returns the last deliveries of a trigger, the newest first; see `TriggersV1.events`.

        Example:
            >>> trigger = await client.triggers_v1.create(agent.id, secret="whsec-***")
            >>> await client.triggers_v1.events(trigger.uuid)
            []
        """
        return await self._c._send(
            _TRIGGER_EVENT_V1_LIST, "triggers_v1.events", id_text(trigger_id, "trigger_id")
        )
