"""The inference clients and their base classes."""

from ..._internal.submodules import submodules

__getattr__ = submodules(
    __name__,
    "AsyncClient",
    "SyncClient",
    "base_client",
    "base_m1_client",
    "m1AsyncClient",
    "m1Client",
)
