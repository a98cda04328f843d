"""The declarations and the helpers of the programs.

A program is a function without parameters whose decorator lists the responses of
the server, and whose prints, exceptions, warnings and requests are compared:

    @program(ok(RUN))
    def reads_a_run():
        \"\"\"Reads a run by its number.\"\"\"
        print(AgentClient().runs.get(7))

It finds key and addresses in the environment, as a user's program does.
"""

from __future__ import annotations

import base64
import gzip
import inspect
import json as jsons
import os
from typing import Any, Awaitable, Callable, Dict, List, Optional, Sequence

from describe import describe

Step = Dict[str, Any]
# A placeholder for another name of the same server: another origin to an HTTP client.
ELSEWHERE = "http://elsewhere.invalid"
SSE = {"content-type": "text/event-stream"}


class Program:
    """A program with the arguments of its decorator."""

    def __init__(self, function: Callable[[], Any], steps: Sequence[Step], **said: Any) -> None:
        self.function = function
        self.name = function.__name__
        self.file = os.path.basename(function.__code__.co_filename)
        self.steps = list(steps)
        self.rows: List[str] = list(said["rows"])
        self.alone: bool = said["alone"] or bool(said["env"])
        self.env: Dict[str, Optional[str]] = dict(said["env"])
        self.limit: float = said["limit"]
        self.headers: List[str] = list(said["headers"])
        self.keys: List[str] = list(said["keys"])
        self.any_order: bool = said["any_order"]
        self.resources: bool = said["resources"]
        self.polls: bool = said["polls"]
        if not inspect.getdoc(function):
            raise TypeError(f"{self.name}: say in a docstring what the user does")


PROGRAMS: Dict[str, Program] = {}


def program(
    *steps: Step,
    rows: Sequence[str] = (),
    alone: bool = False,
    env: Optional[Dict[str, Optional[str]]] = None,
    limit: float = 20,
    headers: Sequence[str] = (),
    keys: Sequence[str] = (),
    any_order: bool = False,
    resources: bool = False,
    polls: bool = False,
) -> Callable[[Callable[[], Any]], Callable[[], Any]]:
    """Makes a function a program.

    `steps` are what the server does with the requests to come. `rows` name the rows of
    `differences.toml` that the program shows. `alone` starts an interpreter for it, `env` also
    sets variables there (`None` takes one away). After `limit` seconds it counts as hanging.
    `headers` are compared besides the usual ones. `keys` are other API keys whose requests are
    looked at too. `any_order` is for requests sent at the same time. `resources` compares
    `ResourceWarning`, too. `polls` is for programs that wait for the emulator: how often they
    repeat a request is a matter of time, and not compared.
    """

    def register(function: Callable[[], Any]) -> Callable[[], Any]:
        made = Program(
            function,
            steps,
            rows=rows,
            alone=alone,
            env=env or {},
            limit=limit,
            headers=headers,
            keys=keys,
            any_order=any_order,
            resources=resources,
            polls=polls,
        )
        if made.name in PROGRAMS:
            raise TypeError(f"two programs are called {made.name}")
        PROGRAMS[made.name] = made
        return function

    return register


def ok(json: Any = None, **step: Any) -> Step:
    """Answers with JSON."""
    return fails(200, json, **step)


def fails(
    status: int, json: Any = None, *, headers: Optional[Dict[str, str]] = None, **step: Any
) -> Step:
    """Answers with this status and JSON."""
    said = {"content-type": "application/json", **(headers or {})}
    return text(jsons.dumps(json), status, headers=said, **step)


def text(
    body: str, status: int = 200, *, headers: Optional[Dict[str, str]] = None, **step: Any
) -> Step:
    """Responds with this text, by default without a content type."""
    return {"reply": {"status": status, "text": body, "headers": headers or {}}, **step}


def octets(
    body: bytes, status: int = 200, *, headers: Optional[Dict[str, str]] = None, **step: Any
) -> Step:
    """Answers with these bytes."""
    encoded = base64.b64encode(body).decode()
    return {"reply": {"status": status, "base64": encoded, "headers": headers or {}}, **step}


def zipped(json: Any) -> Step:
    """Answers with compressed JSON."""
    headers = {"content-encoding": "gzip", "content-type": "application/json"}
    return octets(gzip.compress(jsons.dumps(json).encode(), mtime=0), headers=headers)


def raw(body: bytes, **step: Any) -> Step:
    """Writes these bytes to the socket and closes it."""
    return {"reply": {"raw_base64": base64.b64encode(body).decode()}, **step}


def empty(status: int = 204, **step: Any) -> Step:
    """Answers without a body."""
    return {"reply": {"status": status, "text": ""}, **step}


def moved(location: str, status: int = 307) -> Step:
    """Sends the client elsewhere."""
    return {"reply": {"status": status, "headers": {"location": location}, "text": ""}}


def stream_of(*events: Any, status: int = 200, **step: Any) -> Step:
    """Answers with events: an object is data, a text is sent as it is."""
    parts = [e if isinstance(e, str) else f"data: {jsons.dumps(e)}\n\n" for e in events]
    return {"reply": {"status": status, "headers": SSE, "text": "".join(parts)}, **step}


def cut_off(*events: Any) -> Step:
    """Answers with these events, then closes the connection."""
    chunks = [base64.b64encode(f"data: {jsons.dumps(e)}\n\n".encode()).decode() for e in events]
    chunks.append(base64.b64encode(b"data: {").decode())
    response = {"status": 200, "headers": SSE, "chunks": chunks}
    return {"reply": response, "drop": "mid", "after": len(events)}


def word(**body: Any) -> str:
    """A word of the service inside a stream."""
    return f"event: {jsons.dumps(body)}\n\n"


def piece(said: str, **more: Any) -> Dict[str, Any]:
    """A piece of a prediction."""
    return {"status": 200, "output_data": {"text": said}, **more}


class Here:
    """The program's own corner of the server. The worker fills it in."""

    control: Callable[..., Any]

    @property
    def key(self) -> str:
        return os.environ["FLYMYAI_API_KEY"]

    @property
    def url(self) -> str:
        return os.environ["FLYMYAI_AGENTS_BASE_URL"]

    @property
    def dead(self) -> str:
        """An address without a server."""
        return "http://127.0.0.1:9"

    def requests(self, minimum: int = 0) -> Any:
        """The requests so far, once there are `minimum`."""
        return self.control("GET", f"requests?min={minimum}&timeout=10")

    def aborted(self, minimum: int = 1) -> Any:
        """The requests whose client left before the response was complete."""
        return self.control("GET", f"aborted?min={minimum}&timeout=10")

    def release(self, name: str) -> None:
        """Releases the requests that wait at a gate."""
        self.control("POST", "release", {"name": name})

    def clock(self, **settings: Any) -> None:
        self.control("POST", "clock", settings)


here = Here()


def tried(call: Callable[[], Any]) -> Any:
    """Prints the result or the failure of a call."""
    try:
        result = call()
    except BaseException as error:
        print("\n".join(describe(error)))
        return None
    print("returned", repr(result))
    return result


async def atried(call: Awaitable[Any]) -> Any:
    """Prints the result or the failure of an awaitable."""
    try:
        result = await call
    except BaseException as error:
        print("\n".join(describe(error)))
        return None
    print("returned", repr(result))
    return result
