//! Decodes the content codings of a response body, chunk by chunk.
//!
//! The decoders of HTTP libraries stop after the first member of a gzip body, know one
//! coding in lower case, and bound neither output nor work. This one decodes all members
//! and several codings, within limits, and reports a body that is cut off as an error.

use std::io;

use bytes::{Buf, Bytes};
use compression_codecs::core::util::{PartialBuffer, WriteBuffer};
use compression_codecs::zstd::params::DParameter;
use compression_codecs::{
    BrotliDecoder, DecodeV2, DeflateDecoder, GzipDecoder, ZlibDecoder, ZstdDecoder,
};
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use http::{HeaderMap, HeaderValue};

use crate::error::{Error, ErrorKind};

/// The `Accept-Encoding` of a request that names none itself.
pub(crate) const ACCEPTED: HeaderValue = HeaderValue::from_static("zstd,gzip,deflate,br");

/// Each coding takes memory, and a response may name any number. Browsers have the same limit.
const MAX_CODINGS: usize = 5;

/// The number of bytes that are decoded at once, as a few bytes may decompress to millions.
const CHUNK: usize = 16 * 1024;

/// The first byte of a gzip member.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// The number of bytes that are read and written before the caller yields. Some
/// bodies take much work and yield no data; timeouts, signals and cancellation must
/// still work.
const MAX_WORK_PER_PULL: usize = 1024 * 1024;

/// The cost of one decoder step besides its bytes.
const STEP_WORK: usize = 64;

/// What each gzip member or zstd frame after the first counts as, besides its bytes: its decoder
/// starts over and clears its window, so a million empty ones take seconds. In one layer, even empty ones stay
/// below [`RATIO`]: a member has at least 20 bytes, a frame at least 8.
const MEMBER_WORK: usize = 16 * 1024;

/// The most bytes that all layers together may write for each byte of the body, past
/// [`UNCHECKED_BYTES`]. DEFLATE can't do more than 1032 in one layer.
const RATIO: u64 = 2048;

/// The number of bytes that a body of any size may decode to.
const UNCHECKED_BYTES: u64 = 64 * 1024 * 1024;

/// The largest window of a zstd frame, as a power of two: what RFC 9659 allows for
/// this coding. A decoder holds its window in memory.
const ZSTD_WINDOW: u32 = 23;

/// The decoders of one body.
pub(crate) struct Decompression {
    /// In the order of decoding: the last one applied is the first one decoded.
    layers: Vec<Layer>,
    /// The buffer that a decoder writes to.
    room: Box<[u8]>,
    /// The number of bytes that were pushed.
    encoded: u64,
    /// The number of bytes that all layers together have written, with those of [`MEMBER_WORK`].
    decoded: u64,
}

/// The state after a [`pull`](Decompression::pull).
#[derive(Debug)]
pub(crate) enum Pulled {
    /// Decoded bytes, at least one.
    Chunk(Bytes),
    /// The next pull continues the work; the caller should yield first.
    Paused,
    /// All pushed bytes are decoded.
    Starved,
}

impl Decompression {
    /// The decoders that the headers call for; none for a body that is plain or has an
    /// unknown coding. The headers that described the encoded body are taken out.
    pub(crate) fn of(headers: &mut HeaderMap) -> Result<Option<Self>, Error> {
        let mut codings = codings(headers).unwrap_or_default();
        if codings.is_empty() {
            return Ok(None);
        }
        if codings.len() > MAX_CODINGS {
            let why = format!("{} codings, at most {MAX_CODINGS}", codings.len());
            return Err(Error::transport(ErrorKind::Decoding, Some(&why)));
        }
        headers.remove(CONTENT_ENCODING);
        headers.remove(CONTENT_LENGTH);
        codings.reverse();
        Ok(Some(Self {
            layers: codings.into_iter().map(Layer::new).collect(),
            room: vec![0; CHUNK].into(),
            encoded: 0,
            decoded: 0,
        }))
    }

