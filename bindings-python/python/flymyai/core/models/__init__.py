"""What the inference service answers, as objects."""

from ..._internal.submodules import submodules

__getattr__ = submodules(__name__, "base", "error_responses", "m1_history", "successful_responses")
