"""Failures of calls of the agents API, and the attributes of the exceptions."""

from __future__ import annotations

import json

from kit import empty, fails, here, moved, octets, ok, program, text, tried
from support.account import AGENT, COMPILATION, RUN

from flymyai import AgentClient, FlyMyAIAgentError, SuggestSchemaError, VariablesValidationError
from flymyai.agents._client import _parse_variables_errors, _raise_for_status

DETAILS = [
    {"detail": "Not found."}, {"detail": ["a", 1, None]}, {"detail": {"b": 1, "a": "ü"}},
    {"detail": None}, {"detail": 5, "more": True}, {"name": ["This field is required."]},
    ["a", {"b": 2}], "text", None, 7.0, {},
]  # fmt: skip


@program(*(fails(status, {"detail": f"no {status}"}) for status in (401, 402, 403, 404, 405, 409)))
def is_refused():
    """Catches the exceptions of the common statuses."""
    client = AgentClient(max_retries=0)
    for _ in range(6):
        tried(lambda: client.agents.get("agent_1"))


@program(*(fails(status, {"detail": "x"}) for status in (408, 410, 418, 422, 429, 451)))
def is_refused_with_rarer_statuses():
    """Catches the exceptions of other 4xx statuses."""
    client = AgentClient(max_retries=0)
    for _ in range(6):
        tried(lambda: client.runs.get(7))


@program(*(fails(status, {"detail": "down"}) for status in (500, 501, 503, 504, 520, 599)))
def meets_a_broken_server():
    """Catches the exceptions of 5xx statuses."""
    client = AgentClient(max_retries=0)
    for _ in range(6):
        tried(client.compilations.list)


@program(*(fails(403, detail) for detail in DETAILS))
def reads_details_of_every_shape():
    """The texts of errors with every kind of detail."""
    client = AgentClient(max_retries=0)
    for _ in DETAILS:
        tried(lambda: client.tools.get(1))


@program(*(fails(400, detail) for detail in DETAILS))
def sends_what_is_bad():
    """400 without `variables` is a plain error."""
    client = AgentClient()
    for _ in DETAILS:
        tried(lambda: client.tools.create(mcp_tool="x"))


@program(fails(502, {"detail": "cannot suggest"}, times=3), text("<html>Bad Gateway</html>", 502))
def gets_no_suggestion():
    """502 is a `SuggestSchemaError` for any operation."""
    client = AgentClient(max_retries=0)
    tried(lambda: client.agents.suggest_schema(user_prompt="p"))
    tried(lambda: client.runs.suggest_schema(7))
    tried(client.agents.list)
    tried(lambda: client.agents.delete("agent_1"))


@program(
    text("<html><body>502 Bad Gateway</body></html>", 503, headers={"content-type": "text/html"}),
    text("", 404), text("  ", 404), text("nöt json 😀", 404), text('"quoted"', 404),
    octets(b"\xff\xfe broken", 404), text('{"detail": "cut', 404), text("[1, 2", 404),
)  # fmt: skip
def reads_errors_that_are_no_json():
    """HTML, nothing, broken text and bytes as the body of an error."""
    client = AgentClient(max_retries=0)
    for _ in range(8):
        tried(lambda: client.agents.get("a"))


@program(
    octets("nö".encode("latin-1"), 404, headers={"content-type": "text/plain; charset=latin-1"}),
    rows=["error-charset"],
)
def reads_an_error_in_another_charset():
    """The body of an error is decoded by its header."""
    AgentClient(max_retries=0).agents.get("a")


@program(moved("/elsewhere/"), moved("http://example.invalid/", 301), empty(304), moved("/x/", 308))
def is_sent_elsewhere():
    """Redirects are not followed; they are errors."""
    client = AgentClient(max_retries=0)
    for _ in range(4):
        tried(lambda: client.agents.get("a"))


@program(
    fails(700, {"detail": "what"}), fails(299, AGENT), fails(206, AGENT), fails(201, AGENT),
    rows=["later-names"],
)  # fmt: skip
def meets_odd_statuses():
    """A status beyond the known ones fails, every 2xx succeeds."""
    client = AgentClient(max_retries=0)
    for _ in range(4):
        tried(lambda: client.agents.get("a"))


