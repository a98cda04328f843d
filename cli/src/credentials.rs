//! The API key, and the file with the profiles.

use std::env::{self, VarError};
use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use flymyai_core::{API_KEY_ENV, ClientOptions, ClientProfile, Config};
use serde_json::{Map, Value, json};

use crate::failure::Failure;
use crate::syntax::Input;

/// The environment variable with the name of the profile.
const PROFILE_ENV: &str = "FLYMYAI_PROFILE";
const DEFAULT_PROFILE: &str = "default";

/// The source of a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    Option,
    Environment,
    Profile(String),
    /// There is no key.
    Nowhere,
}

impl Source {
    pub(crate) fn text(&self) -> String {
        match self {
            Self::Option => "--api-key".to_owned(),
            Self::Environment => API_KEY_ENV.to_owned(),
            Self::Profile(name) => format!("profile {name}"),
            Self::Nowhere => "none".to_owned(),
        }
    }
}

/// The key of a command.
pub(crate) struct Credentials {
    api_key: String,
    base_url: Option<String>,
    pub(crate) source: Source,
}

impl Credentials {
    /// The key of `--api-key`, of `--profile`, of the environment, or of the default profile.
    pub(crate) fn find(input: &Input) -> Result<Self, Failure> {
        let of = |api_key: String, source| Self {
            api_key,
            base_url: None,
            source,
        };
        if let Some(key) = input.option("api-key") {
            return match key {
                "" => Err(input.usage("--api-key must not be empty")),
                key => Ok(of(key.to_owned(), Source::Option)),
            };
        }
        let named = input.option("profile");
        let variable = env::var_os(API_KEY_ENV).filter(|key| !key.is_empty());
        if let (None, Some(key)) = (named, variable) {
            // Not another key: it may be one of another account.
            let wrong = |_| Failure::no_key(format!("{API_KEY_ENV} is not valid UTF-8"));
            return Ok(of(key.into_string().map_err(wrong)?, Source::Environment));
        }
        let name = profile_name(input)?;
        let profiles = Profiles::read()?;
        match profiles.text(&name, "api_key")? {
            Some(api_key) => Ok(Self {
                api_key,
                base_url: profiles.text(&name, "base_url")?,
                source: Source::Profile(name),
            }),
            None if named.is_some() => {
                Err(Failure::no_key(format!("there is no profile {name:?}")))
            }
            None => Ok(Self::none()),
        }
    }

    /// No key.
    pub(crate) fn none() -> Self {
        Self {
            api_key: String::new(),
            base_url: None,
            source: Source::Nowhere,
        }
    }

    /// The configuration of a client of the agents API.
    pub(crate) fn config(
        &self,
        base_url: Option<&str>,
        profile: &ClientProfile,
    ) -> Result<Config, Failure> {
        self.key()?;
        let base_url = base_url.or(self.base_url.as_deref()).unwrap_or_default();
        let options = ClientOptions::new(&self.api_key).base_url(base_url);
        Ok(options.profile(profile.clone()).resolve()?)
    }

    /// The configuration of a command without a key, which checks the connection.
    pub(crate) fn placeholder(input: &Input) -> Result<Config, Failure> {
        let base_url = input.option("base-url").unwrap_or_default();
        let options = ClientOptions::new("none").base_url(base_url);
        Ok(options.profile(crate::context::PROFILE).resolve()?)
    }

    /// The key itself.
    pub(crate) fn key(&self) -> Result<&str, Failure> {
        match self.source {
            Source::Nowhere => Err(Failure::no_key("there is no API key")),
            _ => Ok(&self.api_key),
        }
    }
}

/// The profile that the command line or the environment names.
pub(crate) fn profile_name(input: &Input) -> Result<String, Failure> {
    let named = match input.option("profile") {
        Some(name) => Some(name.to_owned()),
        // Not another profile: it may be one of another account.
        None => match env::var(PROFILE_ENV) {
            Err(VarError::NotUnicode(_)) => {
                return Err(Failure::no_key(format!("{PROFILE_ENV} is not valid UTF-8")));
            }
            name => name.ok(),
        },
    };
    let named = named.filter(|name| !name.is_empty());
    Ok(named.unwrap_or_else(|| DEFAULT_PROFILE.to_owned()))
}

