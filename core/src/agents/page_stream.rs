//! The rows of a list, page by page as they are needed.

use std::collections::VecDeque;
use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;
use serde::de::DeserializeOwned;

use super::call::Call;
use super::decimals;
use super::operation::{Arguments, Operation};
use super::pages::Pages;
use crate::error::{Error, ErrorKind};
use crate::host::Instant;
use crate::scan;

/// The rows of a list, one page at a time: the memory that they need is that of one page.
///
/// Nothing is sent before the first page is requested. Dropping it, or a pending
/// [`next_batch`](Self::next_batch), stops its request.
#[derive(Debug)]
pub struct PageStream {
    pages: Pages,
    decimals: Vec<String>,
    operation: &'static Operation,
    caller_id: String,
    is_over: bool,
}

impl PageStream {
    pub(crate) fn new(call: Call) -> Result<Self, Error> {
        let operation = call.operation;
        let paging = operation.paging().ok_or_else(|| {
            let text = format!("the operation {:?} has no pages", operation.name());
            Error::new(ErrorKind::Internal, text)
        })?;
        let invocation = call.invocation;
        let caller_id = invocation.caller_id.clone();
        let defaults = paging.defaults_of_stream();
        let request = if defaults.is_empty() {
            invocation.request
        } else {
            let arguments = Arguments {
                id: Some(invocation.caller_id).filter(|id| !id.is_empty()),
                fields: invocation.fields,
                ..Arguments::default()
            };
            operation.request_with(&arguments, invocation.requester.missing_key, defaults)?
        };
        // The rows lose the names of the members around them.
        let decimals = operation.decimals.iter().map(|place| {
            let around = format!("{}.", paging.rows_name());
            place.strip_prefix(&around).unwrap_or(place).to_owned()
        });
        Ok(Self {
            pages: Pages::new(invocation.requester, request, paging, None),
            decimals: decimals.collect(),
            operation,
            caller_id,
            is_over: false,
        })
    }

    /// The rows of the next page that has any, each as raw JSON; nothing after the last page.
    ///
    /// # Errors
    ///
    /// The failures of the service and of the network, and pages that are not valid; they end
    /// the stream.
    pub async fn next_batch(&mut self) -> Result<Option<Vec<Bytes>>, Error> {
        let started = Instant::now();
        while !self.is_over {
            match self.pages.next().await {
                Ok(Some((rows, _))) if rows.is_empty() => {}
                Ok(Some((rows, _))) => return Ok(Some(self.quoted(rows))),
                Ok(None) => self.is_over = true,
                Err(error) => {
                    self.is_over = true;
                    let call = self.operation.context(&self.caller_id);
                    return Err(error.with_call(call, Some(started.elapsed())));
                }
            }
        }
        Ok(None)
    }

    fn quoted(&self, rows: Vec<Bytes>) -> Vec<Bytes> {
        let places: Vec<&str> = self.decimals.iter().map(String::as_str).collect();
        let quoted = |row: Bytes| decimals::quoted(&row, &places).unwrap_or(row);
        rows.into_iter().map(quoted).collect()
    }
}

/// The rows of a list as records.
///
/// ```no_run
/// # async fn example(client: flymyai_core::Client) -> Result<(), flymyai_core::Error> {
/// let mut versions = client.versions().iter(None)?;
/// while let Some(version) = versions.next().await {
///     println!("{}", version?.version_number);
/// }
/// # Ok(())
/// # }
/// ```
pub struct TypedRows<T> {
    stream: PageStream,
    arrived: VecDeque<Bytes>,
    row: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned> TypedRows<T> {
    pub(crate) fn new(stream: PageStream) -> Self {
        Self {
            stream,
            arrived: VecDeque::new(),
            row: PhantomData,
        }
    }

    /// The next row; nothing after the last one and after an error.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        while self.arrived.is_empty() {
            match self.stream.next_batch().await {
                Ok(Some(rows)) => self.arrived = rows.into(),
                Ok(None) => return None,
                Err(error) => return Some(Err(error)),
            }
        }
        let row = self.arrived.pop_front()?;
        Some(
            serde_json::from_slice(scan::document_start(&row)).map_err(|error| {
                self.arrived.clear();
                self.stream.is_over = true;
                Error::decode(&format!("a row can't be read ({error})"), row)
            }),
        )
    }
}

impl<T> fmt::Debug for TypedRows<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("TypedRows").field(&self.stream).finish()
    }
}
