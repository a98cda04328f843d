//! Routes of agents.

use std::sync::Arc;

use axum::Extension;
use axum::response::Response;
use http::{StatusCode, Uri};

use super::plan::Plan;
use super::run::{Progress, Run};
use super::suggestion::Suggestion;
use super::task::Task;
use super::{Agents, IdempotencyKey, Raw};
use crate::accounts::Moment;
use crate::response::{ApiError, CurrentAccount, Fields, Name, Outcome, json, no_content};

pub(super) async fn list(CurrentAccount(account): CurrentAccount) -> Response {
    let moment = account.moment();
    let agents = account.agents();
    let mut tasks: Vec<&Task> = agents.tasks.values().collect();
    tasks.sort_by_key(|task| task.number);
    let rows: Vec<_> = tasks
        .iter()
        .map(|task| task.row(&agents.tools, moment))
        .collect();
    json(StatusCode::OK, &rows)
}

pub(super) async fn create(CurrentAccount(account): CurrentAccount, fields: Fields) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let task = Task::create(&fields, &agents.tools, moment.now)?;
    let response = json(StatusCode::CREATED, &task.row(&agents.tools, moment));
    agents.add_task(task);
    Ok(response)
}

pub(super) async fn detail(CurrentAccount(account): CurrentAccount, Name(id): Name) -> Outcome {
    let moment = account.moment();
    let agents = account.agents();
    Ok(json(
        StatusCode::OK,
        &agents.task(&id)?.detail(&agents.tools, moment),
    ))
}

pub(super) async fn update(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let Agents { tasks, tools, .. } = &mut *agents;
    let task = tasks.get_mut(&id).ok_or_else(ApiError::not_found)?;
    task.update(&fields, tools, moment.now)?;
    Ok(json(StatusCode::OK, &task.row(tools, moment)))
}

pub(super) async fn delete(CurrentAccount(account): CurrentAccount, Name(id): Name) -> Outcome {
    account
        .agents()
        .tasks
        .remove(&id)
        .map(|_| no_content())
        .ok_or_else(ApiError::not_found)
}

pub(super) async fn suggest_schema(fields: Fields) -> Outcome {
    let prompt = fields.required_text("user_prompt")?;
    let describe = fields
        .read("generate_descriptions", "Must be a valid boolean.")?
        .unwrap_or(false);
    let (input, output) = (hint(&fields, "input_hint")?, hint(&fields, "output_hint")?);
    suggest(&prompt, input.as_deref(), output.as_deref(), describe)
        .map(|found| json(StatusCode::OK, &found))
}

pub(super) fn hint(fields: &Fields, name: &str) -> Outcome<Option<String>> {
    Ok(fields
        .read::<Option<String>>(name, "Not a valid string.")?
        .flatten())
}

/// A suggestion, unless the goal demands a failure.
pub(super) fn suggest(
    prompt: &str,
    input: Option<&str>,
    output: Option<&str>,
    describe: bool,
) -> Outcome<Suggestion> {
    if super::goal::fails(prompt) {
        let text = "The model did not come up with a schema.";
        return Err(ApiError::detail(StatusCode::BAD_GATEWAY, text));
    }
    Ok(Suggestion::new(
        &super::goal::text(prompt),
        input,
        output,
        describe,
    ))
}

pub(super) async fn run_loop(
    CurrentAccount(account): CurrentAccount,
    Name(id): Name,
    uri: Uri,
    key: Option<Extension<IdempotencyKey>>,
    fields: Fields,
) -> Outcome {
    let moment = account.moment();
    let mut agents = account.agents();
    let variables = agents.task(&id)?.variables(&fields)?;
    let run = agents.start_once(&uri, key.map(|Extension(key)| key), |agents| {
        let task = agents.task(&id)?;
        let plan = Plan::explore(task, &agents.tools_of(task), &variables);
        agents.start_by_clock(&id, variables, plan, None, moment)
    })?;
    Ok(json(StatusCode::CREATED, &agents.run(run)?.detail(moment)))
}

impl Agents {
    /// Starts a run, unless the same POST with the same idempotency key has done so before.
    pub(super) fn start_once(
        &mut self,
        uri: &Uri,
        key: Option<IdempotencyKey>,
        start: impl FnOnce(&mut Self) -> Outcome<u64>,
    ) -> Outcome<u64> {
        let Some(IdempotencyKey(key)) = key else {
            return start(self);
        };
        let request = (uri.path().to_owned(), key);
        if let Some(run) = self.started.get(&request) {
            return Ok(*run);
        }
        let run = start(self)?;
        self.started.insert(request, run);
        Ok(run)
    }

    pub(super) fn start_by_clock(
        &mut self,
        task: &str,
        variables: Raw,
        plan: Plan,
        previous: Option<u64>,
        moment: Moment,
    ) -> Outcome<u64> {
        self.start(task, |task, id, sequence| {
            let progress = Progress::Clock { pace: moment.pace };
            let mut run = Run::new(
                task,
                id,
                sequence,
                variables,
                Arc::new(plan),
                progress,
                moment.now,
            );
            run.previous = previous;
            run
        })
    }
}
