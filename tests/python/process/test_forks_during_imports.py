"""A fork waits for the modules that the package is importing in other threads."""

from __future__ import annotations

import os
import subprocess
from typing import Callable

import pytest
from support.account import RUN, Account

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork")

# A thread imports the module until the fork begins; the child imports it again.
PROGRAM = """
import importlib.machinery, os, signal, sys, threading
from flymyai import AgentClient, FlyMyAIAgentError

name, setup, use = sys.argv[1:]
imported, forking = threading.Event(), threading.Event()

class SlowLoader(importlib.machinery.SourceFileLoader):
    def exec_module(self, module):
        imported.set()
        forking.wait(10)
        super().exec_module(module)

class SlowFinder:
    def find_spec(self, fullname, path, target=None):
        if fullname != name:
            return None
        sys.meta_path.remove(self)
        spec = importlib.machinery.PathFinder.find_spec(fullname, path)
        spec.loader = SlowLoader(fullname, spec.origin)
        return spec

exec(setup)
client = AgentClient()
assert name not in sys.modules, name
sys.meta_path.insert(0, SlowFinder())
os.register_at_fork(before=forking.set)
thread = threading.Thread(target=lambda: exec(use), daemon=True)
thread.start()
assert imported.wait(10)
child = os.fork()
if child == 0:
    signal.alarm(20)
    try:
        exec(use)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        os._exit(1)
    os._exit(0)
status = os.waitpid(child, 0)[1]
thread.join()
print(status)
"""

NO_SUCH_RUN = """
try:
    client.runs.get(7)
except FlyMyAIAgentError:
    pass
"""


@pytest.mark.parametrize(
    ("module", "setup", "use"),
    [
        (
            "flymyai._internal.logs",
            "import logging; logging.basicConfig(level='DEBUG')",
            NO_SUCH_RUN,
        ),
        (
            "flymyai.types._notebook",
            f"from flymyai.agents import Run; run = Run.model_validate({RUN!r})",
            "run._repr_html_()",
        ),
    ],
    ids=["a log record", "a view of a run"],
)
def test_a_child_imports_what_a_thread_of_the_parent_was_importing(
    account: Account,
    python: Callable[..., subprocess.Popen[str]],
    module: str,
    setup: str,
    use: str,
) -> None:
    printed, errors = python(PROGRAM, module, setup, use).communicate(timeout=50)
    assert printed.strip() == "0", errors
