"""Runs one example, which it reads from its standard input, against an emulator.

    python worker.py URL < example

An example that continues the text before it finds the names that this text introduces: a
client, an agent, runs. It also finds the directories, the person at the keyboard and the
browser that it needs.
"""

from __future__ import annotations

import ast
import asyncio
import builtins
import inspect
import os
import sys
import urllib.request
import webbrowser
from pathlib import Path

URL = sys.argv[1]
KEY = "fly-secret-key"
os.environ.update(
    FLYMYAI_AGENTS_BASE_URL=URL,
    FLYMYAI_DSN=URL,
    FLYMYAI_API_KEY=KEY,
    PRODUCT_CUSTOMER_ID="customer-1",
)


def visit(url: str, *_: object) -> bool:
    """Opens a page as a browser does that approves whatever it shows."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(url, timeout=30) as response:
        response.read()
    return True


def settle_prices() -> None:
    """Lets an hour pass on the emulator, after which the prices of runs are final."""
    request = urllib.request.Request(
        f"{URL}/_emulator/clock",
        data=b'{"advance": 3600}',
        headers={"X-API-KEY": KEY, "Content-Type": "application/json"},
    )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    opener.open(request, timeout=30).close()


def directories() -> None:
    """Makes the directories that examples publish."""
    for name in ("pod-racer", "paint-arena", "dist"):
        Path(name).mkdir()
        Path(name, "index.html").write_text("<h1>Hello</h1>\n", encoding="utf-8")
    Path("paint-arena", "flymy.yaml").write_text("name: paint-arena\n", encoding="utf-8")


def names(is_asynchronous: bool) -> dict:
    """The names that the text before an example introduces."""
    import flymyai

    client = flymyai.AgentClient(api_key=KEY)
    tool = client.tools.create(mcp_tool="slack")
    for answer in ("a token", "a channel"):
        client.tools.provide_config(tool.id, user_response=answer)
    agent = client.agents.create(name="Scores", goal="Find the news.", tools=[tool.id])
    # 1.1.0 has no keys, 1.2 requires them.
    has_keys = "idempotency_key" in inspect.signature(client.runs.create).parameters
    keys = [{"idempotency_key": f"run-{number}"} if has_keys else {} for number in range(2)]
    run, other_run = (client.runs.create(agent_id=agent.id, **key) for key in keys)
    for each in (run, other_run):
        client.runs.wait(each.id, poll_interval=0.02)
    settle_prices()
    os.environ["FLYMYAI_AGENT_ID"] = str(agent.id)
    os.environ["FLYMYAI_ACCEPTED_RUN_ID"] = str(run.id)
    return {
        "__name__": "__main__",
        "client": flymyai.AsyncAgentClient(api_key=KEY) if is_asynchronous else client,
        "agent": agent,
        "agent_id": agent.id,
        "run": run,
        "other_run": other_run,
        "McpAccessMode": getattr(flymyai, "McpAccessMode", None),
    }


def main() -> None:
    webbrowser.open = visit
    builtins.input = lambda prompt="": print(prompt) or ""
    directories()
    code = compile(sys.stdin.read(), "example", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    is_asynchronous = bool(code.co_flags & inspect.CO_COROUTINE)
    scope = names(is_asynchronous)
    if is_asynchronous:
        asyncio.run(eval(code, scope))
    else:
        exec(code, scope)


main()