    /// The next chunk of the body, as it arrives. Before this, [`pull`](Self::pull)
    /// must have found nothing more in the one before.
    pub(crate) fn push(&mut self, encoded: Bytes) {
        self.encoded += encoded.len() as u64;
        if let Some(outermost) = self.layers.first_mut() {
            outermost.input = encoded;
        }
    }

    /// Decodes some of the pushed bytes. One call does a bounded amount of work.
    pub(crate) fn pull(&mut self) -> Result<Pulled, Error> {
        let mut at = self.layers.len() - 1;
        let mut work = 0;
        loop {
            let layer = &mut self.layers[at];
            let length = layer.decode(&mut self.room, &mut work).map_err(corrupt)?;
            let members = std::mem::take(&mut layer.members);
            let has_work = layer.has_work();
            self.count(length, members)?;
            if length > 0 {
                let decoded = Bytes::copy_from_slice(&self.room[..length]);
                at += 1;
                match self.layers.get_mut(at) {
                    Some(next) => next.input = decoded,
                    None => return Ok(Pulled::Chunk(decoded)),
                }
            } else if has_work {
                return Ok(Pulled::Paused);
            } else if at > 0 {
                at -= 1;
            } else {
                return Ok(Pulled::Starved);
            }
        }
    }

    /// Counts the output and the members of a layer.
    fn count(&mut self, length: usize, members: usize) -> Result<(), Error> {
        self.decoded += (length + members * MEMBER_WORK) as u64;
        if self.decoded > UNCHECKED_BYTES && self.decoded / RATIO > self.encoded {
            let text = format!("the response decompresses to more than {RATIO} times its size");
            return Err(Error::new(ErrorKind::ResponseTooLarge, text));
        }
        Ok(())
    }

    /// Whether the body, which has ended, was whole.
    pub(crate) fn finish(&self) -> Result<(), Error> {
        let is_cut_off = |layer: &Layer| layer.stage == Stage::Within || layer.held;
        if self.layers.iter().any(is_cut_off) {
            let why = "its encoding is cut off";
            return Err(Error::transport(ErrorKind::Protocol, Some(why)));
        }
        Ok(())
    }
}

fn corrupt(error: io::Error) -> Error {
    Error::transport(ErrorKind::Decoding, Some(&error.to_string()))
}

/// A content coding that can be taken off.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Coding {
    Gzip,
    Deflate,
    Brotli,
    Zstd,
}

/// The codings in the order they were applied, from one header or several;
/// nothing at all if one of them is unknown.
fn codings(headers: &HeaderMap) -> Option<Vec<Coding>> {
    let mut codings = Vec::new();
    for value in headers.get_all(CONTENT_ENCODING) {
        for name in value.to_str().ok()?.split(',') {
            codings.push(match name.trim().to_ascii_lowercase().as_str() {
                "gzip" | "x-gzip" => Coding::Gzip,
                "deflate" => Coding::Deflate,
                "br" => Coding::Brotli,
                "zstd" => Coding::Zstd,
                // No coding: `identity`, or an empty item of the list.
                "identity" | "" => continue,
                _ => return None,
            });
        }
    }
    Some(codings)
}

/// The position of a decoder in its input.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// At a place where the input may end: before all, or between two members.
    Between,
    /// Inside a member.
    Within,
    /// After the last member: the rest is padding.
    Past,
}

/// One coding of a body.
struct Layer {
    coding: Coding,
    /// From the first byte on: a body without a byte is whole, whatever its coding.
    decoder: Option<Box<dyn DecodeV2 + Send>>,
    stage: Stage,
    input: Bytes,
    /// The number of members after the first that were begun since they were last counted.
    members: usize,
    /// The first byte of a possible further member, taken out of the input.
    held: bool,
    /// The decoder filled all the room, and so may hold more.
    holds_more: bool,
    /// Found after bytes that are returned first.
    failed: Option<io::Error>,
}

