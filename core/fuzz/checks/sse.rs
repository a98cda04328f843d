//! Properties of the event decoder for any input; shared by the fuzz
//! target and core's own tests.

use crate::sse::{EventTooLarge, SseDecoder, SseEvent};

/// Checks a stream with its boundaries of chunks: the first line of the input
/// has the limit (its first byte, times 8) and the sizes of the chunks (the
/// other bytes); the rest is the stream.
pub(crate) fn check_input(input: &[u8]) {
    let end = input.iter().position(|byte| *byte == b'\n').unwrap_or(0);
    let (head, stream) = input.split_at(end);
    let limit = head.first().map_or(1 << 20, |byte| usize::from(*byte) * 8);
    let sizes: Vec<usize> = head
        .iter()
        .skip(1)
        .map(|byte| usize::from(*byte % 48))
        .collect();
    check(stream.strip_prefix(b"\n").unwrap_or(stream), limit, &sizes);
}

/// Checks a stream, cut into chunks of these sizes over and over.
pub(crate) fn check(stream: &[u8], limit: usize, sizes: &[usize]) {
    let whole = decode([stream], limit);
    assert_eq!(decode(stream.chunks(1), limit), whole, "byte by byte");
    assert_eq!(
        decode(chunks(stream, sizes), limit),
        whole,
        "in chunks of {sizes:?}"
    );
    for event in &whole.0 {
        let held = event.event.as_deref().map_or(0, str::len);
        let held = held + event.data.as_deref().map_or(0, str::len);
        // A byte that is no UTF-8 is shown as three.
        assert!(held <= limit * 3, "{held} bytes, where {limit} are allowed");
    }
}

type Decoded = (Vec<SseEvent>, Result<bool, EventTooLarge>);

/// The events, and how the stream ended.
fn decode<'a>(chunks: impl IntoIterator<Item = &'a [u8]>, limit: usize) -> Decoded {
    let mut decoder = SseDecoder::new(limit);
    let mut events = Vec::new();
    for chunk in chunks {
        let pushed = decoder.push(chunk);
        events.extend(decoder.by_ref());
        if let Err(error) = pushed {
            return (events, Err(error));
        }
    }
    (events, Ok(decoder.is_inside_event()))
}

/// Cuts a stream into chunks of these sizes, over and over; empty ones are among them.
fn chunks<'a>(mut stream: &'a [u8], sizes: &[usize]) -> Vec<&'a [u8]> {
    let mut chunks = Vec::new();
    if sizes.iter().any(|size| *size > 0) {
        for size in sizes.iter().cycle() {
            let (chunk, rest) = stream.split_at((*size).min(stream.len()));
            chunks.push(chunk);
            stream = rest;
            if stream.is_empty() {
                break;
            }
        }
    }
    chunks.push(stream);
    chunks
}
