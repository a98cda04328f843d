"""Runs programs under the interpreter it is started with, and says what came of each.

    python worker.py FOLDER list
    python worker.py FOLDER run URL FILE:NAME...

FOLDER holds the programs, beside this file. Every line of the output is a JSON object: a
program's description, or its outcome.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import http.client
import importlib
import inspect
import io
import json
import os
import sys
import tempfile
import warnings
from pathlib import Path
from typing import Any, Dict, List, Optional
from urllib.parse import urlsplit

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1] / "python")]

import kit  # noqa: E402  (found through the line above)
from describe import class_name, describe  # noqa: E402


def load(files: List[str]) -> None:
    for file in files:
        importlib.import_module(file.partition(".")[0])


def files(folder: Path) -> List[str]:
    return sorted(path.name for path in folder.glob("*.py"))


class Control:
    """The emulator's control API. A plain socket, which no proxy variable or mock concerns."""

    def __init__(self, url: str, key: str) -> None:
        self.host = urlsplit(url).netloc
        self.key = key

    def __call__(self, method: str, path: str, body: Any = None) -> Any:
        connection = http.client.HTTPConnection(self.host, timeout=30)
        try:
            sent = None if body is None else json.dumps(body).encode()
            headers = {"x-api-key": self.key} if self.key else {}
            connection.request(method, f"/_emulator/{path}", sent, headers)
            response = connection.getresponse()
            raw = response.read()
        finally:
            connection.close()
        if response.status >= 300:
            raise AssertionError(f"emulator: {response.status} {raw!r}")
        return json.loads(raw) if raw else None


def key_of(name: str) -> str:
    return f"fly-{name}"


def environment(url: str, name: str) -> Dict[str, str]:
    """Where a program finds the server."""
    return {
        "FLYMYAI_API_KEY": key_of(name),
        "FLYMYAI_AGENTS_BASE_URL": url,
        "FLYMYAI_DSN": url,
        "FLYMYAI_M1_DSN": url,
    }


def prepare(url: str, name: str, steps: List[Any], keys: List[str]) -> None:
    for key in [*keys, key_of(name)]:
        Control(url, key)("DELETE", "account")
    if steps:
        other = f"http://localhost:{urlsplit(url).port}"
        said = json.dumps(steps).replace(kit.ELSEWHERE, other)
        Control(url, key_of(name))("POST", "script", json.loads(said))


def run(url: str, item: kit.Program) -> Dict[str, Any]:
    """Runs one program. Everything it changed in this process is put back."""
    control = Control(url, key_of(item.name))
    prepare(url, item.name, item.steps, item.keys)
    kit.here.control = control
    kept = dict(os.environ)
    # The variables of a program of its own were set before its interpreter began.
    for name, value in environment(url, item.name).items():
        if name not in item.env:
            os.environ[name] = value
    printed = io.StringIO()
    raised: Optional[List[str]] = None
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        came_from = os.getcwd()
        os.chdir(folder)
        try:
            with contextlib.redirect_stdout(printed):
                done = item.function()
                if inspect.isawaitable(done):
                    asyncio.run(_finish(done))
        except BaseException as error:
            raised = describe(error)
        finally:
            gc.collect()  # what is closed late warns here, and not in the next program
            os.chdir(came_from)
            os.environ.clear()
            os.environ.update(kept)
        folder = os.path.realpath(folder)
    return {
        "name": item.name,
        "printed": printed.getvalue(),
        "raised": raised,
        "warned": [
            f"{class_name(warning.category)}: {warning.message}"
            for warning in caught
            # Which unclosed socket is found when depends on the collector, unless a program
            # is about just that.
            if item.resources or not issubclass(warning.category, ResourceWarning)
        ],
        "folder": folder,
        "requests": [
            request
            for key in [key_of(item.name), *item.keys]
            for request in Control(url, key)("GET", "requests")
        ],
    }


async def _finish(awaitable: Any) -> Any:
    return await awaitable


def main(arguments: List[str]) -> None:
    # Programs print to `sys.stdout`; their children and libraries may write to the descriptor.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    folder = HERE / arguments.pop(0)
    sys.path.insert(0, str(folder))
    if arguments[0] == "list":
        load(files(folder))
        for item in kit.PROGRAMS.values():
            kept = {name: value for name, value in vars(item).items() if name != "function"}
            print(json.dumps({**kept, "does": inspect.getdoc(item.function)}), file=out, flush=True)
        return
    _, url, *programs = arguments
    for program in programs:
        file, _, name = program.partition(":")
        try:
            load([file])
        except BaseException as error:
            # A package that can't be imported is an outcome, too.
            outcome = {"name": name, "printed": "", "raised": describe(error)}
            outcome.update(warned=[], requests=[], folder="")
        else:
            outcome = run(url, kit.PROGRAMS[name])
        print(json.dumps(outcome), file=out, flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