/// The profiles of the file.
pub(crate) struct Profiles(Map<String, Value>);

impl Profiles {
    pub(crate) fn read() -> Result<Self, Failure> {
        let Some(path) = path() else {
            return Ok(Self(Map::new()));
        };
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Self(Map::new())),
            Err(error) => return Err(Failure::file(&path.to_string_lossy(), &error)),
        };
        // Some editors write a byte order mark.
        let file: Option<Value> =
            serde_json::from_str(text.strip_prefix('\u{feff}').unwrap_or(&text)).ok();
        match file
            .as_ref()
            .and_then(|file| file.get("profiles")?.as_object())
        {
            Some(profiles) => Ok(Self(profiles.clone())),
            None => Err(Self::wrong(&path)),
        }
    }

    fn wrong(path: &Path) -> Failure {
        let name = path.to_string_lossy();
        Failure::usage(format!("{name} is not a file of profiles"))
            .with_hint("Remove it, and run `flymyai login`.")
    }

    /// A text of a profile, if there is such a profile, and it has the member.
    fn text(&self, profile: &str, member: &str) -> Result<Option<String>, Failure> {
        match self.0.get(profile).map(|profile| profile.get(member)) {
            None | Some(None | Some(Value::Null)) => Ok(None),
            Some(Some(Value::String(text))) => Ok(Some(text.clone())),
            Some(Some(_)) => Err(Self::wrong(&path().unwrap_or_default())),
        }
    }

    pub(crate) fn set(&mut self, name: &str, api_key: &str, base_url: Option<&str>) {
        let profile = json!({ "api_key": api_key, "base_url": base_url });
        self.0.insert(name.to_owned(), profile);
    }

    /// Whether there was such a profile.
    pub(crate) fn remove(&mut self, name: &str) -> bool {
        self.0.remove(name).is_some()
    }

    /// Writes the file, which only its owner can read, and returns its path.
    pub(crate) fn write(&self) -> Result<PathBuf, Failure> {
        let path = path().ok_or_else(|| {
            Failure::usage("there is no home directory for the profiles")
                .with_hint("Set HOME, or pass the key in FLYMYAI_API_KEY.")
        })?;
        let text = format!("{:#}\n", json!({ "profiles": self.0 }));
        match replace(&path, text.as_bytes()) {
            Ok(()) => Ok(path),
            Err(error) => Err(Failure::file(&path.to_string_lossy(), &error)),
        }
    }
}

/// The file of the profiles, if other users of the machine can read it.
pub(crate) fn exposed_profiles() -> Option<PathBuf> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let path = path()?;
        let mode = fs::metadata(&path).ok()?.permissions().mode();
        (mode & 0o077 != 0).then_some(path)
    }
    #[cfg(not(unix))]
    None
}

/// Replaces a file at once: a reader sees the old one or the new one.
fn replace(path: &Path, text: &[u8]) -> io::Result<()> {
    // The target of a symbolic link is replaced, not the link.
    let path = &fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
        builder.mode(0o700);
        options.mode(0o600);
    }
    builder.create(folder)?;
    let new = path.with_extension(format!("{}.new", std::process::id()));
    let written = options.open(&new).and_then(|mut file| {
        file.write_all(text)?;
        file.sync_all()
    });
    written
        .and_then(|()| fs::rename(&new, path))
        .inspect_err(|_| {
            let _ = fs::remove_file(&new);
        })
}

fn path() -> Option<PathBuf> {
    let folder = |name: &str| {
        let value = env::var_os(name).filter(|value| !value.is_empty());
        value.map(PathBuf::from)
    };
    let folder = match cfg!(windows) {
        true => folder("APPDATA"),
        false => folder("XDG_CONFIG_HOME").or_else(|| Some(folder("HOME")?.join(".config"))),
    };
    Some(folder?.join("flymyai").join("profiles.json"))
}