@program(fails(404, {"detail": "Not found.", "code": [1]}))
def handles_errors_as_the_readme_does():
    """Reads status and body, prints text and representation."""
    try:
        AgentClient().runs.get(7)
    except FlyMyAIAgentError as error:
        print(error, repr(error), error.status_code, error.response_body["code"])
        print(isinstance(error, (SuggestSchemaError, VariablesValidationError)))


@program()
def makes_errors_by_hand():
    """Builds exceptions, as tests do."""
    tried(lambda: FlyMyAIAgentError("m", status_code=1))
    for error in (
        FlyMyAIAgentError("it's", status_code=404, response_body={"a": 1}),
        SuggestSchemaError("no", status_code=502),
        VariablesValidationError(
            "m", status_code=400, response_body=None, messages=["x"], field_errors={"a": "x"}
        ),
    ):
        print(error, repr(error), error.args, vars(error))
    tried(lambda: FlyMyAIAgentError("m"))
    tried(lambda: FlyMyAIAgentError("m", 404))
    tried(lambda: FlyMyAIAgentError())
    tried(lambda: VariablesValidationError("m", status_code=400))


VARIABLES = [
    {"variables": ["'url' is required", "'url' must be a text", "something else", "'' odd"]},
    {"variables": "'n' is no number"},
    {"variables": {"url": ["required"], "n": "must be a number", "'q' x": "y"}},
    {"variables": []}, {"variables": {}}, {"variables": ""}, {"variables": [1, None, {"a": "b"}]},
    {"variables": ["'ünï' 😀"], "detail": "ignored"}, {"variables": None}, {"variables": 5},
    {"variables": ["'unclosed", "x 'late' quote", "''", "'a''b'"]},
]  # fmt: skip


@program(*(fails(400, body) for body in VARIABLES))
def gives_wrong_variables():
    """Every shape of complaint about variables."""
    client = AgentClient()
    for _ in VARIABLES:
        tried(lambda: client.agents.run("agent_scored", variables={"website_url": 5}))


@program(fails(400, VARIABLES[0]), fails(422, VARIABLES[0]), fails(400, VARIABLES[1]))
def gets_complaints_elsewhere():
    """Complaints about variables at other operations, and with another status."""
    client = AgentClient(max_retries=0)
    tried(client.agents.list)
    tried(lambda: client.agents.run("a"))
    tried(lambda: client.compilations.run_instruction(5))


@program()
def gives_wrong_variables_to_the_service():
    """The service's own complaint about a missing variable."""
    try:
        AgentClient().agents.run("agent_scored", variables={})
    except VariablesValidationError as error:
        print(error.messages, error.field_errors, error.status_code)


@program()
def checks_responses_by_hand():
    """Calls the two private helpers that users' tests call."""
    import httpx

    request = httpx.Request("GET", "http://x/")
    for status, body in ((200, {}), (404, {"detail": "no"}), (400, VARIABLES[0]), (502, [])):
        tried(lambda: _raise_for_status(httpx.Response(status, json=body, request=request)))
    tried(lambda: _raise_for_status(httpx.Response(500, text="boom", request=request)))
    for body in (*VARIABLES, None, [], "x", {"detail": 1}):
        found = _parse_variables_errors(body)
        print(json.dumps(body), repr(found))


@program(fails(404, {"detail": "x"}), rows=["pickled-errors"])
def keeps_an_error_for_later():
    """Pickles and copies an exception of the agents API."""
    import copy
    import pickle

    try:
        AgentClient().runs.get(7)
    except FlyMyAIAgentError as error:
        kept = error
    tried(lambda: pickle.loads(pickle.dumps(kept)))
    tried(lambda: copy.copy(kept).response_body)


@program(fails(503, {"detail": "x"}), fails(503, {}), ok(RUN), rows=["reads-repeated"], limit=30)
def reads_from_a_server_that_is_starting():
    """A read meets 503 twice, and its third attempt would succeed."""
    print(AgentClient().runs.get(7).status)


@program(fails(503, {"detail": "x"}, times=0), rows=["reads-repeated"], limit=30)
def reads_from_a_server_that_is_down():
    """Every attempt at a read is answered with 503."""
    AgentClient(max_retries=1).runs.get(7)


