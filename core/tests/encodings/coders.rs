//! Bodies as servers encode them.

use bytes::Bytes;
use compression_codecs::core::Level;
use compression_codecs::core::util::{PartialBuffer, WriteBuffer};
use compression_codecs::{
    BrotliEncoder, DeflateEncoder, EncodeV2, GzipEncoder, ZlibEncoder, ZstdEncoder,
};

/// A content coding; `deflate` comes in two forms.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Coding {
    Gzip,
    Zlib,
    Raw,
    Brotli,
    Zstd,
}

pub(crate) const CODINGS: [Coding; 5] = [
    Coding::Gzip,
    Coding::Zlib,
    Coding::Raw,
    Coding::Brotli,
    Coding::Zstd,
];

impl Coding {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Gzip => "gzip",
            Self::Zlib | Self::Raw => "deflate",
            Self::Brotli => "br",
            Self::Zstd => "zstd",
        }
    }

    fn encoder(self) -> Box<dyn EncodeV2> {
        match self {
            Self::Gzip => Box::new(GzipEncoder::new(Level::Default.into())),
            Self::Zlib => Box::new(ZlibEncoder::new(Level::Default.into())),
            Self::Raw => Box::new(DeflateEncoder::new(Level::Default.into())),
            Self::Brotli => Box::new(BrotliEncoder::new(Default::default())),
            Self::Zstd => Box::new(ZstdEncoder::new(3)),
        }
    }

    pub(crate) fn encode(self, plain: impl AsRef<[u8]>) -> Bytes {
        self.stream([plain]).into_iter().flatten().collect()
    }

    /// One encoded stream that is flushed after each chunk; its end comes by itself.
    pub(crate) fn stream(self, chunks: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Vec<Bytes> {
        let mut encoder = self.encoder();
        let mut encoded = Vec::new();
        for chunk in chunks {
            let mut input = PartialBuffer::new(chunk.as_ref());
            let mut bytes = Vec::new();
            while !input.unwritten().is_empty() {
                written(&mut bytes, |output| {
                    encoder.encode(&mut input, output).map(|()| true)
                });
            }
            while !written(&mut bytes, |output| encoder.flush(output)) {}
            encoded.push(bytes.into());
        }
        let mut end = Vec::new();
        while !written(&mut end, |output| encoder.finish(output)) {}
        encoded.push(end.into());
        encoded
    }
}

/// Lets an encoder write once; whether that was all.
fn written(
    to: &mut Vec<u8>,
    write: impl FnOnce(&mut WriteBuffer<'_>) -> std::io::Result<bool>,
) -> bool {
    let mut room = [0; 4096];
    let mut output = WriteBuffer::new_initialized(&mut room);
    let done = write(&mut output).unwrap();
    to.extend_from_slice(output.written());
    done
}
