//! `flymyai-generator [--check]`: writes, or compares, the generated files of this repository.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use flymyai_generator::{Tools, files, format, load};

fn main() -> ExitCode {
    let mut is_check = false;
    let mut root = PathBuf::from(".");
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--check" => is_check = true,
            "--root" => root = arguments.next().unwrap_or_default().into(),
            _ => {
                say("usage: flymyai-generator [--check] [--root DIR]");
                return ExitCode::from(2);
            }
        }
    }
    match run(&root, is_check) {
        Ok(()) => ExitCode::SUCCESS,
        Err(lines) => {
            lines.iter().for_each(|line| say(line));
            ExitCode::FAILURE
        }
    }
}

fn say(line: &str) {
    // No action is possible if standard error is closed.
    let _ = writeln!(std::io::stderr(), "{line}");
}

fn run(root: &Path, is_check: bool) -> Result<(), Vec<String>> {
    let api = load(&root.join("api"))
        .map_err(|problems| problems.iter().map(ToString::to_string).collect::<Vec<_>>())?;
    let tools = Tools::of(root);
    let mut stale = Vec::new();
    for file in files(&api) {
        let path = root.join(&file.path);
        let text = format(&tools, &file).map_err(|error| vec![error])?;
        if std::fs::read_to_string(&path).is_ok_and(|found| found == text) {
            continue;
        }
        if is_check {
            stale.push(format!("{} is stale: run `make generate`", file.path));
        } else {
            write(&path, &text).map_err(|error| vec![format!("{}: {error}", file.path)])?;
        }
    }
    if stale.is_empty() { Ok(()) } else { Err(stale) }
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(folder) = path.parent() {
        std::fs::create_dir_all(folder)?;
    }
    std::fs::write(path, text)
}
