"""The attributes that every exception has, and its notes."""

from __future__ import annotations

import pickle
import sys

import httpx
import pytest
from support.account import Account

import flymyai
from flymyai import (
    AgentClient,
    FlyMyAIAgentError,
    FlyMyAIError,
    FlyMyAIExceptionGroup,
    RunFailedError,
)
from flymyai._native import error_codes
from flymyai.core import exceptions


def test_a_404_names_what_was_not_found(client: AgentClient) -> None:
    with pytest.raises(FlyMyAIError) as found:
        client.runs.get("no-such-run")
    error = found.value
    assert (error.code, error.method, error.attempts) == ("not_found", "GET", 1)
    assert error.path == "/api/v1/agents/executions/no-such-run/"
    assert (error.operation, error.run_id, error.resource_id) == (
        "runs.get",
        "no-such-run",
        "no-such-run",
    )
    assert isinstance(error.elapsed, float)
    hint, facts = error.__notes__  # type: ignore[attr-defined]
    assert hint == f"Hint: {error.hint}"
    assert "GET /api/v1/agents/executions/no-such-run/" in facts
    assert "attempts 1" in facts
    assert "Hint" not in str(error)


@pytest.mark.skipif(sys.version_info < (3, 11), reason="older tracebacks have no notes")
def test_tracebacks_show_the_hint(client: AgentClient) -> None:
    import traceback

    with pytest.raises(FlyMyAIError) as found:
        client.runs.get("no-such-run")
    text = "".join(traceback.format_exception(found.type, found.value, None))
    assert "Hint: " in text


def test_builtin_exceptions_have_the_attributes(account: Account, client: AgentClient) -> None:
    account.script({"times": 0, "drop": "before"})
    with pytest.raises(httpx.TransportError) as lost:
        client.runs.get(7)
    assert vars(lost.value)["code"] == "connection_lost"
    assert vars(lost.value)["attempts"] >= 1
    with pytest.raises(ValueError, match="run_id") as invalid:
        client.runs.get("")
    assert vars(invalid.value)["code"] == "invalid_argument"
    assert vars(invalid.value)["attempts"] == 0
    assert vars(invalid.value)["operation"] == "runs.get"
    assert not hasattr(invalid.value, "__notes__")


def test_a_timeout_tells_how_to_go_on(client: AgentClient) -> None:
    run = client.runs.create(agent_id="agent_abc123")
    with pytest.raises(TimeoutError) as late:
        client.runs.wait(run.id, timeout=0)
    facts = vars(late.value)
    assert facts["code"] == "wait_timeout"
    assert facts["last_status"] in ("pending", "running")
    assert facts["run_id"] == str(run.id)
    assert f'client.runs.wait("{run.id}")' in facts["hint"]
    assert "cursor" in facts


def test_a_run_that_was_cancelled_raises_for_its_status(client: AgentClient) -> None:
    run = client.runs.create(agent_id="agent_abc123")
    client.runs.cancel(run.id)
    ended = client.runs.wait(run.id)
    with pytest.raises(RunFailedError) as found:
        ended.raise_for_status()
    error = found.value
    assert (error.code, error.run, error.run_id) == ("run_cancelled", ended, str(run.id))
    assert str(error) == f"Run {run.id} was cancelled"
    assert (error.status_code, error.operation) == (0, None)


def test_statuses_of_runs(account: Account, client: AgentClient) -> None:
    run = client.runs.create(agent_id="agent_abc123")
    for status in ("pending", "running", "completed"):
        passing = run.model_copy(update={"status": status})
        assert passing.raise_for_status() is passing
    failed = run.model_copy(update={"status": "failed", "error": "no access"})
    with pytest.raises(RunFailedError, match="failed: no access") as found:
        failed.raise_for_status()
    assert found.value.code == "run_failed"


def test_pickled_errors_keep_their_facts(client: AgentClient) -> None:
    with pytest.raises(FlyMyAIAgentError) as found:
        client.runs.get("no-such-run")
    copy = pickle.loads(pickle.dumps(found.value))
    assert vars(copy) == vars(found.value)


def test_classes_of_exceptions_can_be_pickled() -> None:
    classes = [FlyMyAIError]
    for cls in classes:
        classes.extend(cls.__subclasses__())
        assert pickle.loads(pickle.dumps(cls)) is cls
    assert RunFailedError in classes


@pytest.mark.parametrize(
    "name",
    [
        "BaseFlyMyAIException",
        "FlyMyAIExceptionGroup",
        "ImproperlyConfiguredClientException",
        "RetryTimeoutExceededException",
    ],
)
def test_exceptions_have_one_base(name: str) -> None:
    assert issubclass(getattr(exceptions, name), FlyMyAIError)


def test_exceptions_made_by_hand_have_the_attributes() -> None:
    error = FlyMyAIAgentError("m", status_code=404)
    assert (error.code, error.hint, error.attempts, error.elapsed) == (None, None, 0, None)
    assert vars(error) == {"status_code": 404, "response_body": None}
    assert flymyai.FlyMyAIError.__module__ == "flymyai"


def test_codes_have_hints() -> None:
    codes = error_codes()
    assert len({name for name, _, _ in codes}) == len(codes)
    assert all(hint.endswith(".") for _, hint, _ in codes)


def test_a_group_has_the_facts_of_its_last_exception() -> None:
    first, last = FlyMyAIAgentError("a", status_code=503), FlyMyAIAgentError("b", status_code=404)
    vars(first).update(code="unavailable", attempts=1)
    vars(last).update(code="not_found", hint="Check the id.", attempts=2)
    group = FlyMyAIExceptionGroup([first, last])
    assert (group.code, group.hint, group.attempts) == ("not_found", "Check the id.", 3)
