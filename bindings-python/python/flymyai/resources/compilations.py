# Generated from api/compilations.toml by `make generate`; do not edit.
"""Compilations: runs frozen into instructions that can be run again."""

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
_COMPILATION_LIST = Many(Compilation)
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

    def list(self) -> List[Compilation]:
        """Returns all compilations of this account.

        Returns:
            The compilations.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not answer.

        Example:
            >>> compilation.id in [each.id for each in client.compilations.list()]
            True
        """
        return self._c._send(_COMPILATION_LIST, "compilations.list")

    def get(self, compilation_id: ResourceID) -> Compilation:
        """Returns a compilation as it is now.

        Args:
            compilation_id: The compilation's id.

        Returns:
            The compilation.

        Raises:
            FlyMyAIAgentError: If there is no such compilation, or the service refuses the
                request, or does not answer.

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
            cron_schedule: When it runs by itself, as a cron line; empty for never.
            timezone: The time zone of the schedule, such as `Europe/Berlin`.

        Returns:
            The changed compilation.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not answer.

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
            FlyMyAIAgentError: If the service refuses the request, or does not answer.

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
            FlyMyAIAgentError: If the service refuses the request, or does not answer.

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
            FlyMyAIAgentError: If the service refuses the request, or does not answer.

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
        idempotency_key: Optional[str] = None,
    ) -> RunDetail:
        """Starts a run that follows a compilation's instruction, and returns it.

        Args:
            compilation_id: The compilation's id.
            variables: Values for the agent's input schema.
            idempotency_key: Makes the request safe to send again: the service does the work
                once for all requests with the same key.

        Returns:
            The new run.

        Raises:
            VariablesValidationError: If the variables do not fit the agent's input schema.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not answer.

        Example:
            >>> client.compilations.run_instruction(compilation.id).is_terminal
            False
        """
        return self._c._send(
            _RUN_DETAIL,
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
        """Runs a compilation's instruction, and returns that run once it has ended: completed,
        failed or cancelled.

        Args:
            compilation_id: The compilation's id.
            variables: Values for the agent's input schema.
            timeout: Seconds to wait at most; `None` waits without a limit, 0 polls once. The
                last poll is made at the timeout, and is given half a second.
            poll_interval: Seconds between a response and the next poll.
            idempotency_key: Makes the request safe to send again: the service does the work
                once for all requests with the same key.

        Returns:
            The run that has ended.

        Raises:
            VariablesValidationError: If the variables do not fit the agent's input schema.
            TimeoutError: If the run has not ended at the timeout.
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not answer.

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
            json_bytes({"variables": variables}),
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
                last poll is made at the timeout, and is given half a second.
            poll_interval: Seconds between a response and the next poll.

        Returns:
            The compilation.

        Raises:
            TimeoutError: If the compilation is still pending or compiling at the timeout.
            FlyMyAIAgentError: If the service refuses the request, or does not answer.

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

    async def list(self) -> List[Compilation]:
        """Returns all compilations of this account; see `Compilations.list`.

        Example:
            >>> compilation.id in [each.id for each in await client.compilations.list()]
            True
        """
        return await self._c._send(_COMPILATION_LIST, "compilations.list")

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
            json_bytes({"variables": variables}),
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
