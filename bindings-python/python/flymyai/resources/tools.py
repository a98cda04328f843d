"""Tools: those of this account, and the catalogue."""

from __future__ import annotations

from typing import Any, Dict, List, Optional

from .._arguments import id_text, json_bytes
from .._transports.stubs import async_client_of, client_of
from ..agents._responses import Many, Single, decoded, nothing
from ..types import AvailableTool, ResourceID, Tool

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..agents._async_client import AsyncAgentClient
    from ..agents._sync_client import SyncAgentClient

_TOOL = Single(Tool)
_TOOLS = Many(Tool)
_CATALOGUE = Many(AvailableTool)


class Tools:
    """The tools of this account: `client.tools`.

    Args:
        client: What sends the requests.

    Example:
        >>> found = client.tools.list()
    """

    __module__ = "flymyai.agents._resources"

    def __init__(self, client: SyncAgentClient) -> None:
        self._c = client_of(client, self, "tools")

    def list(self) -> List[Tool]:
        """Returns the tools of this account.

        Raises:
            FlyMyAIAgentError: If the service refuses.

        Example:
            >>> tool.id in [each.id for each in client.tools.list()]
            True
        """
        return self._c._send(_TOOLS, "tools.list")

    def available(self) -> List[AvailableTool]:
        """Returns the catalogue: the tools that can be added to the account.

        Raises:
            FlyMyAIAgentError: If the service refuses.

        Example:
            >>> names = [each.name for each in client.tools.available()]
        """
        return self._c._send(_CATALOGUE, "tools.available")

    def create(self, *, mcp_tool: str, **kwargs: Any) -> Tool:
        """Adds a tool of the catalogue to the account, and returns it.

        Args:
            mcp_tool: Its name in the catalogue.
            **kwargs: Further fields by the service's names; `None` is sent as null.

        Raises:
            FlyMyAIAgentError: If the service refuses.

        Example:
            >>> client.tools.create(mcp_tool="tavily").name
            'tavily'
        """
        fields = json_bytes({"mcp_tool": mcp_tool, **kwargs})
        return self._c._send(_TOOL, "tools.create", fields=fields)

    def get(self, tool_id: ResourceID) -> Tool:
        """Returns one tool of this account.

        Args:
            tool_id: The tool.

        Raises:
            FlyMyAIAgentError: If there is no such tool, or the service refuses.

        Example:
            >>> client.tools.get(tool.id).mcp_tool == tool.mcp_tool
            True
        """
        return self._c._send(_TOOL, "tools.get", id_text(tool_id, "tool_id"))

    def update(self, tool_id: ResourceID, **kwargs: Any) -> Tool:
        """Changes a tool and returns it.

        Args:
            tool_id: The tool.
            **kwargs: Fields by the service's names; `None` is sent as null.

        Raises:
            FlyMyAIAgentError: If the service refuses.

        Example:
            >>> client.tools.update(tool.id, is_active=False).is_active
            False
        """
        fields = json_bytes(kwargs)
        return self._c._send(_TOOL, "tools.update", id_text(tool_id, "tool_id"), fields)

    def delete(self, tool_id: ResourceID) -> None:
        """Removes a tool from the account.

        Args:
            tool_id: The tool.

        Raises:
            FlyMyAIAgentError: If the service refuses.

        Example:
            >>> client.tools.delete(client.tools.create(mcp_tool="tavily").id)
        """
        return self._c._send(nothing, "tools.delete", id_text(tool_id, "tool_id"))

    def provide_config(self, tool_id: ResourceID, *, user_response: Any) -> Tool:
        """Answers the configuration step a tool is waiting for; returns the tool.

        Args:
            tool_id: The tool.
            user_response: The answer: anything that JSON can carry.

        Raises:
            FlyMyAIAgentError: If the service refuses.

        Example:
            >>> new = client.tools.create(mcp_tool="tavily")
            >>> answer = {"TAVILY_API_KEY": "tvly-***"}
            >>> client.tools.provide_config(new.id, user_response=answer).is_configured
            True
        """
        fields = json_bytes({"user_response": user_response})
        return self._c._send(_TOOL, "tools.provide_config", id_text(tool_id, "tool_id"), fields)

    def call(
        self, tool_id: ResourceID, *, action: str, arguments: Optional[Dict[str, Any]] = None
    ) -> Any:
        """Lets a tool do something and returns what it answers.

        Args:
            tool_id: The tool.
            action: What it is to do.
            arguments: The action's arguments.

        Returns:
            The answer's JSON as Python objects; `None` where there is none.

        Raises:
            FlyMyAIAgentError: If the service refuses.

        Example:
            >>> query = {"query": "solar cost"}
            >>> client.tools.call(tool.id, action="tavily_search", arguments=query)["query"]
            'solar cost'
        """
        fields = json_bytes({"action": action, "arguments": arguments})
        return self._c._send(decoded, "tools.call", id_text(tool_id, "tool_id"), fields)


