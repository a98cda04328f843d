//! What an operation of the API is: a name, a request, a way to its result.

use bytes::Bytes;
use http::Method;

use crate::agents::checks::Check;
use crate::agents::fields::{self, Body, Field};
use crate::agents::idempotency::{IdempotencyKey, MissingKey};
use crate::agents::models::Id;
use crate::agents::request::Request;
use crate::agents::wait::WaitOptions;
use crate::error::Error;
use crate::path::push_segment;

/// The prefix of every path of the agents API.
const PREFIX: &str = "/api/v1/agents/";

/// The requests of a call, and its result.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Flow {
    /// One request; the response is the result.
    Response,
    /// One request; its success is the result, without the content of the response.
    Done,
    /// Requests page after page; the result is one list of all rows.
    #[allow(dead_code, reason = "the declarations in api/ choose among them")]
    Pages,
    /// All runs, or one agent's; this operation gets one run.
    ListRuns(&'static Operation),
    /// Polls a run until it has ended.
    WaitForRun,
    /// Polls a compilation until it is no longer in the making.
    WaitForCompilation,
    /// Sends the request, then waits for the compilation in its response, which this
    /// operation gets.
    ThenCompilation(&'static Operation),
    /// Sends the request, then waits for the run in its response, which this operation gets.
    ThenRun(&'static Operation),
}

/// One operation of the API, as data; `operations/` lists them.
#[derive(Debug)]
pub struct Operation {
    pub(crate) name: &'static str,
    pub(crate) method: Method,
    /// Relative to the API's prefix, with the names of arguments in braces.
    pub(crate) path: &'static str,
    /// An argument that is used on this side and never sent.
    pub(crate) local: Option<&'static str>,
    /// The arguments that are sent in the query.
    pub(crate) query: &'static [Field],
    pub(crate) body: Body,
    /// Run in this order, before anything else.
    pub(crate) checks: &'static [Check],
    pub(crate) flow: Flow,
    /// Whether requests carry an idempotency key.
    pub(crate) is_keyed: bool,
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
            is_keyed: false,
        }
    }

    pub(crate) const fn local(mut self, name: &'static str) -> Self {
        self.local = Some(name);
        self
    }

    #[allow(dead_code, reason = "for operations with a query")]
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

    pub(crate) const fn keyed(mut self) -> Self {
        self.is_keyed = true;
        self
    }

    /// The operation's name: its resource and method, such as `runs.get`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Whether the call waits, and so may take long.
    pub(crate) fn is_long(&self) -> bool {
        !matches!(
            self.flow,
            Flow::Response | Flow::Done | Flow::Pages | Flow::ListRuns(_)
        )
    }

    /// The request for these arguments; nothing is sent.
    pub(crate) fn request(
        &'static self,
        arguments: &Arguments,
        missing_key: MissingKey,
    ) -> Result<Request, Error> {
        let text = arguments.fields.as_deref();
        for check in self.checks {
            check.run(text)?;
        }
        let mut taken: Vec<&str> = self.local.into_iter().collect();
        taken.extend(self.query.iter().map(Field::name));
        let mut path = String::from(PREFIX);
        let mut rest = self.path;
        let mut id = arguments.id.as_deref();
        while let Some((before, (name, after))) = rest
            .split_once('{')
            .and_then(|(before, after)| Some((before, after.split_once('}')?)))
        {
            path.push_str(before);
            // The id is the first argument in the path; fields may hold it, too.
            match id.take() {
                Some(id) => push_segment(&mut path, name, id)?,
                None => {
                    taken.push(name);
                    let id = fields::text_argument(text, name)
                        .ok_or_else(|| Error::argument(name, format!("{name} is required")))?;
                    push_segment(&mut path, name, &id)?;
                }
            }
            rest = after;
        }
        path.push_str(rest);
        fields::push_query(&mut path, self.query, text)?;
        Ok(Request {
            method: self.method.clone(),
            path,
            body: self.body.write(text, &taken)?,
            idempotency_key: self.key(arguments, missing_key)?,
        })
    }

    /// The key that the caller gives; otherwise a generated one, where the operation has one.
    fn key(
        &self,
        arguments: &Arguments,
        missing_key: MissingKey,
    ) -> Result<Option<IdempotencyKey>, Error> {
        match &arguments.idempotency_key {
            Some(key) => IdempotencyKey::given(key).map(Some),
            None => {
                let is_generated = self.is_keyed && missing_key == MissingKey::Generate;
                Ok(is_generated.then(IdempotencyKey::generate))
            }
        }
    }
}

/// A call's arguments as a binding hands them over.
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
    /// How waiting operations wait.
    pub wait: WaitOptions,
    /// Makes a request that does work safe to send again.
    pub idempotency_key: Option<String>,
}

impl Arguments {
    pub(crate) fn of(id: impl Into<Id>) -> Self {
        Self {
            id: Some(id.into().to_string()),
            ..Self::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::agents::fields::When;

    #[test]
    fn arguments_stand_in_the_path_and_in_the_query() {
        static VERSION: Operation = Operation::new(
            "artifacts.version",
            Method::GET,
            "artifacts/{id}/versions/{version}/",
        )
        .query(&[
            Field::new("page_size", When::Default("100")),
            Field::new("search", When::Given).sent_as("q"),
            Field::new("all", When::Given),
        ]);
        let arguments = |fields: &str| Arguments {
            fields: Some(fields.to_owned().into()),
            ..Arguments::of("a 1")
        };
        for (fields, expected) in [
            (
                r#"{"version": 2}"#,
                "/api/v1/agents/artifacts/a%201/versions/2/?page_size=100",
            ),
            (
                r#"{"version": "x/y", "page_size": 5, "search": "a&b \u00fc", "all": true}"#,
                "/api/v1/agents/artifacts/a%201/versions/x%2Fy/?page_size=5&q=a%26b+%C3%BC&all=true",
            ),
        ] {
            let request = VERSION
                .request(&arguments(fields), MissingKey::Generate)
                .unwrap();
            assert_eq!(request.path, expected);
            assert_eq!(request.body, None);
        }
        let error = VERSION
            .request(&arguments("{}"), MissingKey::Generate)
            .unwrap_err();
        assert_eq!(error.message(), "version is required");
        let error = VERSION
            .request(
                &arguments(r#"{"version": 2, "search": [1]}"#),
                MissingKey::Generate,
            )
            .unwrap_err();
        assert_eq!(
            error.message(),
            "search must be a text, a number or a boolean"
        );
    }

    #[test]
    fn keys_are_generated_only_for_keyed_operations_that_want_them() {
        static KEYED: Operation = Operation::new("runs.start", Method::POST, "runs/").keyed();
        static PLAIN: Operation = Operation::new("runs.list", Method::GET, "runs/");
        let key = |operation: &'static Operation, given: Option<&str>, missing_key| {
            let arguments = Arguments {
                idempotency_key: given.map(str::to_owned),
                ..Arguments::default()
            };
            let request = operation.request(&arguments, missing_key).unwrap();
            request.idempotency_key.map(|key| key.as_str().to_owned())
        };
        assert_eq!(key(&KEYED, None, MissingKey::Generate).unwrap().len(), 36);
        assert_eq!(key(&KEYED, None, MissingKey::Omit), None);
        assert_eq!(key(&PLAIN, None, MissingKey::Generate), None);
        for missing_key in [MissingKey::Generate, MissingKey::Omit] {
            assert_eq!(key(&KEYED, Some("k"), missing_key).as_deref(), Some("k"));
        }
    }
}
