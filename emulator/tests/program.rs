//! The program: its output, and the bound of its memory.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

mod client;

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdin, Command, Stdio};

use client::{Client, PARTS};
use ring::digest::{Context, SHA256};
use serde_json::json;

struct Program {
    child: Child,
    /// The program ends when this is closed.
    stdin: Option<ChildStdin>,
    lines: Vec<String>,
}

impl Program {
    fn start(arguments: &[&str], lines: usize) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_flymyai-emulator"))
            .args(arguments)
            .arg("--exit-with-stdin")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let lines = out.lines().take(lines).map(Result::unwrap).collect();
        let stdin = child.stdin.take();
        Self {
            child,
            stdin,
            lines,
        }
    }

    /// The text after `NAME=` in the output.
    fn value(&self, name: &str) -> &str {
        let prefix = format!("{name}=");
        let found = self
            .lines
            .iter()
            .find_map(|line| line.strip_prefix(&prefix));
        found.unwrap_or_else(|| panic!("no {name} in {:?}", self.lines))
    }

    fn client(&self, name: &str) -> Client {
        let url = self.value("FLYMYAI_EMULATOR_URL");
        let address = url.strip_prefix("http://").unwrap().parse().unwrap();
        Client::new(name).at(address)
    }

    /// The most memory it ever had, in bytes.
    #[cfg(target_os = "linux")]
    fn peak(&self) -> u64 {
        let path = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(path).unwrap();
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmHWM:"))
            .unwrap();
        line.trim()
            .strip_suffix(" kB")
            .unwrap()
            .parse::<u64>()
            .unwrap()
            * 1024
    }

    /// Other systems have no such value.
    #[cfg(not(target_os = "linux"))]
    fn peak(&self) -> u64 {
        0
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.stdin.take());
        let _ = self.child.wait();
    }
}

#[test]
fn prints_its_addresses() {
    let program = Program::start(&["--tls"], 3);
    assert!(program.lines[0].starts_with("FLYMYAI_EMULATOR_URL=http://127.0.0.1:"));
    let ca = std::fs::read_to_string(program.value("FLYMYAI_EMULATOR_CA")).unwrap();
    assert!(ca.starts_with("-----BEGIN CERTIFICATE-----"));
    assert!(
        program
            .value("FLYMYAI_EMULATOR_TLS_URL")
            .starts_with("https://localhost:")
    );
    let path = program.value("FLYMYAI_EMULATOR_CA").to_owned();
    drop(program);
    assert!(!std::path::Path::new(&path).exists());
}

#[test]
fn a_wrong_speed_is_refused() {
    for (arguments, error) in [
        (
            &["--speed", "fast"][..],
            "the speed must be a number above 0, not \"fast\"",
        ),
        (
            &["--scenario", "-", "--speed=0"],
            "the speed must be a number above 0, not \"0\"",
        ),
        (&["--speed", "2"], "--speed goes with --scenario"),
    ] {
        let done = Command::new(env!("CARGO_BIN_EXE_flymyai-emulator"))
            .args(arguments)
            .arg("--exit-with-stdin")
            .stdin(Stdio::null())
            .output()
            .unwrap();
        let printed = String::from_utf8(done.stderr).unwrap();
        assert_eq!(printed, format!("flymyai-emulator: {error}\n"));
        assert_eq!(done.status.code(), Some(2));
    }
}

const UPLOAD: u64 = 256 << 20;
const MAX_GROWTH: u64 = 64 << 20;

#[test]
fn uploads_and_streams_of_any_size_fit() {
    let program = Program::start(&[], 1);
    let client = program.client("large");
    let before = program.peak();
    let head = b"--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"f\"\r\n\r\n";
    let tail = b"\r\n--B--\r\n";
    let length = (head.len() + tail.len()) as u64 + UPLOAD;
    let mut upload = client.begin("POST", "/api/v1/demo/echo/predict", PARTS, length);
    let (mut file, mut body) = (Context::new(&SHA256), Context::new(&SHA256));
    upload.write(head);
    body.update(head);
    for number in 0..UPLOAD >> 20 {
        let chunk = vec![number as u8; 1 << 20];
        upload.write(&chunk);
        file.update(&chunk);
        body.update(&chunk);
    }
    upload.write(tail);
    body.update(tail);
    let [file, body] = [file, body].map(|context| hex(context.finish().as_ref()));
    let data = upload.response().data();
    let output = &data["output_data"]["files"]["f"];
    assert_eq!(
        (&output["size"], &output["sha256"]),
        (&json!(UPLOAD), &json!(file))
    );
    let recorded = &client.requests(1)[0];
    assert_eq!(
        (&recorded["body_size"], &recorded["body_sha256"]),
        (&json!(length), &json!(body))
    );
    assert_eq!(
        (&recorded["body_truncated"], &recorded["body"]),
        (&json!(true), &json!(null))
    );
    let kept = recorded["body_base64"].as_str().unwrap().len();
    assert_eq!(kept, (1_usize << 20).div_ceil(3) * 4);

    let path = "/api/v1/demo/echo/predict/stream/";
    let mut stream = client.submit(path, &format!("bytes={UPLOAD}"));
    let received = stream.skim();
    assert!(received > UPLOAD, "{received}");
    let grown = program.peak() - before;
    assert!(grown < MAX_GROWTH, "grown by {grown} bytes");
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
