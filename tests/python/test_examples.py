"""Each docstring's example, run as it stands against the emulator."""

from __future__ import annotations

import ast
import contextlib
import doctest
import importlib
import inspect
import io
import pkgutil
from typing import Any, Dict, Iterator, List, Tuple

import pytest
from world import World

import flymyai
from flymyai import AgentClient, AsyncAgentClient


def documented() -> Iterator[Tuple[str, str]]:
    """Every docstring of the package, by the name of what it documents."""
    for info in pkgutil.walk_packages(flymyai.__path__, "flymyai."):
        if info.name.endswith("_native"):
            continue
        module = importlib.import_module(info.name)
        yield info.name, module.__doc__ or ""
        for name, value in list(vars(module).items()):
            own = inspect.isclass(value) or inspect.isfunction(value)
            if not own or inspect.getmodule(inspect.unwrap(value)) is None:
                continue
            source = value.__init__ if inspect.isclass(value) else value
            if getattr(source, "__globals__", {}).get("__name__", info.name) != info.name:
                continue
            yield f"{info.name}.{name}", value.__doc__ or ""
            if inspect.isclass(value):
                for method, function in vars(value).items():
                    if inspect.isfunction(function) and not method.startswith("_"):
                        yield f"{info.name}.{name}.{method}", function.__doc__ or ""


EXAMPLES: Dict[str, List[doctest.Example]] = {}
for name, text in [("flymyai", flymyai.__doc__ or ""), *documented()]:
    found = doctest.DocTestParser().get_examples(inspect.cleandoc(text))
    if found:
        EXAMPLES[name] = found


def test_each_operation_has_an_example() -> None:
    from flymyai import resources

    for resource in resources.__all__:
        cls = getattr(resources, resource)
        for method, function in vars(cls).items():
            if inspect.isfunction(function) and not method.startswith("_"):
                module = f"flymyai.resources.{resource.replace('Async', '').lower()}"
                assert f"{module}.{resource}.{method}" in EXAMPLES
    assert len(EXAMPLES) > 60


async def play(examples: List[doctest.Example], names: Dict[str, Any]) -> None:
    """Runs examples line by line; `await` may stand anywhere."""
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


@pytest.mark.parametrize("name", EXAMPLES)
async def test_example(world: World, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("FLYMYAI_API_KEY", world.key)
    monkeypatch.setenv("FLYMYAI_AGENTS_BASE_URL", world.url)
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
    if "agent.id" in source:
        names["agent"] = sync.agents.create(name="Scout", goal="Find energy news")
    if "tool" in source:
        names["tool"] = sync.tools.list()[0]
    examples = EXAMPLES[name]
    if name.startswith(("flymyai.core.", "flymyai.multipart.", "flymyai.utils.")):
        names.pop("AgentClient")
        names["client"] = inference_client(world, monkeypatch, name)
        for example in examples:
            example.source = example.source.replace("fly-***", world.key)
    await play(examples, names)


def inference_client(world: World, monkeypatch: pytest.MonkeyPatch, name: str) -> Any:
    """What `client` means in the examples of the inference API."""
    monkeypatch.setenv("FLYMYAI_DSN", world.url)
    monkeypatch.setenv("FLYMYAI_M1_DSN", world.url)
    parts = {"AsyncClient", "AsyncPredictionStream", "m1AsyncClient"}
    cls = flymyai.AsyncFlyMyAI if parts & set(name.split(".")) else flymyai.FlyMyAI
    return cls(world.key, "demo/echo")
