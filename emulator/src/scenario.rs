//! Scenarios: scripted agents and faults, as a file has them.

use std::str::FromStr;
use std::sync::Arc;

use serde::Deserialize;
use serde_json::value::RawValue;

use crate::accounts::Account;
use crate::agents::RunStep;
use crate::chaos;
use crate::clock::micros;
use crate::duration::DurationText;
use crate::script::Match;

/// The scripted agents and the faults with which each account of an emulator begins.
///
/// ```
/// use flymyai_emulator::{Scenario, Speed};
///
/// let text = r#"{"agents": [{"agent_id": "agent_report", "script": [{"output": {"score": 7}}]}]}"#;
/// assert!(Scenario::parse(text, Speed::default()).is_ok());
/// let error = Scenario::parse(r#"{"agents": [{"script": [{}]}]}"#, Speed::default()).unwrap_err();
/// assert!(error.starts_with("agents[0].script[0]: a step has one of tool, event"));
/// ```
#[derive(Clone, Debug)]
pub struct Scenario {
    json: Arc<str>,
    speed: Speed,
}

/// The number, above 0, by which the pauses of scripts are divided; 1 by default.
///
/// ```
/// use flymyai_emulator::Speed;
///
/// assert_eq!("1".parse(), Ok(Speed::default()));
/// let error = "fast".parse::<Speed>().unwrap_err();
/// assert_eq!(error, "the speed must be a number above 0, not \"fast\"");
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Speed(pub(crate) f64);

impl Default for Speed {
    fn default() -> Self {
        Self(1.0)
    }
}

impl FromStr for Speed {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let number = text.trim().parse().ok();
        let speed = number.filter(|speed: &f64| speed.is_finite() && *speed > 0.0);
        let wrong = || format!("the speed must be a number above 0, not {text:?}");
        speed.map(Self).ok_or_else(wrong)
    }
}

impl Scenario {
    /// Checks a scenario.
    ///
    /// # Arguments
    ///
    /// * `json` - the scenario, see the README.
    /// * `speed` - by which the pauses of its scripts are divided.
    ///
    /// # Errors
    ///
    /// Which part of the scenario is wrong.
    pub fn parse(json: &str, speed: Speed) -> Result<Self, String> {
        let scenario = Self {
            json: json.into(),
            speed,
        };
        scenario.apply(&Account::unlisted())?;
        Ok(scenario)
    }

    /// Gives an account the agents and the faults, and returns the ids of the agents.
    pub(crate) fn apply(&self, account: &Account) -> Result<Vec<String>, String> {
        let contents: Contents =
            serde_json::from_str(&self.json).map_err(|error| error.to_string())?;
        let mut ids = Vec::with_capacity(contents.agents.len());
        for (index, agent) in contents.agents.into_iter().enumerate() {
            let made = agent.add_to(account, self.speed);
            ids.push(made.map_err(|error| format!("agents[{index}].{error}"))?);
        }
        for (index, fault) in contents.faults.into_iter().enumerate() {
            let set = fault.add_to(account);
            set.map_err(|error| format!("faults[{index}]: {error}"))?;
        }
        Ok(ids)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Contents {
    #[serde(default)]
    agents: Vec<ScriptedAgent>,
    #[serde(default)]
    faults: Vec<Fault>,
}

/// An agent whose runs follow a script.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScriptedAgent {
    agent_id: Option<String>,
    name: Option<String>,
    /// Read one by one, for errors that name the step.
    script: Vec<Box<RawValue>>,
}

impl ScriptedAgent {
    /// Creates the agent, or replaces the script of the agent with its id. Returns the id.
    pub(crate) fn add_to(self, account: &Account, speed: Speed) -> Result<String, String> {
        let steps = self.script.iter().enumerate().map(|(index, step)| {
            let step: Result<RunStep, _> = serde_json::from_str(step.get());
            step.map_err(|error| format!("script[{index}]: {}", reason(&error)))
        });
        let script = steps.collect::<Result<_, _>>()?;
        let now = account.moment().now;
        let mut agents = account.agents();
        agents.script_agent(self.agent_id, self.name, script, speed.0, now)
    }
}

/// Why JSON is refused that no person has written: without the position in it.
pub(crate) fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    match text.rsplit_once(" at line ") {
        Some((reason, _)) => reason.to_owned(),
        None => text,
    }
}

/// A fault by name, for the next requests of an account.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fault {
    fault: String,
    times: Option<u64>,
    method: Option<String>,
    path: Option<String>,
    duration: Option<DurationText>,
    retry_after: Option<u64>,
}

impl Fault {
    pub(crate) fn add_to(self, account: &Account) -> Result<(), String> {
        if self.fault == "outage" {
            return self.begin_outage(account);
        }
        let step = chaos::step_of_fault(&self.fault, self.retry_after)?;
        if self.duration.is_some() {
            return Err(format!("{:?} takes times, not duration", self.fault));
        }
        if self.times == Some(0) {
            return Err("times must be 1 or more".to_owned());
        }
        let only = Match {
            method: self.method,
            path: self.path,
        };
        account.script().push(only, self.times.unwrap_or(1), step);
        Ok(())
    }

    fn begin_outage(self, account: &Account) -> Result<(), String> {
        let has_other = self.times.is_some()
            || self.method.is_some()
            || self.path.is_some()
            || self.retry_after.is_some();
        if has_other {
            return Err("an outage concerns all requests: it takes only duration".to_owned());
        }
        let Some(DurationText(duration)) = self.duration else {
            return Err("an outage needs a duration, such as \"30s\"".to_owned());
        };
        let mut clock = account.clock();
        let end = clock.now().saturating_add(micros(duration.as_secs_f64()));
        clock.set_outage(end);
        Ok(())
    }
}
