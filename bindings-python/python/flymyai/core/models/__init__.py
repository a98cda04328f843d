"""The pydantic models of the inference API's responses."""

from ..._internal.submodules import submodules

__getattr__ = submodules(__name__, "base", "error_responses", "m1_history", "successful_responses")
