"""Waiting for runs and following their events."""

from __future__ import annotations

import inspect
import signal
import threading
import time

from kit import fails, here, ok, program, text, tried
from support.account import LOG, RUN

from flymyai import AgentClient, AsyncAgentClient
from flymyai.agents import ExecutionStatus

DONE = {**RUN, "status": "completed", "agent_result": {"a": 1}}
NEW = {key: value for key, value in RUN.items() if key != "status"}


def logs(*numbers, **more):
    return {**RUN, "logs": [{**LOG, "id": number} for number in numbers], **more}


@program(ok({**RUN, "status": "pending"}), ok(RUN), ok(DONE))
def waits_for_a_run():
    """Waits until a run is completed."""
    run = AgentClient().runs.wait(7, poll_interval=0.01)
    print(run.output, run.status == "completed", run.status is ExecutionStatus.COMPLETED)


@program(ok({**RUN, "status": "failed", "error": "boom"}), ok({**RUN, "status": "cancelled"}))
def waits_for_runs_that_fail():
    """Failed and cancelled runs are returned."""
    client = AgentClient()
    print(client.runs.wait(7).error, client.runs.wait("r8", timeout=1).status)


@program(ok(RUN, times=4))
def waits_without_time():
    """A time limit that is already over allows one poll."""
    client = AgentClient()
    for timeout in (0, 0.0, -1, -2.5):
        tried(lambda: client.runs.wait(7, timeout=timeout))


@program(ok(DONE))
def waits_without_time_for_what_is_done():
    """A finished run is returned with any limit."""
    print(AgentClient().runs.wait(7, timeout=0).status)


@program(ok({**RUN, "status": "pending"}, times=2))
def waits_longer_than_the_interval():
    """The interval is longer than the limit: one more poll after it."""
    AgentClient().runs.wait(run_id="é", timeout=0.1, poll_interval=0.3)


@program(ok(RUN, times=2), rows=["deadline-kept"])
def waits_with_an_interval_beyond_the_limit():
    """The interval is much longer than the limit."""
    started = time.monotonic()
    tried(lambda: AgentClient().runs.wait(7, timeout=0.2, poll_interval=1.5))
    print("kept" if time.monotonic() - started < 1.2 else "overshot")


@program(ok(RUN), {"hang": True}, rows=["stalled-poll"])
def waits_for_a_response_that_does_not_come():
    """A poll has no response within the limit."""
    AgentClient(timeout=1.5).runs.wait(7, timeout=0.3, poll_interval=0.01)


@program(ok(RUN), fails(503, {}), ok(DONE), rows=["first-poll-fails", "failed-poll"])
def waits_in_an_outage_after_the_start():
    """The first poll fails after the run was started."""
    client = AgentClient(max_retries=0)
    run = client.runs.create(agent_id="agent_1")
    print(client.runs.wait(run.id, poll_interval=0.01).status)


@program(ok(RUN), ok(RUN), ok(DONE))
def waits_without_pause():
    """An interval of nothing, and a limit without end."""
    print(AgentClient().runs.wait(7, timeout=float("inf"), poll_interval=0).status)


@program(ok(DONE), rows=["timeout-none"])
def waits_for_ever():
    """`None` as the limit."""
    print(AgentClient().runs.wait(7, timeout=None).status)


@program(ok(RUN), rows=["poll-arguments"])
def waits_with_bad_numbers():
    """A negative interval, and numbers that are none."""
    AgentClient().runs.wait(7, poll_interval=-1, timeout=5)


@program(ok(RUN), rows=["poll-arguments"])
def waits_with_no_number_for_an_interval():
    """The interval is not a number."""
    AgentClient().runs.wait(7, poll_interval=float("nan"), timeout=0)


@program(ok(RUN), ok(DONE), rows=["poll-arguments"])
def waits_with_no_number_for_a_limit():
    """The limit is not a number."""
    print(AgentClient().runs.wait(7, poll_interval=0.01, timeout=float("nan")).status)


@program()
def waits_with_text_for_numbers():
    """Texts for limit and interval; nothing is sent for that."""
    client = AgentClient()
    for options in ({"timeout": "5"}, {"timeout": [1]}):
        try:
            client.runs.wait(7, **options)
        except TypeError:
            print("TypeError")
    tried(lambda: client.runs.wait())
    tried(lambda: client.runs.wait(7, 5))
    tried(lambda: client.runs.wait(7, patience=5))


@program(ok(RUN), fails(404, {"detail": "Not found."}))
def waits_for_what_vanishes():
    """404 ends a wait."""
    AgentClient().runs.wait(7, poll_interval=0.01)


@program(fails(401, {"detail": "no"}), fails(403, {"detail": "no"}), fails(400, {"detail": "bad"}))
def is_not_allowed_to_wait():
    """Failures of the first poll that end the wait."""
    client = AgentClient()
    for _ in range(3):
        tried(lambda: client.runs.wait(7))


@program(
    ok(RUN),
    fails(503, {"detail": "x"}),
    {"drop": "before"},
    text("unreadable"),
    ok(DONE),
    rows=["failed-poll"],
)
def waits_through_an_outage():
    """A poll fails in the midst of a wait, in three ways."""
    print(AgentClient().runs.wait(7, poll_interval=0.01).status)


@program(ok(RUN), fails(500, {"detail": "x"}, times=0), rows=["deadline-in-outage", "failed-poll"])
def waits_until_the_limit_in_an_outage():
    """The server is not coming back before the limit."""
    AgentClient().runs.wait(7, timeout=0.3, poll_interval=0.6)


@program(fails(503, {}, headers={"retry-after": "0"}), ok(DONE), rows=["first-poll-fails"])
def waits_for_a_server_that_is_starting():
    """The first poll gets 503."""
    print(AgentClient().runs.wait(7, poll_interval=0.01).status)


