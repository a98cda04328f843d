"""The emulator that the package starts in its own process."""

from __future__ import annotations

import os
import socket
import subprocess
from typing import Callable
from urllib.parse import urlsplit

import pytest
from support.programs import end

from flymyai import AgentClient, _native

Start = Callable[..., "subprocess.Popen[str]"]


def accepts(url: str) -> bool:
    address = urlsplit(url)
    try:
        socket.create_connection((address.hostname, address.port), timeout=5).close()
    except ConnectionRefusedError:
        return False
    return True


def test_it_serves_the_api_until_it_is_stopped() -> None:
    first, second = _native.Emulator(), _native.Emulator()
    assert first.url != second.url
    with AgentClient("fly-x", base_url=first.url) as client:
        assert client.agents.list()[0].id == "agent_abc123"
    first.stop()
    first.stop()
    assert not first.running
    assert not accepts(first.url)
    assert second.running
    assert accepts(second.url)


def test_it_stops_when_it_is_dropped() -> None:
    emulator = _native.Emulator()
    url = emulator.url
    assert accepts(url)
    del emulator
    assert not accepts(url)


def test_a_program_ends_without_stopping_it(python: Start) -> None:
    program = python("from flymyai import _native\nemulator = _native.Emulator()\nprint('ok')")
    assert end(program) == ("ok\n", "")
    assert program.returncode == 0


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_child_does_not_wait_for_threads_of_its_parent(python: Start) -> None:
    program = python(
        """
import os, warnings
warnings.simplefilter("ignore")  # of a fork with threads
from flymyai import AgentClient, _native

emulator = _native.Emulator()
child = os.fork()
if not child:
    assert not emulator.running
    emulator.stop()
    del emulator
    os._exit(7)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7
with AgentClient("fly-x", base_url=emulator.url) as client:
    print(client.agents.list()[0].id)
"""
        if hasattr(os, "waitstatus_to_exitcode")
        else "print('agent_abc123')"
    )
    assert end(program) == ("agent_abc123\n", "")
