//! Operations of several requests: lists of runs, and waits.

#[cfg(feature = "files")]
use super::directories;
use super::invocation::Invocation;
use super::page_list;
use super::request::Request;
use super::requester::Requester;
use super::response::Response;
use super::run_lists;
use super::wait::{self, StartedBy};
use crate::agents::fields;
use crate::agents::idempotency::MissingKey;
use crate::agents::operation::{Arguments, Flow, Operation};
use crate::error::{Error, Subject};
use crate::poll::Poller;

/// Runs an operation to its result.
pub(crate) async fn run(flow: Flow, call: &Invocation) -> Result<Response, Error> {
    match flow {
        Flow::Response | Flow::Done | Flow::Page(_) => call.requester.execute(&call.request).await,
        Flow::Pages(paging) => {
            Box::pin(page_list::list(&call.requester, &call.request, paging)).await
        }
        Flow::ListRuns(paging, get) => {
            let agent = run_lists::agent(call.fields.as_deref());
            Box::pin(run_lists::list(
                &call.requester,
                &call.request,
                paging,
                get,
                agent,
            ))
            .await
        }
        Flow::First => Box::pin(page_list::first(&call.requester, &call.request)).await,
        Flow::WaitForRun | Flow::WaitForCompilation => {
            let id = call.caller_id.clone();
            let subject = match flow {
                Flow::WaitForRun => Subject::Run(id),
                _ => Subject::Compilation(id),
            };
            wait::until(
                &call.requester,
                &call.request,
                Poller::new(call.wait),
                subject,
                StartedBy::AnotherCall,
            )
            .await
        }
        #[cfg(feature = "files")]
        Flow::CreateFromDirectory => Box::pin(directories::create(call)).await,
        #[cfg(feature = "files")]
        Flow::PublishDirectory(list) => Box::pin(directories::publish(call, list)).await,
        #[cfg(not(feature = "files"))]
        Flow::CreateFromDirectory | Flow::PublishDirectory(_) => {
            Err(Error::argument("directory", NO_FILES))
        }
        Flow::ThenRun(get) => Box::pin(then_run(call, get)).await,
        Flow::ThenCompilation(get) => Box::pin(then_compilation(call, get)).await,
    }
}

/// Why a directory can't be sent without the feature `files`.
#[cfg(not(feature = "files"))]
pub const NO_FILES: &str = "directory can't be read, because this implementation has no access to \
    files: pass the files with their content";

/// Waits for the run in the response to a request. It is polled at least once, whatever
/// status that response has. One deadline covers both.
async fn then_run(call: &Invocation, get: &'static Operation) -> Result<Response, Error> {
    let mut poller = Poller::new(call.wait);
    let id = started_id(&call.requester, &call.request, &mut poller).await?;
    let request = get.request(&Arguments::of(id.as_str()), MissingKey::Omit)?;
    wait::until(
        &call.requester,
        &request,
        poller,
        Subject::Run(id),
        StartedBy::ThisCall,
    )
    .await
}

/// Waits for the compilation in the response to a request. It is polled at least once,
/// whatever status that response has; one that failed is an error. One deadline covers both.
async fn then_compilation(call: &Invocation, get: &'static Operation) -> Result<Response, Error> {
    let mut poller = Poller::new(call.wait);
    let id = started_id(&call.requester, &call.request, &mut poller).await?;
    let request = get.request(&Arguments::of(id.as_str()), MissingKey::Omit)?;
    let subject = Subject::Compilation(id);
    let response = wait::until(
        &call.requester,
        &request,
        poller,
        subject,
        StartedBy::ThisCall,
    )
    .await?;
    match Error::from_compilation(&response.body) {
        Some(error) => Err(error),
        None => Ok(response),
    }
}

/// Starts the work of a wait, and returns the id of its record as text.
pub(super) async fn started_id(
    requester: &Requester,
    request: &Request,
    poller: &mut Poller,
) -> Result<String, Error> {
    let response = wait::start(requester, request, poller).await?;
    let Some(id) = fields::text_argument(Some(&response.body), "id") else {
        let what = "the response names no id to wait for";
        return Err(requester.unreadable(request, response, what));
    };
    if let Some(trace) = requester.session.trace() {
        trace.started(&id);
    }
    Ok(id)
}
