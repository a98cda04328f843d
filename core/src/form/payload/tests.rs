//! Forms on the wire, and the names and types in them.

use futures_util::TryStreamExt;

use bytes::Bytes;

use super::*;
#[cfg(feature = "files")]
use crate::form::CHUNK;
use crate::form::FileSource;

/// The form style of browsers.
const BROWSERS: FormStyle = FormStyle {
    urlencoded: false,
    texts_first: false,
    crlf: true,
    escape_backslashes: false,
    boundary_prefix: Some("----formdata-undici-0"),
};

async fn wire(payload: &Payload) -> (String, String) {
    let form = payload.encode().await.unwrap();
    let (kind, length) = (form.content_type().unwrap().to_owned(), form.length());
    let chunks: Vec<Bytes> = form.into_stream().try_collect().await.unwrap();
    let bytes = chunks.concat();
    assert_eq!(Some(bytes.len() as u64), length);
    (kind, String::from_utf8(bytes).unwrap())
}

fn text(name: &str, value: &str) -> (String, FieldValue) {
    (name.into(), FieldValue::Text(value.into()))
}

fn file(name: &str, filename: Option<&str>, source: FileSource) -> (String, FieldValue) {
    let content_type = "text/plain".to_owned();
    let filename = filename.map(str::to_owned);
    (
        name.into(),
        FieldValue::File(FilePart {
            filename,
            content_type,
            source,
        }),
    )
}

#[tokio::test]
async fn without_files_the_default_style_is_urlencoded() {
    let fields = vec![text("a", "a b&ü~*"), text("a", ""), text("é", "1e+16")];
    let (kind, body) = wire(&Payload::new(FormStyle::default(), fields)).await;
    assert_eq!(kind, "application/x-www-form-urlencoded");
    assert_eq!(body, "a=a+b%26%C3%BC~%2A&a=&%C3%A9=1e%2B16");
}

#[tokio::test]
async fn with_a_file_the_default_style_puts_texts_first() {
    let source = FileSource::Bytes(Bytes::from_static(b"x\ny"));
    let fields = vec![file("f", Some("a\"b\\c.txt"), source), text("t", "a\nb")];
    let (kind, body) = wire(&Payload::new(FormStyle::default(), fields)).await;
    let boundary = kind.split_once("boundary=").unwrap().1;
    assert_eq!(boundary.len(), 32);
    assert_eq!(
        body.replace(boundary, "B"),
        "--B\r\nContent-Disposition: form-data; name=\"t\"\r\n\r\na\nb\r\n\
         --B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a%22b\\\\c.txt\"\r\n\
         Content-Type: text/plain\r\n\r\nx\ny\r\n--B--\r\n"
    );
}

#[tokio::test]
async fn the_style_of_browsers_keeps_the_order_and_ends_lines_with_crlf() {
    let source = FileSource::Bytes(Bytes::from_static(b"x\ny"));
    let fields = vec![
        file("f", Some("blob"), source),
        text("t\"\n", "a\nb\rc\r\nd"),
    ];
    let (kind, body) = wire(&Payload::new(BROWSERS, fields)).await;
    let boundary = kind.split_once("boundary=").unwrap().1;
    assert!(boundary.starts_with("----formdata-undici-0"));
    assert_eq!(
        body.replace(boundary, "B"),
        "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"blob\"\r\n\
         Content-Type: text/plain\r\n\r\nx\ny\r\n\
         --B\r\nContent-Disposition: form-data; name=\"t%22%0A\"\r\n\r\na\r\nb\r\nc\r\nd\r\n--B--\r\n"
    );
}

#[cfg(feature = "files")]
#[tokio::test]
async fn a_path_is_read_anew_for_each_attempt() {
    let path = std::env::temp_dir().join(format!("flymyai-form-{}", random_name()));
    std::fs::write(&path, vec![b'a'; CHUNK + 1]).unwrap();
    let fields = vec![file("f", None, FileSource::Path(path.clone()))];
    let payload = Payload::new(FormStyle::default(), fields);
    let (first, second) = (wire(&payload).await, wire(&payload).await);
    assert_ne!(first.1, second.1, "unnamed files have fresh names");
    assert!(first.1.contains(&"a".repeat(CHUNK + 1)));
    std::fs::remove_file(&path).unwrap();
    assert_eq!(
        payload.encode().await.unwrap_err().argument_name(),
        Some("payload")
    );
}

#[tokio::test]
async fn control_characters_in_names_are_encoded() {
    let names = "a\0\t\r\n\x1b\x1f\x7f\"é\u{80}";
    let encoded = "a%00%09%0D%0A%1B%1F%7F%22é\u{80}";
    for style in [FormStyle::default(), BROWSERS] {
        let source = FileSource::Bytes(Bytes::from_static(b"x"));
        let fields = vec![text(names, "t"), file(names, Some(names), source)];
        let (_, body) = wire(&Payload::new(style, fields)).await;
        assert!(
            body.contains(&format!("name=\"{encoded}\"\r\n\r\nt")),
            "{body:?}"
        );
        let line = format!("name=\"{encoded}\"; filename=\"{encoded}\"\r\n");
        assert!(body.contains(&line), "{body:?}");
    }
}

#[tokio::test]
async fn rejects_content_types_that_are_no_header_values() {
    for kind in ["a/b\r\nX: y", "a/\0", "a/é", "a/b\x7f"] {
        let part = FilePart {
            filename: None,
            content_type: kind.to_owned(),
            source: FileSource::Bytes(Bytes::new()),
        };
        let fields = vec![("f".to_owned(), FieldValue::File(part))];
        let error = Payload::new(BROWSERS, fields).encode().await;
        let error = error.unwrap_err();
        assert_eq!(error.argument_name(), Some("payload"), "{kind:?}");
        assert!(!error.message().contains('\n'), "{error}");
    }
}

#[cfg(feature = "files")]
#[tokio::test]
async fn rejects_folders_before_sending() {
    let fields = vec![file("f", None, FileSource::Path(std::env::temp_dir()))];
    let error = Payload::new(BROWSERS, fields).encode().await.unwrap_err();
    assert!(error.message().contains("folder"), "{error}");
}

#[tokio::test]
async fn a_payload_whose_stream_was_read_elsewhere_has_no_layout() {
    let source = FileSource::Bytes(Bytes::new());
    let payload = Payload::new(BROWSERS, vec![text("t", "a"), file("f", None, source)]);
    assert!(payload.layout().is_ok());
    payload.mark_consumed(1);
    assert!(payload.clone().is_consumed());
    let error = payload.layout().unwrap_err();
    assert!(error.message().contains("can't be sent again"), "{error}");
    assert!(payload.encode().await.is_err());
}
