"""Runs: prices, messages, waits."""

from __future__ import annotations

from decimal import Decimal

from kit import empty, fails, here, ok, program, raw, tried
from responses import DONE, KEY, RUN, A, twice

from flymyai import AgentClient
from flymyai.agents import RunPrice

TOOL_CALL = {"action_name": "search", "price": "0.0050"}
ANSWER = {
    "provider": "anthropic", "model": "sonnet", "price": "0.0007", "purpose": "plan",
    "input_tokens": 100, "cache_read_tokens": 50, "total_input_tokens": 150, "output_tokens": 7,
    "reasoning_tokens": 2, "settled": True,
}  # fmt: skip
PRICE = {
    "id": "17",
    "run_seq": 2,
    "billing_settled": True,
    "total_price": "0.10",
    "tool_calls": [TOOL_CALL],
    "llm_usage": [ANSWER],
    "model_inference": [
        {"prediction_id": "p-1", "price": None},
        {"prediction_id": "p-2", "price": 0.1},
    ],
    "total_with_inference": "0.20",
    "currency": "USD",
}


@program(ok(PRICE, times=2))
def asks_what_a_run_costs():
    """Prices are exact; fields that are new are kept."""
    twice(lambda client: client.runs.prices(17))


@program(ok({"id": "17", "total_price": "1E+2", "tool_calls": [], "run_seq": 0}))
def asks_what_a_simple_run_costs():
    """Defaults of missing members of a price."""
    price = AgentClient().runs.prices("17")
    print(repr(price), price.total_with_inference, price.model_extra, price.model_dump_json())


@program(ok([{**PRICE, "total_price": "0.1"}, {**PRICE, "id": "18", "total_price": "0.2"}]))
def sums_prices_up():
    """A sum of decimals has no rounding."""
    total = sum(price.total_price for price in AgentClient().runs.list_prices(limit=50))
    print(repr(total), total == Decimal("0.3"))


@program(*(raw(
    b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n"
    b"content-length: %d\r\n\r\n%s" % (len(body), body)) for body in (
        b'{"id": "1", "total_price": 0.1}', b'{"id": "1", "total_price": 0.10}',
        b'{"id": "1", "total_price": 12345678901234567890}', b'{"id": "1", "total_price": 7}',
        b'{"id": "1", "total_price": 1e-7}', b'{"id": "1", "total_price": 0.1234567890123456789}',
)),
    rows=["exact-prices"],
)  # fmt: skip
def reads_prices_that_are_numbers():
    """Numbers become decimals by their shortest text."""
    client = AgentClient()
    for _ in range(6):
        tried(lambda: client.runs.prices(1).total_price)


BAD_PRICES = [None, True, "", " ", "NaN", "Infinity", "x", [], {}, "1,5"]


@program(*(ok({"id": "1", "total_price": price}) for price in BAD_PRICES))
def reads_prices_that_are_none():
    """Values that are no price."""
    client = AgentClient()
    for _ in BAD_PRICES:
        tried(lambda: client.runs.prices(1))


@program(*(ok({"id": "1", "total_price": price}) for price in (" 1.50 ", "-3", "1_0", "٣", "+.5")))
def reads_prices_in_odd_writing():
    """Values that count as a decimal."""
    client = AgentClient()
    for _ in range(5):
        tried(lambda: client.runs.prices(1).total_price)


@program(
    ok({"id": 17, "total_price": "1"}),
    ok({"total_price": "1"}),
    ok({"id": "1"}),
    ok({**PRICE, "tool_calls": None}),
    rows=["null-defaults"],
)
def reads_prices_of_another_shape():
    """A number as id, missing fields, null for a list."""
    client = AgentClient()
    for _ in range(4):
        tried(lambda: client.runs.prices(17))


@program(ok([PRICE], times=2))
def asks_what_runs_cost():
    """By ids of every kind, joined by commas."""
    twice(lambda client: client.runs.list_prices(ids=[17, "exec_b", A]))


