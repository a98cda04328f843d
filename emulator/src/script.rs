//! Scripts: the behaviour that a test sets for the next requests of its account.

use std::collections::VecDeque;
use std::time::Duration;

use http::Method;
use serde::Deserialize;

use crate::scripted_response::{ResponseSpec, ScriptedResponse, seconds};

/// The matched requests. An absent part matches all; a path that ends in `*` is a prefix.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Match {
    pub(crate) method: Option<String>,
    pub(crate) path: Option<String>,
}

impl Match {
    pub(crate) fn fits(&self, method: &Method, path: &str) -> bool {
        let method_fits = self
            .method
            .as_ref()
            .is_none_or(|expected| expected.eq_ignore_ascii_case(method.as_str()));
        let path_fits =
            self.path
                .as_ref()
                .is_none_or(|expected| match expected.strip_suffix('*') {
                    Some(prefix) => path.starts_with(prefix),
                    None => path == expected,
                });
        method_fits && path_fits
    }

    pub(crate) fn is_anything(&self) -> bool {
        self.method.is_none() && self.path.is_none()
    }
}

/// A step as a test writes it; see the table in the README.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StepSpec {
    #[serde(default, rename = "match")]
    only: Match,
    times: Option<u64>,
    #[serde(rename = "reply")]
    response: Option<ResponseSpec>,
    #[serde(default)]
    pass: bool,
    delay: Option<f64>,
    drop: Option<Drop>,
    hold: Option<String>,
    #[serde(default)]
    hang: bool,
    after: Option<usize>,
    #[serde(default)]
    unread: bool,
}

#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Drop {
    Before,
    Mid,
    Reset,
}

/// The behaviour for one request. The parts are applied in this order.
#[derive(Clone)]
pub(crate) struct Step {
    pub(crate) hold: Option<String>,
    pub(crate) delay: Duration,
    pub(crate) response: StepResponse,
    pub(crate) ending: Ending,
    /// The number of chunks that are sent before the early end, if it is not half of the response.
    pub(crate) after: Option<usize>,
    /// Decided by the request's head alone, while its body is left unread.
    pub(crate) unread: bool,
}

#[derive(Clone)]
pub(crate) enum StepResponse {
    /// The emulator's normal behaviour.
    Pass,
    Scripted(ScriptedResponse),
    /// The request is not processed.
    None,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Ending {
    /// The whole response is sent.
    Complete,
    /// Half of the response is sent, then the connection is closed.
    Half,
    /// Half of the response (or none of it, without a response) is sent, then silence.
    Hang,
    /// The connection is closed without a byte.
    Close,
    /// The connection is reset, without a byte unless a number of chunks is set.
    Reset,
}

impl StepSpec {
    fn build(self) -> Result<(Match, u64, Step), String> {
        let ending = match (self.drop, self.hang) {
            (None, false) => Ending::Complete,
            (None | Some(Drop::Mid), true) => Ending::Hang,
            (Some(Drop::Mid), false) => Ending::Half,
            (Some(Drop::Before), false) => Ending::Close,
            (Some(Drop::Reset), false) => Ending::Reset,
            (Some(_), true) => return Err("hang goes with no drop but \"mid\"".to_owned()),
        };
        if self.after.is_some() && matches!(ending, Ending::Complete | Ending::Close) {
            return Err("after goes with drop \"mid\", drop \"reset\" or hang".to_owned());
        }
        let response = match (self.response, self.pass) {
            (Some(_), true) => return Err("a step has a response or passes, not both".to_owned()),
            (Some(response), false) => StepResponse::Scripted(response.build()?),
            (None, true) => StepResponse::Pass,
            // Without a response in the step, the request is processed unless it fails before that.
            (None, false) => match self.drop {
                _ if self.after.is_some() => StepResponse::Pass,
                Some(Drop::Before | Drop::Reset) => StepResponse::None,
                _ if self.hang => StepResponse::None,
                Some(Drop::Mid) => StepResponse::Pass,
                None if self.delay.is_some() || self.hold.is_some() => StepResponse::Pass,
                None => {
                    return Err(
                        "a step without response, pass, delay, hold, drop or hang".to_owned()
                    );
                }
            },
        };
        if self.unread && matches!(response, StepResponse::Pass) {
            return Err("a request that is not read cannot be acted upon".to_owned());
        }
        let delay = seconds(self.delay.unwrap_or(0.0))?;
        let step = Step {
            hold: self.hold,
            delay,
            response,
            ending,
            after: self.after,
            unread: self.unread,
        };
        Ok((self.only, self.times.unwrap_or(1), step))
    }
}

/// The steps of an account that are not used up yet.
#[derive(Default)]
pub(crate) struct Script {
    queue: VecDeque<Queued>,
}

struct Queued {
    only: Match,
    /// The number of further uses; `None` is without end.
    left: Option<u64>,
    step: Step,
}

impl Script {
    /// Appends steps, all of them or, if one is wrong, none.
    pub(crate) fn append(&mut self, steps: Vec<StepSpec>) -> Result<(), String> {
        let mut queued = Vec::with_capacity(steps.len());
        for (index, spec) in steps.into_iter().enumerate() {
            let (only, times, step) = spec
                .build()
                .map_err(|error| format!("step {index}: {error}"))?;
            queued.push(Queued {
                only,
                left: (times > 0).then_some(times),
                step,
            });
        }
        self.queue.extend(queued);
        Ok(())
    }

