"""Agents: what runs, towards which goal, with which tools."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from .._arguments import id_text, json_bytes
from .._transports.stubs import async_client_of, client_of
from ..agents._responses import Many, Single, nothing
from ..types import Agent, AgentDetail, Compilation, ResourceID, RunDetail, SchemaSuggestion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..agents._async_client import AsyncAgentClient
    from ..agents._sync_client import SyncAgentClient

_AGENT = Single(Agent)
_AGENTS = Many(Agent)
_AGENT_DETAIL = Single(AgentDetail)
_COMPILATION = Single(Compilation)
_RUN = Single(RunDetail)
_SUGGESTION = Single(SchemaSuggestion)


class Agents:
    """The agents of this account: `client.agents`.

    Args:
        client: What sends the requests.

    Example:
        >>> found = client.agents.list()
    """

    __module__ = "flymyai.agents._resources"

    def __init__(self, client: SyncAgentClient) -> None:
        self._c = client_of(client, self, "agents")

    def create(
        self,
        *,
        name: str,
        goal: str,
        tools: Optional[List[int]] = None,
        mcp_servers: Optional[List[int]] = None,
        input_schema: Optional[Dict[str, Any]] = None,
        input_description: Optional[str] = None,
        output_schema: Optional[Dict[str, Any]] = None,
        output_description: Optional[str] = None,
        status: Optional[str] = None,
    ) -> Agent:
        """Creates an agent and returns it.

        Args:
            name: What the agent is called.
            goal: What it is to do, in words.
            tools: Ids of the tools it may use.
            mcp_servers: Ids of the MCP servers it may use.
            input_schema: JSON schema of its variables.
            input_description: The same in words.
            output_schema: JSON schema of its output.
            output_description: The same in words.
            status: Its status; the service's own choice when left out.

        Raises:
            FlyMyAIAgentError: If the service refuses.

        Example:
            >>> client.agents.create(name="Scout", goal="Find energy news").goal
            'Find energy news'
        """
        fields = json_bytes(
            {
                "name": name,
                "goal": goal,
                "tools": tools,
                "mcp_servers": mcp_servers,
                "input_schema": input_schema,
                "input_description": input_description,
                "output_schema": output_schema,
                "output_description": output_description,
                "status": status,
            }
        )
        return self._c._send(_AGENT, "agents.create", fields=fields)

    def list(self) -> List[Agent]:
        """Returns all agents of this account.

        Raises:
            FlyMyAIAgentError: If the service refuses.

        Example:
            >>> "agent_abc123" in [agent.id for agent in client.agents.list()]
            True
        """
        return self._c._send(_AGENTS, "agents.list")

    def get(self, agent_id: ResourceID) -> AgentDetail:
        """Returns one agent with its tools.

        Args:
            agent_id: The agent.

        Raises:
            FlyMyAIAgentError: If there is no such agent, or the service refuses.

        Example:
            >>> client.agents.get("agent_abc123").id
            'agent_abc123'
        """
        return self._c._send(_AGENT_DETAIL, "agents.get", id_text(agent_id, "agent_id"))

    def update(self, agent_id: ResourceID, **kwargs: Any) -> Agent:
        """Changes an agent and returns it.

        Args:
            agent_id: The agent.
            **kwargs: What `create` takes, or any field of the service by its own
                name; only what is given changes, and `None` is sent as null.

        Raises:
            FlyMyAIAgentError: If the service refuses.

        Example:
            >>> client.agents.update(agent.id, name="Scout 2").name
            'Scout 2'
        """
        fields = json_bytes(kwargs)
        return self._c._send(_AGENT, "agents.update", id_text(agent_id, "agent_id"), fields)

    def delete(self, agent_id: ResourceID) -> None:
        """Deletes an agent.

        Args:
            agent_id: The agent.

        Raises:
            FlyMyAIAgentError: If the service refuses.

        Example:
            >>> client.agents.delete(client.agents.create(name="a", goal="b").id)
        """
        return self._c._send(nothing, "agents.delete", id_text(agent_id, "agent_id"))

    def run(
        self,
        agent_id: ResourceID,
        *,
        variables: Optional[Dict[str, Any]] = None,
        idempotency_key: Optional[str] = None,
    ) -> RunDetail:
        """Starts a run of an agent and returns it; the same as `runs.create`.

        Args:
            agent_id: The agent.
            variables: Values for the agent's input schema.
            idempotency_key: Makes the request safe to send again: the service
                starts one run for all requests with the same key.

        Raises:
            VariablesValidationError: If the variables don't fit the schema.
            FlyMyAIAgentError: If the service refuses otherwise.

        Example:
            >>> url = "https://example.com"
            >>> client.agents.run("agent_scored", variables={"website_url": url}).variables
            {'website_url': 'https://example.com'}
        """
        return self._c._send(
            _RUN,
            "agents.run",
            id_text(agent_id, "agent_id"),
            json_bytes({"variables": variables}),
            idempotency_key=idempotency_key,
        )

    def freeze(self, run_id: ResourceID) -> Compilation:
        """Starts distilling a run, and returns the pending compilation at once.

        Args:
            run_id: A run that did what it should.

        Raises:
            FlyMyAIAgentError: If the service refuses.

        Example:
            >>> client.agents.freeze(run.id).execution == run.id
            True
        """
        return self._c._send(_COMPILATION, "agents.freeze", id_text(run_id, "run_id"))

    def suggest_schema(
        self,
        *,
        user_prompt: str,
        input_hint: Optional[str] = None,
        output_hint: Optional[str] = None,
        generate_descriptions: bool = False,
    ) -> SchemaSuggestion:
        """Returns input and output schemas that fit a goal.

        Args:
            user_prompt: The goal, in words.
            input_hint: What the input should look like, in words.
            output_hint: What the output should look like, in words.
            generate_descriptions: Whether to describe both in words, too.

        Raises:
            SuggestSchemaError: If the service found no schema.
            FlyMyAIAgentError: If it refuses otherwise.

        Example:
            >>> client.agents.suggest_schema(user_prompt="Score a site").output_schema["type"]
            'object'
        """
        fields = json_bytes(
            {
                "user_prompt": user_prompt,
                "input_hint": input_hint,
                "output_hint": output_hint,
                "generate_descriptions": generate_descriptions,
            }
        )
        return self._c._send(_SUGGESTION, "agents.suggest_schema", fields=fields)

    def compile_from_run(
        self, run_id: ResourceID, *, timeout: Optional[float] = 300, poll_interval: float = 2.0
    ) -> Compilation:
        """Distils a run into an instruction, and returns that once it is ready.

        Args:
            run_id: A run that did what it should.
            timeout: Seconds to wait at most; `None` for as long as it takes.
            poll_interval: Seconds between one reply and the next look.

        Raises:
            TimeoutError: If the compilation is not ready by then.
            FlyMyAIAgentError: If it failed (status code 0), or the service refuses.

        Example:
            >>> client.agents.compile_from_run(run.id, poll_interval=0.1).is_ready
            True
        """
        return self._c._send(
            _COMPILATION,
            "agents.compile_from_run",
            id_text(run_id, "run_id"),
            timeout=timeout,
            poll_interval=poll_interval,
            subject=run_id,
        )


class AsyncAgents:
    """The agents of this account: `client.agents` of an `AsyncAgentClient`.

    Args:
        client: What sends the requests.

    Example:
        >>> found = await client.agents.list()
    """

    __module__ = "flymyai.agents._resources"

    def __init__(self, client: AsyncAgentClient) -> None:
        self._c = async_client_of(client, self, "agents")

    async def create(
        self,
        *,
        name: str,
        goal: str,
        tools: Optional[List[int]] = None,
        mcp_servers: Optional[List[int]] = None,
        input_schema: Optional[Dict[str, Any]] = None,
        input_description: Optional[str] = None,
        output_schema: Optional[Dict[str, Any]] = None,
        output_description: Optional[str] = None,
        status: Optional[str] = None,
    ) -> Agent:
        """Creates an agent and returns it; see `Agents.create`.

        Example:
            >>> (await client.agents.create(name="Scout", goal="Find energy news")).goal
            'Find energy news'
        """
        fields = json_bytes(
            {
                "name": name,
                "goal": goal,
                "tools": tools,
                "mcp_servers": mcp_servers,
                "input_schema": input_schema,
                "input_description": input_description,
                "output_schema": output_schema,
                "output_description": output_description,
                "status": status,
            }
        )
        return await self._c._send(_AGENT, "agents.create", fields=fields)

    async def list(self) -> List[Agent]:
        """Returns all agents of this account; see `Agents.list`.

        Example:
            >>> "agent_abc123" in [agent.id for agent in await client.agents.list()]
            True
        """
        return await self._c._send(_AGENTS, "agents.list")

    async def get(self, agent_id: ResourceID) -> AgentDetail:
        """Returns one agent with its tools; see `Agents.get`.

        Example:
            >>> (await client.agents.get("agent_abc123")).id
            'agent_abc123'
        """
        return await self._c._send(_AGENT_DETAIL, "agents.get", id_text(agent_id, "agent_id"))

    async def update(self, agent_id: ResourceID, **kwargs: Any) -> Agent:
        """Changes an agent and returns it; see `Agents.update`.

        Example:
            >>> (await client.agents.update(agent.id, name="Scout 2")).name
            'Scout 2'
        """
        fields = json_bytes(kwargs)
        return await self._c._send(_AGENT, "agents.update", id_text(agent_id, "agent_id"), fields)

    async def delete(self, agent_id: ResourceID) -> None:
        """Deletes an agent; see `Agents.delete`.

        Example:
            >>> new = await client.agents.create(name="a", goal="b")
            >>> await client.agents.delete(new.id)
        """
        return await self._c._send(nothing, "agents.delete", id_text(agent_id, "agent_id"))

    async def run(
        self,
        agent_id: ResourceID,
        *,
        variables: Optional[Dict[str, Any]] = None,
        idempotency_key: Optional[str] = None,
    ) -> RunDetail:
        """Starts a run of an agent and returns it; see `Agents.run`.

        Example:
            >>> (await client.agents.run("agent_abc123")).is_terminal
            False
        """
        return await self._c._send(
            _RUN,
            "agents.run",
            id_text(agent_id, "agent_id"),
            json_bytes({"variables": variables}),
            idempotency_key=idempotency_key,
        )

    async def freeze(self, run_id: ResourceID) -> Compilation:
        """Starts distilling a run and returns the compilation; see `Agents.freeze`.

        Example:
            >>> (await client.agents.freeze(run.id)).execution == run.id
            True
        """
        return await self._c._send(_COMPILATION, "agents.freeze", id_text(run_id, "run_id"))

    async def suggest_schema(
        self,
        *,
        user_prompt: str,
        input_hint: Optional[str] = None,
        output_hint: Optional[str] = None,
        generate_descriptions: bool = False,
    ) -> SchemaSuggestion:
        """Returns schemas that fit a goal; see `Agents.suggest_schema`.

        Example:
            >>> suggestion = await client.agents.suggest_schema(user_prompt="Score a site")
            >>> suggestion.output_schema["type"]
            'object'
        """
        fields = json_bytes(
            {
                "user_prompt": user_prompt,
                "input_hint": input_hint,
                "output_hint": output_hint,
                "generate_descriptions": generate_descriptions,
            }
        )
        return await self._c._send(_SUGGESTION, "agents.suggest_schema", fields=fields)

    async def compile_from_run(
        self, run_id: ResourceID, *, timeout: Optional[float] = 300, poll_interval: float = 2.0
    ) -> Compilation:
        """Distils a run, and returns what it came to; see `Agents.compile_from_run`.

        Example:
            >>> (await client.agents.compile_from_run(run.id, poll_interval=0.1)).is_ready
            True
        """
        return await self._c._send(
            _COMPILATION,
            "agents.compile_from_run",
            id_text(run_id, "run_id"),
            timeout=timeout,
            poll_interval=poll_interval,
            subject=run_id,
        )
