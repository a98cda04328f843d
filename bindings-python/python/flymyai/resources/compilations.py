"""Compilations: runs frozen into instructions, and running those again."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from .._arguments import id_text, json_bytes
from .._transports.stubs import async_client_of, client_of
from ..agents._responses import Many, Single
from ..types import Compilation, ResourceID, RunDetail

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..agents._async_client import AsyncAgentClient
    from ..agents._sync_client import SyncAgentClient

_COMPILATION = Single(Compilation)
_COMPILATIONS = Many(Compilation)
_RUN = Single(RunDetail)


class Compilations:
    """The compilations of this account: `client.compilations`.

    Args:
        client: What sends the requests.

    Example:
        >>> found = client.compilations.list()
    """

    __module__ = "flymyai.agents._resources"

    def __init__(self, client: SyncAgentClient) -> None:
        self._c = client_of(client, self, "compilations")

    def list(self) -> List[Compilation]:
        """Returns all compilations of this account.

        Raises:
            FlyMyAIAgentError: If the service refuses.

        Example:
            >>> compilation.id in [each.id for each in client.compilations.list()]
            True
        """
        return self._c._send(_COMPILATIONS, "compilations.list")

    def get(self, compilation_id: ResourceID) -> Compilation:
        """Returns a compilation as it is now.

        Args:
            compilation_id: The compilation.

        Raises:
            FlyMyAIAgentError: If there is no such one, or the service refuses.

        Example:
            >>> client.compilations.get(compilation.id).is_ready
            True
        """
        ident = id_text(compilation_id, "compilation_id")
        return self._c._send(_COMPILATION, "compilations.get", ident)

    def update(
        self,
        compilation_id: ResourceID,
        *,
        instruction_md: Optional[str] = None,
        cron_schedule: Optional[str] = None,
        timezone: Optional[str] = None,
    ) -> Compilation:
        """Changes a compilation and returns it; what is `None` stays as it is.

        Args:
            compilation_id: The compilation.
            instruction_md: The instruction, in Markdown.
            cron_schedule: When to run it, as a cron line; `""` for never.
            timezone: The time zone of that schedule.

        Raises:
            FlyMyAIAgentError: If the service refuses.

        Example:
            >>> client.compilations.update(compilation.id, timezone="Europe/Berlin").timezone
            'Europe/Berlin'
        """
        fields = json_bytes(
            {
                "instruction_md": instruction_md,
                "cron_schedule": cron_schedule,
                "timezone": timezone,
            }
        )
        ident = id_text(compilation_id, "compilation_id")
        return self._c._send(_COMPILATION, "compilations.update", ident, fields)

    def compile(self, *, execution_id: ResourceID) -> Compilation:
        """Starts compiling a run into a script, and returns at once.

        Args:
            execution_id: The run.

        Raises:
            FlyMyAIAgentError: If the service refuses.

        Example:
            >>> client.compilations.compile(execution_id=run.id).execution == run.id
            True
        """
        ident = id_text(execution_id, "execution_id")
        return self._c._send(_COMPILATION, "compilations.compile", ident)

    def freeze(self, *, execution_id: ResourceID) -> Compilation:
        """Starts distilling a run, and returns at once; the same as `agents.freeze`.

        Args:
            execution_id: The run.

        Raises:
            FlyMyAIAgentError: If the service refuses.

        Example:
            >>> client.compilations.freeze(execution_id=run.id).execution == run.id
            True
        """
        ident = id_text(execution_id, "execution_id")
        return self._c._send(_COMPILATION, "compilations.freeze", ident)

    def run(self, compilation_id: ResourceID) -> Compilation:
        """Runs a compiled script, and returns the compilation at once.

        Args:
            compilation_id: The compilation.

        Raises:
            FlyMyAIAgentError: If the service refuses.

        Example:
            >>> client.compilations.run(compilation.id).id == compilation.id
            True
        """
        ident = id_text(compilation_id, "compilation_id")
        return self._c._send(_COMPILATION, "compilations.run", ident)

    def run_instruction(
        self,
        compilation_id: ResourceID,
        *,
        variables: Optional[Dict[str, Any]] = None,
        idempotency_key: Optional[str] = None,
    ) -> RunDetail:
        """Starts a run that follows the frozen instruction, and returns it.

        Args:
            compilation_id: The compilation.
            variables: Values for the agent's input schema.
            idempotency_key: Makes the request safe to send again: the service
                starts one run for all requests with the same key.

        Raises:
            VariablesValidationError: If the variables don't fit the schema.
            FlyMyAIAgentError: If the service refuses otherwise.

        Example:
            >>> client.compilations.run_instruction(compilation.id).is_terminal
            False
        """
        return self._c._send(
            _RUN,
            "compilations.run_instruction",
            id_text(compilation_id, "compilation_id"),
            json_bytes({"variables": variables}),
            idempotency_key=idempotency_key,
        )

    def run_instruction_and_wait(
        self,
        compilation_id: ResourceID,
        *,
        variables: Optional[Dict[str, Any]] = None,
        timeout: Optional[float] = 300,
        poll_interval: float = 2.0,
        idempotency_key: Optional[str] = None,
    ) -> RunDetail:
        """Runs the frozen instruction, and returns that run once it has ended.

        Args:
            compilation_id: The compilation.
            variables: Values for the agent's input schema.
            timeout: Seconds to wait at most; `None` for as long as it takes.
            poll_interval: Seconds between one reply and the next look.
            idempotency_key: As for `run_instruction`.

        Raises:
            VariablesValidationError: If the variables don't fit the schema.
            TimeoutError: If the run is still at work by then.
            FlyMyAIAgentError: If the service refuses otherwise.

        Example:
            >>> result = client.compilations.run_instruction_and_wait(
            ...     compilation.id, poll_interval=0.1
            ... )
            >>> result.status == "completed"
            True
        """
        return self._c._send(
            _RUN,
            "compilations.run_instruction_and_wait",
            id_text(compilation_id, "compilation_id"),
            json_bytes({"variables": variables}),
            timeout,
            poll_interval,
            idempotency_key,
            compilation_id,
        )

    def wait(
        self,
        compilation_id: ResourceID,
        *,
        timeout: Optional[float] = 300,
        poll_interval: float = 2.0,
    ) -> Compilation:
        """Waits until a compilation is no longer in the making, and returns it.

        A failed one is returned, too: look at its `status`.

        Args:
            compilation_id: The compilation.
            timeout: Seconds to wait at most; `None` for as long as it takes.
            poll_interval: Seconds between one reply and the next look.

        Raises:
            TimeoutError: If it is still in the making by then.
            FlyMyAIAgentError: If the service refuses.

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
        client: What sends the requests.

    Example:
        >>> found = await client.compilations.list()
    """

    __module__ = "flymyai.agents._resources"

    def __init__(self, client: AsyncAgentClient) -> None:
        self._c = async_client_of(client, self, "compilations")

    async def list(self) -> List[Compilation]:
        """Returns all compilations of this account; see `Compilations.list`.

        Example:
            >>> compilation.id in [each.id for each in await client.compilations.list()]
            True
        """
        return await self._c._send(_COMPILATIONS, "compilations.list")

    async def get(self, compilation_id: ResourceID) -> Compilation:
        """Returns a compilation as it is now; see `Compilations.get`.

        Example:
            >>> (await client.compilations.get(compilation.id)).is_ready
            True
        """
        ident = id_text(compilation_id, "compilation_id")
        return await self._c._send(_COMPILATION, "compilations.get", ident)

    async def update(
        self,
        compilation_id: ResourceID,
        *,
        instruction_md: Optional[str] = None,
        cron_schedule: Optional[str] = None,
        timezone: Optional[str] = None,
    ) -> Compilation:
        """Changes a compilation and returns it; see `Compilations.update`.

        Example:
            >>> (await client.compilations.update(compilation.id, timezone="UTC")).timezone
            'UTC'
        """
        fields = json_bytes(
            {
                "instruction_md": instruction_md,
                "cron_schedule": cron_schedule,
                "timezone": timezone,
            }
        )
        ident = id_text(compilation_id, "compilation_id")
        return await self._c._send(_COMPILATION, "compilations.update", ident, fields)

    async def compile(self, *, execution_id: ResourceID) -> Compilation:
        """Starts compiling a run, and returns at once; see `Compilations.compile`.

        Example:
            >>> (await client.compilations.compile(execution_id=run.id)).execution == run.id
            True
        """
        ident = id_text(execution_id, "execution_id")
        return await self._c._send(_COMPILATION, "compilations.compile", ident)

    async def freeze(self, *, execution_id: ResourceID) -> Compilation:
        """Starts distilling a run, and returns at once; see `Compilations.freeze`.

        Example:
            >>> (await client.compilations.freeze(execution_id=run.id)).execution == run.id
            True
        """
        ident = id_text(execution_id, "execution_id")
        return await self._c._send(_COMPILATION, "compilations.freeze", ident)

    async def run(self, compilation_id: ResourceID) -> Compilation:
        """Runs a compiled script, and returns at once; see `Compilations.run`.

        Example:
            >>> (await client.compilations.run(compilation.id)).id == compilation.id
            True
        """
        ident = id_text(compilation_id, "compilation_id")
        return await self._c._send(_COMPILATION, "compilations.run", ident)

    async def run_instruction(
        self,
        compilation_id: ResourceID,
        *,
        variables: Optional[Dict[str, Any]] = None,
        idempotency_key: Optional[str] = None,
    ) -> RunDetail:
        """Starts a run and returns it; see `Compilations.run_instruction`.

        Example:
            >>> (await client.compilations.run_instruction(compilation.id)).is_terminal
            False
        """
        return await self._c._send(
            _RUN,
            "compilations.run_instruction",
            id_text(compilation_id, "compilation_id"),
            json_bytes({"variables": variables}),
            idempotency_key=idempotency_key,
        )

    async def run_instruction_and_wait(
        self,
        compilation_id: ResourceID,
        *,
        variables: Optional[Dict[str, Any]] = None,
        timeout: Optional[float] = 300,
        poll_interval: float = 2.0,
        idempotency_key: Optional[str] = None,
    ) -> RunDetail:
        """Returns the finished run; see `Compilations.run_instruction_and_wait`.

        Example:
            >>> result = await client.compilations.run_instruction_and_wait(
            ...     compilation.id, poll_interval=0.1
            ... )
            >>> result.status == "completed"
            True
        """
        return await self._c._send(
            _RUN,
            "compilations.run_instruction_and_wait",
            id_text(compilation_id, "compilation_id"),
            json_bytes({"variables": variables}),
            timeout,
            poll_interval,
            idempotency_key,
            compilation_id,
        )

    async def wait(
        self,
        compilation_id: ResourceID,
        *,
        timeout: Optional[float] = 300,
        poll_interval: float = 2.0,
    ) -> Compilation:
        """Waits for a compilation and returns it; see `Compilations.wait`.

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
