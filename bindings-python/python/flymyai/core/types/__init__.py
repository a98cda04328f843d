"""Enums and records of the inference API."""

from ..._internal.submodules import submodules

__getattr__ = submodules(__name__, "event_types", "m1")
