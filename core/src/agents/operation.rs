//! An operation of the API: a name, a request, the kind of result.

use std::num::NonZeroU16;

use bytes::Bytes;
use http::Method;

use crate::agents::argument_map::ArgumentMap;
use crate::agents::checks::Check;
use crate::agents::fields::{self, Body, Field};
use crate::agents::idempotency::{IdempotencyKey, KEY_ARGUMENT, KeyRule, MissingKey};
use crate::agents::models::Id;
use crate::agents::pages::Paging;
use crate::agents::request::{Channel, Request};
use crate::agents::wait::WaitOptions;
use crate::error::Error;
use crate::path::push_segment;

/// The prefix of the paths of the agents API. A path with a slash in front follows
/// `ROOT_PREFIX`.
const PREFIX: &str = "/api/v1/agents/";
const ROOT_PREFIX: &str = "/api/v1";

/// The requests of a call, and its result.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Flow {
    /// One request; the response is the result.
    Response,
    /// One request; its success is the result, without the content of the response.
    Done,
    /// Requests page after page; the result is one list of all rows.
    Pages(&'static Paging),
    /// One request for a page; [`PageStream`](crate::PageStream) requests the others.
    Page(&'static Paging),
    /// All runs, or one agent's; this operation gets one run.
    ListRuns(&'static Paging, &'static Operation),
    /// The first row of a list; null if it has none.
    First,
    /// Polls a run until it has ended.
    WaitForRun,
    /// Polls a compilation until it is compiled or has failed.
    WaitForCompilation,
    /// Sends the request, then waits for the compilation in its response, which this
    /// operation gets.
    ThenCompilation(&'static Operation),
    /// Sends the request, then waits for the run in its response, which this operation gets.
    ThenRun(&'static Operation),
    /// Sends the files of a directory.
    CreateFromDirectory,
    /// Sends the files of a directory that differ from those that this operation lists.
    #[cfg_attr(not(feature = "files"), allow(dead_code))]
    PublishDirectory(&'static Operation),
}

/// One operation of the API, as data; `operations/` lists them.
#[derive(Debug)]
pub struct Operation {
    pub(crate) name: &'static str,
    pub(crate) method: Method,
    /// Relative to the API's prefix, with the names of arguments in braces; a `+` in front of
    /// a name keeps the slashes in its value.
    pub(crate) path: &'static str,
    /// An argument that the client uses and never sends.
    pub(crate) local: Option<&'static str>,
    /// The arguments that are sent in the query.
    pub(crate) query: &'static [Field],
    pub(crate) body: Body,
    /// Run in this order, before anything else.
    pub(crate) checks: &'static [Check],
    pub(crate) flow: Flow,
    /// Whether requests carry an idempotency key, and which ones are valid.
    pub(crate) key: Option<KeyRule>,
    /// The argument without which the call is no write, and has no key.
    pub(crate) key_with: Option<&'static str>,
    /// Whether the first argument of the path is no id, and is passed among the fields.
    pub(crate) has_field_in_path: bool,
    /// Whether it starts a run or a compilation, and does not wait for it.
    pub(crate) starts_work: bool,
    /// Whether the records in its response are agents.
    pub(crate) returns_agents: bool,
    pub(crate) channel: Channel,
    /// Seconds for each phase of a request, for clients with the default timeout.
    pub(crate) timeout: Option<u16>,
    /// The only status that is a success.
    pub(crate) status: Option<u16>,
    /// Numbers of the response that are passed on as text, since they are decimal: the names of
    /// members from the outside to the inside, with dots between.
    pub(crate) decimals: &'static [&'static str],
    /// The member of the response that is the result.
    pub(crate) member: Option<&'static str>,
}

impl Operation {
    pub(crate) const fn new(name: &'static str, method: Method, path: &'static str) -> Self {
        Self {
            name,
            method,
            path,
            local: None,
            query: &[],
            body: Body::None,
            checks: &[],
            flow: Flow::Response,
            key: None,
            key_with: None,
            has_field_in_path: false,
            starts_work: false,
            returns_agents: false,
            channel: Channel::Common,
            timeout: None,
            status: None,
            decimals: &[],
            member: None,
        }
    }

    pub(crate) const fn local(mut self, name: &'static str) -> Self {
        self.local = Some(name);
        self
    }

    pub(crate) const fn query(mut self, fields: &'static [Field]) -> Self {
        self.query = fields;
        self
    }

    pub(crate) const fn checks(mut self, checks: &'static [Check]) -> Self {
        self.checks = checks;
        self
    }

    pub(crate) const fn body(mut self, body: Body) -> Self {
        self.body = body;
        self
    }

    pub(crate) const fn flow(mut self, flow: Flow) -> Self {
        self.flow = flow;
        self
    }

    pub(crate) const fn keyed(mut self, rule: KeyRule) -> Self {
        self.key = Some(rule);
        self
    }

    /// The same with a key only if the argument is given.
    pub(crate) const fn keyed_with(mut self, argument: &'static str) -> Self {
        self.key_with = Some(argument);
        self
    }

    pub(crate) const fn field_in_path(mut self) -> Self {
        self.has_field_in_path = true;
        self
    }

    pub(crate) const fn starts_work(mut self) -> Self {
        self.starts_work = true;
        self
    }

    pub(crate) const fn returns_agents(mut self) -> Self {
        self.returns_agents = true;
        self
    }

    pub(crate) const fn channel(mut self, channel: Channel) -> Self {
        self.channel = channel;
        self
    }

    pub(crate) const fn timeout(mut self, seconds: u16) -> Self {
        self.timeout = Some(seconds);
        self
    }

    pub(crate) const fn status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    pub(crate) const fn decimals(mut self, names: &'static [&'static str]) -> Self {
        self.decimals = names;
        self
    }

    pub(crate) const fn member(mut self, name: &'static str) -> Self {
        self.member = Some(name);
        self
    }

    /// The operation's name: its resource and method, such as `runs.get`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Seconds for each phase of the operation's request, if it differs from the default.
    #[must_use]
    pub fn own_timeout(&self) -> Option<u16> {
        self.timeout
    }

    /// Whether the call waits, and so may take long.
    pub(crate) fn is_long(&self) -> bool {
        !matches!(
            self.flow,
            Flow::Response
                | Flow::Done
                | Flow::Pages(_)
                | Flow::Page(_)
                | Flow::ListRuns(..)
                | Flow::CreateFromDirectory
                | Flow::PublishDirectory(_)
        )
    }

    /// How the operation's pages follow each other, if it has pages.
    pub(crate) fn paging(&self) -> Option<&'static Paging> {
        match self.flow {
            Flow::Pages(paging) | Flow::Page(paging) | Flow::ListRuns(paging, _) => Some(paging),
            _ => None,
        }
    }

    /// The request for these arguments; nothing is sent.
    pub(crate) fn request(
        &'static self,
        arguments: &Arguments,
        missing_key: MissingKey,
    ) -> Result<Request, Error> {
        self.request_with(arguments, missing_key, &[])
    }

    /// The same with values for arguments that are missing.
    pub(crate) fn request_with(
        &'static self,
        arguments: &Arguments,
        missing_key: MissingKey,
        defaults: &[(&'static str, &'static str)],
    ) -> Result<Request, Error> {
        self.checked_request(arguments, missing_key, defaults)
            .map_err(|error| {
                let message = error.message().to_owned();
                error.with_argument_names(self.names_in(&message))
            })
    }

    fn checked_request(
        &'static self,
        arguments: &Arguments,
        missing_key: MissingKey,
        defaults: &[(&'static str, &'static str)],
    ) -> Result<Request, Error> {
        // The id is the first argument in the path; fields may hold it, too.
        let first = self.path_names().next().filter(|_| !self.has_field_in_path);
        let id = first.zip(arguments.id.clone());
        let mut taken: Vec<&str> = self.local.into_iter().collect();
        taken.extend(self.query.iter().map(Field::name));
        let mut names = self.path_names();
        if id.is_some() {
            names.next();
        }
        taken.extend(names);
        let mut map = ArgumentMap::read(id, arguments.fields.as_deref())?;
        if let Some(key) = &arguments.idempotency_key {
            map.set_text(KEY_ARGUMENT, key);
            taken.push(KEY_ARGUMENT);
        }
        for (name, json) in defaults {
            if map.value(name).is_none() {
                map.set(name, json.as_bytes().to_vec());
            }
        }
        for check in self.checks {
            check.run(&mut map)?;
        }
        let path = self.path_for(&map)?;
        let body = self.body.write(&map, &taken)?;
        let idempotency_key = self.key(arguments, missing_key, &map)?;
        let body = match self.channel {
            Channel::Common => body,
            Channel::Team => body.map(super::teams::request_body).transpose()?,
        };
        Ok(Request {
            method: self.method.clone(),
            path,
            body,
            form: None,
            idempotency_key,
            channel: self.channel,
            timeout: self.timeout,
            status: self.status.and_then(NonZeroU16::new),
            max_response_bytes: u64::MAX,
            returns_agents: self.returns_agents,
        })
    }

    /// The path with its query.
    fn path_for(&'static self, map: &ArgumentMap<'_>) -> Result<String, Error> {
        let prefix = if self.path.starts_with('/') {
            ROOT_PREFIX
        } else {
            PREFIX
        };
        let mut path = String::from(prefix);
        let mut rest = self.path;
        while let Some((before, (name, after))) = rest
            .split_once('{')
            .and_then(|(before, after)| Some((before, after.split_once('}')?)))
        {
            path.push_str(before);
            let (name, keeps_slashes) = match name.strip_prefix('+') {
                Some(name) => (name, true),
                None => (name, false),
            };
            let id = map
                .path_text(name)
                .ok_or_else(|| Error::argument(name, format!("{name} is required")))?;
            if keeps_slashes {
                for (at, part) in id.split('/').enumerate() {
                    if at > 0 {
                        path.push('/');
                    }
                    push_segment(&mut path, name, part)?;
                }
            } else {
                push_segment(&mut path, name, &id)?;
            }
            rest = after;
        }
        path.push_str(rest);
        fields::push_query(&mut path, self.query, map)?;
        Ok(path)
    }

    /// The names of the arguments in the path.
    fn path_names(&self) -> impl Iterator<Item = &'static str> + use<> {
        let parts = self.path.split('{').skip(1);
        parts.filter_map(|part| Some(part.split_once('}')?.0.trim_start_matches('+')))
    }

    /// The names of arguments in the text of an error.
    fn names_in(&self, text: &str) -> Vec<&'static str> {
        let is_part = |each: char| each.is_ascii_alphanumeric() || each == '_';
        let words: Vec<&str> = text.split(|each| !is_part(each)).collect();
        let fields = self.query.iter().chain(self.body.fields());
        let names = self.path_names().chain(fields.map(Field::name));
        let mut found: Vec<&str> = names
            .chain(self.local)
            .chain([KEY_ARGUMENT, "share_link"])
            .filter(|name| words.contains(name))
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The key that the caller gives; otherwise a generated one, if the operation has a key.
    fn key(
        &self,
        arguments: &Arguments,
        missing_key: MissingKey,
        map: &ArgumentMap<'_>,
    ) -> Result<Option<IdempotencyKey>, Error> {
        if arguments.has_invalid_key {
            return Err(self.key.unwrap_or(KeyRule::Common).not_text());
        }
        if self.key_with.is_some_and(|argument| !map.has(argument)) {
            return Ok(None);
        }
        match &arguments.idempotency_key {
            Some(key) => IdempotencyKey::parse(key, self.key.unwrap_or(KeyRule::Common)).map(Some),
            None => {
                let is_generated = self.key.is_some() && missing_key == MissingKey::Generate;
                Ok(is_generated.then(IdempotencyKey::generate))
            }
        }
    }
}

/// A call's arguments as a binding passes them.
///
/// ```
/// use flymyai_core::Arguments;
///
/// let arguments = Arguments {
///     id: Some("agent_abc123".into()),
///     fields: Some(r#"{"variables": {"website_url": "https://example.com"}}"#.into()),
///     ..Arguments::default()
/// };
/// ```
#[derive(Clone, Debug, Default)]
pub struct Arguments {
    /// The id in the path, not yet encoded.
    pub id: Option<String>,
    /// One JSON object: the other arguments by their snake-case names.
    pub fields: Option<Bytes>,
    /// Timeout and poll interval of waiting operations.
    pub wait: WaitOptions,
    /// Makes a request that does work safe to send again.
    pub idempotency_key: Option<String>,
    /// Whether the caller has passed something else than text as the idempotency key.
    pub has_invalid_key: bool,
}

impl Arguments {
    pub(crate) fn of(id: impl Into<Id>) -> Self {
        Self {
            id: Some(id.into().to_string()),
            ..Self::default()
        }
    }
}

mod description;
#[cfg(test)]
mod tests;
