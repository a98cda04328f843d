//! Writes the code of the agents API that follows from the declarations in `api/`.
//!
//! [`load`] reads and checks the declarations, [`files`] renders each generated file, and
//! [`format`] passes it through the formatter of its language. `output.rs` lists all paths.

mod check;
mod declaration;
mod format;
mod load;
mod model;
mod operation_list;
mod output;
mod python;
mod rust;
mod text;
mod types;
mod typescript;

pub use format::{Tools, format};
pub use load::{Problem, load};
pub use model::Api;
pub use output::{File, files};
