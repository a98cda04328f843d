"""Transports of a test's own, as users' tests have them."""

from __future__ import annotations

from typing import Any, Callable, Dict, List, Union

import httpx
from support.account import RUN

URL = "http://service.test/base"
RUN_URL = f"{URL}/api/v1/agents/executions/7/"
RUN_PATH = "/api/v1/agents/executions/7/"
DONE = {**RUN, "status": "completed"}

Answer = Union[httpx.Response, Exception, BaseException, Dict[str, Any]]


class Script:
    """Answers requests one after another, and remembers them.

    The last answer is given again and again; exceptions are raised.
    """

    def __init__(self, *answers: Answer) -> None:
        self.answers: List[Answer] = list(answers)
        self.requests: List[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        request.read()
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, BaseException):
            raise answer
        # A new one each time: a response can be read once.
        if isinstance(answer, dict):
            return httpx.Response(200, json=answer)
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)

    def client(self, **options: Any) -> httpx.Client:
        return httpx.Client(transport=httpx.MockTransport(self), **options)

    def aclient(self, **options: Any) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.MockTransport(self), **options)


Asked = Callable[[Any], Any]
