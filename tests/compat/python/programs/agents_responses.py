"""Unusual responses: encodings, numbers, wrong shapes, empty bodies."""

from __future__ import annotations

import gzip
import json
import zlib

from kit import empty, octets, ok, program, raw, text, tried, zipped
from support.account import AGENT, COMPILATION, RUN

from flymyai import AgentClient

ODD = '"z": 1, "a": 2.0, "big": 123456789012345678901234567890, "exp": 1e16, "neg": -0.0'


def run_with(variables):
    return json.dumps(RUN)[:-1] + ', "variables": {' + variables + "}}"


@program(
    text(run_with(ODD)), text(run_with('"n": NaN, "i": -Infinity, "h": 1e999, "s": "\\ud800"'))
)
def reads_numbers_as_they_are():
    """Big integers, floats, the order of keys, and Python's own dialect of JSON."""
    client = AgentClient()
    print(client.runs.get(7).variables)
    print(repr(client.runs.get(7).variables))


@program(text(run_with('"a": 1, "b": 2, "a": 3')), text("[" * 120 + "]" * 120))
def reads_repeated_keys_and_depth():
    """The last of two equal keys counts; lists may be deep."""
    client = AgentClient()
    print(client.runs.get(7).variables)
    print(client.tools.call(1, action="a"))


@program(
    octets(json.dumps(AGENT).encode("utf-8-sig")), octets(json.dumps(AGENT).encode("utf-16")),
    octets(json.dumps(AGENT).encode("utf-16-le")), octets(json.dumps(AGENT).encode("utf-32")),
)  # fmt: skip
def reads_other_encodings():
    """UTF-8 with a mark, UTF-16 and UTF-32."""
    client = AgentClient()
    for _ in range(4):
        print(client.agents.get("a").name)


@program(octets(json.dumps(RUN).encode("utf-16")))
def waits_for_another_encoding():
    """A wait is answered in UTF-16."""
    AgentClient(max_retries=0).runs.wait(7, timeout=0)


@program(
    octets(json.dumps(AGENT).replace("Scout", "Ünïcödé 😀 中").encode()),
    text(json.dumps({**AGENT, "name": "é\u2028"})),
)
def reads_other_letters():
    """Letters beyond ASCII, written out and escaped."""
    client = AgentClient()
    print(client.agents.get("a").name)
    print(repr(client.agents.get("a").name))


@program(
    zipped(AGENT),
    octets(zlib.compress(json.dumps([RUN]).encode()), headers={"content-encoding": "deflate"}),
)
def reads_compressed_responses():
    """gzip and deflate."""
    client = AgentClient()
    print(client.agents.get("a").name, len(client.runs.list()))


@program(
    octets(
        zlib.compress(json.dumps(AGENT).encode())[2:-4], headers={"content-encoding": "deflate"}
    ),
    octets(gzip.compress(json.dumps(AGENT).encode()), headers={"content-encoding": "GZIP"}),
    octets(
        gzip.compress(zlib.compress(json.dumps(AGENT).encode())),
        headers={"content-encoding": "deflate, gzip"},
    ),
)
def reads_oddly_compressed_responses():
    """Deflate without the header of the standard, a name in capitals, two codings."""
    client = AgentClient(max_retries=0)
    print([client.agents.get("a").name for _ in range(3)])


@program(
    octets(b"no gzip at all", headers={"content-encoding": "gzip"}),
    rows=["transport-texts", "request-of-failure"],
)
def reads_broken_compression():
    """The response does not match its header."""
    AgentClient(max_retries=0).agents.get("a")


@program(
    ok(AGENT, headers={"content-type": "text/html"}),
    octets(json.dumps(AGENT).encode(), headers={"content-encoding": "x-what"}),
)
def reads_wrongly_labelled_responses():
    """JSON with the type of HTML, or with an unknown encoding."""
    client = AgentClient()
    print(client.agents.get("a").name, client.agents.get("a").name)


GARBAGE = ["", " ", "nonsense", "{", "<html>", '{"a": }', "[1, 2", "'a'", "{'a': 1}", "nul"]


@program(*(text(body) for body in GARBAGE), rows=["no-json"])
def is_sent_garbage():
    """Responses that are no JSON."""
    client = AgentClient(max_retries=0)
    for _ in GARBAGE:
        tried(lambda: client.agents.get("a"))


@program(octets(b'{"name": "\xff"}'), rows=["no-json"])
def is_sent_broken_letters():
    """Bytes that are no UTF-8."""
    AgentClient(max_retries=0).agents.get("a")


@program(ok(None), ok([]), ok("text"), ok(5), empty(204), ok([RUN]), rows=["wrong-shape"])
def is_sent_other_shapes_for_an_object():
    """Responses that are no record."""
    client = AgentClient(max_retries=0)
    for _ in range(6):
        tried(lambda: client.runs.get(7))


@program(
    ok(None),
    ok({"count": 1, "results": [RUN]}),
    ok("text"),
    ok([5]),
    empty(204),
    rows=["wrong-shape", "list-validation", "list-pages", "later-names"],
)
def is_sent_other_shapes_for_a_list():
    """Responses that are no list."""
    client = AgentClient(max_retries=0)
    for _ in range(5):
        tried(client.runs.list)


@program(
    text("", 200), text("done", 202), empty(204), ok({"detail": "ok"}), rows=["done-without-json"]
)
def cancels_with_odd_responses():
    """Cancelling and deleting are answered with anything."""
    client = AgentClient()
    tried(lambda: client.runs.cancel(7))
    tried(lambda: client.agents.delete("a"))
    tried(lambda: client.tools.delete(1))
    tried(lambda: client.runs.cancel(7))


@program(raw(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
             b"Transfer-Encoding: chunked\r\n\r\n"
             b"2\r\n[]\r\n0\r\nX-Trailer: 1\r\n\r\n"))  # fmt: skip
def reads_a_chunked_response():
    """Chunks with a trailer."""
    print(AgentClient(max_retries=0).agents.list())


@program(raw(b"HTTP/1.0 200 OK\r\n\r\n[]"),
         raw(b"HTTP/1.1 200\r\nConnection: close\r\nContent-Length: 2\r\n\r\n[]"),
         raw(b"HTTP/1.1 100 Continue\r\n\r\n"
             b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]"))  # fmt: skip
def reads_old_and_odd_heads():
    """HTTP/1.0 without a length, a head without a reason, and one that arrives in two steps."""
    client = AgentClient(max_retries=0)
    for _ in range(3):
        print(client.agents.list())


@program(ok([], headers={f"x-{number}": "v" for number in range(150)}), rows=["long-heads"])
def reads_a_long_head():
    """A hundred and fifty headers."""
    print(AgentClient(max_retries=0).agents.list())


@program(ok([RUN] * 2000))
def reads_a_long_list():
    """Two thousand runs."""
    print(len(AgentClient().runs.list()))


@program(
    ok({**COMPILATION, "id": "c-1", "execution": "e", "timezone": "", "result": {"": []}}),
    rows=["later-names"],
)  # fmt: skip
def reads_texts_as_ids():
    """Ids stay texts where they are texts."""
    print(repr(AgentClient().compilations.get("c-1")))
