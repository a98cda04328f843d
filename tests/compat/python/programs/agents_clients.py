"""Making, closing and carrying around clients of the agents API."""

from __future__ import annotations

import copy
import logging
import os
import pickle
import sys
import threading

import httpx
from kit import fails, here, ok, program, text, tried
from support.account import AGENT, RUN

import flymyai
from flymyai import AgentClient, AsyncAgentClient


@program(ok([]), ok([]))
def makes_clients_in_every_way():
    """Key from the argument and from the environment; both names are one class."""
    print(AgentClient(here.key, base_url=here.url, timeout=5, max_retries=1).agents.list())
    print(AgentClient(api_key=here.key).agents.list())
    print(
        AgentClient is flymyai.agents.SyncAgentClient, AgentClient.__name__, AgentClient.__module__
    )


@program(env={"FLYMYAI_API_KEY": None})
def makes_a_client_without_a_key():
    """Neither argument nor environment has a key."""
    tried(AgentClient)
    tried(lambda: AgentClient(""))
    tried(lambda: AgentClient(api_key=None))
    tried(AsyncAgentClient)


@program(env={"FLYMYAI_API_KEY": ""})
def makes_a_client_with_an_empty_key():
    """An empty variable is no key."""
    AgentClient()


@program(ok([]))
def falls_back_to_the_key_of_the_environment():
    """An empty argument counts as none."""
    print(AgentClient(api_key="", base_url="").agents.list())


@program()
def makes_clients_with_wrong_arguments():
    """Too many arguments, and unknown ones."""
    tried(lambda: AgentClient("k", "http://x"))
    tried(lambda: AgentClient(key="k"))
    tried(lambda: AsyncAgentClient("k", "http://x"))
    tried(lambda: AsyncAgentClient("k", retries=2))


@program(rows=["later-names", "derived-clients"])
def looks_into_a_client():
    """The attributes of a client that has the usual settings."""
    client = AgentClient("fly-k", base_url="http://x/base/", max_retries=5)
    print(client._api_key, client._base_url, client._max_retries)
    for name in ("agents", "runs", "tools", "compilations"):
        resource = getattr(client, name)
        print(type(resource).__module__, type(resource).__name__, resource._c is client)
    print([name for name in sorted(dir(client)) if not name.startswith("_")])
    client.extra = 1
    print(client.extra, repr(client)[:50], bool(client))


@program(env={"FLYMYAI_AGENTS_BASE_URL": None})
def looks_at_the_default_address():
    """Without a variable the client goes to the service."""
    print(AgentClient("fly-k")._base_url, AsyncAgentClient("fly-k")._base_url)


@program(env={"FLYMYAI_AGENTS_BASE_URL": "", "FLYMYAI_DSN": "http://127.0.0.1:9/"})
def has_an_empty_address_in_the_environment():
    """An empty address is the default; the other API's address is none of ours."""
    print(AgentClient("fly-k")._base_url)


@program(ok([]), ok([]), ok([]), ok([]))
def puts_a_path_into_the_address():
    """Paths, slashes and fragments in the base URL."""
    for base in ("/p", "/p/", "/p//", "/#f"):
        AgentClient(base_url=here.url + base).agents.list()


@program(ok([]), keys=[])
def puts_a_password_into_the_address():
    """User and password in the base URL become a header."""
    base = here.url.replace("http://", "http://me:p%40ss@")
    print(AgentClient(base_url=base).agents.list())


@program(rows=["base-url-refused"])
def makes_a_client_with_a_bad_address():
    """The address has no scheme, another scheme, or a query."""
    for base in ("127.0.0.1:9", "ftp://127.0.0.1", "http://127.0.0.1:9/?a=1", "nonsense"):
        tried(lambda: AgentClient(base_url=base).agents.list())


@program(rows=["key-refused"])
def makes_a_client_with_a_bad_key():
    """The key has a line break, blanks around it, or other letters; or is no text."""
    for key in ("fly-secret\n", " fly-secret", "fly-secret ", "fly-ü", "fly-\x00"):
        tried(lambda: AgentClient(key).agents.list())
    tried(lambda: AgentClient(5))
    tried(lambda: len(AgentClient(b"fly-bytes").agents.list()))


@program(rows=["client-arguments"])
def makes_a_client_with_bad_numbers():
    """Retries and time limits that are no numbers."""
    for options in ({"max_retries": "3"}, {"max_retries": -1}, {"timeout": "5"}, {"timeout": -1}):
        tried(lambda: AgentClient(**options)._max_retries)
    tried(lambda: AgentClient(timeout=float("nan"))._max_retries)
    tried(lambda: AgentClient(max_retries=None)._max_retries)


@program(ok([], times=4))
def sets_time_limits():
    """A number, none, pairs and `httpx.Timeout`."""
    for timeout in (5, None, (5, 5), httpx.Timeout(5.0, connect=2.0)):
        with AgentClient(timeout=timeout) as client:
            print(client.agents.list())


