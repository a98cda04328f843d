"""Runs: single executions of agents."""

from __future__ import annotations

from typing import Any, AsyncGenerator, Dict, Generator, List, Optional

from .._arguments import id_text, json_bytes
from .._transports.stubs import async_client_of, client_of
from ..agents._responses import Many, Single, nothing
from ..types import ExecutionLog, ResourceID, Run, RunDetail, SchemaSuggestion

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..agents._async_client import AsyncAgentClient
    from ..agents._sync_client import SyncAgentClient

_RUN = Single(RunDetail)
_RUNS = Many(Run)
_SUGGESTION = Single(SchemaSuggestion)
_EVENT = Single(ExecutionLog)


class Runs:
    """The runs of this account: `client.runs`.

    Args:
        client: What sends the requests.

    Example:
        >>> found = client.runs.list()
    """

    __module__ = "flymyai.agents._resources"

    def __init__(self, client: SyncAgentClient) -> None:
        self._c = client_of(client, self, "runs")

    def create(
        self,
        *,
        agent_id: ResourceID,
        variables: Optional[Dict[str, Any]] = None,
        idempotency_key: Optional[str] = None,
    ) -> RunDetail:
        """Starts a run of an agent and returns it, usually still pending.

        Args:
            agent_id: The agent.
            variables: Values for the agent's input schema.
            idempotency_key: Makes the request safe to send again: the service
                starts one run for all requests with the same key.

        Raises:
            VariablesValidationError: If the variables don't fit the schema.
            FlyMyAIAgentError: If the service refuses otherwise.

        Example:
            >>> run = client.runs.create(agent_id="agent_abc123")
            >>> run.is_terminal
            False
        """
        # Passed on only when given: an `agents.run` of a user's own may not know it.
        more = {} if idempotency_key is None else {"idempotency_key": idempotency_key}
        return self._c.agents.run(agent_id, variables=variables, **more)

    def list(self, *, agent_id: Optional[ResourceID] = None) -> List[Run]:
        """Returns all runs, or those of one agent.

        Args:
            agent_id: The agent whose runs are wanted; all agents' when left out.

        Raises:
            FlyMyAIAgentError: If the service refuses.

        Example:
            >>> for run in client.runs.list(agent_id="agent_abc123"):
            ...     assert run.id
        """
        fields = (
            None if agent_id is None else json_bytes({"agent_id": id_text(agent_id, "agent_id")})
        )
        return self._c._send(_RUNS, "runs.list", fields=fields)

    def get(self, run_id: ResourceID) -> RunDetail:
        """Returns a run as it is now, with its events so far.

        Args:
            run_id: The run.

        Raises:
            FlyMyAIAgentError: If there is no such run, or the service refuses.

        Example:
            >>> client.runs.get(run.id).original_prompt == run.original_prompt
            True
        """
        return self._c._send(_RUN, "runs.get", id_text(run_id, "run_id"))

    def cancel(self, run_id: ResourceID) -> None:
        """Ends a run that is still at work.

        Args:
            run_id: The run.

        Raises:
            FlyMyAIAgentError: If the service refuses.

        Example:
            >>> client.runs.cancel(client.runs.create(agent_id="agent_abc123").id)
        """
        return self._c._send(nothing, "runs.cancel", id_text(run_id, "run_id"))

    def append_message(self, run_id: ResourceID, *, text: str) -> RunDetail:
        """Sends a follow-up message to a run, and returns the run.

        Args:
            run_id: The run.
            text: The message.

        Raises:
            FlyMyAIAgentError: If the service refuses.

        Example:
            >>> _ = client.runs.append_message(run.id, text="Check competitors, too.")
        """
        fields = json_bytes({"text": text})
        return self._c._send(_RUN, "runs.append_message", id_text(run_id, "run_id"), fields)

    def suggest_schema(
        self,
        run_id: ResourceID,
        *,
        inputs_prompt: Optional[str] = None,
        outputs_prompt: Optional[str] = None,
    ) -> SchemaSuggestion:
        """Returns input and output schemas that fit what a run did.

        Args:
            run_id: The run.
            inputs_prompt: What the input should look like, in words.
            outputs_prompt: What the output should look like, in words.

        Raises:
            SuggestSchemaError: If the service found no schema.
            FlyMyAIAgentError: If it refuses otherwise.

        Example:
            >>> client.runs.suggest_schema(run.id, outputs_prompt="a score").output_schema["type"]
            'object'
        """
        fields = json_bytes({"inputs_prompt": inputs_prompt, "outputs_prompt": outputs_prompt})
        return self._c._send(_SUGGESTION, "runs.suggest_schema", id_text(run_id, "run_id"), fields)

    def wait(
        self, run_id: ResourceID, *, timeout: Optional[float] = 300, poll_interval: float = 2.0
    ) -> RunDetail:
        """Waits until a run has ended, and returns it: completed, failed or cancelled.

        Once the service has answered this client, failures of single polls are outlived.

        Args:
            run_id: The run.
            timeout: Seconds to wait at most; `None` for as long as it takes. 0 polls once.
                The last poll is made when they are over, and has half a second.
            poll_interval: Seconds between one reply and the next poll.

        Raises:
            TimeoutError: If the run is still at work by then; the failure of the last
                poll is its `__cause__`, if that failed.
            FlyMyAIAgentError: If the service refuses.

        Example:
            >>> result = client.runs.wait(run.id, timeout=300, poll_interval=0.1)
            >>> result.status == "completed"
            True
        """
        return self._c._send(
            _RUN,
            "runs.wait",
            id_text(run_id, "run_id"),
            timeout=timeout,
            poll_interval=poll_interval,
            subject=run_id,
        )

    def stream_events(
        self,
        run_id: ResourceID,
        *,
        timeout: Optional[float] = 300,
        poll_interval: float = 1.0,
        raise_on_timeout: bool = False,
    ) -> Generator[ExecutionLog, None, None]:
        """Yields each event of a run once and in order, until the run or the time ends.

        Nothing is sent before the first event is asked for, and nothing after
        the loop is left.

        Args:
            run_id: The run.
            timeout: Seconds, counted from the first `next`, after which the
                events end; `None` for no limit.
            poll_interval: Seconds between one reply and the next poll.
            raise_on_timeout: Whether the events end with a `TimeoutError`, as `wait`
                does, when those seconds are over and the run still at work. Without
                it, the loop just ends.

        Raises:
            TimeoutError: At the timeout, if a request has no reply by then, or with
                `raise_on_timeout`.
            FlyMyAIAgentError: If the service refuses.

        Example:
            >>> for event in client.runs.stream_events(run.id, poll_interval=0.1):
            ...     assert event.message
            >>> endless = client.runs.stream_events(run.id, raise_on_timeout=True)
            >>> len(list(endless))  # all of them: the run has ended
            4
        """
        # The client, which closes when it is garbage, lives as long as this frame.
        stream = self._c._events(id_text(run_id, "run_id"), timeout, poll_interval, run_id)
        try:
            while True:
                batch: Optional[List[Any]] = stream.next_batch()
                if batch is None:
                    break
                for raw in batch:
                    yield _EVENT(200, raw) if type(raw) is bytes else raw
            error = stream.timeout_error() if raise_on_timeout else None
            if error is not None:
                raise error
        finally:
            stream.close()


