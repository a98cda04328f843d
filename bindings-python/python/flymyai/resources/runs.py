# Generated from api/runs.toml by `make generate`; do not edit.
"""Runs: single executions of agents, their events and results."""

from __future__ import annotations

from typing import (
    Any,
    AsyncGenerator,
    AsyncIterator,
    Callable,
    Dict,
    Generator,
    Iterator,
    List,
    Optional,
    Sequence,
)

from .._arguments import id_text, json_bytes
from .._conversions import limit_texts, run_ids
from ..agents._event_stream import AsyncEvents, Events
from ..agents._responses import Many, Single, nothing
from ..agents._stubs import async_client_of, client_of
from ..types import (
    ContinuedRun,
    ExecutionLog,
    ResourceID,
    Run,
    RunDetail,
    RunPrice,
    SchemaSuggestion,
)
from . import _handwritten as handwritten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..agents._async_client import AsyncAgentClient
    from ..agents._sync_client import SyncAgentClient

_CONTINUED_RUN = Single(ContinuedRun)
_EXECUTION_LOG = Single(ExecutionLog)
_RUN = Single(Run)
_RUN_DETAIL = Single(RunDetail)
_RUN_LIST = Many(Run)
_RUN_PRICE = Single(RunPrice)
_RUN_PRICE_LIST = Many(RunPrice)
_SCHEMA_SUGGESTION = Single(SchemaSuggestion)


