// Generated from api/versions.toml by `make generate`; do not edit.
//! The operations of `versions`.

use http::Method;

use crate::agents::fields::{Field, When};
use crate::agents::operation::{Flow, Operation};
use crate::agents::pages::Paging;

pub(crate) static LIST: Operation = Operation::new("versions.list", Method::GET, "versions/")
    .query(&[Field::new("agent_id", When::Given).sent_as("agent_task")])
    .flow(Flow::Pages(&Paging::link("Agent versions")));
pub(crate) static GET: Operation =
    Operation::new("versions.get", Method::GET, "versions/{version_id}/");

pub(super) static OPERATIONS: &[&Operation] = &[&LIST, &GET];
