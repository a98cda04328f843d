"""The attributes of errors of models."""

from __future__ import annotations

import pickle
from typing import Any, Callable, Dict

import pytest
from support.account import Account

import flymyai
from flymyai import FlyMyAI, FlyMyAIError

CALLS: Dict[str, Callable[[FlyMyAI], Any]] = {
    "models.predict": lambda client: client.predict({}),
    "models.stream": lambda client: list(client.stream({})),
    "models.start_task": lambda client: client.predict_async_task({}),
    "models.document": lambda client: client.openapi_schema(),
}


@pytest.mark.parametrize("operation", list(CALLS))
def test_errors_of_responses_have_the_facts_of_the_call(service: Account, operation: str) -> None:
    headers = {"x-request-id": "req-7"}
    service.script({"times": 0, "reply": {"status": 401, "headers": headers, "text": "no"}})
    with flymyai.client(service.key, "demo/echo") as client, pytest.raises(FlyMyAIError) as found:
        CALLS[operation](client)
    error = found.value
    facts = (error.operation, error.code, error.request_id)
    assert facts == (operation, "authentication", "req-7")
    assert error.elapsed is not None
    assert 0 < error.elapsed < 60
    assert vars(pickle.loads(pickle.dumps(error)))["operation"] == operation


def test_all_attempts_count(service: Account) -> None:
    service.script({"times": 0, "reply": {"status": 502, "text": "no"}})
    client = flymyai.client(service.key, "demo/echo", 3)
    with client, pytest.raises(FlyMyAIError) as found:
        client.predict({})
    first, last = found.value.errors[0], found.value.errors[-1]  # type: ignore[attr-defined]
    assert (found.value.operation, found.value.attempts) == ("models.predict", 3)
    assert found.value.elapsed == last.elapsed >= first.elapsed
