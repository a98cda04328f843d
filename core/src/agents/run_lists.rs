//! Lists of runs: all of an account, or one agent's.

use std::borrow::Cow;

use bytes::{BufMut, Bytes, BytesMut};
use futures_util::{StreamExt, TryStreamExt, stream};

use super::page_list;
use super::pages::Paging;
use super::request::Request;
use super::requester::Requester;
use super::response::Response;
use crate::agents::fields;
use crate::agents::idempotency::MissingKey;
use crate::agents::operation::{Arguments, Operation};
use crate::error::Error;
use crate::scan;

/// The client selects the rows: the service has no such parameter.
const AGENT_ID: &str = "agent_id";
/// The number of runs that are requested at once to find their agents.
const LOOKUPS_AT_ONCE: usize = 8;

/// The agent that the arguments of a list name, if any.
pub(crate) fn agent(arguments: Option<&[u8]>) -> Option<String> {
    fields::text_argument(arguments, AGENT_ID)
}

/// All runs, or those of one agent.
///
/// The service's rows name their agent by a number that callers never see, so
/// each number is looked up once, through a run of that agent.
pub(crate) async fn list(
    requester: &Requester,
    request: &Request,
    paging: &'static Paging,
    get: &'static Operation,
    agent: Option<String>,
) -> Result<Response, Error> {
    let response = page_list::list(requester, request, paging).await?;
    let Some(agent) = agent else {
        return Ok(response);
    };
    let rows = rows(&response.body).map_err(|error| error.with_status(response.status))?;
    resolve(requester, get, &rows).await?;
    let mut kept = BytesMut::with_capacity(response.body.len());
    kept.put_u8(b'[');
    for row in rows
        .iter()
        .filter(|row| row.agent(requester).as_deref() == Some(&*agent))
    {
        if kept.len() > 1 {
            kept.put_u8(b',');
        }
        kept.put_slice(row.text);
    }
    kept.put_u8(b']');
    drop(rows);
    Ok(Response {
        body: kept.freeze(),
        ..response
    })
}

/// One row of the list, as far as its agent is concerned.
struct Row<'a> {
    text: &'a [u8],
    id: Option<Cow<'a, str>>,
    task: Option<Cow<'a, str>>,
    agent: Option<Cow<'a, str>>,
}

impl Row<'_> {
    fn agent(&self, requester: &Requester) -> Option<String> {
        match &self.agent {
            Some(agent) => Some(agent.clone().into_owned()),
            None => requester.known_agent(self.task.as_deref()?),
        }
    }
}

fn rows(body: &Bytes) -> Result<Vec<Row<'_>>, Error> {
    let undecodable = || Error::decode("the response is not a list of runs", body.clone());
    let array = scan::document(body)
        .filter(|value| value.starts_with(b"["))
        .ok_or_else(undecodable)?;
    scan::elements(array)
        .map(|row| {
            let text = row.map_err(|_| undecodable())?;
            let mut row = Row {
                text,
                id: None,
                task: None,
                agent: None,
            };
            for member in scan::members(text) {
                let (name, value) = member.map_err(|_| undecodable())?;
                match name.as_ref() {
                    "id" => row.id = scan::text(value),
                    "user_agent_task" => row.task = scan::text(value),
                    "user_agent_task_uuid" => row.agent = scan::text(value),
                    _ => {}
                }
            }
            Ok(row)
        })
        .collect()
}

/// Looks up the agent of each number that is not known yet.
async fn resolve(
    requester: &Requester,
    get: &'static Operation,
    rows: &[Row<'_>],
) -> Result<(), Error> {
    let mut unknown: Vec<(String, Vec<String>)> = Vec::new();
    for row in rows.iter().filter(|row| row.agent(requester).is_none()) {
        if let (Some(task), Some(id)) = (&row.task, &row.id) {
            match unknown.iter_mut().find(|(known, _)| known == task) {
                Some((_, runs)) => runs.push(id.to_string()),
                None => unknown.push((task.to_string(), vec![id.to_string()])),
            }
        }
    }
    stream::iter(unknown)
        .map(|(task, runs)| look_up(requester, get, task, runs))
        .buffer_unordered(LOOKUPS_AT_ONCE)
        .try_collect()
        .await
}

/// Gets one run for its agent; the next one if that run was deleted meanwhile.
async fn look_up(
    requester: &Requester,
    get: &'static Operation,
    task: String,
    runs: Vec<String>,
) -> Result<(), Error> {
    for run in runs {
        let request = get.request(&Arguments::of(run), MissingKey::Omit)?;
        match requester.execute(&request).await {
            Ok(response) => {
                if let Some(agent) =
                    fields::text_argument(Some(&response.body), "user_agent_task_uuid")
                {
                    requester.remember_agent(task, agent);
                }
                return Ok(());
            }
            Err(error) if error.status() == Some(404) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
