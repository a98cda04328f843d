//! The same calls through Rust's typed methods, for the vectors that these can express.

use flymyai_core::models::{
    AgentCreate, AgentRun, AgentRunWait, AgentSchemaRequest, CompilationFilter, CompilationUpdate,
    Id, InstructionRun, InstructionWait, RunCreate, RunCreateWait, RunMessage, ToolCall,
    ToolFilter,
};
use flymyai_core::{Client, Error, TypedCall};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::polls::Outcome;
use crate::typed_groups;
use crate::typed_teams;
use crate::vector::Vector;

/// Makes the call and returns the record as JSON; `None` for a call without a typed form.
pub(crate) async fn call(client: &Client, vector: &Vector) -> Option<Result<Value, Error>> {
    // Values of serde_json have neither an order of keys nor numbers of any size.
    if vector.expect.ordered.is_some() && vector.fields.is_some() {
        return None;
    }
    if vector.operation == "runs.stream_events" {
        let outcome = events(client, vector).await;
        return Some(outcome.error.map_or(Ok(outcome.result), Err));
    }
    let fields: Map<String, Value> = match &vector.fields {
        Some(fields) => serde_json::from_str(fields.get()).unwrap(),
        None => Map::new(),
    };
    let (namespace, method) = vector.operation.split_once('.')?;
    match namespace {
        "agents" => agents(client, vector, method, fields).await,
        "runs" => runs(client, vector, method, fields).await,
        "tools" => tools(client, vector, method, fields).await,
        "compilations" => compilations(client, vector, method, fields).await,
        "teams" => typed_teams::teams(client, vector, method, fields).await,
        "shares" => typed_teams::shares(client, vector, method, fields).await,
        _ => typed_groups::call(client, vector, fields).await,
    }
}

/// Makes the call for its outcome; `None` for a call without a typed form.
pub(crate) async fn polled(client: &Client, vector: &Vector) -> Option<Outcome> {
    if vector.operation == "runs.stream_events" {
        return Some(events(client, vector).await);
    }
    Some(match call(client, vector).await? {
        Ok(result) => Outcome {
            result,
            error: None,
        },
        Err(error) => Outcome {
            result: Value::Null,
            error: Some(error),
        },
    })
}

async fn events(client: &Client, vector: &Vector) -> Outcome {
    let mut events = Vec::new();
    let mut error = None;
    match client.runs().stream_events_with(id(vector), vector.wait()) {
        Ok(mut stream) => {
            while let Some(event) = stream.next().await {
                match event {
                    Ok(event) => events.push(serde_json::to_value(event).unwrap()),
                    Err(failed) => error = Some(failed),
                }
            }
        }
        Err(refused) => error = Some(refused),
    }
    Outcome {
        result: events.into(),
        error,
    }
}

async fn agents(
    client: &Client,
    vector: &Vector,
    method: &str,
    mut fields: Map<String, Value>,
) -> Option<Result<Value, Error>> {
    let agents = client.agents();
    Some(match method {
        "create" => finish(agents.create(&agent(fields)?), vector).await,
        "list" if fields.is_empty() => finish(agents.list(), vector).await,
        "get" => finish(agents.get(id(vector)), vector).await,
        "update" => finish(agents.update(id(vector), &fields.into()), vector).await,
        "delete" => finish(agents.delete(id(vector)), vector).await,
        "run" => {
            let run = AgentRun {
                variables: fields.remove("variables"),
                message: text(&mut fields, "message"),
                subagent_limits: fields.remove("subagent_limits"),
            };
            finish(agents.run(id(vector), &run), vector).await
        }
        "run_and_wait" => {
            let run = AgentRunWait {
                variables: fields.remove("variables"),
                message: text(&mut fields, "message"),
                subagent_limits: fields.remove("subagent_limits"),
            };
            finish(agents.run_and_wait(id(vector), &run), vector).await
        }
        "freeze" => finish(agents.freeze(id(vector)), vector).await,
        "suggest_schema" => {
            let request = AgentSchemaRequest {
                user_prompt: text(&mut fields, "user_prompt")?,
                input_hint: text(&mut fields, "input_hint"),
                output_hint: text(&mut fields, "output_hint"),
                generate_descriptions: take(&mut fields, "generate_descriptions")
                    == Value::Bool(true),
            };
            finish(agents.suggest_schema(&request), vector).await
        }
        "compile_from_run" => finish(agents.compile_from_run(id(vector)), vector).await,
        _ => return None,
    })
}

