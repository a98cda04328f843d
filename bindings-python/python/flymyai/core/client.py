"""The inference clients."""

from __future__ import annotations

from .clients.AsyncClient import BaseAsyncClient
from .clients.SyncClient import BaseSyncClient

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ._m1 import AsyncFlymyAIM1, FlyMyAIM1
    from .clients.m1AsyncClient import BaseM1AsyncClient
    from .clients.m1Client import BaseM1SyncClient

__all__ = [
    "AsyncFlyMyAI",
    "AsyncFlymyAIM1",
    "BaseAsyncClient",
    "BaseM1AsyncClient",
    "BaseM1SyncClient",
    "BaseSyncClient",
    "FlyMyAI",
    "FlyMyAIM1",
]


class FlyMyAI(BaseSyncClient):
    __doc__ = BaseSyncClient.__doc__


class AsyncFlyMyAI(BaseAsyncClient):
    __doc__ = BaseAsyncClient.__doc__


def __getattr__(name: str) -> Any:
    if name in ("AsyncFlymyAIM1", "BaseM1AsyncClient", "BaseM1SyncClient", "FlyMyAIM1"):
        from . import _m1

        return getattr(_m1, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
