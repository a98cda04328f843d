"""Each docstring's example, run as it stands against the emulator."""

from __future__ import annotations

import ast
import contextlib
import doctest
import importlib
import inspect
import io
import pathlib
from typing import Any, Dict, Iterator, List, Tuple, Union

import httpx
import pytest
from support.account import Account
from support.sharing import shared

import flymyai
from flymyai import AgentClient, AsyncAgentClient

Documented = Union[ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef]


def documented() -> Iterator[Tuple[str, str]]:
    """Every docstring of the package, by the name of its item."""
    root = pathlib.Path(flymyai.__file__).parent
    for path in sorted(root.rglob("*.py")):
        parts = ("flymyai", *path.relative_to(root).with_suffix("").parts)
        name = ".".join(part for part in parts if part != "__init__")
        yield from docstrings(name, ast.parse(path.read_text(encoding="utf-8")))


def docstrings(name: str, node: Documented) -> Iterator[Tuple[str, str]]:
    """The docstrings of a module, class or function and of all that is inside."""
    yield name, ast.get_docstring(node) or ""
    for inner in node.body:
        if isinstance(inner, (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)):
            yield from docstrings(f"{name}.{inner.name}", inner)


EXAMPLES: Dict[str, List[doctest.Example]] = {}
for name, text in documented():
    found = doctest.DocTestParser().get_examples(text)
    if found:
        EXAMPLES[name] = found


def test_each_operation_has_an_example() -> None:
    from flymyai import resources

    for resource in resources.__all__:
        cls = getattr(resources, resource)
        for method, function in vars(cls).items():
            if inspect.isfunction(function) and not method.startswith("_"):
                module = function.__globals__["__name__"]
                assert f"{module}.{resource}.{method}" in EXAMPLES
    assert len(EXAMPLES) > 130


async def play(examples: List[doctest.Example], names: Dict[str, Any]) -> None:
    """Runs examples line by line; each line may have an `await`."""
    flags = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
    for example in examples:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            code = compile(example.source, "<example>", "single", flags, dont_inherit=True)
            result = eval(code, names)  # a statement's code is evaluated for its effects
            if inspect.isawaitable(result):
                await result
        if example.want != printed.getvalue():
            pytest.fail(f"{example.source}\ngave {printed.getvalue()!r}, not {example.want!r}")


@pytest.mark.filterwarnings("ignore:FlyMyAI M1 is deprecated")
@pytest.mark.parametrize("name", EXAMPLES)
async def test_example(account: Account, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("FLYMYAI_API_KEY", account.key)
    monkeypatch.setenv("FLYMYAI_AGENTS_BASE_URL", account.url)
    sync = AgentClient()
    asynchronous = "Async" in name
    module = importlib.import_module("flymyai")
    for part in name.split(".")[1:]:
        with contextlib.suppress(ModuleNotFoundError):
            module = importlib.import_module(f"{module.__name__}.{part}")
    source = "".join(example.source for example in EXAMPLES[name])
    names = {
        **vars(module),
        "client": AsyncAgentClient() if asynchronous else sync,
        "AgentClient": AgentClient,
        "AsyncAgentClient": AsyncAgentClient,
    }
    if "run.id" in source or "compilation.id" in source:
        run = sync.runs.create(agent_id="agent_abc123")
        names["run"] = run = sync.runs.wait(run.id, poll_interval=0.02)
    if "compilation.id" in source:
        names["compilation"] = sync.agents.compile_from_run(run.id, poll_interval=0.02)
    if "deployment.id" in source:
        names["deployment"] = connected_deployment(sync)
    if name.startswith(("flymyai.resources.shares.", "flymyai.resources.teams.")):
        names.update(shared(sync, account))
    if "agent.id" in source:
        names["agent"] = sync.agents.create(name="Scout", goal="Find energy news")
    if "tool" in source and "tool" not in names:
        names["tool"] = sync.tools.list()[0]
    examples = EXAMPLES[name]
    if name.startswith(("flymyai.core.", "flymyai.multipart.", "flymyai.utils.")):
        names.pop("AgentClient")
        names["client"] = inference_client(account, monkeypatch, name)
        for example in examples:
            example.source = example.source.replace("fly-***", account.key)
    await play(examples, names)


def connected_deployment(client: AgentClient) -> Any:
    """A published deployment whose customer `user-1` has connected an account."""
    tool = client.tools.create(mcp_tool="tavily", alias="deployed")
    client.tools.provide_config(tool.id, user_response={"TAVILY_API_KEY": "tvly-***"})
    agent = client.agents.create(name="Scout", goal="Find energy news", tools=[tool.id])
    run = client.runs.wait(client.agents.run(agent.id).id, poll_interval=0.02)
    client.agents.compile_from_run(run.id, poll_interval=0.02)
    (version,) = client.versions.list(agent_id=agent.id)
    made = client.deployments.create(agent_id=agent.id, version_id=version.id)
    client.deployments.publish(made.id)
    (needed,) = client.deployments.access(made.id).requirements
    link = client.deployments.create_connection_link(
        made.id, external_user_id="user-1", slot=needed.slot
    )
    assert httpx.get(link.redirect_url).status_code == 200
    return made


def inference_client(account: Account, monkeypatch: pytest.MonkeyPatch, name: str) -> Any:
    """The `client` of the examples of the inference API."""
    monkeypatch.setenv("FLYMYAI_DSN", account.url)
    monkeypatch.setenv("FLYMYAI_M1_DSN", account.url)
    parts = {"AsyncClient", "AsyncPredictionStream", "m1AsyncClient"}
    cls = flymyai.AsyncFlyMyAI if parts & set(name.split(".")) else flymyai.FlyMyAI
    return cls(account.key, "demo/echo")
