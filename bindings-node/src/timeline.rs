//! The timeline of a run, as the command `flymyai` shows it.
#![allow(
    clippy::needless_pass_by_value,
    reason = "napi converts JavaScript's strings to owned ones"
)]

use flymyai_cli::{FRAME_PERIOD, Timeline};
use napi_derive::napi;

/// See [`Timeline`].
#[napi]
pub struct NativeTimeline(Timeline);

#[napi]
impl NativeTimeline {
    /// See [`Timeline::new`].
    #[napi(constructor)]
    #[must_use]
    pub fn new(run_id: String, is_terminal: bool) -> Self {
        Self(Timeline::new(&run_id, is_terminal))
    }

    /// The milliseconds between two drawings of the live line of a terminal.
    #[napi(getter)]
    #[must_use]
    #[allow(clippy::unused_self, reason = "napi has no getters of classes")]
    pub fn frame_period(&self) -> f64 {
        FRAME_PERIOD.as_secs_f64() * 1000.0
    }

    /// See [`Timeline::update`].
    #[napi]
    pub fn update(&mut self, created_at: Option<String>, status: Option<String>) {
        self.0.update(created_at.as_deref(), status.as_deref());
    }

    /// See [`Timeline::event`].
    #[napi]
    pub fn event(
        &mut self,
        created_at: String,
        kind: String,
        message: String,
        columns: Option<u32>,
    ) -> String {
        self.0.event(&created_at, &kind, &message, width(columns))
    }

    /// See [`Timeline::end`].
    #[napi]
    pub fn end(
        &mut self,
        updated_at: Option<String>,
        status: String,
        error: String,
        columns: Option<u32>,
    ) -> String {
        let updated_at = updated_at.as_deref();
        self.0.end(updated_at, &status, &error, width(columns))
    }

    /// See [`Timeline::frame`].
    #[napi]
    pub fn frame(&mut self, columns: Option<u32>) -> String {
        self.0.frame(width(columns))
    }

    /// See [`Timeline::clear`].
    #[napi]
    pub fn clear(&mut self) -> String {
        self.0.clear()
    }

    /// See [`Timeline::detached`].
    #[napi]
    pub fn detached(&mut self, continuation: String) -> String {
        self.0.detached(&continuation)
    }
}

fn width(columns: Option<u32>) -> Option<usize> {
    columns.and_then(|columns| usize::try_from(columns).ok())
}