class AsyncTools:
    """The tools of this account: `client.tools` of an `AsyncAgentClient`.

    Args:
        client: What sends the requests.

    Example:
        >>> found = await client.tools.list()
    """

    __module__ = "flymyai.agents._resources"

    def __init__(self, client: AsyncAgentClient) -> None:
        self._c = async_client_of(client, self, "tools")

    async def list(self) -> List[Tool]:
        """Returns the tools of this account; see `Tools.list`.

        Example:
            >>> tool.id in [each.id for each in await client.tools.list()]
            True
        """
        return await self._c._send(_TOOLS, "tools.list")

    async def available(self) -> List[AvailableTool]:
        """Returns the catalogue; see `Tools.available`.

        Example:
            >>> names = [each.name for each in await client.tools.available()]
        """
        return await self._c._send(_CATALOGUE, "tools.available")

    async def create(self, *, mcp_tool: str, **kwargs: Any) -> Tool:
        """Adds a tool to the account and returns it; see `Tools.create`.

        Example:
            >>> (await client.tools.create(mcp_tool="tavily")).name
            'tavily'
        """
        fields = json_bytes({"mcp_tool": mcp_tool, **kwargs})
        return await self._c._send(_TOOL, "tools.create", fields=fields)

    async def get(self, tool_id: ResourceID) -> Tool:
        """Returns one tool of this account; see `Tools.get`.

        Example:
            >>> (await client.tools.get(tool.id)).mcp_tool == tool.mcp_tool
            True
        """
        return await self._c._send(_TOOL, "tools.get", id_text(tool_id, "tool_id"))

    async def update(self, tool_id: ResourceID, **kwargs: Any) -> Tool:
        """Changes a tool and returns it; see `Tools.update`.

        Example:
            >>> (await client.tools.update(tool.id, is_active=False)).is_active
            False
        """
        fields = json_bytes(kwargs)
        return await self._c._send(_TOOL, "tools.update", id_text(tool_id, "tool_id"), fields)

    async def delete(self, tool_id: ResourceID) -> None:
        """Removes a tool from the account; see `Tools.delete`.

        Example:
            >>> new = await client.tools.create(mcp_tool="tavily")
            >>> await client.tools.delete(new.id)
        """
        return await self._c._send(nothing, "tools.delete", id_text(tool_id, "tool_id"))

    async def provide_config(self, tool_id: ResourceID, *, user_response: Any) -> Tool:
        """Answers a configuration step and returns the tool; see `Tools.provide_config`.

        Example:
            >>> new = await client.tools.create(mcp_tool="tavily")
            >>> answer = {"TAVILY_API_KEY": "tvly-***"}
            >>> (await client.tools.provide_config(new.id, user_response=answer)).is_configured
            True
        """
        fields = json_bytes({"user_response": user_response})
        return await self._c._send(
            _TOOL, "tools.provide_config", id_text(tool_id, "tool_id"), fields
        )

    async def call(
        self, tool_id: ResourceID, *, action: str, arguments: Optional[Dict[str, Any]] = None
    ) -> Any:
        """Lets a tool do something and returns what it answers; see `Tools.call`.

        Example:
            >>> query = {"query": "solar cost"}
            >>> answer = await client.tools.call(tool.id, action="tavily_search", arguments=query)
            >>> answer["query"]
            'solar cost'
        """
        fields = json_bytes({"action": action, "arguments": arguments})
        return await self._c._send(decoded, "tools.call", id_text(tool_id, "tool_id"), fields)
