//! An operation's arguments as each language and core take them.

use super::{Argument, ArgumentLocation, Flow, Operation, Positional};

impl Operation {
    pub(crate) fn is_handwritten(&self, language: &str) -> bool {
        self.handwritten.iter().any(|each| each == language)
    }

    /// The arguments that are passed by position in every language.
    pub(crate) fn positional(&self) -> impl Iterator<Item = &Argument> {
        self.arguments.iter().filter(|each| is_positional(each))
    }

    /// The same in Python.
    pub(crate) fn positional_in_python(&self) -> impl Iterator<Item = &Argument> {
        let arguments = self.arguments.iter();
        arguments.filter(|each| {
            is_positional(each) || (!each.is_constant && each.positional == Positional::Python)
        })
    }

    /// All others in Python.
    pub(crate) fn named_in_python(&self) -> impl Iterator<Item = &Argument> {
        self.named()
            .filter(|each| each.positional == Positional::No)
    }

    /// All others, without constants.
    pub(crate) fn named(&self) -> impl Iterator<Item = &Argument> {
        let arguments = self.arguments.iter();
        arguments.filter(|each| !is_positional(each) && !each.is_constant)
    }

    /// The arguments that are sent in the query or in the body, or used by the client; constants
    /// among them.
    pub(crate) fn outside_path(&self) -> impl Iterator<Item = &Argument> {
        let arguments = self.arguments.iter();
        arguments.filter(|each| each.location != ArgumentLocation::Path)
    }

    /// The argument that core gets apart from the others: the first one in the path, if it is
    /// an id.
    pub(crate) fn id(&self) -> Option<&Argument> {
        let first = self.path.split_once('{')?.1.split_once('}')?.0;
        let first = first.trim_start_matches('+');
        let found = self.arguments.iter().find(|each| each.name == first)?;
        found.is_path_id().then_some(found)
    }

    /// The arguments that core gets as fields, in the order of the declaration.
    pub(crate) fn as_fields(&self) -> impl Iterator<Item = &Argument> {
        let id = self.id().map(|each| each.name.clone());
        let arguments = self.arguments.iter();
        arguments.filter(move |each| !each.is_constant && Some(&each.name) != id.as_ref())
    }

    /// The operation that yields the rows of all pages, if it has pages.
    pub(crate) fn iteration(&self) -> Option<Self> {
        let paging = self.paging.as_ref()?;
        let mut iteration = self.clone();
        iteration.name = match self.name.strip_prefix("list") {
            Some(rest) => format!("iter{rest}"),
            None => format!("iter_{}", self.name),
        };
        iteration.flow = Flow::Iter;
        iteration.returns = Some((paging.of.clone(), "The rows.".to_owned()));
        iteration.doc = format!(
            "Yields the rows of `{}` one by one.\n\nA page is requested when its first row is \
             needed, so that the memory for a list of any length is that of one page.",
            self.name
        );
        for argument in &mut iteration.arguments {
            if let Some((_, default)) = paging.iter.iter().find(|(name, _)| *name == argument.name)
            {
                argument.default = Some(default.clone());
                argument.r#type = argument.r#type.inner().clone();
            }
        }
        iteration.handwritten.clear();
        // The client can't select rows by a value that it looks up for all of them.
        let (kept, refused): (Vec<_>, Vec<_>) = iteration
            .arguments
            .into_iter()
            .partition(|each| each.location != ArgumentLocation::Local);
        iteration.arguments = kept;
        iteration.list_only = refused.into_iter().map(|each| each.name).collect();
        iteration.checks.clear();
        if iteration.named().next().is_none() {
            iteration.options = None;
        }
        iteration.example = paging.example.clone();
        iteration.other = None;
        Some(iteration)
    }

    /// The arguments beside those of the path that each language takes by position.
    pub(crate) fn beside_path(&self) -> impl Iterator<Item = &Argument> {
        let arguments = self.arguments.iter();
        let is_beside =
            |each: &Argument| each.location != ArgumentLocation::Path || !is_positional(each);
        arguments.filter(move |each| is_beside(each) && !each.is_constant)
    }

    /// The name of Python's parameter for the fields that have none of their own.
    pub(crate) fn rest_in_python(&self) -> &'static str {
        if self.fields.is_empty() {
            "changes"
        } else {
            "kwargs"
        }
    }

    pub(crate) fn in_path(&self) -> impl Iterator<Item = &Argument> {
        self.arguments
            .iter()
            .filter(|each| each.location == ArgumentLocation::Path)
    }

    /// Whether all that it takes beside the path is a set of changes.
    pub(crate) fn is_change(&self) -> bool {
        self.is_open && self.named().all(Argument::is_optional)
    }
}

fn is_positional(argument: &Argument) -> bool {
    let is_in_path = argument.location == ArgumentLocation::Path && !argument.is_keyword;
    !argument.is_constant && (is_in_path || argument.positional == Positional::Everywhere)
}
