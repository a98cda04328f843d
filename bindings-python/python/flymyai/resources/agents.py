# Generated from api/agents.toml by `make generate`; do not edit.
"""Agents: a goal, the tools for it, and the schemas of input and output."""

from __future__ import annotations

from typing import Any, AsyncIterator, Callable, Dict, Iterator, List, Optional, Union

from .._arguments import id_text, json_bytes
from .._conversions import enum_value, json_schema, json_schemas, limit_texts
from ..agents._event_stream import AsyncEvents, Events
from ..agents._responses import Many, Single, nothing
from ..agents._stubs import async_client_of, client_of
from ..types import (
    Agent,
    AgentDetail,
    AgentStatus,
    Compilation,
    ExecutionLog,
    McpAccessMode,
    ResourceID,
    RunDetail,
    SchemaSource,
    SchemaSuggestion,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..agents._async_client import AsyncAgentClient
    from ..agents._sync_client import SyncAgentClient

_AGENT = Single(Agent)
_AGENT_DETAIL = Single(AgentDetail)
_AGENT_LIST = Many(Agent)
_COMPILATION = Single(Compilation)
_RUN_DETAIL = Single(RunDetail)
_SCHEMA_SUGGESTION = Single(SchemaSuggestion)


class Agents:
    """The agents of this account: `client.agents`.

    Args:
        client: The client that sends the requests.

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
        goal: Optional[str] = None,
        user_prompt_source: Optional[Dict[str, Any]] = None,
        tools: Optional[List[int]] = None,
        mcp_servers: Optional[List[int]] = None,
        mcp_resource_set_ids: Optional[List[str]] = None,
        mcp_access_mode: Optional[Union[McpAccessMode, str]] = None,
        input_schema: Optional[SchemaSource] = None,
        input_description: Optional[str] = None,
        output_schema: Optional[SchemaSource] = None,
        output_description: Optional[str] = None,
        status: Optional[Union[AgentStatus, str]] = None,
        preview: Optional[str] = None,
    ) -> Agent:
        """Creates an agent and returns it.

        Args:
            name: The agent's name.
            goal: The agent's goal, in plain words. An agent has a goal or a
                `user_prompt_source`.
            user_prompt_source: The source from which the service reads the goal, under the
                service's own names.
            tools: Ids of the tools that it may use.
            mcp_servers: Ids of the MCP servers that it may use.
            mcp_resource_set_ids: The ids of the MCP resource sets that it may use.
            mcp_access_mode: The MCP resources that its runs may use.
            input_schema: JSON Schema of its variables, or its source: in Python a pydantic
                model, a dataclass or a `TypedDict`; in JavaScript a schema object that has one,
                as those of zod 4.2.
            input_description: Its variables, in words.
            output_schema: JSON Schema of its output, or its source: in Python a pydantic model,
                a dataclass or a `TypedDict`; in JavaScript a schema object that has one, as
                those of zod 4.2.
            output_description: Its output, in words.
            status: Its status; by default, the service chooses it.
            preview: The address of the page that shows it.

        Returns:
            The new agent.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.agents.create(name="Scout", goal="Find energy news").goal
            'Find energy news'
        """
        return self._c._send(
            _AGENT,
            "agents.create",
            fields=json_bytes(
                {
                    "name": name,
                    "goal": goal,
                    "user_prompt_source": user_prompt_source,
                    "tools": tools,
                    "mcp_servers": mcp_servers,
                    "mcp_resource_set_ids": mcp_resource_set_ids,
                    "mcp_access_mode": enum_value(mcp_access_mode, "mcp_access_mode"),
                    "input_schema": json_schema(input_schema, "input_schema"),
                    "input_description": input_description,
                    "output_schema": json_schema(output_schema, "output_schema"),
                    "output_description": output_description,
                    "status": status,
                    "preview": preview,
                }
            ),
        )

    def list(self, *, page_size: Optional[int] = None) -> List[Agent]:
        """Returns the agents of this account.

        Without `page_size`, the request is for complete agents, and all pages of the response
        are read. With `page_size`, the agents in the response have no goal.

        Args:
            page_size: The number of agents in a page, 1 to 100; all pages are returned.

        Returns:
            The agents.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> "agent_abc123" in [agent.id for agent in client.agents.list()]
            True
        """
        return self._c._send(
            _AGENT_LIST, "agents.list", fields=json_bytes({"page_size": page_size})
        )

    def iter(self, *, page_size: Optional[int] = None) -> Iterator[Agent]:
        """Yields the rows of `list` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            page_size: The number of agents in a page, 1 to 100; all pages are returned.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> names = [agent.name for agent in client.agents.iter()]
        """
        pages = self._c._pages("agents.list", None, json_bytes({"page_size": page_size}))
        with Events(pages, _AGENT, False, self._c) as rows:
            yield from rows

    def get(self, agent_id: ResourceID) -> AgentDetail:
        """Returns one agent with its tools.

        Args:
            agent_id: The agent's `uuid`.

        Returns:
            The agent.

        Raises:
            FlyMyAIAgentError: If there is no such agent, or the service refuses the request, or
                does not respond.

        Example:
            >>> client.agents.get("agent_abc123").id
            'agent_abc123'
        """
        return self._c._send(_AGENT_DETAIL, "agents.get", id_text(agent_id, "agent_id"))

    def update(
        self,
        agent_id: ResourceID,
        *,
        mcp_access_mode: Optional[Union[McpAccessMode, str]] = None,
        **kwargs: Any,
    ) -> Agent:
        """Changes an agent and returns it.

        Args:
            agent_id: The agent's `uuid`.
            mcp_access_mode: The MCP resources that its runs may use; `None` changes nothing.
            **kwargs: The fields to change, by the service's names; `None` is sent as null.
                `goal`, `tools` and `mcp_servers` are accepted, too.

        Returns:
            The changed agent.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.agents.update(agent.id, name="Scout 2").name
            'Scout 2'
        """
        return self._c._send(
            _AGENT,
            "agents.update",
            id_text(agent_id, "agent_id"),
            json_bytes(
                {
                    "mcp_access_mode": enum_value(mcp_access_mode, "mcp_access_mode"),
                    **json_schemas(kwargs),
                }
            ),
        )

    def delete(self, agent_id: ResourceID) -> None:
        """Deletes an agent.

        Args:
            agent_id: The agent's `uuid`.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> new = client.agents.create(name="a", goal="b")
            >>> client.agents.delete(new.id)
        """
        return self._c._send(nothing, "agents.delete", id_text(agent_id, "agent_id"))

    def run(
        self,
        agent_id: ResourceID,
        *,
        variables: Optional[Dict[str, Any]] = None,
        message: Optional[str] = None,
        subagent_limits: Optional[Dict[str, Any]] = None,
        idempotency_key: Optional[str] = None,
    ) -> RunDetail:
        """Starts a run of an agent and returns it; the same as `runs.create`.

        Args:
            agent_id: The agent's `uuid`.
            variables: Values for the agent's input schema.
            message: The first message to the agent.
            subagent_limits: Limits of the agents that the run starts, by the service's names:
                `cap_usd`, `max_children`, `max_parallel`.
            idempotency_key: The key of the request: the service does the work once for all
                requests with the same key, so the request can be retried.

        Returns:
            The new run.

        Raises:
            VariablesValidationError: If the variables do not fit the agent's input schema.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> url = "https://example.com"
            >>> run = client.agents.run("agent_scored", variables={"website_url": url})
            >>> run.variables
            {'website_url': 'https://example.com'}
        """
        return self._c._send(
            _RUN_DETAIL,
            "agents.run",
            id_text(agent_id, "agent_id"),
            json_bytes(
                {
                    "variables": variables,
                    "message": message,
                    "subagent_limits": limit_texts(subagent_limits, "subagent_limits"),
                }
            ),
            idempotency_key=idempotency_key,
        )

    def run_and_wait(
        self,
        agent_id: ResourceID,
        *,
        variables: Optional[Dict[str, Any]] = None,
        message: Optional[str] = None,
        subagent_limits: Optional[Dict[str, Any]] = None,
        timeout: Optional[float] = 300,
        poll_interval: float = 2.0,
        idempotency_key: Optional[str] = None,
        on_event: Optional[Callable[[ExecutionLog], object]] = None,
    ) -> RunDetail:
        """Starts a run of an agent, and returns it once it has ended: completed, failed or
        cancelled.

        The timeout covers the start and the wait. All attempts to start the run send the same
        idempotency key, so there is one run. If the wait ends earlier, the run goes on.

        Args:
            agent_id: The agent's `uuid`.
            variables: Values for the agent's input schema.
            message: The first message to the agent.
            subagent_limits: Limits of the agents that the run starts, by the service's names:
                `cap_usd`, `max_children`, `max_parallel`.
            timeout: Seconds to wait at most; `None` waits without a limit, 0 polls once. The
                last poll is made at the timeout, and takes at most half a second.
            poll_interval: Seconds between a response and the next poll.
            idempotency_key: The key of the request: the service does the work once for all
                requests with the same key, so the request can be retried.
            on_event: Is called for each event of the run, once and in order; `None` for no
                calls. An exception in it ends the wait, not the run.

        Returns:
            The run that has ended.

        Raises:
            VariablesValidationError: If the variables do not fit the agent's input schema.
            TimeoutError: If the run has not ended at the timeout.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> events = []
            >>> result = client.agents.run_and_wait(
            ...     "agent_abc123", on_event=events.append, poll_interval=0.1
            ... )
            >>> result.status == "completed", len(events)
            (True, 4)
        """
        return self._c._send_with_events(
            on_event,
            _RUN_DETAIL,
            "agents.run_and_wait",
            id_text(agent_id, "agent_id"),
            json_bytes(
                {
                    "variables": variables,
                    "message": message,
                    "subagent_limits": limit_texts(subagent_limits, "subagent_limits"),
                }
            ),
            timeout=timeout,
            poll_interval=poll_interval,
            subject=agent_id,
            idempotency_key=idempotency_key,
        )

    def freeze(self, run_id: ResourceID) -> Compilation:
        """Starts to freeze a run into an instruction, and returns the compilation at once;
        `agents.compile_from_run` also waits for it.

        Args:
            run_id: The id of a run with a good result.

        Returns:
            The compilation, usually still pending.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

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
            user_prompt: The agent's goal, in plain words.
            input_hint: A description of the input, in words.
            output_hint: A description of the output, in words.
            generate_descriptions: Whether to describe both in words, too.

        Returns:
            The suggestion.

        Raises:
            SuggestSchemaError: If the service finds no schema.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> suggestion = client.agents.suggest_schema(user_prompt="Score a site")
            >>> suggestion.output_schema["type"]
            'object'
        """
        return self._c._send(
            _SCHEMA_SUGGESTION,
            "agents.suggest_schema",
            fields=json_bytes(
                {
                    "user_prompt": user_prompt,
                    "input_hint": input_hint,
                    "output_hint": output_hint,
                    "generate_descriptions": generate_descriptions,
                }
            ),
        )

    def compile_from_run(
        self, run_id: ResourceID, *, timeout: Optional[float] = 300, poll_interval: float = 2.0
    ) -> Compilation:
        """Freezes a run into an instruction, and returns the compilation once it is ready.

        Args:
            run_id: The id of a run with a good result.
            timeout: Seconds to wait at most; `None` waits without a limit, 0 polls once. The
                last poll is made at the timeout, and takes at most half a second.
            poll_interval: Seconds between a response and the next poll.

        Returns:
            The finished compilation.

        Raises:
            TimeoutError: If the compilation is not ready at the timeout.
            FlyMyAIAgentError: If the compilation fails (status code 0), the service refuses the
                request, or does not respond.

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
        client: The client that sends the requests.

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
        goal: Optional[str] = None,
        user_prompt_source: Optional[Dict[str, Any]] = None,
        tools: Optional[List[int]] = None,
        mcp_servers: Optional[List[int]] = None,
        mcp_resource_set_ids: Optional[List[str]] = None,
        mcp_access_mode: Optional[Union[McpAccessMode, str]] = None,
        input_schema: Optional[SchemaSource] = None,
        input_description: Optional[str] = None,
        output_schema: Optional[SchemaSource] = None,
        output_description: Optional[str] = None,
        status: Optional[Union[AgentStatus, str]] = None,
        preview: Optional[str] = None,
    ) -> Agent:
        """Creates an agent and returns it; see `Agents.create`.

        Example:
            >>> (await client.agents.create(name="Scout", goal="Find energy news")).goal
            'Find energy news'
        """
        return await self._c._send(
            _AGENT,
            "agents.create",
            fields=json_bytes(
                {
                    "name": name,
                    "goal": goal,
                    "user_prompt_source": user_prompt_source,
                    "tools": tools,
                    "mcp_servers": mcp_servers,
                    "mcp_resource_set_ids": mcp_resource_set_ids,
                    "mcp_access_mode": enum_value(mcp_access_mode, "mcp_access_mode"),
                    "input_schema": json_schema(input_schema, "input_schema"),
                    "input_description": input_description,
                    "output_schema": json_schema(output_schema, "output_schema"),
                    "output_description": output_description,
                    "status": status,
                    "preview": preview,
                }
            ),
        )

    async def list(self, *, page_size: Optional[int] = None) -> List[Agent]:
        """Returns the agents of this account; see `Agents.list`.

        Example:
            >>> "agent_abc123" in [agent.id for agent in await client.agents.list()]
            True
        """
        return await self._c._send(
            _AGENT_LIST, "agents.list", fields=json_bytes({"page_size": page_size})
        )

    async def iter(self, *, page_size: Optional[int] = None) -> AsyncIterator[Agent]:
        """Yields the rows of `list` one by one; see `Agents.iter`.

        Example:
            >>> names = [agent.name async for agent in client.agents.iter()]
        """
        pages = self._c._pages("agents.list", None, json_bytes({"page_size": page_size}))
        with AsyncEvents(pages, _AGENT, False, self._c) as rows:
            async for row in rows:
                yield row

    async def get(self, agent_id: ResourceID) -> AgentDetail:
        """Returns one agent with its tools; see `Agents.get`.

        Example:
            >>> (await client.agents.get("agent_abc123")).id
            'agent_abc123'
        """
        return await self._c._send(_AGENT_DETAIL, "agents.get", id_text(agent_id, "agent_id"))

    async def update(
        self,
        agent_id: ResourceID,
        *,
        mcp_access_mode: Optional[Union[McpAccessMode, str]] = None,
        **kwargs: Any,
    ) -> Agent:
        """Changes an agent and returns it; see `Agents.update`.

        Example:
            >>> (await client.agents.update(agent.id, name="Scout 2")).name
            'Scout 2'
        """
        return await self._c._send(
            _AGENT,
            "agents.update",
            id_text(agent_id, "agent_id"),
            json_bytes(
                {
                    "mcp_access_mode": enum_value(mcp_access_mode, "mcp_access_mode"),
                    **json_schemas(kwargs),
                }
            ),
        )

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
        message: Optional[str] = None,
        subagent_limits: Optional[Dict[str, Any]] = None,
        idempotency_key: Optional[str] = None,
    ) -> RunDetail:
        """Starts a run of an agent and returns it; the same as `runs.create`; see `Agents.run`.

        Example:
            >>> url = "https://example.com"
            >>> run = await client.agents.run("agent_scored", variables={"website_url": url})
            >>> run.variables
            {'website_url': 'https://example.com'}
        """
        return await self._c._send(
            _RUN_DETAIL,
            "agents.run",
            id_text(agent_id, "agent_id"),
            json_bytes(
                {
                    "variables": variables,
                    "message": message,
                    "subagent_limits": limit_texts(subagent_limits, "subagent_limits"),
                }
            ),
            idempotency_key=idempotency_key,
        )

    async def run_and_wait(
        self,
        agent_id: ResourceID,
        *,
        variables: Optional[Dict[str, Any]] = None,
        message: Optional[str] = None,
        subagent_limits: Optional[Dict[str, Any]] = None,
        timeout: Optional[float] = 300,
        poll_interval: float = 2.0,
        idempotency_key: Optional[str] = None,
        on_event: Optional[Callable[[ExecutionLog], object]] = None,
    ) -> RunDetail:
        """Starts a run of an agent, and returns it once it has ended: completed, failed or
        cancelled; see `Agents.run_and_wait`.

        Example:
            >>> events = []
            >>> result = await client.agents.run_and_wait(
            ...     "agent_abc123", on_event=events.append, poll_interval=0.1
            ... )
            >>> result.status == "completed", len(events)
            (True, 4)
        """
        return await self._c._send_with_events(
            on_event,
            _RUN_DETAIL,
            "agents.run_and_wait",
            id_text(agent_id, "agent_id"),
            json_bytes(
                {
                    "variables": variables,
                    "message": message,
                    "subagent_limits": limit_texts(subagent_limits, "subagent_limits"),
                }
            ),
            timeout=timeout,
            poll_interval=poll_interval,
            subject=agent_id,
            idempotency_key=idempotency_key,
        )

    async def freeze(self, run_id: ResourceID) -> Compilation:
        """Starts to freeze a run into an instruction, and returns the compilation at once;
        `agents.compile_from_run` also waits for it; see `Agents.freeze`.

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
        """Returns input and output schemas that fit a goal; see `Agents.suggest_schema`.

        Example:
            >>> suggestion = await client.agents.suggest_schema(user_prompt="Score a site")
            >>> suggestion.output_schema["type"]
            'object'
        """
        return await self._c._send(
            _SCHEMA_SUGGESTION,
            "agents.suggest_schema",
            fields=json_bytes(
                {
                    "user_prompt": user_prompt,
                    "input_hint": input_hint,
                    "output_hint": output_hint,
                    "generate_descriptions": generate_descriptions,
                }
            ),
        )

    async def compile_from_run(
        self, run_id: ResourceID, *, timeout: Optional[float] = 300, poll_interval: float = 2.0
    ) -> Compilation:
        """Freezes a run into an instruction, and returns the compilation once it is
        ready; see `Agents.compile_from_run`.

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
