//! Passes generated text through the formatter of its language.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::output::File;

/// The formatters: those that the repository installs, else those on the path.
pub struct Tools {
    root: PathBuf,
    ruff: PathBuf,
    biome: PathBuf,
}

impl Tools {
    /// The tools of a checkout.
    #[must_use]
    pub fn of(root: &Path) -> Self {
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let installed = |path: &str, name: &str| {
            let path = root.join(path);
            if path.exists() { path } else { name.into() }
        };
        Self {
            ruff: installed(".venv/bin/ruff", "ruff"),
            biome: installed("node_modules/.bin/biome", "biome"),
            root,
        }
    }
}

/// A file's text as it is written.
///
/// # Errors
///
/// A formatter that is missing, or that refuses the text.
pub fn format(tools: &Tools, file: &File) -> Result<String, String> {
    let steps = match file.path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("rs") => vec![(Path::new("rustfmt"), vec!["--edition", "2024", "--quiet"])],
        Some("py") => vec![
            (
                &*tools.ruff,
                vec![
                    "check",
                    "--select=I",
                    "--fix",
                    "--quiet",
                    "--stdin-filename",
                    &file.path,
                    "-",
                ],
            ),
            (
                &*tools.ruff,
                vec!["format", "--stdin-filename", &file.path, "-"],
            ),
        ],
        Some("ts") => vec![(
            &*tools.biome,
            vec!["check", "--write", "--stdin-file-path", &file.path],
        )],
        _ => vec![],
    };
    steps.into_iter().try_fold(file.text.clone(), |text, step| {
        pipe(&tools.root, step, text).map_err(|error| format!("{}: {error}", file.path))
    })
}

fn pipe(
    root: &Path,
    (program, options): (&Path, Vec<&str>),
    text: String,
) -> Result<String, String> {
    let problem = |error: std::io::Error| format!("{}: {error}", program.display());
    let mut child = Command::new(program)
        .args(options)
        .current_dir(root)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(problem)?;
    let mut input = child.stdin.take();
    // A formatter may print before it has read all.
    let writer = std::thread::spawn(move || {
        input
            .as_mut()
            .map_or(Ok(()), |input| input.write_all(text.as_bytes()))
    });
    let output = child.wait_with_output().map_err(problem)?;
    writer
        .join()
        .unwrap_or(Ok(()))
        .map_err(|error| format!("{}: {error}", program.display()))?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{} refuses it:\n{message}", program.display()));
    }
    String::from_utf8(output.stdout).map_err(|error| error.to_string())
}
