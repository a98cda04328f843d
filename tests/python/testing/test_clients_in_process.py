"""`flymyai.testing`: the clock and the proxies of clients in the process of the test."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, Callable, Iterator, List
from urllib.parse import urlsplit

import httpx
import pytest
from support.programs import end

import flymyai
from flymyai import AgentClient, AsyncAgentClient, AsyncFlyMyAI, FlyMyAI
from flymyai.testing import Cloud, cloud, hang, output, pause

Start = Callable[..., "subprocess.Popen[str]"]

# Nothing listens there.
DEAD_PROXY = "http://127.0.0.1:9"


@pytest.fixture
def service() -> Iterator[Cloud]:
    with cloud() as service:
        yield service


@pytest.fixture
def dead_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, DEAD_PROXY)
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)


class Running(BaseHTTPRequestHandler):
    """A server that is no emulator, whose run never ends."""

    def do_GET(self) -> None:
        body = b'{"id": 7, "status": "running"}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        pass


def test_another_server_on_the_port_of_a_closed_cloud_has_real_time() -> None:
    with cloud() as ended:
        key, url = ended.api_key, ended.url
        left_open = AgentClient(key, base_url=url)
        left_open.agents.list()
    server = HTTPServer(("127.0.0.1", urlsplit(url).port or 0), Running)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        for client in (AgentClient(key, base_url=url), left_open):
            start = time.monotonic()
            with pytest.raises(TimeoutError):
                client.runs.wait(7, timeout=0.3, poll_interval=0.05)
            assert time.monotonic() - start >= 0.3
            client.close()
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def test_a_cloud_does_not_keep_the_clock_of_the_one_before() -> None:
    first = cloud()
    clients = [AgentClient(first.api_key, base_url=first.url)]
    clients[0].agents.list()
    first.close()
    for _ in range(3):
        with cloud() as next_one:
            client = AgentClient(next_one.api_key, base_url=next_one.url)
            clients.append(client)
            run = client.agents.run(next_one.agent([pause("1h"), output({"score": 7})]))
            assert client.runs.wait(run.id, timeout=7200).output == {"score": 7}
    for client in clients:
        client.close()


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "127.1"])
def test_each_form_of_the_address_has_virtual_time(service: Cloud, host: str) -> None:
    url = f"http://{host}:{urlsplit(service.url).port}/"
    with AgentClient(service.api_key, base_url=url) as client:
        run = client.agents.run(service.agent([pause("1h"), output({"score": 7})]))
        assert client.runs.wait(run.id, timeout=7200).output == {"score": 7}
    assert service.now >= 3600


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_forked_child_has_clouds_of_its_own(python: Start) -> None:
    program = python(
        """
import os, time, warnings
warnings.simplefilter("ignore")  # of a fork with threads
from flymyai import AgentClient
from flymyai.testing import cloud, hang, output, pause

with cloud() as service:
    run = service.client.agents.run(service.agent([hang()]))
    child = os.fork()
    if not child:
        with cloud() as own:
            other = own.client.agents.run(own.agent([pause("1h"), output({"score": 7})]))
            assert own.client.runs.wait(other.id, timeout=7200).output == {"score": 7}
            # The parent's time is not that of its copy in this process.
            with AgentClient(service.api_key, base_url=service.url) as client:
                start = time.monotonic()
                try:
                    client.runs.wait(run.id, timeout=0.3, poll_interval=0.05)
                except TimeoutError:
                    print("waited", time.monotonic() - start >= 0.3, flush=True)
            try:
                service.advance("1h")
            except RuntimeError as error:
                print(error, flush=True)
        os._exit(0)
    os.waitpid(child, 0)
    print(service.now)
