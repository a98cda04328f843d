# Generated from api/tools.toml by `make generate`; do not edit.
"""Tools: the tools of an account, and the catalogue of available tools."""

from __future__ import annotations

from typing import Any, AsyncIterator, Dict, Iterator, List, Optional

from .._arguments import id_text, json_bytes
from ..agents._event_stream import AsyncEvents, Events
from ..agents._responses import Many, Single, decoded, nothing
from ..agents._stubs import async_client_of, client_of
from ..types import AvailableTool, BrowserUseProfileBinding, ResourceID, Tool

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..agents._async_client import AsyncAgentClient
    from ..agents._sync_client import SyncAgentClient

_AVAILABLE_TOOL_LIST = Many(AvailableTool)
_BROWSER_USE_PROFILE_BINDING = Single(BrowserUseProfileBinding)
_TOOL = Single(Tool)
_TOOL_LIST = Many(Tool)


class Tools:
    """The tools of this account: `client.tools`.

    Args:
        client: The client that sends the requests.

    Example:
        >>> found = client.tools.list()
    """

    __module__ = "flymyai.agents._resources"

    def __init__(self, client: SyncAgentClient) -> None:
        self._c = client_of(client, self, "tools")

    def list(
        self,
        *,
        page_size: Optional[int] = None,
        mcp_tool: Optional[str] = None,
        alias: Optional[str] = None,
    ) -> List[Tool]:
        """Returns the tools of this account.

        Args:
            page_size: The number of tools in a page, 1 to 100; all pages are returned.
            mcp_tool: Only tools with this name in the catalogue.
            alias: Only tools with this alias.

        Returns:
            The tools.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> tool.id in [each.id for each in client.tools.list()]
            True
        """
        return self._c._send(
            _TOOL_LIST,
            "tools.list",
            fields=json_bytes({"page_size": page_size, "mcp_tool": mcp_tool, "alias": alias}),
        )

    def iter(
        self, *, page_size: int = 100, mcp_tool: Optional[str] = None, alias: Optional[str] = None
    ) -> Iterator[Tool]:
        """Yields the rows of `list` one by one.

        A page is requested when its first row is needed, so that the memory for a list of any
        length is that of one page.

        Args:
            page_size: The number of tools in a page, 1 to 100; all pages are returned.
            mcp_tool: Only tools with this name in the catalogue.
            alias: Only tools with this alias.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> names = [each.name for each in client.tools.iter()]
        """
        pages = self._c._pages(
            "tools.list",
            None,
            json_bytes({"page_size": page_size, "mcp_tool": mcp_tool, "alias": alias}),
        )
        with Events(pages, _TOOL, False, self._c) as rows:
            yield from rows

    def available(self) -> List[AvailableTool]:
        """Returns the catalogue: the tools that can be added to the account.

        Returns:
            The catalogue.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> names = [each.name for each in client.tools.available()]
        """
        return self._c._send(_AVAILABLE_TOOL_LIST, "tools.available")

    def create(self, *, mcp_tool: str, alias: Optional[str] = None, **kwargs: Any) -> Tool:
        """Adds a tool of the catalogue to the account and returns it.

        Args:
            mcp_tool: The tool's name in the catalogue.
            alias: Its name among several tools of the same kind: 1 to 64 letters, digits,
                underscores and hyphens.
            **kwargs: Further fields, by the service's names; `None` is sent as null.

        Returns:
            The new tool.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.tools.create(mcp_tool="tavily").name
            'tavily'
        """
        return self._c._send(
            _TOOL,
            "tools.create",
            fields=json_bytes({"mcp_tool": mcp_tool, "alias": alias, **kwargs}),
        )

    def get(self, tool_id: ResourceID) -> Tool:
        """Returns one tool of this account.

        Args:
            tool_id: The tool's id.

        Returns:
            The tool.

        Raises:
            FlyMyAIAgentError: If there is no such tool, or the service refuses the request, or
                does not respond.

        Example:
            >>> client.tools.get(tool.id).mcp_tool == tool.mcp_tool
            True
        """
        return self._c._send(_TOOL, "tools.get", id_text(tool_id, "tool_id"))

    def get_browser_profile(self, tool_id: int) -> BrowserUseProfileBinding:
        """Returns the browser profile of a browser tool, and whether it can be used.

        Args:
            tool_id: The id of a browser tool.

        Returns:
            The profile's state.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> browser = client.tools.create(mcp_tool="browser", alias="shop")
            >>> client.tools.get_browser_profile(browser.id).status == "unbound"
            True
        """
        return self._c._send(
            _BROWSER_USE_PROFILE_BINDING,
            "tools.get_browser_profile",
            fields=json_bytes({"tool_id": tool_id}),
        )

    def create_browser_profile(self, tool_id: int, *, name: str) -> BrowserUseProfileBinding:
        """Creates the browser profile of a browser tool, and returns its state.

        Args:
            tool_id: The id of a browser tool.
            name: The profile's name, 1 to 100 characters.

        Returns:
            The profile's state.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> browser = client.tools.create(mcp_tool="browser", alias="shop")
            >>> client.tools.create_browser_profile(browser.id, name="Shop").profile.name
            'Shop'
        """
        return self._c._send(
            _BROWSER_USE_PROFILE_BINDING,
            "tools.create_browser_profile",
            fields=json_bytes({"tool_id": tool_id, "name": name}),
        )

    def reconcile_browser_profile(self, tool_id: int) -> BrowserUseProfileBinding:
        """Requests the state of a tool's browser profile from the provider, and returns it; for
        profiles whose status is `unknown`.

        Args:
            tool_id: The id of a browser tool.

        Returns:
            The profile's state.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> browser = client.tools.create(mcp_tool="browser", alias="shop")
            >>> client.tools.reconcile_browser_profile(browser.id).status == "unbound"
            True
        """
        return self._c._send(
            _BROWSER_USE_PROFILE_BINDING,
            "tools.reconcile_browser_profile",
            fields=json_bytes({"tool_id": tool_id}),
        )

    def update(self, tool_id: ResourceID, **kwargs: Any) -> Tool:
        """Changes a tool and returns it.

        Args:
            tool_id: The tool's id.
            **kwargs: The fields to change, by the service's names; `None` is sent as null.

        Returns:
            The changed tool.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> client.tools.update(tool.id, is_active=False).is_active
            False
        """
        return self._c._send(_TOOL, "tools.update", id_text(tool_id, "tool_id"), json_bytes(kwargs))

    def delete(self, tool_id: ResourceID) -> None:
        """Removes a tool from the account.

        Args:
            tool_id: The tool's id.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> new = client.tools.create(mcp_tool="tavily")
            >>> client.tools.delete(new.id)
        """
        return self._c._send(nothing, "tools.delete", id_text(tool_id, "tool_id"))

    def provide_config(self, tool_id: ResourceID, *, user_response: Any) -> Tool:
        """Completes the next configuration step of a tool, and returns the tool.

        Args:
            tool_id: The tool's id.
            user_response: The values, under the tool's own names.

        Returns:
            The tool after the step.

        Raises:
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> new = client.tools.create(mcp_tool="tavily")
            >>> values = {"TAVILY_API_KEY": "tvly-***"}
            >>> client.tools.provide_config(new.id, user_response=values).is_configured
            True
        """
        return self._c._send(
            _TOOL,
            "tools.provide_config",
            id_text(tool_id, "tool_id"),
            json_bytes({"user_response": user_response}),
        )

    def call(
        self,
        tool_id: ResourceID,
        *,
        action: str,
        arguments: Optional[Dict[str, Any]] = None,
        execution_id: Optional[str] = None,
        idempotency_key: Optional[str] = None,
    ) -> Any:
        """Calls one action of a tool and returns its result.

        Args:
            tool_id: The tool's id.
            action: The name of the action.
            arguments: The arguments of the action, under its own names.
            execution_id: The id of the run to which the call and its price belong.
            idempotency_key: The key of the request: the service does the work once for all
                requests with the same key, so the request can be retried.

        Returns:
            The result, as the service sent it; `None` if there is none.

        Raises:
            ValueError: If an argument is invalid; nothing is sent then.
            FlyMyAIAgentError: If the service refuses the request, or does not respond.

        Example:
            >>> query = {"query": "solar cost"}
            >>> found = client.tools.call(tool.id, action="tavily_search", arguments=query)
            >>> found["query"]
            'solar cost'
        """
        return self._c._send(
            decoded,
            "tools.call",
            id_text(tool_id, "tool_id"),
            json_bytes({"action": action, "arguments": arguments, "execution_id": execution_id}),
            idempotency_key=idempotency_key,
        )