    /// Appends one step.
    pub(crate) fn push(&mut self, only: Match, times: u64, step: Step) {
        self.queue.push_back(Queued {
            only,
            left: Some(times),
            step,
        });
    }

    /// The first matching step, counted as used once more.
    pub(crate) fn take(&mut self, method: &Method, path: &str) -> Option<Step> {
        let index = self.find(method, path)?;
        let queued = self.queue.get_mut(index)?;
        match &mut queued.left {
            None => Some(queued.step.clone()),
            Some(1) => self.queue.remove(index).map(|queued| queued.step),
            Some(left) => {
                *left -= 1;
                Some(queued.step.clone())
            }
        }
    }

    /// The same, but only if that step needs only the head of the request.
    pub(crate) fn take_unread(&mut self, method: &Method, path: &str) -> Option<Step> {
        let index = self.find(method, path)?;
        let is_unread = self.queue.get(index)?.step.unread;
        is_unread.then(|| self.take(method, path)).flatten()
    }

    fn find(&self, method: &Method, path: &str) -> Option<usize> {
        self.queue
            .iter()
            .position(|queued| queued.only.fits(method, path))
    }

    pub(crate) fn clear(&mut self) {
        self.queue.clear();
    }

    pub(crate) fn len(&self) -> usize {
        self.queue.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn script(json: &str) -> Result<Script, String> {
        let mut script = Script::default();
        script.append(serde_json::from_str(json).map_err(|error| error.to_string())?)?;
        Ok(script)
    }

    #[test]
    fn first_matching_step_is_the_response() {
        let mut script = script(
            r#"[{"match": {"path": "/a/*"}, "hang": true}, {"match": {"method": "POST"}, "drop": "before", "times": 2},
                {"pass": true, "times": 0}]"#,
        )
        .unwrap();
        let mut take = |method, path| script.take(&method, path).unwrap().ending;
        assert_eq!(take(Method::POST, "/b/"), Ending::Close);
        assert_eq!(take(Method::POST, "/a/1/"), Ending::Hang);
        assert_eq!(take(Method::POST, "/a/1/"), Ending::Close);
        assert_eq!(take(Method::POST, "/a/1/"), Ending::Complete);
        assert_eq!(take(Method::GET, "/a"), Ending::Complete);
    }

    #[test]
    fn rejects_steps_without_effect() {
        assert!(script("[{}]").is_err());
        assert!(script(r#"[{"pass": true, "reply": {}}]"#).is_err());
        assert!(script(r#"[{"drop": "reset", "hang": true}]"#).is_err());
        assert!(script(r#"[{"pass": true, "delay": -1}]"#).is_err());
        assert!(script(r#"[{"pass": true, "after": 1}]"#).is_err());
        assert!(script(r#"[{"delay": 1, "unread": true}]"#).is_err());
    }

    #[test]
    fn only_the_first_matching_step_can_leave_a_body_unread() {
        let mut script = script(r#"[{"hang": true}, {"hang": true, "unread": true}]"#).unwrap();
        assert!(script.take_unread(&Method::POST, "/").is_none());
        assert!(script.take(&Method::POST, "/").is_some());
        assert!(script.take_unread(&Method::POST, "/").is_some());
    }
}
