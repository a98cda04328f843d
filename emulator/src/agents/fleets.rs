//! Agents as projects: a fleet is a lead agent and the agents that its runs may start.

use std::sync::Arc;

use serde_json::{Value, json};

use super::Agents;
use super::task::Task;
use crate::accounts::Moment;
use crate::response::Outcome;

impl Agents {
    /// The fleets: agents with a run that had limits for the agents it starts.
    pub(crate) fn fleets(&self) -> Vec<Value> {
        self.tasks.keys().filter_map(|id| self.fleet(id)).collect()
    }

    pub(crate) fn fleet(&self, id: &str) -> Option<Value> {
        let task = self.tasks.get(id)?;
        let mut runs = self.runs.iter();
        let leads = runs.any(|run| *run.task == *id && run.limits.is_some());
        leads.then(|| {
            json!({
                "schema": "flymy.project.v1",
                "id": format!("fleet:{id}"),
                "kind": "fleet",
                "name": task.name,
                "status": "running",
                "errors": 0,
            })
        })
    }

    /// Makes an agent of this name and returns its id.
    pub(crate) fn make_agent(&mut self, name: &str, moment: Moment) -> String {
        let mut task = Task::named(name, moment.now);
        task.user_prompt = format!("{name}: keep the project running.");
        let id = task.uuid.to_string();
        self.add_task(task);
        id
    }

    /// Copies an agent; returns the id and the name of the copy.
    pub(crate) fn copy_agent(
        &mut self,
        id: &str,
        name: Option<String>,
        moment: Moment,
    ) -> Outcome<(String, String)> {
        let mut copy = self.task(id)?.clone();
        copy.uuid = Arc::clone(&Task::named("", moment.now).uuid);
        copy.name = name.unwrap_or(copy.name);
        copy.runs = 0;
        let made = (copy.uuid.to_string(), copy.name.clone());
        self.add_task(copy);
        Ok(made)
    }
}
