"""Parses HTTP responses of the service, for programs that make the requests themselves."""

from ..._internal.submodules import submodules

__getattr__ = submodules(
    __name__,
    "async_task_result_factory",
    "base_response_factory",
    "plain_inference_response_factory",
)