@program(ok({**RUN, "status": "brand_new"}), ok(DONE), rows=["unknown-status"])
def waits_through_a_new_status():
    """The service has a status that the package does not have."""
    print(AgentClient().runs.wait(7, poll_interval=0.01).status)


@program(ok(NEW), ok(NEW), ok(DONE))
def waits_through_no_status():
    """A run without a status has not begun."""
    client = AgentClient()
    tried(lambda: client.runs.wait(7, timeout=0))
    print(client.runs.wait(7, poll_interval=0.01).status)


@program(ok({}), rows=["poll-of-no-run"])
def waits_for_what_is_no_run():
    """The response is an object without a run's fields."""
    AgentClient(max_retries=0).runs.wait(7, timeout=0)


@program(ok(logs(1)), ok(logs(1, 2, 3)), ok(logs(3, 2, 1, 4, 4, status="completed")))
def follows_events():
    """Reads events; each number is yielded once, in the server's order."""
    for event in AgentClient().runs.stream_events(7, poll_interval=0.01):
        print(event.id, event.type, event.message, event.data, event.created_at)


@program(ok(DONE))
def follows_no_events():
    """A run without events."""
    events = AgentClient().runs.stream_events(run_id=7)
    print(type(events).__name__, iter(events) is events, list(events), next(events, "over"))


@program(ok(logs(1)), ok(logs(1, 2), times=0))
def follows_events_until_the_limit():
    """A limit ends the events without an exception."""
    client = AgentClient()
    print([e.id for e in client.runs.stream_events(7, timeout=0)])
    print([e.id for e in client.runs.stream_events(7, timeout=-1, poll_interval=9)])


@program(ok(logs(1, 2, status="completed"), times=3))
def looks_at_the_kind_of_events():
    """The method and its result under `inspect`, and the methods of the result."""
    client = AgentClient()
    stream = client.runs.stream_events
    print(inspect.isgeneratorfunction(stream), inspect.isasyncgenfunction(stream))
    print(inspect.isasyncgenfunction(AsyncAgentClient().runs.stream_events))
    events = stream(7)
    print(inspect.getgeneratorstate(events), events.__name__, events.__qualname__)
    print(next(events).id, inspect.getgeneratorstate(events))
    tried(lambda: events.throw(KeyError("mine")))
    print(inspect.getgeneratorstate(events))
    bad = stream(7, timeout=None, poll_interval=object())
    print(inspect.getgeneratorstate(bad))


@program(ok(logs(1, 2, 3)))
def leaves_events():
    """Stops reading in the midst."""
    client = AgentClient()
    events = client.runs.stream_events(7)
    print(here.requests())
    for event in events:
        print(event.id)
        break
    print(events.close(), next(events, "over"))


@program(ok(logs(1)), fails(404, {"detail": "gone"}))
def follows_events_of_what_vanishes():
    """An error ends the events."""
    events = AgentClient().runs.stream_events(7, poll_interval=0.01)
    print(next(events).id)
    tried(lambda: next(events))
    print(next(events, "over"))


@program(ok(logs(1)), fails(503, {}), ok(logs(1, 2, status="failed")), rows=["failed-poll"])
def follows_events_through_an_outage():
    """A poll fails between two events."""
    print([e.id for e in AgentClient().runs.stream_events(7, poll_interval=0.01)])


@program(ok(logs(1)), ok(logs(1, 2)), ok(logs(2, status="completed")))
def follows_events_slowly():
    """Takes longer for an event than the interval between two polls."""
    for event in AgentClient().runs.stream_events(7, poll_interval=0.4):
        print(event.id)
        time.sleep(0.5)  # the work that the program does with an event
    first, second, *_ = (request["at"] for request in here.requests())
    print("at once" if second - first < 0.75 else "an interval later")


@program(ok({**logs(1), "status": "completed", "messages": 5}), rows=["event-logs-only"])
def follows_events_of_an_unreadable_run():
    """Another field of the run is not as expected."""
    for event in AgentClient().runs.stream_events(7):
        print(event.id)


@program(
    ok(
        {
            **RUN,
            "status": "completed",
            "logs": [{**LOG, "data": None}, {**LOG, "id": 2, "type": "new", "data": [1]}],
        }
    )
)
def follows_events_of_new_kinds():
    """Unknown kinds of events."""
    for event in AgentClient().runs.stream_events(7):
        print(repr(event), event.type.name)


@program(
    ok({**RUN, "status": "completed", "logs": [{**LOG, "type": 5}]}), rows=["event-type-no-text"]
)
def follows_an_event_of_no_kind():
    """The kind of an event is a number."""
    print(list(AgentClient().runs.stream_events(7)))


@program({"pass": True, "hold": "gate"}, alone=True)
def interrupts_a_call():
    """Ctrl-C while a response is awaited; the client works on."""
    client = AgentClient()

    def interrupt():
        here.requests(1)
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)

    signal.signal(signal.SIGINT, signal.default_int_handler)
    thread = threading.Thread(target=interrupt)
    thread.start()
    try:
        client.agents.list()
    except KeyboardInterrupt:
        print("interrupted")
    thread.join()
    print(len(client.agents.list()))


@program(ok(RUN, times=0), alone=True)
def interrupts_a_wait():
    """Ctrl-C while a wait sleeps."""
    client = AgentClient()

    def interrupt():
        here.requests(1)
        time.sleep(
            0.1
        )  # the response has to reach the wait; a signal before that ends it just as well
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)

    signal.signal(signal.SIGINT, signal.default_int_handler)
    threading.Thread(target=interrupt).start()
    try:
        client.runs.wait(7, poll_interval=50)
    except KeyboardInterrupt:
        print("interrupted")
