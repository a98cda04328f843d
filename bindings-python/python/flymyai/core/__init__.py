"""The inference API: clients, responses, exceptions."""

from .._internal.submodules import submodules

__getattr__ = submodules(
    __name__,
    "_response",
    "_streaming",
    "authorizations",
    "client",
    "clients",
    "exceptions",
    "models",
    "response_factory",
    "stream_iterators",
    "types",
)
