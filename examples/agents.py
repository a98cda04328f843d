"""Creates an agent, runs it, sends a follow-up, freezes the run and repeats it, with asyncio.

With the emulator: run `make emulator` in one terminal, and in another one

    export FLYMYAI_API_KEY=fly-local FLYMYAI_AGENTS_BASE_URL=http://127.0.0.1:8787
    python examples/agents.py

With the cloud: set only FLYMYAI_API_KEY, to your own key.
"""

import asyncio

from flymyai import AsyncAgentClient, VariablesValidationError


async def main() -> None:
    async with AsyncAgentClient() as client:
        print("== Python: schemas for a goal")
        goal = "Find what was written about {{ topic }} on {{ date }}. Write one line."
        drafted = await client.agents.suggest_schema(user_prompt=goal, generate_descriptions=True)
        print(f"   {sorted(drafted.input_schema['properties'])}, {drafted.input_description!r}")

        tool = await client.tools.create(mcp_tool="tavily")
        agent = await client.agents.create(
            name="Press review",
            goal=goal,
            tools=[tool.id],
            input_schema={
                "type": "object",
                "properties": {"topic": {"type": "string"}, "date": {"type": "string"}},
                "required": ["topic", "date"],
            },
        )

        print("\n== Python: invalid variables")
        try:
            await client.agents.run(agent.id, variables={"topic": "tides"})
        except VariablesValidationError as error:
            print(f"   {error.messages} {error.field_errors}")

        print("\n== Python: a run")
        run = await client.runs.create(
            agent_id=agent.id, variables={"topic": "tides", "date": "2026-05-21"}
        )
        async for event in client.runs.stream_events(run.id, poll_interval=0.2):
            print(f"   [{event.type.value}] {event.message}")
        result = await client.runs.wait(run.id, poll_interval=0.2)
        print(f"   {result.output}")

        print("\n== Python: a follow-up")
        await client.runs.append_message(run.id, text="Shorter, please.")
        result = await client.runs.wait(run.id, poll_interval=0.2)
        print(f"   {result.status.value}")

        print("\n== Python: freeze the run, and run the instruction")
        compilation = await client.agents.compile_from_run(run.id, poll_interval=0.2)
        again = await client.compilations.run_instruction_and_wait(
            compilation.id, variables={"topic": "storms", "date": "2026-05-19"}, poll_interval=0.2
        )
        print(f"   {again.output}")

        print("\n== Python: schemas from the run; the service stores them with the agent")
        suggestion = await client.runs.suggest_schema(
            run.id, inputs_prompt="A topic and a date", outputs_prompt="One line of text"
        )
        print(f"   {suggestion.output_schema}")


asyncio.run(main())
