//! Asynchronous tasks: the wait for their results.

use std::time::Duration;

use super::client::Inference;
use super::model::Model;
use super::predict::PredictError;
use super::request::InferenceRequest;
use super::response::ModelResponse;
use crate::clock::Clock;
use crate::deadline::{Deadline, poll_timeouts, within};
use crate::error::Error;
use crate::host;
use crate::log::{LogEvent, LogKinds};
use crate::poll::{OnFailure, PollEnd, Poller, WaitOptions};
use crate::retry;
use crate::status::{is_inconclusive, is_retryable_status};

/// The number of a task's responses that keep a head and a content of their own: a wait may poll for
/// days.
const MAX_KEPT_HEADS: usize = 256;

/// The name of a task in log records.
const TASK: &str = "task";

/// The default pause between two requests for a task's result.
pub const TASK_POLL_INTERVAL: Duration = Duration::from_millis(500);

/// The pause of a wait for a task after this many consecutive failures of the request for
/// its result; `None` if the failure ends the wait. The clock is that of the caller, who
/// makes the polls.
///
/// The wait continues after a request without a response (no status), and after a response
/// that says nothing about the task. A 500 is the failure of the task.
///
/// ```
/// use std::time::Duration;
///
/// use flymyai_core::{SystemClock, task_poll_delay};
///
/// assert!(task_poll_delay(Some(500), 1, &SystemClock).is_none());
/// assert!(task_poll_delay(None, 5, &SystemClock).unwrap() >= Duration::from_secs(4));
/// ```
#[must_use]
pub fn task_poll_delay(status: Option<u16>, failures: u32, clock: &dyn Clock) -> Option<Duration> {
    let continues =
        status.is_none_or(|status| is_inconclusive(status) || is_retryable_status(status));
    continues.then(|| retry::backoff(failures, clock.jitter()))
}

/// The outcome of the wait for a task.
#[derive(Debug)]
#[non_exhaustive]
pub enum TaskEnd {
    /// The task has a result, or has failed.
    Finished {
        /// The result, or the failure of the task.
        response: ModelResponse,
        /// The responses before it, which state that there is no result yet.
        history: Vec<ModelResponse>,
    },
    /// The timeout has passed without a result, or while requests failed; then with the
    /// last failure.
    OutOfTime(Option<PredictError>),
}

impl Inference {
    /// Polls for a task's result at this interval until there is one or the timeout has
    /// passed; `None` for no limit. The last poll is made at the timeout, with half a second
    /// for the response.
    ///
    /// Once the service has responded to this client, the wait continues through transient
    /// failures.
    ///
    /// # Errors
    ///
    /// The failure of the first request.
    pub async fn wait_for_task(
        &self,
        model: &Model,
        prediction_id: &str,
        interval: Duration,
        timeout: Option<Duration>,
    ) -> Result<TaskEnd, Error> {
        let request = InferenceRequest::task_result(model, prediction_id);
        let mut poller = Poller::new(WaitOptions {
            timeout: timeout.map(|timeout| timeout.as_secs_f64()),
            poll_interval: interval.as_secs_f64(),
        });
        let mut history = Vec::new();
        loop {
            let deadline = poller.start_bounded(&self.session);
            poller.pause(&self.session).await?;
            let had_responded = self.session.has_responded();
            let (failure, response) = match self.poll(&request, deadline).await {
                Ok(response) if response.requires_retry() => {
                    poller.succeeded();
                    request.attempts.restart();
                    self.session
                        .log()
                        .record(LogKinds::POLL, || LogEvent::Poll {
                            subject: TASK,
                            id: prediction_id.to_owned(),
                            status: "pending".to_owned(),
                        });
                    remember(&mut history, response);
                    match poller.rest(&self.session) {
                        true => continue,
                        false => return Ok(TaskEnd::OutOfTime(None)),
                    }
                }
                Ok(response) if had_responded && is_inconclusive(response.status) => {
                    let delay = retry::retry_after(&response.head.headers, host::system_time());
                    let failure = Error::from_status(response.status, response.content.clone());
                    (failure.with_retry_after(delay), Some(response))
                }
                Ok(response) => {
                    self.session
                        .log()
                        .record(LogKinds::RUN_END, || LogEvent::Ended {
                            subject: TASK,
                            id: prediction_id.to_owned(),
                            status: format!("status {}", response.status),
                        });
                    return Ok(TaskEnd::Finished { response, history });
                }
                Err(error) => (error, None),
            };
            let is_known = poller.has_snapshot() || self.session.has_responded();
            let reaction = match is_known && failure.is_transient() {
                true => OnFailure::Continue,
                false => OnFailure::Fail,
            };
            match poller.failed(&self.session, failure, reaction) {
                Ok(()) => history.extend(response),
                Err(PollEnd::Failed(error)) => return Err(error),
                Err(PollEnd::OutOfTime(error)) => {
                    let cause = match response {
                        Some(response) => PredictError::Responses(vec![response]),
                        None => PredictError::Failed(error),
                    };
                    return Ok(TaskEnd::OutOfTime(Some(cause)));
                }
            }
        }
    }

    async fn poll(
        &self,
        request: &InferenceRequest,
        deadline: Deadline,
    ) -> Result<ModelResponse, Error> {
        let limit = deadline.request_limit(&*self.session.clock);
        let timeouts = poll_timeouts(self.config.settings.timeouts, limit);
        // Boxed: a wait is idle far longer than it sends, and must be small meanwhile.
        Box::pin(within(limit, self.exchange_with(request, timeouts))).await
    }
}

/// Keeps a response. After the first ones, one that repeats its predecessor shares its memory.
fn remember(history: &mut Vec<ModelResponse>, response: ModelResponse) {
    let again = match history.last() {
        Some(last) if history.len() >= MAX_KEPT_HEADS => (last.status == response.status
            && last.content == response.content)
            .then(|| last.clone()),
        _ => None,
    };
    history.push(again.unwrap_or(response));
}

#[cfg(test)]
#[cfg(feature = "network")]
mod tests {
    use super::*;
    use crate::config::{ClientProfile, InferenceConfig, InferenceSettings, ModelPath};

    #[test]
    fn idle_task_waits_use_little_memory() {
        let settings = InferenceSettings::default();
        let config = InferenceConfig::new(
            "fly-k",
            "http://localhost",
            settings,
            &ClientProfile::default(),
        );
        let client = Inference::new(config.unwrap());
        let model = Model::parse("demo/echo", ModelPath::Strict).unwrap();
        let waiting = client.wait_for_task(&model, "1", Duration::from_secs(1), None);
        let size = std::mem::size_of_val(&waiting);
        assert!(size <= 1280, "{size} bytes");
    }
}
