"""The clients that have read records, for the methods of records that send requests.

They are kept outside of the records, so that equality, copies, pickles, `model_dump` and `repr` of
a record are those of its data.
"""

from __future__ import annotations

import weakref
from typing import Any, Dict, List, Optional, cast


class _Owner(weakref.ref):  # type: ignore[type-arg]
    """A record, and the client that has read it. Neither is kept alive.

    A derived client often ends with the call, so its original and its options are kept, too.
    """

    __slots__ = ("client", "key", "options", "original")
    client: Any
    key: int
    original: Any
    options: Any


_owners: Dict[int, _Owner] = {}


def _forget(owner: Any, owners: Dict[int, _Owner] = _owners) -> None:
    owners.pop(owner.key, None)


def remember_client(found: Any, client: Any) -> None:
    """Notes the client of runs that it has read; other results are left alone.

    Args:
        found: A record, a list of records, or any other result.
        client: The client.
    """
    if found is None:
        return
    records: List[Any] = cast("List[Any]", found) if isinstance(found, list) else [found]
    first: object = records[0] if records else None
    if not hasattr(type(first), "watch"):
        return
    reference = weakref.ref(client)
    own = client.__dict__
    options = own.get("_call_options")
    original = None if options is None else weakref.ref(own["_original"])
    for record in records:
        owner = _Owner(record, _forget)
        owner.client = reference
        owner.original = original
        owner.options = options
        owner.key = id(record)
        _owners[owner.key] = owner


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
    if owner is None or owner() is not record:
        return None
    client = owner.client()
    if client is None and owner.original is not None:
        original = owner.original()
        if original is not None:
            client = owner.options.applied_to(original)
    return client
