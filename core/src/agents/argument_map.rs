//! The arguments of one call as JSON values, by their snake-case names.

use std::borrow::Cow;

use crate::error::Error;
use crate::scan;

/// The arguments of a call. Values are the JSON that the binding passes, unchanged.
#[derive(Debug, Default)]
pub(crate) struct ArgumentMap<'a> {
    /// The first id in the path, with the argument's name.
    id: Option<(&'static str, String)>,
    members: Vec<(Cow<'a, str>, Cow<'a, [u8]>)>,
}

impl<'a> ArgumentMap<'a> {
    /// Reads the JSON object of arguments that a binding passes.
    pub(crate) fn read(
        id: Option<(&'static str, String)>,
        arguments: Option<&'a [u8]>,
    ) -> Result<Self, Error> {
        let mut members = Vec::new();
        if let Some(text) = arguments {
            let invalid = || Error::argument("fields", "the arguments are not a JSON object");
            let object = scan::document(text)
                .filter(|value| value.starts_with(b"{"))
                .ok_or_else(invalid)?;
            for member in scan::members(object) {
                let (name, value) = member.map_err(|_| invalid())?;
                members.push((name, Cow::Borrowed(value)));
            }
        }
        Ok(Self { id, members })
    }

    /// All arguments except the id.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let members = self.members.iter();
        members.map(|(name, value)| (name.as_ref(), value.as_ref()))
    }

    /// The value of an argument other than the id, which may be null.
    pub(crate) fn field(&self, name: &str) -> Option<&[u8]> {
        let mut found = self.members.iter().rev();
        let found = found.find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_ref())
    }

    /// The value of an argument, which may be null.
    pub(crate) fn value(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        match &self.id {
            Some((known, id)) if *known == name => Some(Cow::Owned(json_text(id))),
            _ => self.field(name).map(Cow::Borrowed),
        }
    }

    /// The value of an argument that is neither missing nor null.
    pub(crate) fn non_null(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        self.value(name).filter(|value| &**value != b"null")
    }

    /// Whether an argument is neither missing nor null.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.non_null(name).is_some()
    }

    /// The text of an argument that is text.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        scan::string(&self.value(name)?).map(Cow::into_owned)
    }

    /// The value of an argument as part of a path: text, or another value's JSON; nothing
    /// for null.
    pub(crate) fn path_text(&self, name: &str) -> Option<String> {
        if let Some((known, id)) = &self.id
            && *known == name
        {
            return Some(id.clone());
        }
        scan::text(&self.value(name)?).map(Cow::into_owned)
    }

    /// Replaces an argument, or adds it.
    pub(crate) fn set(&mut self, name: &'static str, json: Vec<u8>) {
        if let Some((known, id)) = &mut self.id
            && *known == name
        {
            *id = scan::text(&json).map(Cow::into_owned).unwrap_or_default();
            return;
        }
        match self
            .members
            .iter_mut()
            .rev()
            .find(|(known, _)| known == name)
        {
            Some((_, value)) => *value = Cow::Owned(json),
            None => self.members.push((name.into(), Cow::Owned(json))),
        }
    }

    /// Replaces an argument by a text.
    pub(crate) fn set_text(&mut self, name: &'static str, text: &str) {
        self.set(name, json_text(text));
    }

    /// Removes an argument and its repetitions.
    pub(crate) fn remove(&mut self, name: &str) {
        self.members.retain(|(known, _)| known != name);
    }
}

/// A text as JSON.
pub(crate) fn json_text(text: &str) -> Vec<u8> {
    // A string always serialises.
    serde_json::to_vec(text).unwrap_or_default()
}
