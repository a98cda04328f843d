"""FlyMy.AI for Python: run agents, wait for them, follow their events.

Example:
    >>> from flymyai import AgentClient
    >>> client = AgentClient()
    >>> run = client.runs.create(agent_id="agent_abc123")
    >>> client.runs.wait(run.id, timeout=300).status == "completed"
    True
"""
# `run` and `async_run` take a bare `dict`.
# pyright: standard

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, List

    import httpx

    from . import agents as agents
    from . import core as core
    from . import multipart as multipart
    from . import utils as utils
    from ._base_error import FlyMyAIError
    from ._native import backend as backend
    from ._version import __version__ as __version__
    from .agents._async_client import AsyncAgentClient
    from .agents._errors import (
        ArtifactStaleBaseVersionError,
        FlyMyAIAgentError,
        McpResourceSetStaleRevisionError,
        RunFailedError,
        SuggestSchemaError,
        VariablesValidationError,
    )
    from .agents._sync_client import SyncAgentClient as AgentClient
    from .core.client import AsyncFlyMyAI, AsyncFlymyAIM1, FlyMyAI, FlyMyAIM1
    from .core.exceptions import FlyMyAIExceptionGroup, FlyMyAIPredictException
    from .types import (
        AgentGroup,
        ConnectionBinding,
        ExternalPrincipal,
        ExternalPrincipalStatus,
        IntegrationConnection,
        IntegrationConnectionStatus,
        McpAccessMode,
        McpResourceSet,
        McpResourceSetAuthorityType,
        McpResourceSetManagementMode,
        McpResourceSetMember,
        McpResourceSetMemberInput,
        McpResourceSetStatus,
        McpResourceSetSummary,
        McpResourceType,
        RuntimeConnections,
        SchemaSuggestion,
    )

    client = FlyMyAI
    async_client = AsyncFlyMyAI
    m1_client = FlyMyAIM1
    async_m1_client = AsyncFlymyAIM1
    run = FlyMyAI.run_predict
    async_run = AsyncFlyMyAI.arun_predict

__all__ = [  # noqa: RUF022 - the order of 1.1.0
    "run",
    "httpx",
    "async_run",
    "FlyMyAI",
    "AsyncFlyMyAI",
    "FlyMyAIExceptionGroup",
    "FlyMyAIPredictException",
    "AgentClient",
    "AsyncAgentClient",
    "FlyMyAIAgentError",
    "VariablesValidationError",
    "SuggestSchemaError",
    "SchemaSuggestion",
    "AgentGroup",
    "ArtifactStaleBaseVersionError",
    "McpResourceSet",
    "McpResourceSetAuthorityType",
    "McpResourceSetManagementMode",
    "McpResourceSetMember",
    "McpResourceSetMemberInput",
    "McpResourceSetStaleRevisionError",
    "McpResourceSetStatus",
    "McpResourceSetSummary",
    "McpResourceType",
    "ConnectionBinding",
    "ExternalPrincipal",
    "ExternalPrincipalStatus",
    "IntegrationConnection",
    "IntegrationConnectionStatus",
    "McpAccessMode",
    "RuntimeConnections",
    "FlyMyAIError",
    "RunFailedError",
]

# The module of each name; importing the package alone imports none of them. The other names of
# `__all__` are those of `flymyai.agents`.
_LOCATIONS = {
    "AsyncFlyMyAI": ("flymyai.core.client", "AsyncFlyMyAI"),
    "AsyncFlymyAIM1": ("flymyai.core.client", "AsyncFlymyAIM1"),
    "FlyMyAI": ("flymyai.core.client", "FlyMyAI"),
    "FlyMyAIError": ("flymyai._base_error", "FlyMyAIError"),
    "FlyMyAIExceptionGroup": ("flymyai.core.exceptions", "FlyMyAIExceptionGroup"),
    "FlyMyAIM1": ("flymyai.core.client", "FlyMyAIM1"),
    "RunFailedError": ("flymyai.agents._errors", "RunFailedError"),
    "FlyMyAIPredictException": ("flymyai.core.exceptions", "FlyMyAIPredictException"),
    "__version__": ("flymyai._version", "__version__"),
    "agents": ("flymyai.agents", None),
    "async_client": ("flymyai.core.client", "AsyncFlyMyAI"),
    "async_m1_client": ("flymyai.core.client", "AsyncFlymyAIM1"),
    "backend": ("flymyai._native", "backend"),
    "client": ("flymyai.core.client", "FlyMyAI"),
    "core": ("flymyai.core", None),
    "httpx": ("httpx", None),
    "m1_client": ("flymyai.core.client", "FlyMyAIM1"),
    "multipart": ("flymyai.multipart", None),
    "utils": ("flymyai.utils", None),
}
# Methods of the clients that are functions of the package, too.
_CALLS = {"run": ("FlyMyAI", "run_predict"), "async_run": ("AsyncFlyMyAI", "arun_predict")}


def __getattr__(name: str) -> Any:
    if name in _CALLS:
        owner, method = _CALLS[name]
        globals()[name] = call = getattr(__getattr__(owner), method)
        return call
    location = _LOCATIONS.get(name, ("flymyai.agents", name))
    if name not in _LOCATIONS and name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from ._internal.finalization import import_module

    module_name, attribute = location
    module = import_module(module_name)
    value = module if attribute is None else getattr(module, attribute)
    globals()[name] = value
    return value


def __dir__() -> List[str]:
    return sorted({*globals(), *__all__, *_LOCATIONS, *_CALLS})