@program(ok([]), ok([]))
def closes_a_client():
    """A closed client refuses, closing twice is fine."""
    with AgentClient() as client:
        print(client.agents.list())
    print(client.close())
    tried(client.agents.list)
    tried(lambda: client.runs.wait(7))
    tried(lambda: list(client.runs.stream_events(7)))


@program(ok([]))
def leaves_a_context_with_an_exception():
    """An exception in the block passes and the client is closed."""
    with AgentClient() as client:
        client.agents.list()
        raise KeyError("mine")


@program(ok([]), rows=["copied-clients"])
def copies_a_client():
    """Pickles and copies a client."""
    client = AgentClient()
    for attempt in (pickle.dumps, copy.deepcopy, copy.copy):
        try:
            print(type(attempt(client)))
        except TypeError as error:
            print(type(error))
    print(client.agents.list())


@program(ok([]), ok(AGENT))
def subclasses_the_client():
    """Adds methods to the client and a default to the constructor."""

    class Mine(AgentClient):
        def __init__(self, **options):
            super().__init__(here.key, **options)
            self.note = "mine"

        def first(self):
            return self.agents.list() or self.agents.get("agent_1")

    print(Mine(base_url=here.url).first().id, Mine.__mro__[1].__name__)


@program(ok([RUN], times=8), any_order=True)
def shares_a_client_between_threads():
    """Eight threads use one client."""
    client = AgentClient()
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(len(client.runs.list()))) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(found)


@program(ok([], headers={"set-cookie": "session=abc; Path=/"}), ok([]), ok([]))
def is_given_a_cookie():
    """The server sets a cookie, which later requests send."""
    client = AgentClient()
    for _ in range(2):
        client.agents.list()
    AgentClient().agents.list()


@program(ok([]))
def logs_requests():
    """Reads the log that the HTTP library writes."""
    logging.basicConfig(stream=sys.stdout, level=logging.INFO, force=True)
    AgentClient().agents.list()
    logging.basicConfig(handlers=[logging.NullHandler()], force=True)


@program(ok([]), headers=["user-agent"], rows=["user-agent"])
def introduces_itself():
    """The name of the client in the server's log."""
    AgentClient().agents.list()


@program(ok([]), headers=["accept-encoding"], rows=["accept-encoding"])
def says_what_it_can_decode():
    """The codings that responses may have."""
    AgentClient().agents.list()


@program(ok(RUN), ok([]), headers=["accept", "connection", "host"], rows=["header-names"])
def sends_the_usual_headers():
    """The other headers of a request."""
    AgentClient().agents.run("a", variables={})
    AgentClient().agents.list()


@program(text("[]"), env={"HTTP_PROXY": "http://127.0.0.1:9", "NO_PROXY": "127.0.0.1"})
def passes_by_a_proxy():
    """A proxy that is not meant for this host."""
    print(AgentClient().agents.list())


@program(ok([], times=0), env={"HTTP_PROXY": "http://127.0.0.1:9"})
def passes_by_a_proxy_in_other_words():
    """Every entry that excludes this host from the proxy."""
    port = here.url.rpartition(":")[2]
    for words in ("*", f"127.0.0.1:{port}", "http://127.0.0.1", "all://127.0.0.1", "x, .0.0.1"):
        os.environ["NO_PROXY"] = words
        tried(lambda: AgentClient(max_retries=0).agents.list())


@program(env={"HTTP_PROXY": "http://127.0.0.1:9"}, rows=["transport-texts", "request-of-failure"])
def goes_through_a_proxy_that_is_not_there():
    """The proxy refuses the connection."""
    AgentClient(max_retries=0).agents.list()


@program(
    ok([]),
    env={"HTTP_PROXY": "http://127.0.0.1:9", "NO_PROXY": "127.0.0.0/8"},
    rows=["no-proxy-range"],
)
def passes_by_a_proxy_for_a_range():
    """Addresses that need no proxy are given as a range."""
    AgentClient(max_retries=0).agents.list()


@program(ok([]), env={"HTTP_PROXY": "://nonsense"}, rows=["odd-proxies"])
def has_nonsense_for_a_proxy():
    """The variable holds no address."""
    print(AgentClient(max_retries=0).agents.list())


@program(env={"HTTP_PROXY": "socks5://127.0.0.1:9"}, rows=["odd-proxies"])
def has_a_socks_proxy():
    """The proxy uses SOCKS."""
    AgentClient(max_retries=0).agents.list()


@program(ok([]), resources=True, rows=["resource-warning"])
def forgets_to_close_a_client():
    """A client is dropped with its connection open."""
    client = AgentClient()
    client.agents.list()
    del client


@program(fails(401, {"detail": "Invalid API key"}))
def has_a_wrong_key():
    """The service rejects the key."""
    AgentClient().agents.list()
