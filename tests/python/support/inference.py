"""Paths, events and steps for tests of the inference clients."""

from __future__ import annotations

import asyncio
import json
from typing import Any, Callable, Coroutine, Dict, List

PREDICT = "/api/v1/demo/echo/predict"
STREAM = "/api/v1/demo/echo/predict/stream/"
RESULT = "/api/v1/demo/echo/predict/async/result/"
SSE = {"content-type": "text/event-stream"}
DONE = {"status": 200, "output_data": {"text": "done"}}


def data(*bodies: Any) -> str:
    """Events with these objects, or texts, as data."""
    texts = [body if isinstance(body, str) else json.dumps(body) for body in bodies]
    return "".join(f"data: {text}\n\n" for text in texts)


def piece(text: str, **more: Any) -> Dict[str, Any]:
    """A part of a prediction."""
    return {"status": 200, "output_data": {"text": text}, **more}


def word(**body: Any) -> str:
    """An event of the service inside a stream."""
    return f"event: {json.dumps(body)}\n\n"


def sse(text: str, status: int = 200, **step: Any) -> Dict[str, Any]:
    """A step whose response is an event stream."""
    return {"reply": {"status": status, "headers": SSE, "text": text}, **step}


def texts(parts: Any) -> List[str]:
    """The texts of the parts of a prediction."""
    return [part.output_data["text"] for part in parts]


async def in_thread(call: Callable[..., Any], *arguments: Any) -> Any:
    """Returns the result of a blocking function; the event loop continues meanwhile."""
    return await asyncio.get_running_loop().run_in_executor(None, call, *arguments)


def run(main: Coroutine[Any, Any, Any]) -> Any:
    """As `asyncio.run`, but for the thread's current loop, which is pytest's."""
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(main)
    finally:
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()
