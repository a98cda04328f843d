"""The cloud of one test: an emulator in this process with one account."""

from __future__ import annotations

import json
import os
import threading
import uuid
from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Sequence, Union

from .._native import Emulator
from ._script import Duration, Step, duration_value

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .. import AgentClient, AsyncAgentClient


class SentRequest(NamedTuple):
    """A request that a client has sent to the cloud of a test."""

    method: str
    """The method, such as `POST`."""
    path: str
    """The path as it was sent, undecoded and without the query."""
    query: Optional[str]
    """The query, if there is one."""
    headers: Mapping[str, str]
    """The headers, with lower-case names."""
    body: Optional[str]
    """The body; `None` if it is empty, not text, or longer than 1 MiB."""
    has_response: bool
    """Whether a response was sent."""

    @property
    def json(self) -> Any:
        """The body as JSON; `None` if there is no `body`."""
        return None if self.body is None else json.loads(self.body)


class Cloud:
    """The cloud of one test, in the test's own process: agents, virtual time, faults, a recording.

    Each has an account of its own on a port of its own, so tests that run in parallel never meet.
    Waits of its clients, and of all clients in this process that use its address and key, take no
    real time: their pauses advance the cloud's time. Processes that the test starts have real time:
    they see runs go on when the test calls `advance`.

    Use it as a context manager, `with cloud() as service` or `async with cloud() as service`, or
    close it.

    Example:
        >>> from flymyai.testing import Cloud, output, pause
        >>> with Cloud() as service:
        ...     agent = service.agent([pause("90s"), output({"score": 7})])
        ...     run = service.client.agents.run(agent)
        ...     service.advance("89s")
        ...     service.client.runs.get(run.id).status.value
        'running'
    """

    def __init__(self) -> None:
        self._emulator = Emulator()
        self._key = f"fly-test-{uuid.uuid4().hex}"
        self._client: Optional[AgentClient] = None
        self._client_lock = threading.Lock()
        self._async_clients: List[AsyncAgentClient] = []

    @property
    def url(self) -> str:
        """The base URL for clients."""
        return self._emulator.url

    @property
    def api_key(self) -> str:
        """The API key of the account, made up for this test."""
        return self._key

    @property
    def environment(self) -> Dict[str, str]:
        """The environment variables that direct clients without arguments to this cloud.

        `no_proxy` and `NO_PROXY` are among them, with the entries that they have in this process.
        """
        present = (os.environ.get("no_proxy"), os.environ.get("NO_PROXY"))
        return dict(self._emulator.environment(self._key, *present))

    @property
    def client(self) -> AgentClient:
        """A client of this cloud. It is closed with the cloud."""
        with self._client_lock:
            if self._client is None:
                from .. import AgentClient

                self._client = AgentClient(self._key, base_url=self.url)
            return self._client

    def async_client(self) -> AsyncAgentClient:
        """Makes an asynchronous client of this cloud.

        Returns:
            A new client. The end of the cloud closes it, if `async with` has not.

        Example:
            >>> from flymyai.testing import cloud, output
            >>> async with cloud() as service:
            ...     client = service.async_client()
            ...     run = await client.agents.run(service.agent([output({"score": 7})]))
            ...     print((await client.runs.wait(run.id)).output)
            {'score': 7}
        """
        from .. import AsyncAgentClient

        client = AsyncAgentClient(self._key, base_url=self.url)
        self._async_clients.append(client)
        return client

    def agent(
        self,
        script: Sequence[Step],
        *,
        name: Optional[str] = None,
        agent_id: Optional[str] = None,
    ) -> str:
        """Makes an agent whose runs follow a script.

        Args:
            script: The steps of a run, made by `tool`, `pause`, `output`, `fail` and `hang`. A run
                without an end completes with an empty output after its last step.
            name: The name of the agent; `Scripted agent` by default.
            agent_id: The id of the agent; a new one by default. An agent with this id gets the
                script for its next runs.

        Returns:
            The id of the agent.

        Raises:
            ValueError: If a step is wrong; the text names the step.

        Example:
            >>> from flymyai.testing import cloud, output, tool
            >>> with cloud() as service:
            ...     agent = service.agent([tool("search"), output({})], agent_id="agent_scout")
            ...     run = service.client.agents.run("agent_scout")
            ...     [event.type.value for event in service.client.runs.stream_events(run.id)]
            ['tool_called']
        """
        body: Dict[str, Any] = {"script": list(script)}
        details = {"name": name, "agent_id": agent_id}
        body.update({key: value for key, value in details.items() if value is not None})
        made: str = self._control("create_agent", body)
        return made

    def load(
        self, scenario: Union[str, os.PathLike[str], Mapping[str, Any]], *, speed: float = 1.0
    ) -> List[str]:
        """Loads a scenario: agents with scripts, and faults.

        `flymyai emulator --record RUN -o FILE` saves a run of the service as such a file. Each run
        of its agent in this cloud then has the same events at the same times, and the same result.

        Args:
            scenario: The path of the file, or its contents.
            speed: The number by which the pauses of the scripts are divided.

        Returns:
            The ids of the agents, in the order of the scenario.

        Raises:
            OSError: If the file can't be read.
            ValueError: If a part of the scenario is wrong; nothing of it is loaded then.

        Example:
            >>> from flymyai.testing import cloud, output, pause
            >>> with cloud() as service:
            ...     script = [pause("1h"), output({"score": 7})]
            ...     service.load({"agents": [{"agent_id": "agent_report", "script": script}]})
            ...     run = service.client.agents.run("agent_report")
            ...     service.client.runs.wait(run.id, timeout=7200).output
            ['agent_report']
            {'score': 7}
        """
        if isinstance(scenario, Mapping):
            text = json.dumps(dict(scenario), allow_nan=False)
        else:
            with open(scenario, encoding="utf-8") as file:
                text = file.read()
        body = {"text": text, "speed": str(speed)}
        loaded: List[str] = self._control("load_scenario", body)
        return loaded

    def advance(self, duration: Duration) -> None:
        """Advances the time of this cloud.

        Args:
            duration: A number of seconds, a `timedelta`, or text such as `"90s"` or `"1h30m"`.

        Raises:
            ValueError: If it is not a duration.

        Example:
            >>> from flymyai.testing import cloud
            >>> with cloud() as service:
            ...     service.advance("1h")
            ...     service.now
            3600.0
        """
        self._control("advance", {"by": duration_value(duration)})

    @property
    def now(self) -> float:
        """The virtual seconds since the start of this cloud."""
        now: float = self._control("now", {})
        return now

    def inject_fault(
        self,
        name: str,
        *,
        times: Optional[int] = None,
        method: Optional[str] = None,
        path: Optional[str] = None,
        duration: Optional[Duration] = None,
        retry_after: Optional[int] = None,
    ) -> None:
        """Makes the next requests fail.

        Args:
            name: `lost` (the request is processed, its response is lost), `drop` (the connection is
                closed before the request is processed), a status from `400` to `599`, such as
                `429`, or `outage` (every request is dropped for some virtual time).
            times: How many requests fail; 1 by default. Not for an outage.
            method: Only requests with this method fail.
            path: Only requests with this path fail; with `*` at its end, all that begin with it.
            duration: How long an outage lasts: seconds, a `timedelta`, or text such as `"30s"`.
            retry_after: The seconds in the header `Retry-After` of a status.

        Raises:
            ValueError: If there is no such fault, or an argument does not belong to it.

        Example:
            >>> from flymyai.testing import cloud
            >>> with cloud() as service:
            ...     service.inject_fault("429", times=2, retry_after=30)
            ...     agents = service.client.agents.list()
            ...     service.now
            60.0
        """
        body: Dict[str, Any] = {"fault": name}
        details = {
            "times": times,
            "method": method,
            "path": path,
            "duration": None if duration is None else duration_value(duration),
            "retry_after": retry_after,
        }
        body.update({key: value for key, value in details.items() if value is not None})
        self._control("inject_fault", body)

    def requests(
        self, *, method: Optional[str] = None, path: Optional[str] = None
    ) -> List[SentRequest]:
        """The requests that the clients have sent.

        Args:
            method: Only those with this method.
            path: Only those with this path; with `*` at its end, all that begin with it.

        Returns:
            The requests, in the order of their arrival.

        Example:
            >>> from flymyai.testing import cloud
            >>> with cloud() as service:
            ...     run = service.client.agents.run("agent_abc123", variables={"n": 1})
            ...     service.requests(method="POST")[0].json
            {'variables': {'n': 1}}
        """
        found = self._control("requests", {"method": method, "path": path})
        return [SentRequest(**request) for request in found]

    def report(self) -> str:
        """The recording as text, one line per request, for the output of a failed test.

        Returns:
            The lines of the last 1,000 requests, with the first 500 characters of each body; the
            API key is not among them.

        Example:
            >>> from flymyai.testing import cloud
            >>> with cloud() as service:
            ...     agents = service.client.agents.list()
            ...     print(service.report())
            GET /api/v1/agents/tasks/
        """
        return self._emulator.report(self._key)

    def close(self) -> None:
        """Ends the cloud and its clients. Later requests to it fail.

        Example:
            >>> from flymyai.testing import Cloud
            >>> service = Cloud()
            >>> service.close()
        """
        try:
            with self._client_lock:
                if self._client is not None:
                    self._client.close()
            while self._async_clients:
                # The rest of its `close` is for clients of httpx, which only a coroutine can close.
                self._async_clients.pop()._native.close()
        finally:
            self._emulator.stop()

    def __enter__(self) -> Cloud:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    async def __aenter__(self) -> Cloud:
        return self

    async def __aexit__(self, *_: object) -> None:
        try:
            while self._async_clients:
                await self._async_clients.pop().close()
        finally:
            self.close()

    def __repr__(self) -> str:
        return f"Cloud({self.url!r})"

    def _control(self, operation: str, arguments: Dict[str, Any]) -> Any:
        # By default, `json` writes NaN and infinity, which are not JSON.
        text = json.dumps(arguments, allow_nan=False)
        return json.loads(self._emulator.control(self._key, operation, text))


def cloud() -> Cloud:
    """Starts a cloud for a test.

    Returns:
        The cloud: `with cloud() as service` ends it.

    Raises:
        OSError: If the machine gives no port or thread.

    Example:
        >>> from flymyai.testing import cloud
        >>> with cloud() as service:
        ...     service.client.agents.list()[0].id
        'agent_abc123'
    """
    return Cloud()
