//! The arguments of one call, by their snake-case names, as JSON.

use std::borrow::Cow;

use crate::error::Error;
use crate::scan;

/// The arguments of a call. Values are JSON as the caller's language wrote them.
#[derive(Debug, Default)]
pub(crate) struct Given<'a> {
    /// The id that stands first in the path, with the argument's name.
    id: Option<(&'static str, String)>,
    members: Vec<(Cow<'a, str>, Cow<'a, [u8]>)>,
}

impl<'a> Given<'a> {
    /// The arguments as a binding hands them over.
    pub(crate) fn read(
        id: Option<(&'static str, String)>,
        arguments: Option<&'a [u8]>,
    ) -> Result<Self, Error> {
        let mut members = Vec::new();
        if let Some(text) = arguments {
            let refuse = || Error::argument("fields", "the arguments are not a JSON object");
            let object = scan::document(text)
                .filter(|value| value.starts_with(b"{"))
                .ok_or_else(refuse)?;
            for member in scan::members(object) {
                let (name, value) = member.map_err(|_| refuse())?;
                members.push((name, Cow::Borrowed(value)));
            }
        }
        Ok(Self { id, members })
    }

    /// All but the id.
    pub(crate) fn members(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let members = self.members.iter();
        members.map(|(name, value)| (name.as_ref(), value.as_ref()))
    }

    /// The value of an argument, but not of the id: null counts.
    pub(crate) fn field(&self, name: &str) -> Option<&[u8]> {
        let mut found = self.members.iter().rev();
        let found = found.find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_ref())
    }

    /// The value of an argument: null counts.
    pub(crate) fn value(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        match &self.id {
            Some((known, id)) if *known == name => Some(Cow::Owned(json_text(id))),
            _ => self.field(name).map(Cow::Borrowed),
        }
    }

    /// The value of an argument that is neither missing nor null.
    pub(crate) fn given(&self, name: &str) -> Option<Cow<'_, [u8]>> {
        self.value(name).filter(|value| &**value != b"null")
    }

    /// Whether an argument is neither missing nor null.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.given(name).is_some()
    }

    /// The text of an argument that is text.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        scan::string(&self.value(name)?).map(Cow::into_owned)
    }

    /// The value of an argument as it stands in a path: text, or another value's JSON; nothing
    /// for null.
    pub(crate) fn path_text(&self, name: &str) -> Option<String> {
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

    /// Takes an argument away, or all of its repetitions.
    pub(crate) fn remove(&mut self, name: &str) {
        self.members.retain(|(known, _)| known != name);
    }
}

/// A text as JSON.
pub(crate) fn json_text(text: &str) -> Vec<u8> {
    // A string always serialises.
    serde_json::to_vec(text).unwrap_or_default()
}
