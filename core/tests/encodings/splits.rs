//! However the encoded bytes are cut on their way, the body is the same.

use bytes::Bytes;
use flymyai_core::ErrorKind;
use proptest::prelude::*;
use proptest::sample::Index;
use tokio::runtime::Runtime;

use crate::coders::{CODINGS, Coding};
use crate::server::{Script, body};

/// Text that compresses, and bytes that do not.
fn plain() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..3000),
        ("[a-c]{1,9}", 0..20_000_usize).prop_map(|(text, times)| text.repeat(times).into_bytes()),
    ]
}

fn coding() -> impl Strategy<Value = Coding> {
    prop::sample::select(CODINGS.to_vec())
}

/// One coding over each of the parts, and others over all of them.
fn encoded(parts: &[Vec<u8>], codings: &[Coding]) -> (String, Bytes) {
    let names: Vec<_> = codings.iter().map(|coding| coding.name()).collect();
    let members = parts.iter().map(|part| codings[0].encode(part));
    let first = members.flatten().collect();
    let outer = &codings[1..];
    let bytes = outer
        .iter()
        .fold(first, |inner, coding| coding.encode(inner));
    (names.join(", "), bytes)
}

fn cut(bytes: &Bytes, places: &[Index]) -> Vec<Bytes> {
    let mut places: Vec<_> = places.iter().map(|at| at.index(bytes.len() + 1)).collect();
    places.extend([0, bytes.len()]);
    places.sort_unstable();
    places
        .windows(2)
        .map(|pair| bytes.slice(pair[0]..pair[1]))
        .collect()
}

fn fetched(script: Script) -> Result<Bytes, flymyai_core::Error> {
    Runtime::new().unwrap().block_on(body(script))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn decodes_any_split_to_the_same_body(
        parts in prop::collection::vec(plain(), 1..4),
        codings in prop::collection::vec(coding(), 1..4),
        places in prop::collection::vec(any::<Index>(), 0..40),
    ) {
        let members = if matches!(codings[0], Coding::Gzip | Coding::Zstd) { parts.len() } else { 1 };
        let (encoding, bytes) = encoded(&parts[..members], &codings);
        let script = Script::new(&encoding, cut(&bytes, &places));
        prop_assert_eq!(fetched(script).unwrap(), parts[..members].concat());
    }

    #[test]
    fn each_byte_alone_is_the_same_body(plain in "[a-z]{0,60}", codings in prop::collection::vec(coding(), 1..3)) {
        let (encoding, bytes) = encoded(&[plain.clone().into_bytes()], &codings);
        let script = Script::new(&encoding, bytes.chunks(1).map(Bytes::copy_from_slice));
        prop_assert_eq!(fetched(script).unwrap(), plain);
    }

    #[test]
    fn detects_corruption_by_checksum(
        plain in plain(),
        zlib in any::<bool>(),
        at in any::<Index>(),
        change in 1..=255_u8,
        places in prop::collection::vec(any::<Index>(), 0..10),
    ) {
        let coding = if zlib { Coding::Zlib } else { Coding::Gzip };
        let mut bytes = coding.encode(&plain).to_vec();
        let at = if zlib { 2 } else { 10 } + at.index(bytes.len() - if zlib { 2 } else { 10 });
        bytes[at] ^= change;
        let script = Script::new(coding.name(), cut(&bytes.into(), &places));
        match fetched(script) {
            // Another way to write the same, with a rest that is ignored: nothing is lost.
            Ok(body) => prop_assert_eq!(body, plain),
            Err(error) => prop_assert!(matches!(error.kind(), ErrorKind::Decoding | ErrorKind::Protocol)),
        }
    }

    #[test]
    fn arbitrary_input_terminates(
        bytes in prop::collection::vec(any::<u8>(), 0..300),
        head in any::<Index>(),
        codings in prop::collection::vec(coding(), 1..3),
        places in prop::collection::vec(any::<Index>(), 0..10),
    ) {
        let (encoding, right) = encoded(&[b"abcabcabc".to_vec()], &codings);
        let bytes = [&right[..head.index(right.len() + 1)], &bytes].concat().into();
        if let Err(error) = fetched(Script::new(&encoding, cut(&bytes, &places))) {
            prop_assert!(matches!(error.kind(), ErrorKind::Decoding | ErrorKind::Protocol));
        }
    }
}
