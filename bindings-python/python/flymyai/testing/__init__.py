"""Tests of programs against a cloud in the test's own process: no account, no download, no waiting.

Time is virtual: a wait for a run of one hour ends in milliseconds.

Example:
    >>> from flymyai.testing import cloud, output, pause, tool
    >>> with cloud() as service:
    ...     agent = service.agent([tool("search"), pause("1h"), output({"score": 7})])
    ...     run = service.client.agents.run(agent)
    ...     service.client.runs.wait(run.id, timeout=7200).output
    {'score': 7}
"""

from __future__ import annotations

from ._cloud import Cloud, SentRequest, cloud
from ._script import Step, fail, hang, output, pause, tool

__all__ = ["Cloud", "SentRequest", "Step", "cloud", "fail", "hang", "output", "pause", "tool"]
