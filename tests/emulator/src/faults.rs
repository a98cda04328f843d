//! Plays a step of a script: waits, replies, or fails in the way it is told to.

use std::convert::Infallible;
use std::future::{self, Future};

use axum::body::Body as AnyBody;
use http::Response;
use http_body_util::BodyExt;

use crate::body::{Ticket, Tracked};
use crate::connection::Link;
use crate::holds::Held;
use crate::reply::{Content, HttpReply, Reply};
use crate::script::{Answer, Ending, Step};
use crate::worlds::World;

/// Carries a step out. Returns only if there is a whole reply for the HTTP layer to send; otherwise the connection
/// is ended and this future with it.
pub(crate) async fn perform(
    step: Step,
    held: Option<Held>,
    world: &World,
    link: &Link,
    normal: impl Future<Output = Response<AnyBody>>,
    ticket: Ticket,
) -> Response<Tracked> {
    if let Some(held) = held {
        unless_retired(world, link, held.released()).await;
    }
    if !step.delay.is_zero() {
        unless_retired(world, link, tokio::time::sleep(step.delay)).await;
    }
    let reply = match step.reply {
        Answer::Pass if step.ending == Ending::Complete => {
            return normal.await.map(|body| Tracked::normal(body, ticket));
        }
        Answer::Pass => Some(whole(normal.await).await),
        Answer::Scripted(reply) => Some(reply),
        Answer::None => None,
    };
    match (step.ending, reply) {
        (Ending::Complete, Some(Reply::Http(reply))) => respond(reply, ticket),
        (Ending::Complete, Some(Reply::Raw(bytes))) => {
            link.write(&bytes).await;
            ticket.replied();
            link.close().await
        }
        (Ending::Half | Ending::Hang, reply) => {
            match reply {
                Some(Reply::Http(reply)) => link.write(&reply.first_half()).await,
                Some(Reply::Raw(bytes)) if step.ending == Ending::Half => {
                    link.write(&bytes[..bytes.len() / 2]).await
                }
                Some(Reply::Raw(bytes)) => link.write(&bytes).await,
                None => {}
            }
            if step.ending == Ending::Hang {
                // The ticket stays open: a client that gives up shows as one that left.
                unless_retired(world, link, future::pending::<Infallible>()).await;
            }
            ticket.sabotaged();
            link.close().await
        }
        (Ending::Reset, _) => {
            ticket.sabotaged();
            link.reset().await
        }
        (Ending::Close | Ending::Complete, _) => {
            ticket.sabotaged();
            link.close().await
        }
    }
}

/// Waits, but hangs up as soon as the world is reset.
async fn unless_retired<T>(world: &World, link: &Link, wait: impl Future<Output = T>) {
    tokio::select! {
        _ = wait => {}
        () = world.retired.cancelled() => link.close().await,
    }
}

fn respond(reply: HttpReply, ticket: Ticket) -> Response<Tracked> {
    let mut response = Response::new(Tracked::scripted(reply.content, ticket));
    *response.status_mut() = reply.status;
    *response.headers_mut() = reply.headers;
    response
}

async fn whole(response: Response<AnyBody>) -> Reply {
    let (parts, body) = response.into_parts();
    let bytes = body
        .collect()
        .await
        .map(|collected| collected.to_bytes())
        .unwrap_or_default();
    Reply::Http(HttpReply {
        status: parts.status,
        headers: parts.headers,
        content: Content::Whole(bytes),
    })
}