async fn runs(
    client: &Client,
    vector: &Vector,
    method: &str,
    mut fields: Map<String, Value>,
) -> Option<Result<Value, Error>> {
    let runs = client.runs();
    Some(match method {
        "create" => {
            let agent = text(&mut fields, "agent_id")?;
            match (fields.remove("variables"), fields.is_empty()) {
                (Some(variables), true) => finish(runs.create_with(agent, variables), vector).await,
                (None, true) => finish(runs.create(agent), vector).await,
                (variables, false) => {
                    let run = RunCreate {
                        agent_id: agent.into(),
                        variables,
                        message: text(&mut fields, "message"),
                        subagent_limits: fields.remove("subagent_limits"),
                    };
                    finish(runs.create_from(&run), vector).await
                }
            }
        }
        "list" => match text(&mut fields, "agent_id") {
            Some(agent) => finish(runs.list_of_agent(&agent), vector).await,
            None => finish(runs.list(), vector).await,
        },
        "get" => finish(runs.get(id(vector)), vector).await,
        "cancel" => finish(runs.cancel(id(vector)), vector).await,
        "append_message" => {
            let message = RunMessage {
                text: text(&mut fields, "text")?,
                effort: text(&mut fields, "effort"),
                model: text(&mut fields, "model"),
            };
            finish(runs.append_message(id(vector), &message), vector).await
        }
        "suggest_schema" => {
            let (inputs, outputs) = (
                text(&mut fields, "inputs_prompt"),
                text(&mut fields, "outputs_prompt"),
            );
            finish(
                runs.suggest_schema(id(vector), inputs.as_deref(), outputs.as_deref()),
                vector,
            )
            .await
        }
        "wait" => finish(runs.wait(id(vector)), vector).await,
        "create_and_wait" => {
            let run = RunCreateWait {
                agent_id: text(&mut fields, "agent_id")?.into(),
                variables: fields.remove("variables"),
                message: text(&mut fields, "message"),
                subagent_limits: fields.remove("subagent_limits"),
            };
            finish(runs.create_and_wait(&run), vector).await
        }
        _ => return None,
    })
}

async fn tools(
    client: &Client,
    vector: &Vector,
    method: &str,
    mut fields: Map<String, Value>,
) -> Option<Result<Value, Error>> {
    let tools = client.tools();
    Some(match method {
        "list" if fields.is_empty() => finish(tools.list(), vector).await,
        "list" => {
            let filter = ToolFilter {
                page_size: whole(&mut fields, "page_size")?,
                mcp_tool: words(&mut fields, "mcp_tool")?,
                alias: words(&mut fields, "alias")?,
            };
            finish(tools.list_with(&filter), vector).await
        }
        "available" => finish(tools.available(), vector).await,
        "create" => finish(tools.create(&fields.into()), vector).await,
        "get" => finish(tools.get(id(vector)), vector).await,
        "update" => finish(tools.update(id(vector), &fields.into()), vector).await,
        "delete" => finish(tools.delete(id(vector)), vector).await,
        "provide_config" => {
            finish(
                tools.provide_config(id(vector), &take(&mut fields, "user_response")),
                vector,
            )
            .await
        }
        "call" => {
            let call = ToolCall {
                action: text(&mut fields, "action")?,
                arguments: fields.remove("arguments"),
                execution_id: words(&mut fields, "execution_id")?,
            };
            finish(tools.call(id(vector), &call), vector).await
        }
        _ => return None,
    })
}

