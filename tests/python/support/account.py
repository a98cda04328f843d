"""Controls an account of the emulator, and the records that tests send."""

from __future__ import annotations

import json
import urllib.error
import urllib.parse
import urllib.request
from typing import Any, Dict, List, Optional

RUN = {
    "id": 7,
    "user_agent_task": 3,
    "original_prompt": "Find energy news",
    "created_at": "2026-03-01T12:00:00Z",
    "updated_at": "2026-03-01T12:00:01Z",
    "status": "running",
}
LOG = {
    "id": 1,
    "created_at": "2026-03-01T12:00:00Z",
    "updated_at": "2026-03-01T12:00:00Z",
    "type": "tool_called",
    "message": "Called tavily_search",
}
COMPILATION = {
    "id": 5,
    "execution": 7,
    "status": "pending",
    "created_at": "2026-03-01T12:00:00Z",
    "updated_at": "2026-03-01T12:00:00Z",
}
AGENT = {
    "uuid": "agent_1",
    "name": "Scout",
    "user_prompt": "Find energy news",
    "created_at": "2026-03-01T12:00:00Z",
    "updated_at": "2026-03-01T12:00:00Z",
}
TOOL = {
    "id": 2,
    "mcp_tool": "tavily_search",
    "created_at": "2026-03-01T12:00:00Z",
    "updated_at": "2026-03-01T12:00:00Z",
}
RUN_PATH = "/api/v1/agents/executions/7/"


class Account:
    """One API key's account in the emulator."""

    def __init__(self, url: str, key: str) -> None:
        self.url = url
        self.key = key

    def script(self, *steps: Dict[str, Any]) -> None:
        """Queues faults and responses for coming requests."""
        self._control("POST", "script", list(steps))

    def respond(self, json: Any = None, *, status: int = 200, **step: Any) -> None:
        """Queues one JSON response, or one with the members of `step` (`text=`, `base64=`, ...)."""
        keys = ("text", "base64", "chunks", "headers")
        body = {name: step.pop(name) for name in keys if name in step}
        if not {"text", "base64", "chunks"} & set(body):
            body["json"] = json
        self.script({"reply": {"status": status, **body}, **step})

    def hold(self, name: str, **step: Any) -> None:
        """Holds one request until it is released or its client disconnects."""
        self.script({"pass": True, "hold": name, **step})

    def release(self, name: str) -> None:
        self._control("POST", "release", {"name": name})

    def requests(self, minimum: int = 0, timeout: float = 20) -> List[Dict[str, Any]]:
        """All requests so far, once there are `minimum`."""
        return self._wait("requests", minimum, timeout)

    def aborted(self, minimum: int = 0, timeout: float = 20) -> List[Dict[str, Any]]:
        """The requests whose client disconnected before the response, once there are `minimum`."""
        return self._wait("aborted", minimum, timeout)

    def clock(self, **settings: Any) -> None:
        self._control("POST", "clock", settings)

    def runs(self, count: int, polls: int) -> List[Any]:
        """Makes runs that end after so many polls; returns their ids."""
        made = self._control("POST", "runs", {"count": count, "polls": polls})
        return made["ids"] if isinstance(made, dict) else made

    def person(self) -> Dict[str, Any]:
        """The account's user name and address."""
        return self._control("GET", "account")

    def stats(self) -> Dict[str, int]:
        return self._control("GET", "stats")

    def last(self) -> Dict[str, Any]:
        return self.requests()[-1]

    def sent(self) -> Any:
        """The JSON body of the last request."""
        body = self.last()["body"]
        return None if not body else json.loads(body)

    def control(self, path: str, body: Any) -> Any:
        """Sends a request of the control API."""
        return self._control("POST", path, body)

    def _wait(self, what: str, minimum: int, timeout: float) -> Any:
        query = urllib.parse.urlencode({"min": minimum, "timeout": timeout})
        return self._control("GET", f"{what}?{query}")

    def _control(self, method: str, path: str, body: Optional[Any] = None) -> Any:
        request = urllib.request.Request(
            f"{self.url}/_emulator/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"X-API-KEY": self.key, "Content-Type": "application/json"},
        )
        try:
            with urllib.request.urlopen(request, timeout=60) as response:
                raw = response.read()
        except urllib.error.HTTPError as error:
            raise AssertionError(f"emulator: {error.code} {error.read()!r}") from None
        return json.loads(raw) if raw else None
