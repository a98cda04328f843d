//! Hands over the outcomes of calls.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::sync::{Arc, LazyLock};

use flymyai_javascript::{CompletionQueue, Exchange, Outcome};
use serde::Serialize;

use crate::objects::{self, Object};
use crate::{executor, host, memory};

/// The queue of the module.
static QUEUE: LazyLock<Arc<CompletionQueue>> = LazyLock::new(|| {
    let queue = CompletionQueue::new(executor::spawn);
    queue.set_waker(Box::new(|| host::wake()));
    Arc::new(queue)
});

pub(crate) fn queue() -> &'static Arc<CompletionQueue> {
    &QUEUE
}

/// What the content of an outcome is.
#[repr(u32)]
enum Kind {
    Empty,
    Text,
    Bytes,
    /// A failure, a response with its headers, its head or events, as JSON.
    Json,
    /// The number of an exchange, in place of an address.
    HostCall,
}

/// An outcome as JavaScript reads it: numbers of 32 bits.
#[repr(C)]
#[derive(Default)]
struct Record {
    call_id: u32,
    status: u32,
    kind: u32,
    /// JavaScript frees this memory.
    pointer: u32,
    length: u32,
    /// Whether outcomes are left in the queue.
    more: u32,
}

/// The outcomes of the current batch.
#[derive(Default)]
struct Batch {
    outcomes: VecDeque<(u32, Outcome)>,
    more: bool,
    record: Record,
}

thread_local! {
    static BATCH: RefCell<Batch> = RefCell::default();
}

/// The address of the next outcome of the batch; null at its end. The first call takes a batch.
#[unsafe(no_mangle)]
extern "C" fn next_outcome(is_first: bool) -> *const u32 {
    BATCH.with_borrow_mut(|batch| {
        if is_first {
            let (outcomes, more) = QUEUE.ready().drain();
            batch.outcomes = outcomes.into();
            batch.more = more;
        }
        let Some((call_id, outcome)) = batch.outcomes.pop_front() else {
            return std::ptr::null();
        };
        batch.record = record(outcome);
        batch.record.call_id = call_id;
        batch.record.more = batch.more.into();
        (&raw const batch.record).cast()
    })
}

fn record(outcome: Outcome) -> Record {
    match outcome {
        Outcome::Response(status, Some(body)) => with_bytes(status, Kind::Text, body.into()),
        Outcome::Response(status, None) => empty(status),
        Outcome::RawResponse(status, response) => with_json(status, &response),
        Outcome::Head(status, head) => with_json(status, &head),
        Outcome::Chunk(chunk) => with_bytes(0, Kind::Bytes, chunk),
        Outcome::Events(events) => with_json(0, &events),
        Outcome::Failed(failure) => with_json(0, &failure),
        Outcome::HostCall(mut call) => match Exchange::accept(&mut call) {
            Ok(exchange) => Record {
                kind: Kind::HostCall as u32,
                pointer: objects::add(Object::Exchange(exchange)),
                ..Record::default()
            },
            Err(_) => empty(0),
        },
        Outcome::Empty => empty(0),
    }
}

fn empty(status: u16) -> Record {
    with_bytes(status, Kind::Empty, Vec::new())
}

fn with_json(status: u16, value: &impl Serialize) -> Record {
    // Strings and numbers can always be written.
    let text = serde_json::to_vec(value).unwrap_or_default();
    with_bytes(status, Kind::Json, text)
}

fn with_bytes(status: u16, kind: Kind, bytes: Vec<u8>) -> Record {
    let length = bytes.len() as u32;
    Record {
        status: status.into(),
        kind: kind as u32,
        pointer: memory::into_raw(bytes) as u32,
        length,
        ..Record::default()
    }
}