LATER = {"retry-after": "0"}


@program(
    fails(429, {"detail": "slow down"}, headers=LATER), ok(RUN),
    fails(503, {}, headers=LATER), ok(RUN), rows=["work-repeated"],
)  # fmt: skip
def starts_a_run_that_is_throttled():
    """A POST is answered with 429, then with 503, both with `Retry-After`."""
    client = AgentClient()
    tried(lambda: client.agents.run("a").status)
    tried(lambda: client.agents.run("a").status)


@program(
    fails(500, {"detail": "x"}),
    fails(503, {"detail": "x"}),
    fails(504, {}),
    {"drop": "before"},
    rows=["transport-texts", "request-of-failure", "unknown-outcome"],
)
def starts_runs_that_fail():
    """A POST that may have been acted upon is not sent again."""
    client = AgentClient()
    for _ in range(4):
        tried(lambda: client.agents.run("a"))


@program(ok(COMPILATION), fails(404, {"detail": "gone"}))
def loses_a_compilation():
    """A wait ends when its record is deleted."""
    AgentClient().agents.compile_from_run(7, timeout=5)


@program(
    ok(RUN, headers={"idempotency-key": "x"}), rows=["idempotency-key"], headers=["idempotency-key"]
)
def starts_a_run_with_a_key_of_its_own():
    """Passes the key that makes a start safe to repeat."""
    print(AgentClient().agents.run("a", idempotency_key="once").id)


@program(rows=["idempotency-key"])
def starts_runs_with_keys_that_are_none():
    """A key that is empty, or that a server would read as another."""
    client = AgentClient()
    for key in ("", " ", " once", "ön"):
        tried(lambda: client.agents.run("a", idempotency_key=key))


@program(fails(503, {"detail": "x"}, headers=LATER, times=0), rows=["reads-repeated"])
def reads_with_the_usual_number_of_attempts():
    """A client without settings of its own, and a server that is down."""
    AgentClient().runs.get(7)


def refused(*statuses):
    return [fails(status, {"detail": "x"}, headers=LATER) for status in statuses]


@program(
    *(step for refusal in refused(408, 429, 500, 502, 504) for step in (refusal, ok(RUN))),
    rows=["reads-repeated"],
)
def reads_from_a_server_in_all_kinds_of_trouble():
    """A read meets each status that may pass."""
    client = AgentClient()
    for _ in range(5):
        tried(lambda: client.runs.get(7).status)


@program(*refused(403, 409, 425, 501, 520))
def reads_what_stays_as_it_is():
    """A read meets statuses that another attempt would meet, too."""
    client = AgentClient()
    for _ in range(5):
        tried(lambda: client.runs.get(7))


def pauses():
    moments = [request["at"] for request in here.requests()]
    return [later - earlier for earlier, later in zip(moments, moments[1:])]


@program(fails(503, {"detail": "x"}, times=0), rows=["reads-repeated"])
def leaves_a_server_some_time():
    """Attempts at a read are further and further apart."""
    tried(lambda: AgentClient().runs.get(7))
    print([pause >= least for pause, least in zip(pauses(), (0.24, 0.49))])


@program(fails(503, {}, headers={"retry-after": "1"}), ok(RUN), rows=["reads-repeated"])
def is_asked_to_come_back():
    """The server names the second after which it is ready."""
    tried(lambda: AgentClient().runs.get(7).status)
    print([pause >= 0.99 for pause in pauses()])


@program(
    fails(503, {"detail": "x"}, headers={"retry-after": "Thu, 01 Jan 2026 00:00:00 GMT"}),
    ok(RUN),
    rows=["work-repeated"],
)
def is_asked_to_come_back_at_a_moment_that_is_over():
    """The server names a date, and only therefore work is repeated."""
    tried(lambda: AgentClient().agents.run("a").status)


@program(
    fails(503, {"detail": "x"}, headers={"retry-after": "61"}),
    fails(429, {"detail": "x"}, headers={"retry-after": "Fri, 01 Jan 2100 00:00:00 GMT"}),
)
def is_asked_to_come_back_much_later():
    """A longer delay than a call accepts."""
    client = AgentClient()
    tried(lambda: client.runs.get(7))
    tried(lambda: client.runs.get(7))
