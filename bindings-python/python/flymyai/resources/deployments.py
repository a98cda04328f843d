# Generated from api/deployments.toml by `make generate`; do not edit.
"""Deployments: versions of agents that customers use with accounts of their own."""

from __future__ import annotations

from typing import Any, AsyncIterator, Dict, Iterator, List, Optional

from .._arguments import id_text, id_value, json_bytes
from .._conversions import connection_ids, query_text
from ..agents._event_stream import AsyncEvents, Events
from ..agents._responses import Many, Single
from ..agents._stubs import async_client_of, client_of
from ..types import (
    AgentConnectionSession,
    AgentDeployment,
    AgentDeploymentAccess,
    AgentDeploymentPreflight,
    ResourceID,
    RunDetail,
    RuntimeConnections,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..agents._async_client import AsyncAgentClient
    from ..agents._sync_client import SyncAgentClient

_AGENT_CONNECTION_SESSION = Single(AgentConnectionSession)
_AGENT_DEPLOYMENT = Single(AgentDeployment)
_AGENT_DEPLOYMENT_ACCESS = Single(AgentDeploymentAccess)
_AGENT_DEPLOYMENT_LIST = Many(AgentDeployment)
_AGENT_DEPLOYMENT_PREFLIGHT = Single(AgentDeploymentPreflight)
_RUN_DETAIL = Single(RunDetail)


class Deployments:
    """The deployments of this account's agents: `client.deployments`.

    Args:
        client: The client that sends the requests.

    Example:
        >>> found = client.deployments.list()
    """

    __module__ = "flymyai.agents._resources"

    def __init__(self, client: SyncAgentClient) -> None:
        self._c = client_of(client, self, "deployments")

    def list(
        self, *, agent_id: Optional[ResourceID] = None, status: Optional[str] = None
    ) -> List[AgentDeployment]:
        """Returns all deployments, or those that match the filters.

        Args:
            agent_id: The agent whose deployments are returned; by default, those of all agents.
            status: Only deployments with this status: `draft`, `active`, `paused` or
                `archived`.

        Returns:
            The deployments.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> names = [each.name for each in client.deployments.list(status="active")]
        """
        return self._c._send(
            _AGENT_DEPLOYMENT_LIST,
            "deployments.list",
            fields=json_bytes(
                {
                    "agent_id": None if agent_id is None else id_text(agent_id, "agent_id"),
                    "status": query_text(status, "status"),
                }
            ),
        )

    def iter(
        self, *, agent_id: Optional[ResourceID] = None, status: Optional[str] = None
    ) -> Iterator[AgentDeployment]:
        """Yields the rows of `list` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            agent_id: The agent whose deployments are returned; by default, those of all agents.
            status: Only deployments with this status: `draft`, `active`, `paused` or
                `archived`.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> names = [each.name for each in client.deployments.iter()]
        """
        pages = self._c._pages(
            "deployments.list",
            None,
            json_bytes(
                {
                    "agent_id": None if agent_id is None else id_text(agent_id, "agent_id"),
                    "status": query_text(status, "status"),
                }
            ),
        )
        with Events(pages, _AGENT_DEPLOYMENT, False, self._c) as rows:
            yield from rows

    def get(self, deployment_id: ResourceID) -> AgentDeployment:
        """Returns one deployment.

        Args:
            deployment_id: The deployment's id.

        Returns:
            The deployment.

        Raises:
            FlyMyAIAgentError: If there is no such deployment, or the service refuses the
                request, or does not respond.

        Example:
            >>> client.deployments.get(deployment.id).name
            'Production'
        """
        return self._c._send(
            _AGENT_DEPLOYMENT, "deployments.get", id_text(deployment_id, "deployment_id")
        )

    def create(
        self,
        *,
        agent_id: ResourceID,
        version_id: Optional[str],
        name: str = "Production",
        status: str = "draft",
        publish_mode: str = "embedded",
    ) -> AgentDeployment:
        """Creates a deployment of an agent and returns it; `publish` makes it available.

        Args:
            agent_id: The agent's `uuid`.
            version_id: The version to publish; `None` for none yet.
            name: Its name.
            status: Its status: `draft`, `active`, `paused` or `archived`.
            publish_mode: The publish mode: `embedded`, `private` or `public`.

        Returns:
            The new deployment.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.deployments.create(agent_id="agent_abc123", version_id=None).status
            'draft'
        """
        return self._c._send(
            _AGENT_DEPLOYMENT,
            "deployments.create",
            fields=json_bytes(
                {
                    "agent_id": id_value(agent_id, "agent_id"),
                    "version_id": version_id,
                    "name": name,
                    "status": status,
                    "publish_mode": publish_mode,
                }
            ),
        )

    def update(self, deployment_id: ResourceID, **kwargs: Any) -> AgentDeployment:
        """Changes a deployment and returns it.

        Args:
            deployment_id: The deployment's id.
            **kwargs: The fields to change, by the service's names; `None` is sent as null.

        Returns:
            The changed deployment.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.deployments.update(deployment.id, name="Beta").name
            'Beta'
        """
        return self._c._send(
            _AGENT_DEPLOYMENT,
            "deployments.update",
            id_text(deployment_id, "deployment_id"),
            json_bytes(kwargs),
        )

    def publish(
        self,
        deployment_id: ResourceID,
        *,
        publish_mode: str = "embedded",
        version_id: Optional[str] = None,
    ) -> AgentDeployment:
        """Publishes a version, so that customers can use it, and returns the deployment.

        Args:
            deployment_id: The deployment's id.
            publish_mode: The publish mode: `embedded`, `private` or `public`.
            version_id: The version to publish; by default, the candidate.

        Returns:
            The published deployment.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.deployments.publish(deployment.id).status
            'active'
        """
        return self._c._send(
            _AGENT_DEPLOYMENT,
            "deployments.publish",
            id_text(deployment_id, "deployment_id"),
            json_bytes({"publish_mode": publish_mode, "version_id": version_id}),
        )

    def preflight(
        self,
        deployment_id: ResourceID,
        *,
        publish_mode: str = "embedded",
        version_id: Optional[str] = None,
    ) -> AgentDeploymentPreflight:
        """Returns whether a version can be published; nothing changes.

        Args:
            deployment_id: The deployment's id.
            publish_mode: The publish mode: `embedded`, `private` or `public`.
            version_id: The version to publish; by default, the candidate.

        Returns:
            Whether the version can be published.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.deployments.preflight(deployment.id).ready
            True
        """
        return self._c._send(
            _AGENT_DEPLOYMENT_PREFLIGHT,
            "deployments.preflight",
            id_text(deployment_id, "deployment_id"),
            json_bytes({"publish_mode": publish_mode, "version_id": version_id}),
        )

    def access(
        self, deployment_id: ResourceID, *, external_user_id: Optional[str] = None
    ) -> AgentDeploymentAccess:
        """Returns the customers of a deployment, and the accounts that they have connected.

        Args:
            deployment_id: The deployment's id.
            external_user_id: Only this customer, by your own id.

        Returns:
            The versions, the accounts that they need, and the customers.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> slots = [each.slot for each in client.deployments.access(deployment.id).requirements]
        """
        return self._c._send(
            _AGENT_DEPLOYMENT_ACCESS,
            "deployments.access",
            id_text(deployment_id, "deployment_id"),
            json_bytes({"external_user_id": query_text(external_user_id, "external_user_id")}),
        )

    def create_connection_link(
        self,
        deployment_id: ResourceID,
        *,
        external_user_id: str,
        slot: str,
        alias: Optional[str] = None,
    ) -> AgentConnectionSession:
        """Returns a link at which a customer connects an account to a slot.

        Args:
            deployment_id: The deployment's id.
            external_user_id: The customer, by your own id.
            slot: The slot, 1 to 128 letters, digits, underscores and hyphens.
            alias: The account's name, if there are several: 1 to 64 such characters.

        Returns:
            The link, with its time of expiry.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> for each in client.deployments.access(deployment.id).requirements:
            ...     link = client.deployments.create_connection_link(
            ...         deployment.id, external_user_id="user-1", slot=each.slot
            ...     )
        """
        return self._c._send(
            _AGENT_CONNECTION_SESSION,
            "deployments.create_connection_link",
            id_text(deployment_id, "deployment_id"),
            json_bytes({"external_user_id": external_user_id, "slot": slot, "alias": alias}),
        )

    def run(
        self,
        deployment_id: ResourceID,
        *,
        external_user_id: str,
        variables: Optional[Dict[str, Any]] = None,
        connections: Optional[RuntimeConnections] = None,
        resource_set_id: Optional[str] = None,
        resource_set_revision: Optional[int] = None,
        idempotency_key: Optional[str] = None,
    ) -> RunDetail:
        """Starts a run of the published version for a customer, and returns it.

        Args:
            deployment_id: The deployment's id.
            external_user_id: The customer, by your own id.
            variables: Values for the agent's input schema.
            connections: The connections of each slot: one id, or up to 25. By default, those
                that the customer has connected.
            resource_set_id: The MCP resource set that the run uses instead of single
                connections.
            resource_set_revision: The revision that the set must have, from 1.
            idempotency_key: The key of the request: the service does the work once for all
                requests with the same key, so the request can be retried.

        Returns:
            The new run.

        Raises:
            VariablesValidationError: If the variables do not fit the agent's input schema.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.deployments.run(deployment.id, external_user_id="user-1").is_terminal
            False
        """
        return self._c._send(
            _RUN_DETAIL,
            "deployments.run",
            id_text(deployment_id, "deployment_id"),
            json_bytes(
                {
                    "external_user_id": external_user_id,
                    "variables": variables,
                    "connections": connection_ids(connections, "connections"),
                    "resource_set_id": resource_set_id,
                    "resource_set_revision": resource_set_revision,
                }
            ),
            idempotency_key=idempotency_key,
        )

    def run_and_wait(
        self,
        deployment_id: ResourceID,
        *,
        external_user_id: str,
        variables: Optional[Dict[str, Any]] = None,
        connections: Optional[RuntimeConnections] = None,
        resource_set_id: Optional[str] = None,
        resource_set_revision: Optional[int] = None,
        timeout: Optional[float] = 300,
        poll_interval: float = 2.0,
        idempotency_key: Optional[str] = None,
    ) -> RunDetail:
        """Runs the published version for a customer, and returns that run once it has ended:
        completed, failed or cancelled.

        Args:
            deployment_id: The deployment's id.
            external_user_id: The customer, by your own id.
            variables: Values for the agent's input schema.
            connections: The connections of each slot: one id, or up to 25. By default, those
                that the customer has connected.
            resource_set_id: The MCP resource set that the run uses instead of single
                connections.
            resource_set_revision: The revision that the set must have, from 1.
            timeout: Seconds to wait at most; `None` waits without a limit, 0 polls once. The
                last poll is made at the timeout, and takes at most half a second.
            poll_interval: Seconds between a response and the next poll.
            idempotency_key: The key of the request: the service does the work once for all
                requests with the same key, so the request can be retried.

        Returns:
            The run that has ended.

        Raises:
            VariablesValidationError: If the variables do not fit the agent's input schema.
            TimeoutError: If the run has not ended at the timeout.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> result = client.deployments.run_and_wait(
            ...     deployment.id, external_user_id="user-1", poll_interval=0.1
            ... )
            >>> result.status == "completed"
            True
        """
        return self._c._send(
            _RUN_DETAIL,
            "deployments.run_and_wait",
            id_text(deployment_id, "deployment_id"),
            json_bytes(
                {
                    "external_user_id": external_user_id,
                    "variables": variables,
                    "connections": connection_ids(connections, "connections"),
                    "resource_set_id": resource_set_id,
                    "resource_set_revision": resource_set_revision,
                }
            ),
            timeout=timeout,
            poll_interval=poll_interval,
            subject=deployment_id,
            idempotency_key=idempotency_key,
        )


class AsyncDeployments:
    """The deployments of this account's agents: `client.deployments` of an `AsyncAgentClient`.

    Args:
        client: The client that sends the requests.

    Example:
        >>> found = await client.deployments.list()
    """

    __module__ = "flymyai.agents._resources"

    def __init__(self, client: AsyncAgentClient) -> None:
        self._c = async_client_of(client, self, "deployments")

    async def list(
        self, *, agent_id: Optional[ResourceID] = None, status: Optional[str] = None
    ) -> List[AgentDeployment]:
        """Returns all deployments, or those that match the filters; see `Deployments.list`.

        Example:
            >>> names = [each.name for each in await client.deployments.list(status="active")]
        """
        return await self._c._send(
            _AGENT_DEPLOYMENT_LIST,
            "deployments.list",
            fields=json_bytes(
                {
                    "agent_id": None if agent_id is None else id_text(agent_id, "agent_id"),
                    "status": query_text(status, "status"),
                }
            ),
        )

    async def iter(
        self, *, agent_id: Optional[ResourceID] = None, status: Optional[str] = None
    ) -> AsyncIterator[AgentDeployment]:
        """Yields the rows of `list` one by one; see `Deployments.iter`.

        Example:
            >>> names = [each.name async for each in client.deployments.iter()]
        """
        pages = self._c._pages(
            "deployments.list",
            None,
            json_bytes(
                {
                    "agent_id": None if agent_id is None else id_text(agent_id, "agent_id"),
                    "status": query_text(status, "status"),
                }
            ),
        )
        with AsyncEvents(pages, _AGENT_DEPLOYMENT, False, self._c) as rows:
            async for row in rows:
                yield row

    async def get(self, deployment_id: ResourceID) -> AgentDeployment:
        """Returns one deployment; see `Deployments.get`.

        Example:
            >>> (await client.deployments.get(deployment.id)).name
            'Production'
        """
        return await self._c._send(
            _AGENT_DEPLOYMENT, "deployments.get", id_text(deployment_id, "deployment_id")
        )

    async def create(
        self,
        *,
        agent_id: ResourceID,
        version_id: Optional[str],
        name: str = "Production",
        status: str = "draft",
        publish_mode: str = "embedded",
    ) -> AgentDeployment:
        """Creates a deployment of an agent and returns it; `publish` makes it
        available; see `Deployments.create`.

        Example:
            >>> (await client.deployments.create(agent_id="agent_abc123", version_id=None)).status
            'draft'
        """
        return await self._c._send(
            _AGENT_DEPLOYMENT,
            "deployments.create",
            fields=json_bytes(
                {
                    "agent_id": id_value(agent_id, "agent_id"),
                    "version_id": version_id,
                    "name": name,
                    "status": status,
                    "publish_mode": publish_mode,
                }
            ),
        )

    async def update(self, deployment_id: ResourceID, **kwargs: Any) -> AgentDeployment:
        """Changes a deployment and returns it; see `Deployments.update`.

        Example:
            >>> (await client.deployments.update(deployment.id, name="Beta")).name
            'Beta'
        """
        return await self._c._send(
            _AGENT_DEPLOYMENT,
            "deployments.update",
            id_text(deployment_id, "deployment_id"),
            json_bytes(kwargs),
        )

    async def publish(
        self,
        deployment_id: ResourceID,
        *,
        publish_mode: str = "embedded",
        version_id: Optional[str] = None,
    ) -> AgentDeployment:
        """Publishes a version, so that customers can use it, and returns the
        deployment; see `Deployments.publish`.

        Example:
            >>> (await client.deployments.publish(deployment.id)).status
            'active'
        """
        return await self._c._send(
            _AGENT_DEPLOYMENT,
            "deployments.publish",
            id_text(deployment_id, "deployment_id"),
            json_bytes({"publish_mode": publish_mode, "version_id": version_id}),
        )

    async def preflight(
        self,
        deployment_id: ResourceID,
        *,
        publish_mode: str = "embedded",
        version_id: Optional[str] = None,
    ) -> AgentDeploymentPreflight:
        """Returns whether a version can be published; nothing
        changes; see `Deployments.preflight`.

        Example:
            >>> (await client.deployments.preflight(deployment.id)).ready
            True
        """
        return await self._c._send(
            _AGENT_DEPLOYMENT_PREFLIGHT,
            "deployments.preflight",
            id_text(deployment_id, "deployment_id"),
            json_bytes({"publish_mode": publish_mode, "version_id": version_id}),
        )

    async def access(
        self, deployment_id: ResourceID, *, external_user_id: Optional[str] = None
    ) -> AgentDeploymentAccess:
        """Returns the customers of a deployment, and the accounts that they have
        connected; see `Deployments.access`.

        Example:
            >>> slots = [each.slot for each in (await client.deployments.access(deployment.id)).requirements]
        """
        return await self._c._send(
            _AGENT_DEPLOYMENT_ACCESS,
            "deployments.access",
            id_text(deployment_id, "deployment_id"),
            json_bytes({"external_user_id": query_text(external_user_id, "external_user_id")}),
        )

    async def create_connection_link(
        self,
        deployment_id: ResourceID,
        *,
        external_user_id: str,
        slot: str,
        alias: Optional[str] = None,
    ) -> AgentConnectionSession:
        """Returns a link at which a customer connects an account to a
        slot; see `Deployments.create_connection_link`.

        Example:
            >>> for each in (await client.deployments.access(deployment.id)).requirements:
            ...     link = await client.deployments.create_connection_link(
            ...         deployment.id, external_user_id="user-1", slot=each.slot
            ...     )
        """
        return await self._c._send(
            _AGENT_CONNECTION_SESSION,
            "deployments.create_connection_link",
            id_text(deployment_id, "deployment_id"),
            json_bytes({"external_user_id": external_user_id, "slot": slot, "alias": alias}),
        )

    async def run(
        self,
        deployment_id: ResourceID,
        *,
        external_user_id: str,
        variables: Optional[Dict[str, Any]] = None,
        connections: Optional[RuntimeConnections] = None,
        resource_set_id: Optional[str] = None,
        resource_set_revision: Optional[int] = None,
        idempotency_key: Optional[str] = None,
    ) -> RunDetail:
        """Starts a run of the published version for a customer, and returns
        it; see `Deployments.run`.

        Example:
            >>> (await client.deployments.run(deployment.id, external_user_id="user-1")).is_terminal
            False
        """
        return await self._c._send(
            _RUN_DETAIL,
            "deployments.run",
            id_text(deployment_id, "deployment_id"),
            json_bytes(
                {
                    "external_user_id": external_user_id,
                    "variables": variables,
                    "connections": connection_ids(connections, "connections"),
                    "resource_set_id": resource_set_id,
                    "resource_set_revision": resource_set_revision,
                }
            ),
            idempotency_key=idempotency_key,
        )

    async def run_and_wait(
        self,
        deployment_id: ResourceID,
        *,
        external_user_id: str,
        variables: Optional[Dict[str, Any]] = None,
        connections: Optional[RuntimeConnections] = None,
        resource_set_id: Optional[str] = None,
        resource_set_revision: Optional[int] = None,
        timeout: Optional[float] = 300,
        poll_interval: float = 2.0,
        idempotency_key: Optional[str] = None,
    ) -> RunDetail:
        """Runs the published version for a customer, and returns that run once it has ended:
        completed, failed or cancelled; see `Deployments.run_and_wait`.

        Example:
            >>> result = await client.deployments.run_and_wait(
            ...     deployment.id, external_user_id="user-1", poll_interval=0.1
            ... )
            >>> result.status == "completed"
            True
        """
        return await self._c._send(
            _RUN_DETAIL,
            "deployments.run_and_wait",
            id_text(deployment_id, "deployment_id"),
            json_bytes(
                {
                    "external_user_id": external_user_id,
                    "variables": variables,
                    "connections": connection_ids(connections, "connections"),
                    "resource_set_id": resource_set_id,
                    "resource_set_revision": resource_set_revision,
                }
            ),
            timeout=timeout,
            poll_interval=poll_interval,
            subject=deployment_id,
            idempotency_key=idempotency_key,
        )
