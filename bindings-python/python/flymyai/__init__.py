"""FlyMy.AI for Python: run agents, wait for them, follow their events.

Example:
    >>> from flymyai import AgentClient
    >>> client = AgentClient()
    >>> run = client.runs.create(agent_id="agent_abc123")
    >>> client.runs.wait(run.id, timeout=300).status == "completed"
    True
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import List

    import httpx

    from ._async_client import AsyncAgentClient
    from ._client import SyncAgentClient as AgentClient
    from ._errors import FlyMyAIAgentError, SuggestSchemaError, VariablesValidationError
    from ._version import __version__ as __version__
    from .types import SchemaSuggestion

__all__ = [
    "AgentClient",
    "AsyncAgentClient",
    "FlyMyAIAgentError",
    "SchemaSuggestion",
    "SuggestSchemaError",
    "VariablesValidationError",
    "httpx",
]

# Where each name lives; importing the package alone loads none of them.
_HOMES = {
    "AgentClient": ("flymyai._client", "SyncAgentClient"),
    "AsyncAgentClient": ("flymyai._async_client", "AsyncAgentClient"),
    "FlyMyAIAgentError": ("flymyai._errors", "FlyMyAIAgentError"),
    "SchemaSuggestion": ("flymyai.types", "SchemaSuggestion"),
    "SuggestSchemaError": ("flymyai._errors", "SuggestSchemaError"),
    "VariablesValidationError": ("flymyai._errors", "VariablesValidationError"),
    "__version__": ("flymyai._version", "__version__"),
    "agents": ("flymyai.agents", None),
    "httpx": ("httpx", None),
}


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    module_name, attribute = home
    module = import_module(module_name)
    value = module if attribute is None else getattr(module, attribute)
    globals()[name] = value
    return value


def __dir__() -> List[str]:
    return sorted({*globals(), *_HOMES})
