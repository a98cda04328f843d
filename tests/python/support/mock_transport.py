"""Mock transports, as tests of programs have them."""

from __future__ import annotations

from typing import Any, Dict, List, Union

import httpx
from support.account import RUN

URL = "http://service.test/base"
RUN_URL = f"{URL}/api/v1/agents/executions/7/"
RUN_PATH = "/api/v1/agents/executions/7/"
DONE = {**RUN, "status": "completed"}

Response = Union[httpx.Response, Exception, BaseException, Dict[str, Any]]


class Script:
    """Responds to requests in order, and records them.

    The last response is repeated; exceptions are raised.
    """

    def __init__(self, *responses: Response) -> None:
        self.responses: List[Response] = list(responses)
        self.requests: List[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.requests.append(request)
        response = self.responses.pop(0) if len(self.responses) > 1 else self.responses[0]
        if isinstance(response, BaseException):
            raise response
        # A new one each time: a response can be read once.
        if isinstance(response, dict):
            return httpx.Response(200, json=response)
        return httpx.Response(
            response.status_code, headers=response.headers, content=response.content
        )

    def client(self, **options: Any) -> httpx.Client:
        return httpx.Client(transport=httpx.MockTransport(self), **options)

    def aclient(self, **options: Any) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.MockTransport(self), **options)
