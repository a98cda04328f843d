//! Reads the declarations; each problem names its file and line.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::path::Path;

use serde::de::DeserializeOwned;

use crate::check::Checked;
use crate::declaration::{CommonFile, ResourceFile};
use crate::model::{Api, Common, Kind, Waits};

/// An error in a declaration, with its file and line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, such as `api/tools.toml`.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The text of the error.
    pub text: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.text)
    }
}

/// A file of the folder, for the lines of its problems.
pub(crate) struct Source {
    name: String,
    text: String,
}

impl Source {
    fn read(folder: &Path, name: &str) -> Result<Self, Problem> {
        let file = format!("api/{name}.toml");
        match std::fs::read_to_string(folder.join(format!("{name}.toml"))) {
            Ok(text) => Ok(Self { name: file, text }),
            Err(error) => Err(Problem {
                file,
                line: 1,
                text: format!("cannot be read: {error}"),
            }),
        }
    }

    /// A problem at a position.
    pub(crate) fn problem(&self, span: &Range<usize>, text: impl Into<String>) -> Problem {
        let before = self.text.get(..span.start).unwrap_or(&self.text);
        Problem {
            file: self.name.clone(),
            line: 1 + before.matches('\n').count(),
            text: text.into(),
        }
    }

    fn parse<T: DeserializeOwned>(&self) -> Result<T, Problem> {
        toml::from_str(&self.text).map_err(|error| {
            let span = error.span().unwrap_or_default();
            self.problem(&span, error.message())
        })
    }
}

/// Reads and checks all files of the folder.
///
/// # Errors
///
/// All problems that were found.
pub fn load(folder: &Path) -> Result<Api, Vec<Problem>> {
    let named_checks = named_checks(folder);
    let common = Source::read(folder, "common")
        .and_then(|source| source.parse::<CommonFile>())
        .map_err(|problem| vec![problem])?;
    let names = names(folder).map_err(|problem| vec![problem])?;
    let mut files = Vec::new();
    let mut problems = Vec::new();
    for name in names {
        let read = Source::read(folder, &name)
            .and_then(|source| Ok((source.parse::<ResourceFile>()?, source)));
        match read {
            Ok((file, source)) => files.push((source, file)),
            Err(problem) => problems.push(problem),
        }
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    for (source, file) in &files {
        let name = &file.resource.name;
        if source.name != format!("api/{}.toml", name.get_ref()) {
            let text = format!(
                "resource `{}` belongs in a file of its name",
                name.get_ref()
            );
            problems.push(source.problem(&name.span(), text));
        }
    }
    let owners = owners(&files, &mut problems);
    let mut resources = Vec::new();
    for (source, file) in files {
        let mut checked = Checked::new(&source, &owners, &named_checks);
        resources.push(checked.resource(file));
        problems.append(&mut checked.problems);
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(Api {
        resources,
        common: Common {
            arguments: common.arguments,
            errors: common.errors,
            waits: Waits {
                timeout: common.waits.timeout,
                poll_interval: common.waits.poll_interval,
                event_poll_interval: common.waits.event_poll_interval,
            },
        },
        owners,
    })
}

/// The functions of core that declarations name as rules of checks.
fn named_checks(folder: &Path) -> Vec<String> {
    let checks = folder.join("../core/src/agents/checks/named");
    let entries = std::fs::read_dir(checks).into_iter().flatten();
    let texts = entries.filter_map(|entry| std::fs::read_to_string(entry.ok()?.path()).ok());
    let mut names = Vec::new();
    for text in texts {
        for part in text.split("pub(crate) fn ").skip(1) {
            names.extend(part.split('(').next().map(str::to_owned));
        }
    }
    names
}

/// The resources, in the order of the API.
fn names(folder: &Path) -> Result<Vec<String>, Problem> {
    let problem = |text: String| Problem {
        file: "api".into(),
        line: 1,
        text,
    };
    let entries = std::fs::read_dir(folder).map_err(|error| problem(error.to_string()))?;
    let mut names: Vec<String> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| name.strip_suffix(".toml").map(str::to_owned))
        .filter(|name| name != "common")
        .collect();
    names.sort();
    Ok(names)
}

/// Which resource declares each model and enum; two of one name are a problem.
fn owners(
    files: &[(Source, ResourceFile)],
    problems: &mut Vec<Problem>,
) -> HashMap<String, (usize, Kind)> {
    let mut owners = HashMap::new();
    for (at, (source, file)) in files.iter().enumerate() {
        let models = file.models.keys().map(|name| (name, Kind::Model));
        let enums = file.enums.keys().map(|name| (name, Kind::Enum));
        for (name, kind) in models.chain(enums) {
            if owners.insert(name.get_ref().clone(), (at, kind)).is_some() {
                let text = format!("`{}` is declared twice", name.get_ref());
                problems.push(source.problem(&name.span(), text));
            }
        }
    }
    owners
}
