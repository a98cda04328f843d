"""Methods of records; the generated classes are derived from these."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Dict, List, Optional, Tuple, Type, TypeVar

if TYPE_CHECKING:
    from .deployments import ExternalPrincipal

_RunT = TypeVar("_RunT", bound="RunRecord")
_OutputT = TypeVar("_OutputT")


class DeploymentAccessLookups:
    """Finds the customer and the connections for a run of a deployment."""

    __module__ = "flymyai.agents._types"

    if TYPE_CHECKING:
        principals: Any
        connections: Any
        bindings: Any

    def principal_for_external_user(self, external_user_id: str) -> ExternalPrincipal:
        """Returns the customer with your id.

        Args:
            external_user_id: Your own id of the customer.

        Raises:
            ValueError: If there is not exactly one.

        Example:
            >>> access = client.deployments.access(deployment.id, external_user_id="user-1")
            >>> access.principal_for_external_user("user-1").external_user_id
            'user-1'
        """
        _require_text(external_user_id, "external_user_id")
        found: List[ExternalPrincipal] = [
            each for each in self.principals if each.external_user_id == external_user_id
        ]
        if len(found) != 1:
            raise ValueError(
                "Expected exactly one external principal for external_user_id "
                f"{external_user_id!r}; found {len(found)}."
            )
        return found[0]

    def ready_connection_ids_for_slot(self, *, principal_id: str, slot: str) -> List[str]:
        """Returns the ids of a customer's connections in a slot.

        Args:
            principal_id: The customer's `public_id`.
            slot: The slot.

        Raises:
            ValueError: If one of them can't be used, or if there is none.

        Example:
            >>> access = client.deployments.access(deployment.id, external_user_id="user-1")
            >>> customer = access.principal_for_external_user("user-1")
            >>> ids = access.ready_connection_ids_for_slot(
            ...     principal_id=customer.id, slot=access.requirements[0].slot
            ... )
        """
        _require_text(principal_id, "principal_id")
        _require_text(slot, "slot")
        bindings = [
            each for each in self.bindings if each.principal == principal_id and each.slot == slot
        ]
        if len(bindings) != 1:
            raise ValueError(
                f"Expected exactly one connection binding for principal_id {principal_id!r} "
                f"and slot {slot!r}; found {len(bindings)}."
            )
        not_ready = f"Connection slot {slot!r} is not ready."
        wanted: List[str] = list(bindings[0].connections)
        if not wanted:
            raise ValueError(not_ready)
        known = {each.public_id: each for each in self.connections}
        if len(known) != len(self.connections):
            raise ValueError("Deployment access contains duplicate connection UUIDs.")
        for connection_id in wanted:
            connection = known.get(connection_id)
            if connection is None or connection.principal != principal_id:
                raise ValueError(f"Connection slot {slot!r} contains an invalid connection UUID.")
            if connection.status != "active" or not connection.credentials_configured:
                raise ValueError(not_ready)
        return wanted


def _require_text(value: Any, name: str) -> None:
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{name} must be a non-blank string.")


class RunRecord:
    """Reads the output of a run, raises its failure, and shows it in terminals and notebooks."""

    __module__ = "flymyai.agents._types"

    def _repr_html_(self) -> str:
        from ._notebook import run_html

        return run_html(self)  # type: ignore[arg-type]

    def raise_for_status(self: _RunT) -> _RunT:
        """Returns the run, unless it has failed or was cancelled.

        Returns:
            The run itself, also while it is pending or running.

        Raises:
            RunFailedError: If the run has failed or was cancelled. It has the run as `run`.

        Example:
            >>> run = client.runs.create(agent_id="agent_abc123")
            >>> client.runs.wait(run.id).raise_for_status().status.value
            'completed'
        """
        from .._native import run_error

        run: Any = self
        error: Any = run_error(str(run.id), run.status, run.error)
        if error is not None:
            error.run = run
            raise error
        return self

    def watch(self, *, timeout: Optional[float] = 300, poll_interval: float = 1.0) -> Any:
        """Shows the run while it goes on, and returns it once it has ended, as `runs.watch` does.

        The client that has read the record sends the requests.

        Args:
            timeout: Seconds to wait at most; `None` waits without a limit.
            poll_interval: Seconds between a response and the next poll.

        Returns:
            The run that has ended; an awaitable of it if the client is asynchronous.

        Raises:
            RuntimeError: If the record has no client: it is a copy, was made by the program, or
                its client no longer exists. `client.runs.watch(run.id)` does the same then.
            TimeoutError: If the run has not ended at the timeout; it goes on.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> run = client.runs.create(agent_id="agent_abc123")
            >>> run.watch(poll_interval=0.1).status.value
            'completed'
        """
        from .._record_clients import client_of_record

        run: Any = self
        client = client_of_record(run)
        if client is None:
            raise RuntimeError(
                "this record of a run has no client: it is a copy, was made by the program, or its "
                "client no longer exists. Use client.runs.watch(run.id)."
            )
        return client.runs.watch(run.id, timeout=timeout, poll_interval=poll_interval)

    def output_as(self, model: Type[_OutputT]) -> _OutputT:
        """Returns the output as an object of your class; `output` keeps the raw output.

        Args:
            model: A pydantic model, a dataclass or a `TypedDict`.

        Returns:
            The object; for a `TypedDict` the checked `dict`.

        Raises:
            OutputError: If the output is missing or does not fit; it has the raw output.
            TypeError: If `model` is another class.

        Example:
            >>> from pydantic import BaseModel
            >>> class Rating(BaseModel):
            ...     score: float
            >>> run = client.agents.run_and_wait(
            ...     "agent_scored",
            ...     variables={"website_url": "https://example.com"},
            ...     poll_interval=0.1,
            ... )
            >>> run.output_as(Rating).score == run.output["score"]
            True
        """
        from .._outputs import read_output

        output: _OutputT = read_output(self, model)
        return output


class CompilationRecord:
    """Shows a compilation in notebooks."""

    __module__ = "flymyai.agents._types"

    def _repr_markdown_(self) -> str:
        from ._notebook import compilation_markdown

        return compilation_markdown(self)  # type: ignore[arg-type]


class GenericRecord:
    """A record with a type parameter.

    Its `__module__` is the published one, which older releases of pydantic look up among the
    loaded modules when the record is given a type.
    """

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        import_module(cls.__module__)


class PicklablePage(GenericRecord):
    """A page that can be pickled; pickle itself can't find a class with a type argument."""

    def __reduce__(self) -> Tuple[Any, ...]:
        generic: Dict[str, Any] = getattr(type(self), "__pydantic_generic_metadata__", {})
        page = generic.get("origin") or type(self)
        state: Any = self.__getstate__()  # type: ignore[attr-defined, unused-ignore]
        return _rebuild, (page, generic.get("args", ()), state)


def _rebuild(page: Any, rows: Tuple[Any, ...], state: Any) -> Any:
    """Makes the page of a pickle."""
    kind = page[rows] if rows else page
    made = kind.__new__(kind)
    made.__setstate__(state)
    return made
