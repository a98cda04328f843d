"""The operations of the asynchronous client, and its own behaviour."""

from __future__ import annotations

import asyncio
import inspect

from kit import atried, empty, fails, here, ok, program
from support.account import AGENT, COMPILATION, LOG, RUN, TOOL

from flymyai import AsyncAgentClient

SUGGESTION = {"input_schema": {}, "output_schema": {}}


@program(
    ok(AGENT),
    ok([AGENT]),
    ok(AGENT),
    ok(AGENT),
    empty(),
    ok(RUN),
    ok(COMPILATION),
    ok(SUGGESTION),
    rows=["later-names"],
)
async def awaits_the_operations_on_agents():
    """Calls everything that `agents` has."""
    async with AsyncAgentClient() as client:
        print(await client.agents.create(name="n", goal="g", tools=[]))
        print(await client.agents.list())
        print(await client.agents.get("agent_1"))
        print(await client.agents.update("agent_1", goal="g2"))
        print(await client.agents.delete("agent_1"))
        print(await client.agents.run("agent_1"))
        print(await client.agents.freeze(7))
        print(await client.agents.suggest_schema(user_prompt="p", output_hint="o"))


@program(ok(RUN), ok([RUN]), ok(RUN), empty(), ok(RUN), ok(SUGGESTION), rows=["later-names"])
async def awaits_the_operations_on_runs():
    """Calls everything that `runs` has."""
    async with AsyncAgentClient() as client:
        print(await client.runs.create(agent_id="agent_1", variables={"a": "ü"}))
        print(await client.runs.list())
        print(await client.runs.get(7))
        print(await client.runs.cancel(7))
        print(await client.runs.append_message(7, text="more"))
        print(await client.runs.suggest_schema(7))


@program(
    ok([TOOL]), ok([]), ok(TOOL), ok(TOOL), ok(TOOL), empty(), ok(TOOL), ok([1]),
    rows=["later-names"],
)  # fmt: skip
async def awaits_the_operations_on_tools():
    """Calls everything that `tools` has."""
    async with AsyncAgentClient() as client:
        print(await client.tools.list())
        print(await client.tools.available())
        print(await client.tools.create(mcp_tool="tavily"))
        print(await client.tools.get(2))
        print(await client.tools.update(2, is_active=True))
        print(await client.tools.delete(2))
        print(await client.tools.provide_config(2, user_response="r"))
        print(await client.tools.call(2, action="a", arguments={"b": 1}))


@program(
    ok([COMPILATION]), ok(COMPILATION), ok(COMPILATION), ok(COMPILATION), ok(COMPILATION),
    ok(COMPILATION), ok(RUN), ok({**COMPILATION, "status": "compiled"}),
    rows=["later-names"],
)  # fmt: skip
async def awaits_the_operations_on_compilations():
    """Calls everything that `compilations` has."""
    async with AsyncAgentClient() as client:
        print(await client.compilations.list())
        print(await client.compilations.get(5))
        print(await client.compilations.update(5, cron_schedule="0 1 * * *"))
        print(await client.compilations.compile(execution_id=7))
        print(await client.compilations.freeze(execution_id=7))
        print(await client.compilations.run(5))
        print(await client.compilations.run_instruction(5))
        print(await client.compilations.wait(5))


@program(ok(RUN), ok({**RUN, "status": "completed"}), rows=["later-names"])
async def awaits_an_instruction():
    """Runs an instruction and waits for its end."""
    async with AsyncAgentClient() as client:
        print(await client.compilations.run_instruction_and_wait(5, variables={"a": 1}))


@program(
    ok(COMPILATION), ok({**COMPILATION, "status": "failed", "error": "no"}),
    rows=["later-names"],
)  # fmt: skip
async def awaits_a_compilation_that_fails():
    """Compiles a run in vain."""
    async with AsyncAgentClient() as client:
        await client.agents.compile_from_run(7)


@program(ok(RUN), ok(RUN), ok({**RUN, "status": "cancelled"}), rows=["later-names"])
async def awaits_a_run():
    """Waits for a run that is cancelled."""
    async with AsyncAgentClient() as client:
        print(repr(await client.runs.wait(7, poll_interval=0.01)))


@program(ok(RUN))
async def awaits_a_run_for_too_long():
    """The run is not over in time."""
    async with AsyncAgentClient() as client:
        await client.runs.wait(run_id="7", timeout=0)


@program(
    ok({**RUN, "logs": [LOG]}),
    ok({**RUN, "logs": [LOG, {**LOG, "id": 2, "type": "brand_new"}], "status": "completed"}),
)
async def follows_events_asynchronously():
    """Reads events as they arrive."""
    async with AsyncAgentClient() as client:
        events = client.runs.stream_events(7, poll_interval=0.01)
        print(inspect.isasyncgen(events), hasattr(events, "aclose"))
        async for event in events:
            print(event.id, event.type.value, event.message)


@program(fails(404, {"detail": "Not found."}), fails(400, {"variables": ["'url' is required"]}))
async def awaits_what_is_refused():
    """Errors of the asynchronous client are those of the other."""
    async with AsyncAgentClient(max_retries=0) as client:
        await atried(client.runs.get(9))
        await atried(client.agents.run("agent_1"))


@program({"pass": True, "hold": "gate"})
async def cancels_a_call():
    """Cancels the task that waits for a response; the client works on."""
    async with AsyncAgentClient() as client:
        task = asyncio.ensure_future(client.agents.list())
        await asyncio.get_running_loop().run_in_executor(None, here.requests, 1)
        task.cancel()
        await atried(task)
        print(len(await client.agents.list()))


@program({"pass": True, "hold": "gate"})
async def gives_a_call_a_time_limit():
    """`asyncio.wait_for` ends a call that takes too long."""
    async with AsyncAgentClient() as client:
        try:
            await asyncio.wait_for(client.agents.list(), 0.2)
        except asyncio.TimeoutError as error:
            print(type(error), error.args)


@program(ok(RUN, times=0))
async def cancels_a_wait():
    """Cancels a wait that sleeps between two polls."""
    async with AsyncAgentClient() as client:
        task = asyncio.ensure_future(client.runs.wait(7, poll_interval=50))
        await asyncio.get_running_loop().run_in_executor(None, here.requests, 1)
        task.cancel()
        await atried(task)


@program(ok(RUN, times=3), any_order=True)
async def calls_at_the_same_time():
    """Gathers several calls."""
    async with AsyncAgentClient() as client:
        runs = await asyncio.gather(*(client.runs.get(number) for number in (7, 8, 9)))
        print([run.id for run in runs])


@program(ok([]))
async def calls_a_closed_asynchronous_client():
    """A closed client refuses; closing twice is fine."""
    client = AsyncAgentClient()
    print(await client.agents.list())
    print(await client.close(), await client.close())
    await atried(client.agents.list())


@program()
async def uses_an_asynchronous_client_like_the_other():
    """There is no `with`, and the result of an operation must be awaited."""
    client = AsyncAgentClient()
    try:
        with client:
            pass
    except Exception as error:
        print(type(error))
    call = client.agents.list()
    print(inspect.iscoroutine(call), inspect.iscoroutinefunction(client.agents.list))
    call.close()
    await client.close()


@program(ok([]), ok([]), rows=["second-loop"])
def uses_a_client_in_two_event_loops():
    """Makes one client and calls it in two runs of asyncio."""
    client = AsyncAgentClient()

    async def once():
        print(await client.agents.list())

    asyncio.run(once())
    asyncio.run(once())
