//! Asynchronous tasks: started now, asked for until they are done.

use std::time::Duration;

use super::{Answer, Inference, InferenceRequest, Model};
use crate::clock::after;
use crate::error::Error;
use crate::retry;

/// What an answer may take beyond the time for it: no time at all asks once.
const GRACE: Duration = Duration::from_millis(10);

/// How the wait for a task ended.
#[derive(Debug)]
pub enum TaskEnd {
    /// The service's answer: the result, or why there is none.
    Answered(Answer),
    /// The time ran out while the service said "not yet".
    OutOfTime,
}

impl Inference {
    /// Asks for a task's result until there is one, at this interval, for at most
    /// this long; no limit when there is none. It is asked at least once. A
    /// request that is still under way then is dropped.
    ///
    /// Once the service has answered, failures that pass are outlived.
    ///
    /// # Errors
    ///
    /// What kept the first answer from arriving.
    pub async fn wait_for_task(
        &self,
        model: &Model,
        prediction_id: &str,
        interval: Duration,
        timeout: Option<Duration>,
    ) -> Result<TaskEnd, Error> {
        let request = InferenceRequest::task_result(model, prediction_id);
        let waiting = self.until_done(&request, interval, timeout);
        match timeout.and_then(|timeout| timeout.checked_add(GRACE)) {
            Some(limit) => tokio::time::timeout(limit, waiting)
                .await
                .unwrap_or(Ok(TaskEnd::OutOfTime)),
            None => waiting.await,
        }
    }

    async fn until_done(
        &self,
        request: &InferenceRequest,
        interval: Duration,
        timeout: Option<Duration>,
    ) -> Result<TaskEnd, Error> {
        let clock = &self.session.clock;
        let deadline = timeout.and_then(|timeout| after(clock.now(), timeout));
        let mut failures = 0;
        let mut answered = false;
        loop {
            // Boxed: a wait rests far longer than it asks, and must be small then.
            let rest = match Box::pin(self.exchange(request)).await {
                Ok(answer) if !answer.requires_retry() => return Ok(TaskEnd::Answered(answer)),
                Ok(_) => {
                    answered = true;
                    failures = 0;
                    interval
                }
                Err(error) if answered && retry::is_transient(&error) => {
                    failures += 1;
                    retry::backoff(failures, clock.chance()).max(interval)
                }
                Err(error) => return Err(error),
            };
            let next = after(clock.now(), rest);
            match (deadline, next) {
                (Some(deadline), Some(next)) if next >= deadline => {
                    self.session.pause_until(deadline).await?;
                    return Ok(TaskEnd::OutOfTime);
                }
                _ => self.session.pause(rest).await?,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{InferenceConfig, InferenceSettings, Product};

    #[test]
    fn a_wait_that_rests_is_small() {
        let settings = InferenceSettings::of(Product::Rust);
        let config = InferenceConfig::new("fly-k", "http://localhost", settings, Product::Rust);
        let client = Inference::new(config.unwrap());
        let model = Model::parse("demo/echo", Product::Rust).unwrap();
        let waiting = client.wait_for_task(&model, "1", Duration::from_secs(1), None);
        let size = std::mem::size_of_val(&waiting);
        assert!(size <= 1280, "{size} bytes");
    }
}
