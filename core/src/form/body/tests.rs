//! The lengths of forms, and the reading of their files and streams.

use std::sync::Mutex;

use super::*;
use crate::form::{FieldValue, FilePart, FormStyle, Payload};
use futures_util::future::BoxFuture;

/// A reader that returns these chunks, one per read.
struct Scripted {
    length: Option<u64>,
    chunks: Mutex<Vec<&'static [u8]>>,
}

impl ReadAt for Scripted {
    fn length(&self) -> Result<Option<u64>, Error> {
        Ok(self.length)
    }

    fn read_at(&self, _: u64, _: usize) -> BoxFuture<'static, Result<Bytes, Error>> {
        let mut chunks = self.chunks.lock().unwrap();
        let chunk = if chunks.is_empty() {
            &[]
        } else {
            chunks.remove(0)
        };
        Box::pin(async move { Ok(Bytes::from_static(chunk)) })
    }
}

fn payload(source: FileSource) -> Payload {
    let part = FilePart {
        filename: Some("f".to_owned()),
        content_type: "a/b".to_owned(),
        source,
    };
    Payload::new(
        FormStyle::default(),
        vec![("f".to_owned(), FieldValue::File(part))],
    )
}

fn scripted(length: Option<u64>, chunks: &[&'static [u8]]) -> Payload {
    let chunks = Mutex::new(chunks.to_vec());
    payload(FileSource::Reader(Arc::new(Scripted { length, chunks })))
}

async fn content(form: EncodedForm) -> Result<Vec<u8>, Error> {
    let chunks: Vec<Bytes> = form.into_stream().try_collect().await?;
    let whole = chunks.concat();
    let start = whole.windows(4).position(|it| it == b"\r\n\r\n").unwrap() + 4;
    let end = whole.windows(4).rposition(|it| it == b"\r\n--").unwrap();
    Ok(whole[start..end].to_vec())
}

async fn refusal(form: EncodedForm) -> String {
    content(form).await.unwrap_err().message().to_owned()
}

struct TempFile(PathBuf);

impl TempFile {
    fn of(bytes: &[u8]) -> Self {
        let path = std::env::temp_dir().join(format!("flymyai-{:032x}", fastrand::u128(..)));
        std::fs::write(&path, bytes).unwrap();
        Self(path)
    }
}

impl Drop for TempFile {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

#[tokio::test]
async fn rejects_files_that_change_during_the_upload() {
    let file = TempFile::of(&vec![b'a'; CHUNK + 1]);
    let payload = payload(FileSource::Path(file.0.clone()));
    for (after, why) in [(CHUNK, "shorter"), (0, "shorter"), (CHUNK + 2, "longer")] {
        std::fs::write(&file.0, vec![b'a'; CHUNK + 1]).unwrap();
        let form = payload.encode().await.unwrap();
        std::fs::write(&file.0, vec![b'b'; after]).unwrap();
        let text = refusal(form).await;
        assert!(text.contains(why), "{after}: {text}");
    }
    std::fs::write(&file.0, b"").unwrap();
    let form = payload.encode().await.unwrap();
    assert_eq!(content(form.clone()).await.unwrap(), b"");
    std::fs::write(&file.0, b"a").unwrap();
    assert!(refusal(form).await.contains("longer"));
}

#[tokio::test]
async fn rejects_readers_that_differ_from_their_length() {
    let form = |chunks| async move { scripted(Some(4), chunks).encode().await.unwrap() };
    assert_eq!(content(form(&[b"ab", b"cd"]).await).await.unwrap(), b"abcd");
    for (chunks, why) in [
        (&[&b"ab"[..], b"c"][..], "shorter"),
        (&[b"abcd", b"e"], "longer"),
        (&[b"abcdefgh"], "longer"),
    ] {
        let text = refusal(form(chunks).await).await;
        assert!(text.contains(why), "{chunks:?}: {text}");
    }
}

#[tokio::test]
async fn a_stream_is_read_once_and_to_its_end() {
    let payload = scripted(None, &[b"abc", b"de"]);
    let form = payload.encode().await.unwrap();
    assert_eq!((form.length(), form.is_empty()), (None, false));
    let again = form.clone();
    assert!(!payload.is_consumed(), "nothing was read yet");
    assert_eq!(content(form).await.unwrap(), b"abcde");
    assert!(payload.clone().is_consumed());
    assert!(refusal(again).await.contains("read already"));
    let error = payload.encode().await.unwrap_err();
    assert_eq!(error.argument_name(), Some("payload"));
}

#[tokio::test]
async fn a_stream_without_data_is_not_sent_as_an_empty_file() {
    let form = scripted(None, &[]).encode().await.unwrap();
    assert!(refusal(form).await.contains("no data"));
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn a_file_without_a_size_is_read_anew_for_each_attempt() {
    let payload = payload(FileSource::Path("/proc/self/status".into()));
    for _ in 0..2 {
        let form = payload.encode().await.unwrap();
        assert_eq!(form.length(), None);
        assert!(content(form).await.unwrap().starts_with(b"Name:"));
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_pipe_is_opened_once_and_read_to_its_end() {
    let path = TempFile::of(b"");
    std::fs::remove_file(&path.0).unwrap();
    let made = std::process::Command::new("mkfifo").arg(&path.0).status();
    assert!(made.unwrap().success());
    let payload = payload(FileSource::Path(path.0.clone()));
    // There is no writer yet, and the test does not wait for one.
    let form = payload.encode().await.unwrap();
    assert_eq!(form.length(), None);
    let writer = path.0.clone();
    let writing = std::thread::spawn(move || std::fs::write(writer, b"from a pipe"));
    assert_eq!(content(form).await.unwrap(), b"from a pipe");
    writing.join().unwrap().unwrap();
    assert!(payload.encode().await.is_err());
}