"""
    )
    assert end(program) == (
        "waited True\n"
        "the cloud runs in the parent of this process: prepare and read it there\n"
        "0.0\n",
        "",
    )


@pytest.mark.usefixtures("dead_proxy")
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_clients_of_a_cloud_use_no_proxy(
    service: Cloud, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"http://{host}:{urlsplit(service.url).port}"
    key = service.api_key
    with AgentClient(key, base_url=url, max_retries=0) as client:
        assert client.agents.list()
    async with AsyncAgentClient(key, base_url=url, max_retries=0) as client:
        assert await client.agents.list()
    monkeypatch.setenv("FLYMYAI_DSN", url)
    payload = {"prompt": "hello"}
    with FlyMyAI(key, "demo/echo") as model:
        assert model.predict(payload).output_data
    async with AsyncFlyMyAI(key, "demo/echo") as model:
        assert (await model.predict(payload)).output_data
    assert len(service.requests()) == 4


@pytest.mark.usefixtures("dead_proxy")
@pytest.mark.filterwarnings("ignore:FlyMyAI M1 is deprecated")
async def test_clients_of_m1_use_no_proxy(service: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLYMYAI_M1_DSN", service.url)
    with flymyai.m1_client(service.api_key) as client:
        assert client.generate("Hello").success
    async with flymyai.async_m1_client(service.api_key) as client:
        assert (await client.generate("Hello")).success


@pytest.mark.usefixtures("dead_proxy")
def test_other_servers_of_the_process_are_reached_through_the_proxy(service: Cloud) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        url = f"http://127.0.0.1:{server.getsockname()[1]}"
        client = AgentClient(service.api_key, base_url=url, max_retries=0)
        with client, pytest.raises(httpx.ConnectError):
            client.agents.list()
        server.setblocking(False)
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.usefixtures("dead_proxy")
def test_the_environment_of_child_processes_exempts_the_cloud(
    service: Cloud, monkeypatch: pytest.MonkeyPatch
) -> None:
    hosts = "127.0.0.1,localhost"
    given = service.environment
    assert (given["no_proxy"], given["NO_PROXY"]) == (hosts, hosts)
    monkeypatch.setenv("NO_PROXY", "example.com, 10.0.0.0/8")
    given = service.environment
    expected = f"example.com,10.0.0.0/8,{hosts}"
    assert (given["no_proxy"], given["NO_PROXY"]) == (expected, expected)
    monkeypatch.setenv("no_proxy", "*")
    assert service.environment["no_proxy"] == "*"
    monkeypatch.delenv("no_proxy")
    program = "from flymyai import AgentClient; print(AgentClient().agents.list()[0].id)"
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, **service.environment},
        capture_output=True,
        text=True,
    )
    assert (done.stdout, done.stderr) == ("agent_abc123\n", "")


def test_a_wait_at_the_end_of_its_cloud_ends_at_its_timeout() -> None:
    with cloud() as ended:
        client = AgentClient(ended.api_key, base_url=ended.url, max_retries=0)
        run = client.agents.run(ended.agent([hang()]))
        ended.advance("1h")
    start = time.monotonic()
    with pytest.raises((httpx.ConnectError, TimeoutError)):
        client.runs.wait(run.id, timeout=0.4, poll_interval=0.05)
    assert time.monotonic() - start < 30
    client.close()


async def test_the_end_of_a_cloud_closes_its_clients() -> None:
    with cloud() as service:
        clients: List[Any] = [service.async_client() for _ in range(2)]
        clients.append(service.client)
        assert await clients[0].agents.list()
    for client in clients:
        with pytest.raises(RuntimeError, match="closed"):
            found = client.agents.list()
            if not isinstance(found, list):
                await found
    assert service._async_clients == []


def test_threads_get_the_same_client(service: Cloud, monkeypatch: pytest.MonkeyPatch) -> None:
    both = threading.Barrier(2)
    original = AgentClient.__init__

    def slow(self: AgentClient, *args: Any, **kwargs: Any) -> None:
        # The other thread comes here, too, or waits until this one has made the client.
        with contextlib.suppress(threading.BrokenBarrierError):
            both.wait(timeout=0.2)
        original(self, *args, **kwargs)

    monkeypatch.setattr(AgentClient, "__init__", slow)
    found = []
    threads = [threading.Thread(target=lambda: found.append(service.client)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found[0] is found[1]


def test_a_closed_cloud_says_so() -> None:
    service = cloud()
    service.close()
    for call in (service.report, service.requests, lambda: service.advance("1h")):
        with pytest.raises(RuntimeError, match=r"the cloud is closed: use it before close\(\)"):
            call()
