"""Shows all operations of runs, step by step; `make demo` runs it.

Without FLYMYAI_AGENTS_BASE_URL it uses the FlyMy.AI cloud, with the key in
FLYMYAI_API_KEY. It creates its agents, and deletes them at the end.
"""

from flymyai import AgentClient, VariablesValidationError


def step(title: str) -> None:
    print(f"\n== Python: {title}")


def show(text: str) -> None:
    print(f"   {text}")


client = AgentClient()
researcher = client.agents.create(
    name="Researcher",
    goal="Write a short overview of renewable energy trends in 2026",
    status="active",
)
scorer = client.agents.create(
    name="Scorer",
    goal="Score the given web site from 0 to 10",
    input_schema={
        "type": "object",
        "properties": {"website_url": {"type": "string"}},
        "required": ["website_url"],
    },
    output_schema={
        "type": "object",
        "properties": {"score": {"type": "number"}, "summary": {"type": "string"}},
    },
    status="active",
)

step("start a run")
run = client.runs.create(agent_id=researcher.id)
show(f"run {run.id}: {run.status.value}")

step("watch its events")
for event in client.runs.stream_events(run.id):
    if event.type == "declared_functions":
        show(f"[{event.type.value}] functions: {event.data}")
    elif event.type == "tool_call_exception":
        show(f"[{event.type.value}] tool error: {event.message}")
    else:
        show(f"[{event.type.value}] {event.message}")

step("get the result")
result = client.runs.wait(run.id, timeout=300, poll_interval=2.0)
show(f"status: {result.status.value}")
show(f"output: {result.output}")
show(
    f"{len(result.logs)} logs, {len(result.messages)} messages, prompt: {result.original_prompt!r}"
)

step("send a follow-up to an active run")
run = client.runs.create(agent_id=researcher.id)
run = client.runs.append_message(run.id, text="Can you also check competitor pricing?")
show(f"messages of run {run.id}: {[message['content'] for message in run.messages]}")

step("cancel it")
client.runs.cancel(run.id)
show(f"run {run.id}: {client.runs.get(run.id).status.value}")

step("list the agent's runs")
for run in client.runs.list(agent_id=researcher.id):
    show(f"{run.id}: {run.status.value} ({run.created_at})")

step("invalid variables")
try:
    client.runs.create(agent_id=scorer.id, variables={})
except VariablesValidationError as error:
    show(f"refused: {error.messages}")

step("freeze a good run into an instruction")
run = client.runs.create(agent_id=scorer.id, variables={"website_url": "https://flymy.ai"})
client.runs.wait(run.id, poll_interval=0.5)
compilation = client.agents.compile_from_run(run.id, timeout=120)
show(f"compilation {compilation.id}: {compilation.status.value}")
for line in compilation.instruction_md.splitlines():
    show(f"| {line}")

step("run it again, with other variables")
result = client.compilations.run_instruction_and_wait(
    compilation.id,
    variables={"website_url": "https://example.com"},
    poll_interval=0.5,
)
show(f"output: {result.output}")
show(f"score: {result.output['score']}")

client.agents.delete(researcher.id)
client.agents.delete(scorer.id)
client.close()
