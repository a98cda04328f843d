//! What an operation takes, for a program that offers all of them.

use super::{Flow, Operation};
use crate::agents::fields::{Body, Field};

impl Operation {
    /// The names of the arguments in the path, in their order. The first one is
    /// [`Arguments::id`], unless [`id_is_field`](Self::id_is_field).
    ///
    /// ```
    /// let mut operations = flymyai_core::operations();
    /// let get = operations.find(|operation| operation.name() == "runs.get").unwrap();
    /// assert_eq!(get.path_arguments().collect::<Vec<_>>(), ["run_id"]);
    /// ```
    pub fn path_arguments(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.path_names()
    }

    /// Whether the first argument of the path is passed among the fields.
    #[must_use]
    pub fn id_is_field(&self) -> bool {
        self.has_field_in_path
    }

    /// The names of the other arguments: those that the client uses itself, those of the query,
    /// and those of the body.
    ///
    /// ```
    /// let mut operations = flymyai_core::operations();
    /// let create = operations.find(|operation| operation.name() == "runs.create").unwrap();
    /// assert!(create.other_arguments().any(|name| name == "variables"));
    /// ```
    pub fn other_arguments(&self) -> impl Iterator<Item = &'static str> + use<> {
        let in_path: Vec<&str> = self.path_names().collect();
        let fields = self.query.iter().chain(self.body.fields());
        let fields = fields.filter(|field| !field.is_constant()).map(Field::name);
        let names: Vec<&str> = self.local.into_iter().chain(fields).collect();
        names
            .into_iter()
            .filter(move |name| !in_path.contains(name))
    }

    /// Whether the caller may send further fields in the body.
    #[must_use]
    pub fn takes_other_fields(&self) -> bool {
        matches!(self.body, Body::Open(_) | Body::OpenFirst(_))
    }

    /// Whether requests of the operation carry an idempotency key.
    #[must_use]
    pub fn takes_idempotency_key(&self) -> bool {
        self.key.is_some()
    }

    /// Whether the result is a list that [`Client::page_stream`](crate::Client::page_stream)
    /// returns page by page.
    #[must_use]
    pub fn has_pages(&self) -> bool {
        self.paging().is_some()
    }

    /// Whether the call returns a run that has ended.
    #[must_use]
    pub fn waits_for_run(&self) -> bool {
        matches!(self.flow, Flow::WaitForRun | Flow::ThenRun(_))
    }

    /// Whether the call waits for the end of a run or of a compilation.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.is_long()
    }
}
