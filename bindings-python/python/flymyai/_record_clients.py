"""The clients that have read records, for the methods of records that send requests.

They are kept outside of the records, so that equality, copies, pickles, `model_dump` and `repr` of
a record are those of its data.
"""

from __future__ import annotations

import weakref
from typing import Any, Callable, Dict, List, Optional, Sequence, Tuple, cast


class _Source:
    """A client that has read records. It is not kept alive.

    A derived client often ends with the call, so its original and its options are kept, too.
    """

    __slots__ = ("client", "options", "original")

    def __init__(self, client: Any) -> None:
        own = client.__dict__
        self.client: Callable[[], Any] = weakref.ref(client)
        self.options = own.get("_call_options")
        original = None if self.options is None else own["_original"]
        self.original: Callable[[], Any] = _nothing if original is None else weakref.ref(original)


def _nothing() -> None:
    return None


_Owner = Tuple["weakref.ref[Any]", _Source]
"""A record, which is not kept alive, and the client that has read it."""

_owners: Dict[int, _Owner] = {}
"""By the `id` of the record."""
_recent: List[Optional[_Source]] = [None]
"""The client of the last record: most programs have one."""
MIN_LIMIT = 1024
_limit = [MIN_LIMIT]
"""The number of owners from which on those of records that no longer exist are removed.

A callback of each weak reference would do so at once, but takes as long as everything else here,
and each call of a client does this.
"""


def remember_client(found: Any, client: Any) -> None:
    """Notes the client of runs that it has read; other results are left alone.

    Args:
        found: A record, a list of records, or any other result.
        client: The client.
    """
    records: Sequence[Any]
    if isinstance(found, list):
        records = cast("List[Any]", found)
        first: object = records[0] if records else None
    else:
        first = found
        records = (found,)
    if not hasattr(type(first), "watch"):
        return
    source = _recent[0]
    if source is None or source.client() is not client:
        source = _recent[0] = _Source(client)
    for record in records:
        _owners[id(record)] = (weakref.ref(record), source)
    if len(_owners) >= _limit[0]:
        forget_lost_records()


def forget_lost_records() -> None:
    """Removes the owners of records that no longer exist.

    Example:
        >>> forget_lost_records()
    """
    # A copy is made at once. A list of the items allocates tuples, and before Python 3.12 a
    # collection may begin there, whose callbacks let other threads run, which add records.
    for key, owner in _owners.copy().items():
        if owner[0]() is None:
            removed = _owners.pop(key, owner)
            if removed is not owner:
                # Another thread has just read a record that got the `id` of this one.
                _owners.setdefault(key, removed)
    _limit[0] = max(MIN_LIMIT, 2 * len(_owners))


def client_of_record(record: Any) -> Optional[Any]:
    """Returns the client that has read a record.

    Args:
        record: The record.

    Returns:
        The client, or one with the same options if a derived client no longer exists; `None` if the
        program has made the record, or no longer has the client that the options were given to.

    Example:
        >>> client_of_record(client.runs.get(run.id)) is client
        True
        >>> client_of_record(run.model_copy()) is None
        True
    """
    owner = _owners.get(id(record))
    if owner is None or owner[0]() is not record:
        return None
    source = owner[1]
    client, original = source.client(), source.original()
    if client is None and original is not None:
        return source.options.applied_to(original)
    return client
