"""Operations with a behaviour of their own; the generated resources call them.

Each function serves both kinds of clients: with an asynchronous one, it returns an awaitable.
"""

from __future__ import annotations

from typing import Any, Optional


def runs_create(
    client: Any, *, agent_id: Any, variables: Any, idempotency_key: Optional[str]
) -> Any:
    """`runs.create`: the client's `agents.run`, which a program may have replaced."""
    # Passed only if given: a replaced `agents.run` may not accept it.
    more = {} if idempotency_key is None else {"idempotency_key": idempotency_key}
    return client.agents.run(agent_id, variables=variables, **more)
