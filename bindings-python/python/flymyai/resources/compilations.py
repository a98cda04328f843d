# Generated from api/compilations.toml by `make generate`; do not edit.
"""Compilations: runs frozen into instructions that can be run again."""

from __future__ import annotations

from typing import Any, AsyncIterator, Dict, Iterator, List, Optional

from .._arguments import id_text, json_bytes
from .._conversions import connection_ids, limit_texts
from ..agents._event_stream import AsyncEvents, Events
from ..agents._responses import Many, Maybe, Single
from ..agents._stubs import async_client_of, client_of
from ..types import Compilation, ResourceID, RunDetail, RuntimeConnections

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..agents._async_client import AsyncAgentClient
    from ..agents._sync_client import SyncAgentClient

_COMPILATION = Single(Compilation)
_COMPILATION_LIST = Many(Compilation)
_COMPILATION_OR_NONE = Maybe(Compilation)
_RUN_DETAIL = Single(RunDetail)


class Compilations:
    """The compilations of this account: `client.compilations`.

    Args:
        client: The client that sends the requests.

    Example:
        >>> found = client.compilations.list()
    """

    __module__ = "flymyai.agents._resources"

    def __init__(self, client: SyncAgentClient) -> None:
        self._c = client_of(client, self, "compilations")

    def list(
        self,
        *,
        agent_id: Optional[ResourceID] = None,
        execution_id: Optional[ResourceID] = None,
        is_live: Optional[bool] = None,
    ) -> List[Compilation]:
        """Returns all compilations of this account, or those that match the filters.

        Args:
            agent_id: The agent whose compilations are returned; by default, those of all
                agents.
            execution_id: The run whose compilations are returned.
            is_live: Only live compilations, or only others.

        Returns:
            The compilations.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> compilation.id in [each.id for each in client.compilations.list()]
            True
        """
        return self._c._send(
            _COMPILATION_LIST,
            "compilations.list",
            fields=json_bytes(
                {
                    "agent_id": None if agent_id is None else id_text(agent_id, "agent_id"),
                    "execution_id": None
                    if execution_id is None
                    else id_text(execution_id, "execution_id"),
                    "is_live": is_live,
                }
            ),
        )

    def iter(
        self,
        *,
        agent_id: Optional[ResourceID] = None,
        execution_id: Optional[ResourceID] = None,
        is_live: Optional[bool] = None,
    ) -> Iterator[Compilation]:
        """Yields the rows of `list` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            agent_id: The agent whose compilations are returned; by default, those of all
                agents.
            execution_id: The run whose compilations are returned.
            is_live: Only live compilations, or only others.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> ids = [each.id for each in client.compilations.iter()]
        """
        pages = self._c._pages(
            "compilations.list",
            None,
            json_bytes(
                {
                    "agent_id": None if agent_id is None else id_text(agent_id, "agent_id"),
                    "execution_id": None
                    if execution_id is None
                    else id_text(execution_id, "execution_id"),
                    "is_live": is_live,
                }
            ),
        )
        with Events(pages, _COMPILATION, False, self._c) as rows:
            yield from rows

    def get_live(self, agent_id: ResourceID) -> Optional[Compilation]:
        """Returns the live compilation of an agent, `None` if it has none.

        Args:
            agent_id: The agent's `uuid`.

        Returns:
            The live compilation.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.compilations.get_live("agent_abc123") is None
            True
        """
        return self._c._send(
            _COMPILATION_OR_NONE,
            "compilations.get_live",
            fields=json_bytes({"agent_id": id_text(agent_id, "agent_id")}),
            subject=agent_id,
        )

    def save_instruction(
        self,
        *,
        execution_id: ResourceID,
        instruction_md: str,
        name: Optional[str] = None,
        note: Optional[str] = None,
        source_compilation_id: Optional[int] = None,
        make_live: bool = False,
    ) -> Compilation:
        """Saves an instruction for the agent of a run, and returns the compilation that holds
        it.

        The new compilation is ready at once; `make_live` makes it the one that `run_live`
        follows.

        Args:
            execution_id: The id of a run of the agent.
            instruction_md: The instruction, in Markdown.
            name: Its name.
            note: A note about the changes.
            source_compilation_id: The id of the compilation from which it was made.
            make_live: Whether it becomes the agent's live compilation.

        Returns:
            The new compilation.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> saved = client.compilations.save_instruction(
            ...     execution_id=run.id, instruction_md="# Steps", name="Shorter"
            ... )
            >>> (saved.name, saved.is_live)
            ('Shorter', False)
        """
        return self._c._send(
            _COMPILATION,
            "compilations.save_instruction",
            id_text(execution_id, "execution_id"),
            json_bytes(
                {
                    "instruction_md": instruction_md,
                    "name": name,
                    "note": note,
                    "source_compilation_id": source_compilation_id,
                    "make_live": make_live,
                }
            ),
        )

    def set_live(self, compilation_id: ResourceID) -> Compilation:
        """Makes a compilation the live one of its agent, in place of the previous one, and
        returns it.

        Args:
            compilation_id: The compilation's id.

        Returns:
            The live compilation.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.compilations.set_live(compilation.id).is_live
            True
        """
        return self._c._send(
            _COMPILATION, "compilations.set_live", id_text(compilation_id, "compilation_id")
        )

    def run_live(
        self,
        agent_id: ResourceID,
        *,
        variables: Optional[Dict[str, Any]] = None,
        subagent_limits: Optional[Dict[str, Any]] = None,
        idempotency_key: Optional[str] = None,
    ) -> RunDetail:
        """Starts a run that follows the live compilation of an agent, and returns it.

        Args:
            agent_id: The agent's `uuid`.
            variables: Values for the agent's input schema.
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
            >>> agent = client.agents.create(name="Scout", goal="Find energy news")
            >>> first = client.runs.wait(client.agents.run(agent.id).id, poll_interval=0.1)
            >>> _ = client.compilations.save_instruction(
            ...     execution_id=first.id, instruction_md="# Steps", make_live=True
            ... )
            >>> client.compilations.run_live(agent.id).is_terminal
            False
        """
        return self._c._send(
            _RUN_DETAIL,
            "compilations.run_live",
            id_text(agent_id, "agent_id"),
            json_bytes(
                {
                    "variables": variables,
                    "subagent_limits": limit_texts(subagent_limits, "subagent_limits"),
                }
            ),
            idempotency_key=idempotency_key,
        )

    def get(self, compilation_id: ResourceID) -> Compilation:
        """Returns a compilation as it is now.

        Args:
            compilation_id: The compilation's id.

        Returns:
            The compilation.

        Raises:
            FlyMyAIAgentError: If there is no such compilation, or the service refuses the
                request, or does not respond.

        Example:
            >>> client.compilations.get(compilation.id).is_ready
            True
        """
        return self._c._send(
            _COMPILATION, "compilations.get", id_text(compilation_id, "compilation_id")
        )

    def update(
        self,
        compilation_id: ResourceID,
        *,
        instruction_md: Optional[str] = None,
        cron_schedule: Optional[str] = None,
        timezone: Optional[str] = None,
    ) -> Compilation:
        """Changes a compilation and returns it; arguments that are `None` or left out change
        nothing.

        Args:
            compilation_id: The compilation's id.
            instruction_md: The instruction, in Markdown.
            cron_schedule: The schedule of its automatic runs, as a cron line; empty for none.
            timezone: The time zone of the schedule, such as `Europe/Berlin`.

        Returns:
            The changed compilation.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.compilations.update(compilation.id, timezone="Europe/Berlin").timezone
            'Europe/Berlin'
        """
        return self._c._send(
            _COMPILATION,
            "compilations.update",
            id_text(compilation_id, "compilation_id"),
            json_bytes(
                {
                    "instruction_md": instruction_md,
                    "cron_schedule": cron_schedule,
                    "timezone": timezone,
                }
            ),
        )

    def compile(self, *, execution_id: ResourceID) -> Compilation:
        """Starts to compile a run into a script, and returns the compilation at once.

        Args:
            execution_id: The id of a run.

        Returns:
            The compilation, usually still pending.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.compilations.compile(execution_id=run.id).execution == run.id
            True
        """
        return self._c._send(
            _COMPILATION, "compilations.compile", id_text(execution_id, "execution_id")
        )

    def freeze(self, *, execution_id: ResourceID) -> Compilation:
        """Starts to freeze a run into an instruction, and returns the compilation at once; the
        same as `agents.freeze`.

        Args:
            execution_id: The id of a run.

        Returns:
            The compilation, usually still pending.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.compilations.freeze(execution_id=run.id).execution == run.id
            True
        """
        return self._c._send(
            _COMPILATION, "compilations.freeze", id_text(execution_id, "execution_id")
        )

    def run(self, compilation_id: ResourceID) -> Compilation:
        """Runs a compiled script, and returns the compilation at once.

        Args:
            compilation_id: The compilation's id.

        Returns:
            The compilation (not a run).

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.compilations.run(compilation.id).id == compilation.id
            True
        """
        return self._c._send(
            _COMPILATION, "compilations.run", id_text(compilation_id, "compilation_id")
        )

    def run_instruction(
        self,
        compilation_id: ResourceID,
        *,
        variables: Optional[Dict[str, Any]] = None,
        subagent_limits: Optional[Dict[str, Any]] = None,
        external_user_id: Optional[str] = None,
        deployment_id: Optional[str] = None,
        connections: Optional[RuntimeConnections] = None,
        resource_set_id: Optional[str] = None,
        resource_set_revision: Optional[int] = None,
        idempotency_key: Optional[str] = None,
    ) -> RunDetail:
        """Starts a run that follows a compilation's instruction, and returns it.

        Args:
            compilation_id: The compilation's id.
            variables: Values for the agent's input schema.
            subagent_limits: Limits of the agents that the run starts, by the service's names:
                `cap_usd`, `max_children`, `max_parallel`.
            external_user_id: The customer, by your own id; requires `deployment_id`.
            deployment_id: The deployment that the customer uses; requires `external_user_id`.
            connections: The connections of each slot: one id, or up to 25.
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
            >>> client.compilations.run_instruction(compilation.id).is_terminal
            False
        """
        return self._c._send(
            _RUN_DETAIL,
            "compilations.run_instruction",
            id_text(compilation_id, "compilation_id"),
            json_bytes(
                {
                    "variables": variables,
                    "subagent_limits": limit_texts(subagent_limits, "subagent_limits"),
                    "external_user_id": external_user_id,
                    "deployment_id": deployment_id,
                    "connections": connection_ids(connections, "connections"),
                    "resource_set_id": resource_set_id,
                    "resource_set_revision": resource_set_revision,
                }
            ),
            idempotency_key=idempotency_key,
        )

    def run_instruction_and_wait(
        self,
        compilation_id: ResourceID,
        *,
        variables: Optional[Dict[str, Any]] = None,
        subagent_limits: Optional[Dict[str, Any]] = None,
        external_user_id: Optional[str] = None,
        deployment_id: Optional[str] = None,
        connections: Optional[RuntimeConnections] = None,
        resource_set_id: Optional[str] = None,
        resource_set_revision: Optional[int] = None,
        timeout: Optional[float] = 300,
        poll_interval: float = 2.0,
        idempotency_key: Optional[str] = None,
    ) -> RunDetail:
        """Runs a compilation's instruction, and returns that run once it has ended: completed,
        failed or cancelled.

        Args:
            compilation_id: The compilation's id.
            variables: Values for the agent's input schema.
            subagent_limits: Limits of the agents that the run starts, by the service's names:
                `cap_usd`, `max_children`, `max_parallel`.
            external_user_id: The customer, by your own id; requires `deployment_id`.
            deployment_id: The deployment that the customer uses; requires `external_user_id`.
            connections: The connections of each slot: one id, or up to 25.
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
            >>> result = client.compilations.run_instruction_and_wait(
            ...     compilation.id, poll_interval=0.1
            ... )
            >>> result.status == "completed"
            True
        """
        return self._c._send(
            _RUN_DETAIL,
            "compilations.run_instruction_and_wait",
            id_text(compilation_id, "compilation_id"),
            json_bytes(
                {
                    "variables": variables,
                    "subagent_limits": limit_texts(subagent_limits, "subagent_limits"),
                    "external_user_id": external_user_id,
                    "deployment_id": deployment_id,
                    "connections": connection_ids(connections, "connections"),
                    "resource_set_id": resource_set_id,
                    "resource_set_revision": resource_set_revision,
                }
            ),
            timeout=timeout,
            poll_interval=poll_interval,
            subject=compilation_id,
            idempotency_key=idempotency_key,
        )

    def wait(
        self,
        compilation_id: ResourceID,
        *,
        timeout: Optional[float] = 300,
        poll_interval: float = 2.0,
    ) -> Compilation:
        """Waits until a compilation is neither pending nor compiling, and returns it.

        A failed compilation is returned, too: see its `status`.

        Args:
            compilation_id: The compilation's id.
            timeout: Seconds to wait at most; `None` waits without a limit, 0 polls once. The
                last poll is made at the timeout, and takes at most half a second.
            poll_interval: Seconds between a response and the next poll.

        Returns:
            The compilation.

        Raises:
            TimeoutError: If the compilation is still pending or compiling at the timeout.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.compilations.wait(compilation.id, poll_interval=0.1).is_ready
            True
        """
        return self._c._send(
            _COMPILATION,
            "compilations.wait",
            id_text(compilation_id, "compilation_id"),
            timeout=timeout,
            poll_interval=poll_interval,
            subject=compilation_id,
        )