class AsyncTools:
    """The tools of this account: `client.tools` of an `AsyncAgentClient`.

    Args:
        client: The client that sends the requests.

    Example:
        >>> found = await client.tools.list()
    """

    __module__ = "flymyai.agents._resources"

    def __init__(self, client: AsyncAgentClient) -> None:
        self._c = async_client_of(client, self, "tools")

    async def list(
        self,
        *,
        page_size: Optional[int] = None,
        mcp_tool: Optional[str] = None,
        alias: Optional[str] = None,
    ) -> List[Tool]:
        """Returns the tools of this account; see `Tools.list`.

        Example:
            >>> tool.id in [each.id for each in await client.tools.list()]
            True
        """
        return await self._c._send(
            _TOOL_LIST,
            "tools.list",
            fields=json_bytes({"page_size": page_size, "mcp_tool": mcp_tool, "alias": alias}),
        )

    async def iter(
        self, *, page_size: int = 100, mcp_tool: Optional[str] = None, alias: Optional[str] = None
    ) -> AsyncIterator[Tool]:
        """Yields the rows of `list` one by one; see `Tools.iter`.

        Example:
            >>> names = [each.name async for each in client.tools.iter()]
        """
        pages = self._c._pages(
            "tools.list",
            None,
            json_bytes({"page_size": page_size, "mcp_tool": mcp_tool, "alias": alias}),
        )
        with AsyncEvents(pages, _TOOL, False, self._c) as rows:
            async for row in rows:
                yield row

    async def available(self) -> List[AvailableTool]:
        """Returns the catalogue: the tools that can be added to the
        account; see `Tools.available`.

        Example:
            >>> names = [each.name for each in await client.tools.available()]
        """
        return await self._c._send(_AVAILABLE_TOOL_LIST, "tools.available")

    async def create(self, *, mcp_tool: str, alias: Optional[str] = None, **kwargs: Any) -> Tool:
        """Adds a tool of the catalogue to the account and returns it; see `Tools.create`.

        Example:
            >>> (await client.tools.create(mcp_tool="tavily")).name
            'tavily'
        """
        return await self._c._send(
            _TOOL,
            "tools.create",
            fields=json_bytes({"mcp_tool": mcp_tool, "alias": alias, **kwargs}),
        )

    async def get(self, tool_id: ResourceID) -> Tool:
        """Returns one tool of this account; see `Tools.get`.

        Example:
            >>> (await client.tools.get(tool.id)).mcp_tool == tool.mcp_tool
            True
        """
        return await self._c._send(_TOOL, "tools.get", id_text(tool_id, "tool_id"))

    async def get_browser_profile(self, tool_id: int) -> BrowserUseProfileBinding:
        """Returns the browser profile of a browser tool, and whether it can be
        used; see `Tools.get_browser_profile`.

        Example:
            >>> browser = await client.tools.create(mcp_tool="browser", alias="shop")
            >>> (await client.tools.get_browser_profile(browser.id)).status == "unbound"
            True
        """
        return await self._c._send(
            _BROWSER_USE_PROFILE_BINDING,
            "tools.get_browser_profile",
            fields=json_bytes({"tool_id": tool_id}),
        )

    async def create_browser_profile(self, tool_id: int, *, name: str) -> BrowserUseProfileBinding:
        """Creates the browser profile of a browser tool, and returns its
        state; see `Tools.create_browser_profile`.

        Example:
            >>> browser = await client.tools.create(mcp_tool="browser", alias="shop")
            >>> (await client.tools.create_browser_profile(browser.id, name="Shop")).profile.name
            'Shop'
        """
        return await self._c._send(
            _BROWSER_USE_PROFILE_BINDING,
            "tools.create_browser_profile",
            fields=json_bytes({"tool_id": tool_id, "name": name}),
        )

    async def reconcile_browser_profile(self, tool_id: int) -> BrowserUseProfileBinding:
        """Requests the state of a tool's browser profile from the provider, and returns it; for
        profiles whose status is `unknown`; see `Tools.reconcile_browser_profile`.

        Example:
            >>> browser = await client.tools.create(mcp_tool="browser", alias="shop")
            >>> (await client.tools.reconcile_browser_profile(browser.id)).status == "unbound"
            True
        """
        return await self._c._send(
            _BROWSER_USE_PROFILE_BINDING,
            "tools.reconcile_browser_profile",
            fields=json_bytes({"tool_id": tool_id}),
        )

    async def update(self, tool_id: ResourceID, **kwargs: Any) -> Tool:
        """Changes a tool and returns it; see `Tools.update`.

        Example:
            >>> (await client.tools.update(tool.id, is_active=False)).is_active
            False
        """
        return await self._c._send(
            _TOOL, "tools.update", id_text(tool_id, "tool_id"), json_bytes(kwargs)
        )

    async def delete(self, tool_id: ResourceID) -> None:
        """Removes a tool from the account; see `Tools.delete`.

        Example:
            >>> new = await client.tools.create(mcp_tool="tavily")
            >>> await client.tools.delete(new.id)
        """
        return await self._c._send(nothing, "tools.delete", id_text(tool_id, "tool_id"))

    async def provide_config(self, tool_id: ResourceID, *, user_response: Any) -> Tool:
        """Completes the next configuration step of a tool, and returns the
        tool; see `Tools.provide_config`.

        Example:
            >>> new = await client.tools.create(mcp_tool="tavily")
            >>> values = {"TAVILY_API_KEY": "tvly-***"}
            >>> (await client.tools.provide_config(new.id, user_response=values)).is_configured
            True
        """
        return await self._c._send(
            _TOOL,
            "tools.provide_config",
            id_text(tool_id, "tool_id"),
            json_bytes({"user_response": user_response}),
        )

    async def call(
        self,
        tool_id: ResourceID,
        *,
        action: str,
        arguments: Optional[Dict[str, Any]] = None,
        execution_id: Optional[str] = None,
        idempotency_key: Optional[str] = None,
    ) -> Any:
        """Calls one action of a tool and returns its result; see `Tools.call`.

        Example:
            >>> query = {"query": "solar cost"}
            >>> found = await client.tools.call(tool.id, action="tavily_search", arguments=query)
            >>> found["query"]
            'solar cost'
        """
        return await self._c._send(
            decoded,
            "tools.call",
            id_text(tool_id, "tool_id"),
            json_bytes({"action": action, "arguments": arguments, "execution_id": execution_id}),
            idempotency_key=idempotency_key,
        )
