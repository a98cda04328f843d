"""Names that the modules of the clients had in 1.1.0, beside the clients."""

from __future__ import annotations

from typing import Any, Dict

from ... import _native
from ..exceptions import BaseFlyMyAIException

SETTINGS: Dict[str, Any] = _native.inference_settings()
"""The settings of inference clients, from the environment or core's defaults."""


def legacy_attribute(name: str) -> Any:
    """Returns a name that 1.1.0 had in the modules of the clients; its module loads now."""
    if name in ("_CONNECT_RECONNECT_EXC", "_limits", "_predict_timeout", "httpx"):
        import httpx

        if name == "_CONNECT_RECONNECT_EXC":
            return (
                httpx.RemoteProtocolError,
                httpx.WriteError,
                httpx.ReadError,
                httpx.ConnectError,
            )
        if name == "_limits":
            return httpx.Limits(
                max_connections=SETTINGS["max_connections"],
                max_keepalive_connections=SETTINGS["max_idle"],
                keepalive_expiry=SETTINGS["idle_limit"],
            )
        if name == "_predict_timeout":
            phases = ("connect", "read", "write", "pool")
            return httpx.Timeout(**{phase: SETTINGS[f"{phase}_timeout"] for phase in phases})
        return httpx
    locations = {
        "AsyncPredictionResponseList": "flymyai.core.models.successful_responses",
        "AsyncPredictionStream": "flymyai.core.stream_iterators.AsyncPredictionStream",
        "AsyncPredictionTask": "flymyai.core.models.successful_responses",
        "AsyncTaskResultFactory": "flymyai.core.response_factory.async_task_result_factory",
        "OpenAPISchemaResponse": "flymyai.core.models.successful_responses",
        "PredictionPartial": "flymyai.core.models.successful_responses",
        "PredictionResponse": "flymyai.core.models.successful_responses",
        "PredictionStream": "flymyai.core.stream_iterators.PredictionStream",
        "SSEDecoder": "flymyai.core._streaming",
        "SSEInferenceResponseFactory": (
            "flymyai.core.response_factory.plain_inference_response_factory"
        ),
        "aretryable_callback": "flymyai.utils.utils",
        "os": "os",
        "pydantic": "pydantic",
        "retryable_callback": "flymyai.utils.utils",
    }
    location = locations.get(name)
    if location is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from ..._internal.finalization import import_module

    module = import_module(location)
    return module if name == location else getattr(module, name)


def is_reconnectable_error(exc: BaseException) -> bool:
    """Whether an exception means that a connection was lost."""
    if isinstance(exc, BaseFlyMyAIException):
        return False
    if isinstance(exc, RuntimeError) and "client has been closed" in str(exc):
        return True
    if type(exc).__name__ in ("BrokenResourceError", "ClosedResourceError"):
        return True
    if isinstance(exc, legacy_attribute("_CONNECT_RECONNECT_EXC")):
        return True
    words = ("StreamReset", "ConnectionState.CLOSED", "SENDSETTINGS")
    return any(word in str(exc) for word in words)
