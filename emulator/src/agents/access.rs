//! The access rights of an agent, the source of its goal, and its preview.

use super::task::Task;
use super::{Agents, Raw};
use crate::response::{ApiError, Fields, Outcome};

const PREVIEW: usize = 280;

#[derive(Clone)]
pub(super) struct Access {
    pub(super) user_prompt_source: Option<Raw>,
    pub(super) resource_sets: Vec<String>,
    pub(super) mode: &'static str,
    pub(super) preview: String,
    /// Whether the preview was written by a user, and so is kept.
    pub(super) preview_pinned: bool,
}

impl Default for Access {
    fn default() -> Self {
        Self {
            user_prompt_source: None,
            resource_sets: Vec::new(),
            mode: "legacy",
            preview: String::new(),
            preview_pinned: false,
        }
    }
}

/// The goal of an agent whose instructions are in a file, if the request names one.
pub(super) fn prompt_of_source(fields: &Fields) -> Outcome<Option<String>> {
    let Some(source) = fields.object("user_prompt_source")? else {
        return Ok(None);
    };
    if fields.some_raw("user_prompt").is_some() {
        return Err(ApiError::invalid(
            "user_prompt_source",
            "Give either user_prompt or user_prompt_source.",
        ));
    }
    Ok(Some(format!("Follow the instructions in {source}.")))
}

impl Agents {
    /// Changes the members of `fields` in an agent that is not stored yet.
    pub(super) fn set_access(&self, task: &mut Task, fields: &Fields) -> Outcome<()> {
        let mut access = task.access.clone();
        if let Some(source) = fields.object("user_prompt_source")? {
            access.user_prompt_source = Some(source);
        }
        if let Some(ids) = fields.texts("mcp_resource_set_ids")? {
            self.known_sets("mcp_resource_set_ids", &ids)?;
            access.resource_sets = ids;
        }
        match fields.choice("mcp_access_mode", &["legacy", "scoped"])? {
            Some(mode) => access.mode = mode,
            None if !access.resource_sets.is_empty() => access.mode = "scoped",
            None => {}
        }
        let is_granted = !access.resource_sets.is_empty() || self.groups.has_agent(&task.uuid);
        if access.mode == "legacy" && task.access.mode == "scoped" && is_granted {
            return Err(ApiError::conflict(
                "scoped_grants_remain",
                "Take the agent out of its groups and clear its resource sets first.",
            ));
        }
        if access.mode == "legacy" && !access.resource_sets.is_empty() {
            return Err(ApiError::invalid(
                "mcp_resource_set_ids",
                "Resource sets need mcp_access_mode scoped.",
            ));
        }
        if let Some(preview) = fields.short_text("preview", PREVIEW)? {
            access.preview_pinned = !preview.is_empty();
            access.preview = preview;
        }
        task.access = access;
        if !task.access.preview_pinned && self.is_frozen(&task.uuid) {
            task.access.preview = written_preview(task);
        }
        Ok(())
    }

    /// Writes the preview that an agent gets when it is frozen.
    pub(super) fn write_preview(&mut self, task: &str) {
        if let Some(task) = self.tasks.get_mut(task)
            && !task.access.preview_pinned
        {
            task.access.preview = written_preview(task);
        }
    }

    fn is_frozen(&self, task: &str) -> bool {
        let mut compilations = self.compilations.iter();
        compilations.any(|compilation| &*compilation.task == task && compilation.version.is_some())
    }
}

fn written_preview(task: &Task) -> String {
    let text = super::goal::text(&task.user_prompt);
    text.chars().take(PREVIEW).collect()
}
