//! Carries out a step of a script: waits, responds, or fails as the step demands.

use std::future::Future;

use axum::body::Body as AnyBody;
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use http_body::Body;
use http_body_util::BodyExt;

use crate::body::{OutcomeRecorder, Tracked};
use crate::gates::GateWaiter;
use crate::script::{Ending, Step, StepResponse};
use crate::scripted_body::{ChunkSource, Interruption, ResponseChannel, ScriptedBody};
use crate::scripted_response::{Content, HttpResponse, Pacing, ScriptedResponse};

/// Carries a step out. Returns only if there is a response for the HTTP layer to send; otherwise the connection is ended
/// and this future with it.
pub(crate) async fn apply(
    step: Step,
    held: Option<GateWaiter>,
    channel: ResponseChannel,
    normal: impl Future<Output = Response<AnyBody>>,
    recorder: OutcomeRecorder,
) -> Response<Tracked> {
    if let Some(held) = held {
        channel.unless_reset(held.released()).await;
    }
    if !step.delay.is_zero() {
        channel.unless_reset(tokio::time::sleep(step.delay)).await;
    }
    let how = match step.ending {
        Ending::Complete => None,
        Ending::Half => Some(Interruption::Close),
        Ending::Hang => Some(Interruption::Hang),
        Ending::Reset if step.after.is_some() => Some(Interruption::Reset),
        Ending::Close | Ending::Reset => {
            // The service has processed the request, but no response is sent.
            if matches!(step.response, StepResponse::Pass) {
                normal.await;
            }
            recorder.interrupted();
            return match step.ending {
                Ending::Reset => channel.handle.reset().await,
                _ => channel.handle.close().await,
            };
        }
    };
    match (step.response, how) {
        (StepResponse::Pass, None) => normal.await.map(|body| Tracked::normal(body, recorder)),
        (StepResponse::Pass, Some(how)) => {
            let (parts, body) = normal.await.into_parts();
            let response = cut(body, step.after).await;
            interrupted(
                parts.status,
                parts.headers,
                response,
                channel,
                (how, recorder),
            )
        }
        (StepResponse::Scripted(ScriptedResponse::Http(response)), None) => {
            respond(response, channel, recorder)
        }
        (StepResponse::Scripted(ScriptedResponse::Http(response)), Some(how)) => {
            let content = cut_content(response.content, step.after);
            interrupted(
                response.status,
                response.headers,
                content,
                channel,
                (how, recorder),
            )
        }
        (StepResponse::Scripted(ScriptedResponse::Raw(bytes)), how) => {
            raw(&bytes, how, &channel, recorder).await
        }
        (StepResponse::None, _) => channel.never().await,
    }
}

fn respond(
    scripted: HttpResponse,
    channel: ResponseChannel,
    recorder: OutcomeRecorder,
) -> Response<Tracked> {
    let body = match scripted.content {
        Content::Whole(bytes) => Tracked::normal(AnyBody::from(bytes), recorder),
        Content::Chunks { chunks, pacing } => Tracked::scripted(
            ScriptedBody::complete(chunks, pacing, channel),
            Some(recorder),
        ),
    };
    build_response(scripted.status, scripted.headers, body)
}

/// The part of a response that is sent, the pauses between its chunks, and its content length.
struct Cut {
    source: ChunkSource,
    pacing: Pacing,
    promised: Option<u64>,
}

/// Cuts the service's response: one of known length in the middle, a stream within its second chunk.
async fn cut(body: AnyBody, after: Option<usize>) -> Cut {
    if after.is_none() && body.size_hint().exact().is_some() {
        let whole = body.collect().await.map(|body| body.to_bytes());
        return halve(&whole.unwrap_or_default());
    }
    Cut {
        promised: body.size_hint().exact(),
        source: ChunkSource::Live {
            body,
            left: after.unwrap_or(2),
            halved: after.is_none(),
        },
        pacing: Pacing::default(),
    }
}

fn cut_content(content: Content, after: Option<usize>) -> Cut {
    match content {
        Content::Whole(bytes) => halve(&bytes),
        Content::Chunks { mut chunks, pacing } => {
            chunks.truncate(after.unwrap_or(chunks.len() / 2));
            Cut {
                source: ChunkSource::Chunks(chunks.into()),
                pacing,
                promised: None,
            }
        }
    }
}

fn halve(whole: &Bytes) -> Cut {
    let half = whole.slice(..whole.len() / 2);
    Cut {
        source: ChunkSource::Chunks([half].into_iter().filter(|half| !half.is_empty()).collect()),
        pacing: Pacing::default(),
        // An empty body is cut, too: its content length is one byte, which is not sent.
        promised: Some(whole.len().max(1) as u64),
    }
}

fn interrupted(
    status: StatusCode,
    mut headers: HeaderMap,
    cut: Cut,
    channel: ResponseChannel,
    interruption: (Interruption, OutcomeRecorder),
) -> Response<Tracked> {
    if matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED) {
        // Such a response is complete with its head; only the connection after it can be broken.
        interruption.1.interrupted();
        headers.insert(header::CONNECTION, HeaderValue::from_static("close"));
        return build_response(status, headers, Tracked::untracked(AnyBody::empty()));
    }
    headers.remove(header::CONTENT_LENGTH);
    headers.remove(header::TRANSFER_ENCODING);
    let body =
        ScriptedBody::interrupted(cut.source, cut.pacing, cut.promised, channel, interruption);
    build_response(status, headers, Tracked::scripted(body, None))
}

/// Writes bytes past the HTTP layer. With TLS this is impossible: the connection just ends.
async fn raw(
    bytes: &Bytes,
    how: Option<Interruption>,
    channel: &ResponseChannel,
    recorder: OutcomeRecorder,
) -> Response<Tracked> {
    let sent = match how {
        Some(Interruption::Close | Interruption::Reset) => bytes.len() / 2,
        Some(Interruption::Hang) | None => bytes.len(),
    };
    channel.handle.write(&bytes[..sent]).await;
    match how {
        None => recorder.responded(),
        // The recorder stays open: a client that closes is recorded as such.
        Some(Interruption::Hang) => return channel.never().await,
        Some(Interruption::Close) => recorder.interrupted(),
        Some(Interruption::Reset) => {
            recorder.interrupted();
            return channel.handle.reset().await;
        }
    }
    channel.handle.close().await
}

fn build_response(status: StatusCode, headers: HeaderMap, body: Tracked) -> Response<Tracked> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}
