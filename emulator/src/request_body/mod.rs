//! Reads request bodies: whole for handlers, and as a form on arrival for models.

mod form;
mod multipart;
mod request_log;

use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use http::Extensions;
use http::request::Parts;
use http_body_util::BodyExt;
use hyper::body::{Body, Incoming};

pub(crate) use form::{Form, Submitted};
pub(crate) use request_log::{Sent, hex};

use form::{FormReader, Unreadable};
use request_log::RequestLog;

use crate::response::Outcome;

/// A request's body.
#[derive(Default)]
pub(crate) struct RequestBody {
    /// Its part in the recording.
    pub(crate) sent: Sent,
    /// For the handler, unless it is a form.
    pub(crate) body: Bytes,
    form: Option<Outcome<Form>>,
    /// Whether the client disconnected before it had sent the whole body.
    pub(crate) broken: bool,
}

/// Reads the body of a request to its end.
pub(crate) async fn read(parts: &Parts, body: Incoming, is_form: bool) -> RequestBody {
    if is_form {
        read_form(parts, body).await
    } else if body.is_end_stream() {
        RequestBody::default()
    } else {
        read_whole(body).await
    }
}

async fn read_form(parts: &Parts, mut body: Incoming) -> RequestBody {
    let mut reader = FormReader::new(&parts.headers);
    let mut log = RequestLog::default();
    let broken = each_chunk(&mut body, |chunk| {
        log.add(&chunk);
        reader.push(&chunk);
    })
    .await
    .is_err();
    RequestBody {
        sent: log.close(),
        body: Bytes::new(),
        form: Some(reader.finish()),
        broken,
    }
}

async fn read_whole(mut body: Incoming) -> RequestBody {
    let mut chunks = Vec::new();
    let outcome = each_chunk(&mut body, |chunk| chunks.push(chunk)).await;
    let body = match chunks.as_slice() {
        // The usual case, which needs no copy.
        [chunk] => chunk.clone(),
        chunks => {
            let mut whole = BytesMut::new();
            chunks
                .iter()
                .for_each(|chunk| whole.extend_from_slice(chunk));
            whole.freeze()
        }
    };
    RequestBody {
        sent: Sent::of(&body),
        body,
        form: None,
        broken: outcome.is_err(),
    }
}

async fn each_chunk(body: &mut Incoming, mut take: impl FnMut(Bytes)) -> Result<(), hyper::Error> {
    while let Some(frame) = body.frame().await {
        if let Ok(chunk) = frame?.into_data() {
            take(chunk);
        }
    }
    Ok(())
}

impl RequestBody {
    /// Stores the form, if the body is one, in the extensions of the request.
    pub(crate) fn store_form(self, extensions: &mut Extensions) -> Bytes {
        match self.form {
            Some(Ok(form)) => drop(extensions.insert(Submitted(Arc::new(form)))),
            Some(Err(error)) => drop(extensions.insert(Unreadable(error))),
            None => {}
        }
        self.body
    }
}
