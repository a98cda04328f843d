"""Operations that are written by hand; the generated resources call them.

Each function serves both kinds of clients: with an asynchronous one, it returns an awaitable.
"""

from __future__ import annotations

from typing import Any


def agent_groups_replace_assignments(
    client: Any, *, group_id: Any, agent_ids: Any, resource_set_ids: Any
) -> Any:
    """`agent_groups.replace_assignments`: `update`, which a program may have replaced."""
    groups = client.agent_groups
    return groups.update(group_id, agent_ids=agent_ids, resource_set_ids=resource_set_ids)


def runs_create(client: Any, *, agent_id: Any, variables: Any, **others: Any) -> Any:
    """`runs.create`: the client's `agents.run`, which a program may have replaced."""
    # Passed only if given: a replaced `agents.run` may not accept them.
    more = {name: value for name, value in others.items() if value is not None}
    return client.agents.run(agent_id, variables=variables, **more)


def runs_watch(client: Any, *, run_id: Any, timeout: Any, poll_interval: Any) -> Any:
    """`runs.watch`: the events of the run in a terminal or a notebook."""
    from ..agents import _watch
    from ..agents._sync_requester import SyncRequester

    watch = _watch.watch if isinstance(client, SyncRequester) else _watch.async_watch
    return watch(client, run_id, timeout, poll_interval)