class Runs:
    """The runs of this account: `client.runs`.

    Args:
        client: The client that sends the requests.

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
        message: Optional[str] = None,
        subagent_limits: Optional[Dict[str, Any]] = None,
        idempotency_key: Optional[str] = None,
    ) -> RunDetail:
        """Starts a run of an agent and returns it, usually still pending.

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
            >>> run = client.runs.create(agent_id="agent_abc123")
            >>> run.is_terminal
            False
        """
        result: RunDetail = handwritten.runs_create(
            self._c,
            agent_id=agent_id,
            variables=variables,
            message=message,
            subagent_limits=subagent_limits,
            idempotency_key=idempotency_key,
        )
        return result

    def list(self, *, agent_id: Optional[ResourceID] = None) -> List[Run]:
        """Returns all runs, or those of one agent, the newest first.

        Args:
            agent_id: The agent whose runs are returned; by default, those of all agents.

        Returns:
            The runs.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> for run in client.runs.list(agent_id="agent_abc123"):
            ...     assert run.id
        """
        return self._c._send(
            _RUN_LIST,
            "runs.list",
            fields=json_bytes(
                {"agent_id": None if agent_id is None else id_text(agent_id, "agent_id")}
            ),
        )

    def iter(self) -> Iterator[Run]:
        """Yields the rows of `list` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> ids = [run.id for run in client.runs.iter()]
        """
        pages = self._c._pages("runs.list", None, None)
        with Events(pages, _RUN, False, self._c) as rows:
            yield from rows

    def get(self, run_id: ResourceID) -> RunDetail:
        """Returns a run as it is now, with its events so far.

        Args:
            run_id: The run's id.

        Returns:
            The run with its events.

        Raises:
            FlyMyAIAgentError: If there is no such run, or the service refuses the request, or
                does not respond.

        Example:
            >>> client.runs.get(run.id).original_prompt == run.original_prompt
            True
        """
        return self._c._send(_RUN_DETAIL, "runs.get", id_text(run_id, "run_id"))

    def cancel(self, run_id: ResourceID) -> None:
        """Cancels a run that has not ended.

        Args:
            run_id: The run's id.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> new = client.runs.create(agent_id="agent_abc123")
            >>> client.runs.cancel(new.id)
        """
        return self._c._send(nothing, "runs.cancel", id_text(run_id, "run_id"))

    def prices(self, run_id: ResourceID) -> RunPrice:
        """Returns the prices of a run: each tool call, the use of models, and the sums.

        Args:
            run_id: The run's id.

        Returns:
            The prices. They are estimates until `billing_settled` is true.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> price = client.runs.prices(run.id)
            >>> price.total_price == sum(
            ...     each.price for each in [*price.tool_calls, *price.llm_usage]
            ... )
            True
        """
        return self._c._send(_RUN_PRICE, "runs.prices", id_text(run_id, "run_id"))

    def list_prices(
        self, *, ids: Optional[Sequence[ResourceID]] = None, limit: Optional[int] = None
    ) -> List[RunPrice]:
        """Returns the prices of several runs: the runs of `ids`, or else the newest runs.

        Args:
            ids: The ids of 1 to 200 runs.
            limit: The number of runs, 1 to 200; it has no effect together with `ids`.

        Returns:
            The prices.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> [price.id for price in client.runs.list_prices(ids=[run.id])] == [str(run.id)]
            True
        """
        return self._c._send(
            _RUN_PRICE_LIST,
            "runs.list_prices",
            fields=json_bytes({"ids": run_ids(ids, "ids"), "limit": limit}),
        )

    def iter_prices(
        self, *, ids: Optional[Sequence[ResourceID]] = None, limit: Optional[int] = None
    ) -> Iterator[RunPrice]:
        """Yields the rows of `list_prices` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            ids: The ids of 1 to 200 runs.
            limit: The number of runs, 1 to 200; it has no effect together with `ids`.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> totals = [price.total_price for price in client.runs.iter_prices()]
        """
        pages = self._c._pages(
            "runs.list_prices", None, json_bytes({"ids": run_ids(ids, "ids"), "limit": limit})
        )
        with Events(pages, _RUN_PRICE, False, self._c) as rows:
            yield from rows

    def append_message(
        self,
        run_id: ResourceID,
        *,
        text: str,
        effort: Optional[str] = None,
        model: Optional[str] = None,
    ) -> ContinuedRun:
        """Adds a follow-up message to a run, and returns the run.

        Fields that are missing in the response are empty; `runs.get` returns the complete run.

        Args:
            run_id: The run's id.
            text: The message.
            effort: The reasoning effort of the model from now on, as the service names it.
            model: The model that continues the run.

        Returns:
            The continued run.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> _ = client.runs.append_message(run.id, text="Check competitors, too.")
        """
        return self._c._send(
            _CONTINUED_RUN,
            "runs.append_message",
            id_text(run_id, "run_id"),
            json_bytes({"text": text, "effort": effort, "model": model}),
        )

    def suggest_schema(
        self,
        run_id: ResourceID,
        *,
        inputs_prompt: Optional[str] = None,
        outputs_prompt: Optional[str] = None,
    ) -> SchemaSuggestion:
        """Returns input and output schemas that fit a run; the service also stores them with
        the agent.

        Args:
            run_id: The run's id.
            inputs_prompt: A description of the input, in words.
            outputs_prompt: A description of the output, in words.

        Returns:
            The suggestion.

        Raises:
            SuggestSchemaError: If the service finds no schema.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> suggestion = client.runs.suggest_schema(run.id, outputs_prompt="a score")
            >>> suggestion.output_schema["type"]
            'object'
        """
        return self._c._send(
            _SCHEMA_SUGGESTION,
            "runs.suggest_schema",
            id_text(run_id, "run_id"),
            json_bytes({"inputs_prompt": inputs_prompt, "outputs_prompt": outputs_prompt}),
        )

    def wait(
        self, run_id: ResourceID, *, timeout: Optional[float] = 300, poll_interval: float = 2.0
    ) -> RunDetail:
        """Waits until a run has ended, and returns it: completed, failed or cancelled.

        Once the service has responded to this client, the wait continues through transient
        failures.

        Args:
            run_id: The run's id.
            timeout: Seconds to wait at most; `None` waits without a limit, 0 polls once. The
                last poll is made at the timeout, and takes at most half a second.
            poll_interval: Seconds between a response and the next poll.

        Returns:
            The run that has ended.

        Raises:
            TimeoutError: If the run has not ended at the timeout; if the last poll failed, that
                failure is the cause of the error.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> result = client.runs.wait(run.id, timeout=300, poll_interval=0.1)
            >>> result.status == "completed"
            True
        """
        return self._c._send(
            _RUN_DETAIL,
            "runs.wait",
            id_text(run_id, "run_id"),
            timeout=timeout,
            poll_interval=poll_interval,
            subject=run_id,
        )

    def create_and_wait(
        self,
        *,
        agent_id: ResourceID,
        variables: Optional[Dict[str, Any]] = None,
        message: Optional[str] = None,
        subagent_limits: Optional[Dict[str, Any]] = None,
        timeout: Optional[float] = 300,
        poll_interval: float = 2.0,
        idempotency_key: Optional[str] = None,
        on_event: Optional[Callable[[ExecutionLog], object]] = None,
    ) -> RunDetail:
        """Starts a run of an agent, and returns it once it has ended; the same as
        `agents.run_and_wait`.

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
            >>> result = client.runs.create_and_wait(
            ...     agent_id="agent_abc123", timeout=300, poll_interval=0.1
            ... )
            >>> result.is_terminal
            True
        """
        return self._c._send_with_events(
            on_event,
            _RUN_DETAIL,
            "runs.create_and_wait",
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

    def stream_events(
        self,
        run_id: ResourceID,
        *,
        timeout: Optional[float] = 300,
        poll_interval: float = 1.0,
        raise_on_timeout: bool = False,
    ) -> Generator[ExecutionLog, None, None]:
        """Yields each event of a run once and in order, until the run has ended or the timeout
        has passed.

        No request is sent before the first event is requested, and none after the loop is left.
        At the timeout, the iteration ends without an error, unless `raise_on_timeout` is set.

        Args:
            run_id: The run's id.
            timeout: Seconds to wait at most; `None` waits without a limit, 0 polls once. The
                last poll is made at the timeout, and takes at most half a second.
            poll_interval: Seconds between a response and the next poll.
            raise_on_timeout: Whether the iteration ends with a `TimeoutError` if the run has
                not ended after `timeout` seconds. Otherwise it ends without an error.

        Raises:
            TimeoutError: If a request has no response at the timeout, or the run has not ended
                by then and `raise_on_timeout` is set.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> for event in client.runs.stream_events(run.id, poll_interval=0.1):
            ...     assert event.message
            >>> events = client.runs.stream_events(run.id, raise_on_timeout=True)
            >>> len(list(events))
            4
        """
        stream = self._c._events(id_text(run_id, "run_id"), timeout, poll_interval, run_id)
        with Events(stream, _EXECUTION_LOG, raise_on_timeout) as events:
            yield from events

    def watch(
        self, run_id: ResourceID, *, timeout: Optional[float] = 300, poll_interval: float = 1.0
    ) -> RunDetail:
        """Shows a run while it goes on, and returns it once it has ended: completed, failed or
        cancelled.

        In a terminal it is the timeline of the command `flymyai watch`, on standard error: one
        line per event with the time since the start of the run, and a last line that is
        redrawn. Without a terminal nothing is redrawn. In a Python notebook it is one HTML
        display, which is updated at most four times per second and which a saved notebook
        keeps.

        If the call ends earlier, the run goes on.

        Args:
            run_id: The run's id.
            timeout: Seconds to wait at most; `None` waits without a limit, 0 polls once. The
                last poll is made at the timeout, and takes at most half a second.
            poll_interval: Seconds between a response and the next poll.

        Returns:
            The run that has ended.

        Raises:
            TimeoutError: If the run has not ended at the timeout; it goes on.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> new = client.runs.create(agent_id="agent_abc123")
            >>> run = client.runs.watch(new.id, poll_interval=0.1)
            >>> run.status.value
            'completed'
        """
        result: RunDetail = handwritten.runs_watch(
            self._c, run_id=run_id, timeout=timeout, poll_interval=poll_interval
        )
        return result


class AsyncRuns:
    """The runs of this account: `client.runs` of an `AsyncAgentClient`.

    Args:
        client: The client that sends the requests.

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
        message: Optional[str] = None,
        subagent_limits: Optional[Dict[str, Any]] = None,
        idempotency_key: Optional[str] = None,
    ) -> RunDetail:
        """Starts a run of an agent and returns it, usually still pending; see `Runs.create`.

        Example:
            >>> run = await client.runs.create(agent_id="agent_abc123")
            >>> run.is_terminal
            False
        """
        result: RunDetail = await handwritten.runs_create(
            self._c,
            agent_id=agent_id,
            variables=variables,
            message=message,
            subagent_limits=subagent_limits,
            idempotency_key=idempotency_key,
        )
        return result

    async def list(self, *, agent_id: Optional[ResourceID] = None) -> List[Run]:
        """Returns all runs, or those of one agent, the newest first; see `Runs.list`.

        Example:
            >>> for run in await client.runs.list(agent_id="agent_abc123"):
            ...     assert run.id
        """
        return await self._c._send(
            _RUN_LIST,
            "runs.list",
            fields=json_bytes(
                {"agent_id": None if agent_id is None else id_text(agent_id, "agent_id")}
            ),
        )

    async def iter(self) -> AsyncIterator[Run]:
        """Yields the rows of `list` one by one; see `Runs.iter`.

        Example:
            >>> ids = [run.id async for run in client.runs.iter()]
        """
        pages = self._c._pages("runs.list", None, None)
        with AsyncEvents(pages, _RUN, False, self._c) as rows:
            async for row in rows:
                yield row

    async def get(self, run_id: ResourceID) -> RunDetail:
        """Returns a run as it is now, with its events so far; see `Runs.get`.

        Example:
            >>> (await client.runs.get(run.id)).original_prompt == run.original_prompt
            True
        """
        return await self._c._send(_RUN_DETAIL, "runs.get", id_text(run_id, "run_id"))

    async def cancel(self, run_id: ResourceID) -> None:
        """Cancels a run that has not ended; see `Runs.cancel`.

        Example:
            >>> new = await client.runs.create(agent_id="agent_abc123")
            >>> await client.runs.cancel(new.id)
        """
        return await self._c._send(nothing, "runs.cancel", id_text(run_id, "run_id"))

    async def prices(self, run_id: ResourceID) -> RunPrice:
        """Returns the prices of a run: each tool call, the use of models, and the
        sums; see `Runs.prices`.

        Example:
            >>> price = await client.runs.prices(run.id)
            >>> price.total_price == sum(
            ...     each.price for each in [*price.tool_calls, *price.llm_usage]
            ... )
            True
        """
        return await self._c._send(_RUN_PRICE, "runs.prices", id_text(run_id, "run_id"))

    async def list_prices(
        self, *, ids: Optional[Sequence[ResourceID]] = None, limit: Optional[int] = None
    ) -> List[RunPrice]:
        """Returns the prices of several runs: the runs of `ids`, or else the newest
        runs; see `Runs.list_prices`.

        Example:
            >>> [price.id for price in await client.runs.list_prices(ids=[run.id])] == [str(run.id)]
            True
        """
        return await self._c._send(
            _RUN_PRICE_LIST,
            "runs.list_prices",
            fields=json_bytes({"ids": run_ids(ids, "ids"), "limit": limit}),
        )

    async def iter_prices(
        self, *, ids: Optional[Sequence[ResourceID]] = None, limit: Optional[int] = None
    ) -> AsyncIterator[RunPrice]:
        """Yields the rows of `list_prices` one by one; see `Runs.iter_prices`.

        Example:
            >>> totals = [price.total_price async for price in client.runs.iter_prices()]
        """
        pages = self._c._pages(
            "runs.list_prices", None, json_bytes({"ids": run_ids(ids, "ids"), "limit": limit})
        )
        with AsyncEvents(pages, _RUN_PRICE, False, self._c) as rows:
            async for row in rows:
                yield row

    async def append_message(
        self,
        run_id: ResourceID,
        *,
        text: str,
        effort: Optional[str] = None,
        model: Optional[str] = None,
    ) -> ContinuedRun:
        """Adds a follow-up message to a run, and returns the run; see `Runs.append_message`.

        Example:
            >>> _ = await client.runs.append_message(run.id, text="Check competitors, too.")
        """
        return await self._c._send(
            _CONTINUED_RUN,
            "runs.append_message",
            id_text(run_id, "run_id"),
            json_bytes({"text": text, "effort": effort, "model": model}),
        )

    async def suggest_schema(
        self,
        run_id: ResourceID,
        *,
        inputs_prompt: Optional[str] = None,
        outputs_prompt: Optional[str] = None,
    ) -> SchemaSuggestion:
        """Returns input and output schemas that fit a run; the service also stores them with
        the agent; see `Runs.suggest_schema`.

        Example:
            >>> suggestion = await client.runs.suggest_schema(run.id, outputs_prompt="a score")
            >>> suggestion.output_schema["type"]
            'object'
        """
        return await self._c._send(
            _SCHEMA_SUGGESTION,
            "runs.suggest_schema",
            id_text(run_id, "run_id"),
            json_bytes({"inputs_prompt": inputs_prompt, "outputs_prompt": outputs_prompt}),
        )

    async def wait(
        self, run_id: ResourceID, *, timeout: Optional[float] = 300, poll_interval: float = 2.0
    ) -> RunDetail:
        """Waits until a run has ended, and returns it: completed, failed or
        cancelled; see `Runs.wait`.

        Example:
            >>> result = await client.runs.wait(run.id, timeout=300, poll_interval=0.1)
            >>> result.status == "completed"
            True
        """
        return await self._c._send(
            _RUN_DETAIL,
            "runs.wait",
            id_text(run_id, "run_id"),
            timeout=timeout,
            poll_interval=poll_interval,
            subject=run_id,
        )

    async def create_and_wait(
        self,
        *,
        agent_id: ResourceID,
        variables: Optional[Dict[str, Any]] = None,
        message: Optional[str] = None,
        subagent_limits: Optional[Dict[str, Any]] = None,
        timeout: Optional[float] = 300,
        poll_interval: float = 2.0,
        idempotency_key: Optional[str] = None,
        on_event: Optional[Callable[[ExecutionLog], object]] = None,
    ) -> RunDetail:
        """Starts a run of an agent, and returns it once it has ended; the same as
        `agents.run_and_wait`; see `Runs.create_and_wait`.

        Example:
            >>> result = await client.runs.create_and_wait(
            ...     agent_id="agent_abc123", timeout=300, poll_interval=0.1
            ... )
            >>> result.is_terminal
            True
        """
        return await self._c._send_with_events(
            on_event,
            _RUN_DETAIL,
            "runs.create_and_wait",
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

    async def stream_events(
        self,
        run_id: ResourceID,
        *,
        timeout: Optional[float] = 300,
        poll_interval: float = 1.0,
        raise_on_timeout: bool = False,
    ) -> AsyncGenerator[ExecutionLog, None]:
        """Yields each event of a run once and in order, until the run has ended or the timeout
        has passed; see `Runs.stream_events`.

        Example:
            >>> async for event in client.runs.stream_events(run.id, poll_interval=0.1):
            ...     assert event.message
        """
        stream = self._c._events(id_text(run_id, "run_id"), timeout, poll_interval, run_id)
        with AsyncEvents(stream, _EXECUTION_LOG, raise_on_timeout) as events:
            async for event in events:
                yield event

    async def watch(
        self, run_id: ResourceID, *, timeout: Optional[float] = 300, poll_interval: float = 1.0
    ) -> RunDetail:
        """Shows a run while it goes on, and returns it once it has ended: completed, failed or
        cancelled; see `Runs.watch`.

        Example:
            >>> new = await client.runs.create(agent_id="agent_abc123")
            >>> run = await client.runs.watch(new.id, poll_interval=0.1)
            >>> run.status.value
            'completed'
        """
        result: RunDetail = await handwritten.runs_watch(
            self._c, run_id=run_id, timeout=timeout, poll_interval=poll_interval
        )
        return result