class AsyncRuns:
    """The runs of this account: `client.runs` of an `AsyncAgentClient`.

    Args:
        client: What sends the requests.

    Example:
        >>> found = await client.runs.list()
    """

    __module__ = "flymyai.agents._resources"

    def __init__(self, client: AsyncAgentClient) -> None:
        self._c = async_client_of(client, self, "runs")

    async def create(
        self,
        *,
        agent_id: ResourceID,
        variables: Optional[Dict[str, Any]] = None,
        idempotency_key: Optional[str] = None,
    ) -> RunDetail:
        """Starts a run of an agent and returns it; see `Runs.create`.

        Example:
            >>> run = await client.runs.create(agent_id="agent_abc123")
            >>> run.is_terminal
            False
        """
        # Passed on only when given: an `agents.run` of a user's own may not know it.
        more = {} if idempotency_key is None else {"idempotency_key": idempotency_key}
        return await self._c.agents.run(agent_id, variables=variables, **more)

    async def list(self, *, agent_id: Optional[ResourceID] = None) -> List[Run]:
        """Returns all runs, or those of one agent; see `Runs.list`.

        Example:
            >>> for run in await client.runs.list(agent_id="agent_abc123"):
            ...     assert run.id
        """
        fields = (
            None if agent_id is None else json_bytes({"agent_id": id_text(agent_id, "agent_id")})
        )
        return await self._c._send(_RUNS, "runs.list", fields=fields)

    async def get(self, run_id: ResourceID) -> RunDetail:
        """Returns a run as it is now; see `Runs.get`.

        Example:
            >>> (await client.runs.get(run.id)).original_prompt == run.original_prompt
            True
        """
        return await self._c._send(_RUN, "runs.get", id_text(run_id, "run_id"))

    async def cancel(self, run_id: ResourceID) -> None:
        """Ends a run that is still at work; see `Runs.cancel`.

        Example:
            >>> new = await client.runs.create(agent_id="agent_abc123")
            >>> await client.runs.cancel(new.id)
        """
        return await self._c._send(nothing, "runs.cancel", id_text(run_id, "run_id"))

    async def append_message(self, run_id: ResourceID, *, text: str) -> RunDetail:
        """Sends a follow-up message, and returns the run; see `Runs.append_message`.

        Example:
            >>> _ = await client.runs.append_message(run.id, text="Check competitors, too.")
        """
        fields = json_bytes({"text": text})
        return await self._c._send(_RUN, "runs.append_message", id_text(run_id, "run_id"), fields)

    async def suggest_schema(
        self,
        run_id: ResourceID,
        *,
        inputs_prompt: Optional[str] = None,
        outputs_prompt: Optional[str] = None,
    ) -> SchemaSuggestion:
        """Returns schemas that fit what a run did; see `Runs.suggest_schema`.

        Example:
            >>> (await client.runs.suggest_schema(run.id)).output_schema["type"]
            'object'
        """
        fields = json_bytes({"inputs_prompt": inputs_prompt, "outputs_prompt": outputs_prompt})
        return await self._c._send(
            _SUGGESTION, "runs.suggest_schema", id_text(run_id, "run_id"), fields
        )

    async def wait(
        self, run_id: ResourceID, *, timeout: Optional[float] = 300, poll_interval: float = 2.0
    ) -> RunDetail:
        """Waits until a run has ended, and returns it; see `Runs.wait`.

        Example:
            >>> result = await client.runs.wait(run.id, timeout=300, poll_interval=0.1)
            >>> result.status == "completed"
            True
        """
        return await self._c._send(
            _RUN,
            "runs.wait",
            id_text(run_id, "run_id"),
            timeout=timeout,
            poll_interval=poll_interval,
            subject=run_id,
        )

    async def stream_events(
        self,
        run_id: ResourceID,
        *,
        timeout: Optional[float] = 300,
        poll_interval: float = 1.0,
        raise_on_timeout: bool = False,
    ) -> AsyncGenerator[ExecutionLog, None]:
        """Yields each event of a run once and in order; see `Runs.stream_events`.

        Example:
            >>> async for event in client.runs.stream_events(run.id, poll_interval=0.1):
            ...     assert event.message
        """
        from .._internal.async_library import next_batch

        stream = self._c._events(id_text(run_id, "run_id"), timeout, poll_interval, run_id)
        try:
            while True:
                batch: Optional[List[Any]] = await next_batch(stream)
                if batch is None:
                    break
                for raw in batch:
                    yield _EVENT(200, raw) if type(raw) is bytes else raw
            error = stream.timeout_error() if raise_on_timeout else None
            if error is not None:
                raise error
        finally:
            stream.close()