class AsyncCompilations:
    """The compilations of this account: `client.compilations` of an `AsyncAgentClient`.

    Args:
        client: The client that sends the requests.

    Example:
        >>> found = await client.compilations.list()
    """

    __module__ = "flymyai.agents._resources"

    def __init__(self, client: AsyncAgentClient) -> None:
        self._c = async_client_of(client, self, "compilations")

    async def list(
        self,
        *,
        agent_id: Optional[ResourceID] = None,
        execution_id: Optional[ResourceID] = None,
        is_live: Optional[bool] = None,
    ) -> List[Compilation]:
        """Returns all compilations of this account, or those that match the
        filters; see `Compilations.list`.

        Example:
            >>> compilation.id in [each.id for each in await client.compilations.list()]
            True
        """
        return await self._c._send(
            _COMPILATION_LIST,
            "compilations.list",
            fields=json_bytes(
                {
                    "agent_id": None if agent_id is None else id_text(agent_id, "agent_id"),
                    "execution_id": None
                    if execution_id is None
                    else id_text(execution_id, "execution_id"),
                    "is_live": is_live,
                }
            ),
        )

    async def iter(
        self,
        *,
        agent_id: Optional[ResourceID] = None,
        execution_id: Optional[ResourceID] = None,
        is_live: Optional[bool] = None,
    ) -> AsyncIterator[Compilation]:
        """Yields the rows of `list` one by one; see `Compilations.iter`.

        Example:
            >>> ids = [each.id async for each in client.compilations.iter()]
        """
        pages = self._c._pages(
            "compilations.list",
            None,
            json_bytes(
                {
                    "agent_id": None if agent_id is None else id_text(agent_id, "agent_id"),
                    "execution_id": None
                    if execution_id is None
                    else id_text(execution_id, "execution_id"),
                    "is_live": is_live,
                }
            ),
        )
        with AsyncEvents(pages, _COMPILATION, False, self._c) as rows:
            async for row in rows:
                yield row

    async def get_live(self, agent_id: ResourceID) -> Optional[Compilation]:
        """Returns the live compilation of an agent, `None` if it has
        none; see `Compilations.get_live`.

        Example:
            >>> await client.compilations.get_live("agent_abc123") is None
            True
        """
        return await self._c._send(
            _COMPILATION_OR_NONE,
            "compilations.get_live",
            fields=json_bytes({"agent_id": id_text(agent_id, "agent_id")}),
            subject=agent_id,
        )

    async def save_instruction(
        self,
        *,
        execution_id: ResourceID,
        instruction_md: str,
        name: Optional[str] = None,
        note: Optional[str] = None,
        source_compilation_id: Optional[int] = None,
        make_live: bool = False,
    ) -> Compilation:
        """Saves an instruction for the agent of a run, and returns the compilation that holds
        it; see `Compilations.save_instruction`.

        Example:
            >>> saved = await client.compilations.save_instruction(
            ...     execution_id=run.id, instruction_md="# Steps", name="Shorter"
            ... )
            >>> (saved.name, saved.is_live)
            ('Shorter', False)
        """
        return await self._c._send(
            _COMPILATION,
            "compilations.save_instruction",
            id_text(execution_id, "execution_id"),
            json_bytes(
                {
                    "instruction_md": instruction_md,
                    "name": name,
                    "note": note,
                    "source_compilation_id": source_compilation_id,
                    "make_live": make_live,
                }
            ),
        )

    async def set_live(self, compilation_id: ResourceID) -> Compilation:
        """Makes a compilation the live one of its agent, in place of the previous one, and
        returns it; see `Compilations.set_live`.

        Example:
            >>> (await client.compilations.set_live(compilation.id)).is_live
            True
        """
        return await self._c._send(
            _COMPILATION, "compilations.set_live", id_text(compilation_id, "compilation_id")
        )

    async def run_live(
        self,
        agent_id: ResourceID,
        *,
        variables: Optional[Dict[str, Any]] = None,
        subagent_limits: Optional[Dict[str, Any]] = None,
        idempotency_key: Optional[str] = None,
    ) -> RunDetail:
        """Starts a run that follows the live compilation of an agent, and returns
        it; see `Compilations.run_live`.

        Example:
            >>> agent = await client.agents.create(name="Scout", goal="Find energy news")
            >>> first = await client.runs.wait((await client.agents.run(agent.id)).id, poll_interval=0.1)
            >>> _ = await client.compilations.save_instruction(
            ...     execution_id=first.id, instruction_md="# Steps", make_live=True
            ... )
            >>> (await client.compilations.run_live(agent.id)).is_terminal
            False
        """
        return await self._c._send(
            _RUN_DETAIL,
            "compilations.run_live",
            id_text(agent_id, "agent_id"),
            json_bytes(
                {
                    "variables": variables,
                    "subagent_limits": limit_texts(subagent_limits, "subagent_limits"),
                }
            ),
            idempotency_key=idempotency_key,
        )

    async def get(self, compilation_id: ResourceID) -> Compilation:
        """Returns a compilation as it is now; see `Compilations.get`.

        Example:
            >>> (await client.compilations.get(compilation.id)).is_ready
            True
        """
        return await self._c._send(
            _COMPILATION, "compilations.get", id_text(compilation_id, "compilation_id")
        )

    async def update(
        self,
        compilation_id: ResourceID,
        *,
        instruction_md: Optional[str] = None,
        cron_schedule: Optional[str] = None,
        timezone: Optional[str] = None,
    ) -> Compilation:
        """Changes a compilation and returns it; arguments that are `None` or left out change
        nothing; see `Compilations.update`.

        Example:
            >>> (await client.compilations.update(compilation.id, timezone="UTC")).timezone
            'UTC'
        """
        return await self._c._send(
            _COMPILATION,
            "compilations.update",
            id_text(compilation_id, "compilation_id"),
            json_bytes(
                {
                    "instruction_md": instruction_md,
                    "cron_schedule": cron_schedule,
                    "timezone": timezone,
                }
            ),
        )

    async def compile(self, *, execution_id: ResourceID) -> Compilation:
        """Starts to compile a run into a script, and returns the compilation at
        once; see `Compilations.compile`.

        Example:
            >>> (await client.compilations.compile(execution_id=run.id)).execution == run.id
            True
        """
        return await self._c._send(
            _COMPILATION, "compilations.compile", id_text(execution_id, "execution_id")
        )

    async def freeze(self, *, execution_id: ResourceID) -> Compilation:
        """Starts to freeze a run into an instruction, and returns the compilation at once; the
        same as `agents.freeze`; see `Compilations.freeze`.

        Example:
            >>> (await client.compilations.freeze(execution_id=run.id)).execution == run.id
            True
        """
        return await self._c._send(
            _COMPILATION, "compilations.freeze", id_text(execution_id, "execution_id")
        )

    async def run(self, compilation_id: ResourceID) -> Compilation:
        """Runs a compiled script, and returns the compilation at once; see `Compilations.run`.

        Example:
            >>> (await client.compilations.run(compilation.id)).id == compilation.id
            True
        """
        return await self._c._send(
            _COMPILATION, "compilations.run", id_text(compilation_id, "compilation_id")
        )

    async def run_instruction(
        self,
        compilation_id: ResourceID,
        *,
        variables: Optional[Dict[str, Any]] = None,
        subagent_limits: Optional[Dict[str, Any]] = None,
        external_user_id: Optional[str] = None,
        deployment_id: Optional[str] = None,
        connections: Optional[RuntimeConnections] = None,
        resource_set_id: Optional[str] = None,
        resource_set_revision: Optional[int] = None,
        idempotency_key: Optional[str] = None,
    ) -> RunDetail:
        """Starts a run that follows a compilation's instruction, and returns
        it; see `Compilations.run_instruction`.

        Example:
            >>> (await client.compilations.run_instruction(compilation.id)).is_terminal
            False
        """
        return await self._c._send(
            _RUN_DETAIL,
            "compilations.run_instruction",
            id_text(compilation_id, "compilation_id"),
            json_bytes(
                {
                    "variables": variables,
                    "subagent_limits": limit_texts(subagent_limits, "subagent_limits"),
                    "external_user_id": external_user_id,
                    "deployment_id": deployment_id,
                    "connections": connection_ids(connections, "connections"),
                    "resource_set_id": resource_set_id,
                    "resource_set_revision": resource_set_revision,
                }
            ),
            idempotency_key=idempotency_key,
        )

    async def run_instruction_and_wait(
        self,
        compilation_id: ResourceID,
        *,
        variables: Optional[Dict[str, Any]] = None,
        subagent_limits: Optional[Dict[str, Any]] = None,
        external_user_id: Optional[str] = None,
        deployment_id: Optional[str] = None,
        connections: Optional[RuntimeConnections] = None,
        resource_set_id: Optional[str] = None,
        resource_set_revision: Optional[int] = None,
        timeout: Optional[float] = 300,
        poll_interval: float = 2.0,
        idempotency_key: Optional[str] = None,
    ) -> RunDetail:
        """Runs a compilation's instruction, and returns that run once it has ended: completed,
        failed or cancelled; see `Compilations.run_instruction_and_wait`.

        Example:
            >>> result = await client.compilations.run_instruction_and_wait(
            ...     compilation.id, poll_interval=0.1
            ... )
            >>> result.status == "completed"
            True
        """
        return await self._c._send(
            _RUN_DETAIL,
            "compilations.run_instruction_and_wait",
            id_text(compilation_id, "compilation_id"),
            json_bytes(
                {
                    "variables": variables,
                    "subagent_limits": limit_texts(subagent_limits, "subagent_limits"),
                    "external_user_id": external_user_id,
                    "deployment_id": deployment_id,
                    "connections": connection_ids(connections, "connections"),
                    "resource_set_id": resource_set_id,
                    "resource_set_revision": resource_set_revision,
                }
            ),
            timeout=timeout,
            poll_interval=poll_interval,
            subject=compilation_id,
            idempotency_key=idempotency_key,
        )

    async def wait(
        self,
        compilation_id: ResourceID,
        *,
        timeout: Optional[float] = 300,
        poll_interval: float = 2.0,
    ) -> Compilation:
        """Waits until a compilation is neither pending nor compiling, and returns
        it; see `Compilations.wait`.

        Example:
            >>> (await client.compilations.wait(compilation.id, poll_interval=0.1)).is_ready
            True
        """
        return await self._c._send(
            _COMPILATION,
            "compilations.wait",
            id_text(compilation_id, "compilation_id"),
            timeout=timeout,
            poll_interval=poll_interval,
            subject=compilation_id,
        )
