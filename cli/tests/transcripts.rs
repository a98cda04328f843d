//! The program has the output of the transcripts. The launchers of the packages have it, too:
//! `tests/python/cli` and `tests/node/cli`.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use flymyai_emulator::{Emulator, Options};
use serde_json::Value;

const FILE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/../tests/vectors/cli/transcripts.json"
);

/// A folder that is removed at the end.
struct Home(PathBuf);

impl Home {
    fn new(number: usize) -> Self {
        let name = format!("flymyai-cli-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        fs::create_dir(&path).unwrap();
        Self(path)
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn control(emulator: &Emulator, key: &str, path: &str, body: &Value) {
    let body = body.to_string();
    let mut socket = TcpStream::connect(emulator.address()).unwrap();
    write!(
        socket,
        "POST /_emulator/{path} HTTP/1.1\r\nhost: x\r\nx-api-key: {key}\r\nconnection: close\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    )
    .unwrap();
    let mut response = String::new();
    socket.read_to_string(&mut response).unwrap();
    assert!(response.starts_with("HTTP/1.1 2"), "{response}");
}

/// The lines of an output, without the values that differ from run to run.
fn lines(output: &[u8], url: &str, home: &Path) -> Vec<String> {
    let text = String::from_utf8(output.to_vec()).unwrap();
    let text = text.replace(url, "<url>");
    let text = text.replace(&*home.to_string_lossy(), "<home>");
    let words = |line: &str| -> String { line.split_inclusive(is_border).map(known).collect() };
    text.lines()
        .map(|line| words(line).replace("http://<emulator>", "<emulator>"))
        .collect()
}

fn is_border(each: char) -> bool {
    !each.is_ascii_alphanumeric() && !"-:.".contains(each)
}

/// The name of a value that differs, or the text itself; the last character may be a border.
fn known(token: &str) -> String {
    let word = token.trim_end_matches(is_border);
    let border = &token[word.len()..];
    let is_uuid = word.len() == 36 && word.bytes().filter(|byte| *byte == b'-').count() == 4;
    if let Some(port) = word.strip_prefix("127.0.0.1:")
        && port.len() > 1
        && port.bytes().all(|byte| byte.is_ascii_digit())
    {
        return format!("<emulator>{border}");
    }
    let is_time = word.len() >= 20 && word.starts_with("20") && word.ends_with('Z');
    match (is_uuid, is_time) {
        (true, _) => format!("<uuid>{border}"),
        (_, true) => format!("<time>{border}"),
        _ => token.to_owned(),
    }
}

fn expected(step: &Value, name: &str) -> Option<Vec<String>> {
    match step.get(name) {
        None => Some(Vec::new()),
        Some(Value::Null) => None,
        Some(lines) => Some(serde_json::from_value(lines.clone()).unwrap()),
    }
}

fn check(step: &Value, emulator: &Emulator, key: &str, home: &Path) {
    let url = emulator.url();
    let arguments = step["args"].as_array().unwrap().iter();
    let arguments = arguments.map(|each| {
        each.as_str()
            .unwrap()
            .replace("<home>", &home.to_string_lossy())
    });
    let mut command = Command::new(env!("CARGO_BIN_EXE_flymyai"));
    command
        .args(arguments)
        .env_clear()
        .env("HOME", home)
        .env("FLYMYAI_API_KEY", key)
        .env("FLYMYAI_AGENTS_BASE_URL", &url)
        .env("FLYMYAI_DSN", &url)
        .current_dir(home)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    if let Some(env) = step["env"].as_object() {
        for (name, value) in env {
            command.env(name, value.as_str().unwrap());
        }
    }
    let mut child = command.spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    // A command that does not read its input may have ended.
    let _ = stdin.write_all(step["stdin"].as_str().unwrap_or_default().as_bytes());
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    let stdout = lines(&output.stdout, &url, home);
    let stderr = lines(&output.stderr, &url, home);
    let exit = output.status.code().map(i64::from);
    assert_eq!(
        exit,
        step["exit"].as_i64(),
        "{step}\n{stdout:#?}\n{stderr:#?}"
    );
    for (name, found) in [("stdout", stdout), ("stderr", stderr)] {
        if let Some(expected) = expected(step, name) {
            assert_eq!(found, expected, "{name} of {}", step["args"]);
        }
    }
}

#[test]
fn commands_have_the_output_of_the_transcripts() {
    let entries: Vec<Value> = serde_json::from_str(&fs::read_to_string(FILE).unwrap()).unwrap();
    let emulator = Emulator::start(Options {
        pace: Duration::from_millis(20),
        ..Options::default()
    });
    for (number, entry) in entries.iter().enumerate() {
        let key = format!("fly-transcript-{number}");
        let home = Home::new(number);
        for setup in entry["setup"].as_array().unwrap() {
            control(
                &emulator,
                &key,
                setup["control"].as_str().unwrap(),
                &setup["body"],
            );
        }
        for step in entry["steps"].as_array().unwrap() {
            check(step, &emulator, &key, &home.0);
        }
    }
}
