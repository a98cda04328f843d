"""The M1 clients, which import httpx; the module is imported at their first use."""

from __future__ import annotations

from .clients.m1AsyncClient import BaseM1AsyncClient
from .clients.m1Client import BaseM1SyncClient


class FlyMyAIM1(BaseM1SyncClient):
    __doc__ = BaseM1SyncClient.__doc__
    __module__ = "flymyai.core.client"


class AsyncFlymyAIM1(BaseM1AsyncClient):
    __doc__ = BaseM1AsyncClient.__doc__
    __module__ = "flymyai.core.client"