impl Layer {
    fn new(coding: Coding) -> Self {
        Self {
            coding,
            decoder: None,
            stage: Stage::Between,
            input: Bytes::new(),
            members: 0,
            held: false,
            holds_more: false,
            failed: None,
        }
    }

    /// Whether there is input to decode, even if it yields no bytes.
    fn has_work(&self) -> bool {
        self.holds_more || !self.input.is_empty()
    }

    /// Decodes into the room until it is full, the input is used up or enough work
    /// is done, and returns how much it wrote.
    fn decode(&mut self, room: &mut [u8], work: &mut usize) -> io::Result<usize> {
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        let mut output = WriteBuffer::new_initialized(room);
        while !output.has_no_spare_space() && self.has_work() && *work < MAX_WORK_PER_PULL {
            let (given, written) = (self.input.len(), output.written_len());
            let members = self.members;
            let stepped = self.step(&mut output);
            *work += STEP_WORK + (given - self.input.len()) + (output.written_len() - written);
            *work += (self.members - members) * MEMBER_WORK;
            if let Err(error) = stepped {
                if output.written_len() == 0 {
                    return Err(error);
                }
                self.failed = Some(error);
                break;
            }
        }
        Ok(output.written_len())
    }

    fn step(&mut self, output: &mut WriteBuffer<'_>) -> io::Result<()> {
        if self.stage == Stage::Between {
            if self.holds_back() {
                return Ok(());
            }
            self.begin()?;
        }
        let Some(decoder) = self
            .decoder
            .as_mut()
            .filter(|_| self.stage == Stage::Within)
        else {
            self.input.clear();
            return Ok(());
        };
        let asked_for_rest = self.input.is_empty();
        let mut input = PartialBuffer::new(&self.input[..self.input.len().min(CHUNK)]);
        let result = decoder.decode(&mut input, output);
        let used = input.written_len();
        self.input.advance(used);
        self.holds_more = output.has_no_spare_space();
        match result {
            Ok(true) => {
                self.holds_more = false;
                self.stage = match self.coding {
                    Coding::Gzip | Coding::Zstd => Stage::Between,
                    Coding::Deflate | Coding::Brotli => Stage::Past,
                };
                Ok(())
            }
            // Some decoders that turn out to hold nothing more call that an error.
            Err(_) if asked_for_rest => Ok(()),
            result => result.map(drop),
        }
    }

    /// Whether one more byte is needed to recognise another gzip member.
    fn holds_back(&mut self) -> bool {
        if std::mem::take(&mut self.held) {
            self.input = [&GZIP[..1], &self.input].concat().into();
        } else if self.coding == Coding::Gzip && self.decoder.is_some() {
            self.held = *self.input == GZIP[..1];
            if self.held {
                self.input.clear();
            }
        }
        self.held
    }

    /// Starts a member with the input's first byte.
    fn begin(&mut self) -> io::Result<()> {
        let first = self.input.first().copied().unwrap_or_default();
        self.stage = Stage::Within;
        match &mut self.decoder {
            // Data after a member that is not another one, such as a padding of zeros,
            // is ignored, as zlib does.
            Some(_) if self.coding == Coding::Gzip && !self.input.starts_with(&GZIP) => {
                self.stage = Stage::Past;
            }
            Some(decoder) => {
                self.members += 1;
                decoder.reinit()?;
            }
            None => {
                self.decoder = Some(match self.coding {
                    Coding::Gzip => Box::new(GzipDecoder::new()),
                    // Some servers leave out zlib's header, whose first byte ends in 8.
                    Coding::Deflate if first & 0x0f == 8 => Box::new(ZlibDecoder::new()),
                    Coding::Deflate => Box::new(DeflateDecoder::new()),
                    Coding::Brotli => Box::new(BrotliDecoder::new()),
                    Coding::Zstd => {
                        let window = DParameter::window_log_max(ZSTD_WINDOW);
                        Box::new(ZstdDecoder::new_with_params(&[window]))
                    }
                });
            }
        }
        Ok(())
    }
}
