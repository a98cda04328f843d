//! Chaos: faults in a share of the requests, and outages of all of them.

use std::time::{Duration, Instant};

use fastrand::Rng;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde::Deserialize;

use crate::script::{Ending, Step, StepResponse};
use crate::scripted_response::{Content, HttpResponse, ScriptedResponse, seconds};

/// Chaos as a test writes it; see the table in the README.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChaosSpec {
    #[serde(default)]
    rate: f64,
    #[serde(default)]
    seed: u64,
    #[serde(default)]
    kinds: Vec<String>,
    outage: Option<OutageSpec>,
    /// Seconds that the response of a "slow" request is late by.
    slow: Option<f64>,
    /// The `Retry-After` of a 429 and, if given, of a 503, in seconds.
    retry_after: Option<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OutageSpec {
    after: f64,
    #[serde(rename = "for")]
    lasting: f64,
}

pub(crate) struct Chaos {
    rate: f64,
    rng: Rng,
    kinds: Vec<Step>,
    outage: Option<(Instant, Instant)>,
}

impl ChaosSpec {
    pub(crate) fn build(self) -> Result<Chaos, String> {
        if !(0.0..=1.0).contains(&self.rate) {
            return Err(format!("rate is from 0 to 1, not {}", self.rate));
        }
        if self.rate > 0.0 && self.kinds.is_empty() {
            return Err("a rate needs kinds".to_owned());
        }
        let slow = seconds(self.slow.unwrap_or(0.3))?;
        let kinds = self
            .kinds
            .iter()
            .map(|kind| step(kind, slow, self.retry_after))
            .collect::<Result<_, _>>()?;
        let outage = match self.outage {
            None => None,
            Some(outage) => {
                let begin = Instant::now() + seconds(outage.after)?;
                Some((begin, begin + seconds(outage.lasting)?))
            }
        };
        Ok(Chaos {
            rate: self.rate,
            rng: Rng::with_seed(self.seed),
            kinds,
            outage,
        })
    }
}

/// The step of a request during an outage.
pub(crate) fn dropped() -> Step {
    Step {
        hold: None,
        delay: Duration::ZERO,
        response: StepResponse::None,
        ending: Ending::Close,
        after: None,
        unread: false,
    }
}

/// The step of a fault that a test names.
pub(crate) fn step_of_fault(name: &str, retry_after: Option<u64>) -> Result<Step, String> {
    let status = name.parse::<u16>().ok();
    let is_error = status.is_some_and(|status| (400..600).contains(&status));
    if retry_after.is_some() && !is_error {
        return Err(format!("retry_after belongs to a status, not to {name:?}"));
    }
    match name {
        "lost" | "drop" => step(name, Duration::ZERO, None),
        _ if is_error => step(name, Duration::ZERO, retry_after),
        _ => Err(format!(
            "unknown fault {name:?}; the faults are \"lost\", \"drop\", \"outage\" and statuses from \"400\" to \
             \"599\", such as \"429\""
        )),
    }
}

fn step(kind: &str, slow: Duration, retry_after: Option<u64>) -> Result<Step, String> {
    let made = |delay, response, ending| {
        Ok(Step {
            hold: None,
            delay,
            response,
            ending,
            after: None,
            unread: false,
        })
    };
    match kind {
        "drop" => made(Duration::ZERO, StepResponse::None, Ending::Close),
        // The request is processed, but the client receives no response.
        "lost" => made(Duration::ZERO, StepResponse::Pass, Ending::Close),
        "mid" => made(Duration::ZERO, StepResponse::Pass, Ending::Half),
        "reset" => made(Duration::ZERO, StepResponse::None, Ending::Reset),
        "slow" => made(slow, StepResponse::Pass, Ending::Complete),
        status => {
            let status: StatusCode = status
                .parse()
                .map_err(|_| format!("unknown kind {status:?}"))?;
            made(
                Duration::ZERO,
                StepResponse::Scripted(ScriptedResponse::Http(error(status, retry_after))),
                Ending::Complete,
            )
        }
    }
}

fn error(status: StatusCode, retry_after: Option<u64>) -> HttpResponse {
    let mut headers = HeaderMap::new();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    );
    let retry_after = match status {
        StatusCode::TOO_MANY_REQUESTS => Some(retry_after.unwrap_or(0)),
        _ => retry_after,
    };
    if let Some(after) = retry_after {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(after));
    }
    let reason = status.canonical_reason().unwrap_or("Error");
    let content = Content::Whole(format!("{{\"detail\":\"{reason}.\"}}").into());
    HttpResponse {
        status,
        headers,
        content,
    }
}

impl Chaos {
    /// The fault of the request that arrives now, if it has one.
    pub(crate) fn draw(&mut self) -> Option<Step> {
        if let Some((begin, end)) = self.outage {
            let now = Instant::now();
            if begin <= now && now < end {
                return Some(dropped());
            }
        }
        if self.kinds.is_empty() || self.rng.f64() >= self.rate {
            return None;
        }
        let index = self.rng.usize(..self.kinds.len());
        self.kinds.get(index).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_always_draws_the_same() {
        let draw = || {
            let spec =
                r#"{"rate": 0.25, "seed": 1, "kinds": ["503", "429", "drop", "mid", "slow"]}"#;
            let mut chaos = serde_json::from_str::<ChaosSpec>(spec)
                .unwrap()
                .build()
                .unwrap();
            (0..1000)
                .map(|_| chaos.draw().is_some())
                .collect::<Vec<_>>()
        };
        let first = draw();
        assert_eq!(first, draw());
        assert!((200..300).contains(&first.iter().filter(|disturbed| **disturbed).count()));
    }

    #[test]
    fn outage_affects_all_requests() {
        let spec = r#"{"outage": {"after": 0, "for": 1000}}"#;
        let mut chaos = serde_json::from_str::<ChaosSpec>(spec)
            .unwrap()
            .build()
            .unwrap();
        assert!((0..100).all(|_| chaos.draw().is_some()));
    }
}
