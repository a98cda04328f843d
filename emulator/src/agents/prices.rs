//! The prices of runs. A row is an estimate until it is settled, one step of the pace after the end of the run.

use axum::response::Response;
use http::StatusCode;
use serde::Serialize;
use serde_json::Value;

use super::Agents;
use super::plan::Line;
use super::run::{Run, is_terminal};
use super::run_id::{self, RunId};
use crate::accounts::Moment;
use crate::response::{ApiError, CurrentAccount, Outcome, json};
use crate::rest::money::Money;
use crate::rest::origin::Origin;
use crate::rest::pages::{Order, array_or_links};
use crate::rest::query::Query;

/// The most runs that one request names or takes.
const MOST: u64 = 200;
const TOOL_CALL: Money = Money(2_000);
/// Millionths of a USD per token.
const INPUT_TOKEN: u64 = 1;
const OUTPUT_TOKEN: u64 = 4;

#[derive(Serialize)]
struct RunPrice {
    id: String,
    run_seq: u64,
    billing_settled: bool,
    total_price: Money,
    tool_calls: Vec<ToolCall>,
    llm_usage: Vec<Usage>,
    model_inference: [(); 0],
    total_with_inference: Money,
}

#[derive(Serialize)]
struct ToolCall {
    action_name: String,
    price: Money,
    settled: bool,
}

#[derive(Serialize)]
struct Usage {
    provider: &'static str,
    model: &'static str,
    purpose: &'static str,
    input_tokens: u64,
    cache_read_tokens: u64,
    cache_write_tokens: u64,
    total_input_tokens: u64,
    output_tokens: u64,
    reasoning_tokens: u64,
    price: Money,
    settled: bool,
}

pub(super) async fn detail(CurrentAccount(account): CurrentAccount, RunId(id): RunId) -> Outcome {
    let moment = account.moment();
    let agents = account.agents();
    let price = agents.price(agents.run(id)?, moment);
    Ok(json(StatusCode::OK, &price))
}

/// The prices of the runs that are named, in this order, or else of the newest ones.
pub(super) async fn list(
    CurrentAccount(account): CurrentAccount,
    origin: Origin,
    query: Query,
) -> Outcome<Response> {
    let moment = account.moment();
    let standard = account.settings().list_page_size;
    let agents = account.agents();
    if let Some(ids) = query.get("ids") {
        let ids: Vec<&str> = ids.split(',').map(str::trim).collect();
        if ids.len() as u64 > MOST {
            return Err(ApiError::invalid("ids", format!("At most {MOST} runs.")));
        }
        let price = |id: &&str| {
            let id = run_id::number(id).ok_or_else(ApiError::not_found)?;
            Ok(agents.price(agents.run(id)?, moment))
        };
        let prices: Vec<_> = ids.iter().map(price).collect::<Outcome<_>>()?;
        return Ok(json(StatusCode::OK, &prices));
    }
    let limit = query.whole("limit", 1, MOST)?.unwrap_or(50);
    let newest = agents.runs.iter().rev().take(limit as usize);
    let rows = newest.map(|run| (run.id, agents.price(run, moment)));
    let list = array_or_links(&query, &origin, standard, Order::NewestFirst, rows)?;
    Ok(json(StatusCode::OK, &list))
}

impl Agents {
    fn price(&self, run: &Run, moment: Moment) -> RunPrice {
        let stage = run.stage(moment.now);
        let ended = is_terminal(stage.status);
        let settled = ended && moment.now >= stage.changed + moment.pace;
        let written = run.plan.lines.iter().take(stage.written);
        let own = written
            .filter(|line| line.kind == "tool_called")
            .map(|line| function(line).unwrap_or_else(|| "tool".to_owned()));
        let from_outside = self.calls.get(&run.id).into_iter().flatten().cloned();
        let tool_calls: Vec<ToolCall> = own
            .chain(from_outside)
            .map(|action_name| ToolCall {
                action_name,
                price: TOOL_CALL,
                settled,
            })
            .collect();
        let llm_usage: Vec<Usage> = (stage.status != "pending")
            .then(|| usage(stage.written as u64 + 1, settled))
            .into_iter()
            .collect();
        let total_price = tool_calls.iter().map(|call| call.price).sum::<Money>()
            + llm_usage.iter().map(|usage| usage.price).sum();
        RunPrice {
            id: run.id.to_string(),
            run_seq: run.sequence,
            billing_settled: settled,
            total_price,
            tool_calls,
            llm_usage,
            model_inference: [],
            total_with_inference: total_price,
        }
    }
}

/// The function that a line names as called.
fn function(line: &Line) -> Option<String> {
    let data: Value = serde_json::from_str(line.data.get()).ok()?;
    Some(data.get("function")?.as_str()?.to_owned())
}

fn usage(turns: u64, settled: bool) -> Usage {
    let (input, read, write, output) = (120 * turns, 800 * (turns - 1), 300, 45 * turns);
    let total_input_tokens = input + read + write;
    Usage {
        provider: "flymyai",
        model: "emulated",
        purpose: "agent",
        input_tokens: input,
        cache_read_tokens: read,
        cache_write_tokens: write,
        total_input_tokens,
        output_tokens: output,
        reasoning_tokens: 15 * turns,
        price: Money(INPUT_TOKEN * total_input_tokens + OUTPUT_TOKEN * output),
        settled,
    }
}