@program(ok([], times=6))
def asks_for_prices_in_every_way():
    """Any iterable names runs; a limit beside ids is not sent."""
    client = AgentClient()
    client.runs.list_prices()
    client.runs.list_prices(limit=1)
    client.runs.list_prices(limit=200)
    client.runs.list_prices(ids=(each for each in (1, 2)), limit=0)
    client.runs.list_prices(ids={"a"})
    client.runs.list_prices(ids=["ü,b", " "])


@program()
def asks_for_prices_of_nothing():
    """Ids and limits that are refused."""
    client = AgentClient()
    for ids in ("17", b"17", [], [""], ["a", ""], list(range(201)), 17, (), {}):
        tried(lambda: client.runs.list_prices(ids=ids))
    for limit in (0, 201, True, "5", 5.0, -1):
        tried(lambda: client.runs.list_prices(limit=limit))


@program(
    ok({"results": [PRICE], "next": "?cursor=x"}), ok({}), ok(None), ok({"results": 5}),
    rows=["list-pages"],
)  # fmt: skip
def reads_prices_in_pages():
    """Only the first page is read; other shapes are empty lists."""
    client = AgentClient()
    for _ in range(4):
        tried(lambda: [price.id for price in client.runs.list_prices()])


@program(
    ok({"id": 17, "status": "pending", "effort": "high", "model": "m", "run_seq": 3}, times=2),
    rows=["continued-runs"],
)  # fmt: skip
def sends_a_message():
    """The response to a message is an acknowledgement."""
    twice(lambda client: client.runs.append_message(17, text="More", effort="high", model="m"))


@program(
    ok({"id": "exec_1"}),
    ok(DONE),
    ok({**DONE, "status": "failed", "error": "e", "chat_files": [{"n": 1}]}),
)
def reads_acknowledgements():
    """A short one, and a whole run instead."""
    client = AgentClient()
    for text in ("", "b", "c"):
        response = client.runs.append_message("exec_1", text=text, effort="", model=None)
        print(
            response.id,
            response.status,
            response.output,
            response.is_terminal,
            response.run_seq,
            response.error,
        )
        print(response.chat_files, repr(response.effort), repr(response.model))


@program(
    ok({"id": 1, "status": "new-status"}),
    ok({"status": "running"}),
    ok({"id": 1, "run_seq": None}),
    ok([]),
    rows=["wrong-shape", "continued-runs", "null-defaults", "unknown-status"],
)
def reads_acknowledgements_of_another_shape():
    """Unknown statuses, missing ids, null, arrays."""
    client = AgentClient()
    for _ in range(4):
        tried(lambda: client.runs.append_message(17, text="t"))


@program(ok(DONE), ok(DONE), ok(DONE), ok(DONE))
def starts_and_waits():
    """Starts a run and waits for it, in both clients."""
    twice(
        lambda client: client.runs.create(agent_id=A, idempotency_key=KEY),
        lambda client: client.runs.wait(17, timeout=5, poll_interval=0.01),
    )


@program(empty(204), ok({"id": 17}), fails(409, {"detail": "over"}))
def cancels_runs():
    """Cancelling returns `None`, for any response."""
    client = AgentClient()
    print(client.runs.cancel(17), client.runs.cancel("exec_1"))
    tried(lambda: client.runs.cancel(17))


@program(polls=True)
def looks_at_prices_of_the_service():
    """A real bill, of a run that has ended."""
    client = AgentClient(here.key)
    run = client.agents.run("agent_abc123", idempotency_key=KEY)
    client.runs.wait(run.id, poll_interval=0.02)
    price = client.runs.prices(run.id)
    print(type(price) is RunPrice, type(price.total_price), price.total_price >= 0)
    parts = [row.price for row in price.tool_calls] + [row.price for row in price.llm_usage]
    print(sum(parts, Decimal(0)) == price.total_price, len(client.runs.list_prices(ids=[run.id])))


@program(ok(RUN))
def prints_a_run_of_1_2():
    """Dumps a run with the fields of 1.2."""
    print(AgentClient().runs.get(17).model_dump_json())