async fn compilations(
    client: &Client,
    vector: &Vector,
    method: &str,
    mut fields: Map<String, Value>,
) -> Option<Result<Value, Error>> {
    let compilations = client.compilations();
    Some(match method {
        "list" if fields.is_empty() => finish(compilations.list(), vector).await,
        "list" => {
            let is_live = fields.remove("is_live").map(|value| value.as_bool());
            let filter = CompilationFilter {
                agent_id: text(&mut fields, "agent_id").map(Id::from),
                execution_id: fields
                    .remove("execution_id")
                    .map(|value| value.to_string().into()),
                is_live: match is_live {
                    Some(None) => return None,
                    found => found.flatten(),
                },
            };
            finish(compilations.list_with(&filter), vector).await
        }
        "get" => finish(compilations.get(id(vector)), vector).await,
        "update" => {
            let change = CompilationUpdate {
                instruction_md: text(&mut fields, "instruction_md"),
                cron_schedule: text(&mut fields, "cron_schedule"),
                timezone: text(&mut fields, "timezone"),
            };
            finish(compilations.update(id(vector), &change), vector).await
        }
        "compile" => finish(compilations.compile(id(vector)), vector).await,
        "freeze" => finish(compilations.freeze(id(vector)), vector).await,
        "run" => finish(compilations.run(id(vector)), vector).await,
        "run_instruction" => {
            let run = InstructionRun {
                variables: fields.remove("variables"),
                subagent_limits: fields.remove("subagent_limits"),
                external_user_id: words(&mut fields, "external_user_id")?,
                deployment_id: words(&mut fields, "deployment_id")?,
                connections: fields.remove("connections"),
                resource_set_id: words(&mut fields, "resource_set_id")?,
                resource_set_revision: whole(&mut fields, "resource_set_revision")?,
            };
            finish(compilations.run_instruction(id(vector), &run), vector).await
        }
        "run_instruction_and_wait" => {
            let run = InstructionWait {
                variables: fields.remove("variables"),
                subagent_limits: fields.remove("subagent_limits"),
                external_user_id: words(&mut fields, "external_user_id")?,
                deployment_id: words(&mut fields, "deployment_id")?,
                connections: fields.remove("connections"),
                resource_set_id: words(&mut fields, "resource_set_id")?,
                resource_set_revision: whole(&mut fields, "resource_set_revision")?,
            };
            finish(
                compilations.run_instruction_and_wait(id(vector), &run),
                vector,
            )
            .await
        }
        "wait" => finish(compilations.wait(id(vector)), vector).await,
        _ => return None,
    })
}

pub(crate) async fn finish<T>(mut call: TypedCall<T>, vector: &Vector) -> Result<Value, Error>
where
    T: DeserializeOwned + Serialize + 'static,
{
    if let Some(key) = &vector.options.idempotency_key {
        call = call.idempotency_key(key);
    }
    let record = call.wait_options(vector.wait()).await?;
    Ok(serde_json::to_value(record).unwrap())
}

pub(crate) fn id(vector: &Vector) -> Id {
    match vector.id.as_ref().and_then(Value::as_i64) {
        Some(number) => number.into(),
        None => vector.id_text().unwrap_or_default().into(),
    }
}

pub(crate) fn take(fields: &mut Map<String, Value>, name: &str) -> Value {
    fields.remove(name).unwrap_or_default()
}

pub(crate) fn text(fields: &mut Map<String, Value>, name: &str) -> Option<String> {
    take(fields, name).as_str().map(str::to_owned)
}

/// A text that may be missing; nothing if it is none.
fn words(fields: &mut Map<String, Value>, name: &str) -> Option<Option<String>> {
    match fields.remove(name) {
        None => Some(None),
        Some(value) => value.as_str().map(|text| Some(text.to_owned())),
    }
}

/// A whole number that may be missing; nothing if it is none.
fn whole(fields: &mut Map<String, Value>, name: &str) -> Option<Option<i64>> {
    match fields.remove(name) {
        None => Some(None),
        Some(value) => value.as_i64().map(Some),
    }
}

/// A new agent; nothing where a field is missing that Rust's type requires.
fn agent(mut fields: Map<String, Value>) -> Option<AgentCreate> {
    let ids = |value: Option<Value>| value.and_then(|value| serde_json::from_value(value).ok());
    let ids_of = |value: Option<Value>| value.and_then(|value| serde_json::from_value(value).ok());
    let schema = |value: Option<Value>| value.filter(|value| !value.is_null());
    let read = AgentCreate {
        name: text(&mut fields, "name")?,
        goal: text(&mut fields, "goal"),
        user_prompt_source: schema(fields.remove("user_prompt_source")),
        tools: ids(fields.remove("tools")),
        mcp_servers: ids(fields.remove("mcp_servers")),
        mcp_resource_set_ids: ids_of(fields.remove("mcp_resource_set_ids")),
        mcp_access_mode: words(&mut fields, "mcp_access_mode")?,
        input_schema: schema(fields.remove("input_schema")),
        input_description: text(&mut fields, "input_description"),
        output_schema: schema(fields.remove("output_schema")),
        output_description: text(&mut fields, "output_description"),
        status: text(&mut fields, "status"),
        preview: text(&mut fields, "preview"),
    };
    fields.is_empty().then_some(read)
}
