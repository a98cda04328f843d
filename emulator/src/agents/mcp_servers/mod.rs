//! MCP servers that an account has added by URL.
//!
//! Words in a URL select the behaviour: `down` is an unreachable server, `slack` and `no-registration` are
//! servers that do not register OAuth clients.

mod oauth;
mod routes;

use serde::Serialize;
use serde_json::{Value, json};

use crate::accounts::Moment;
use crate::clock::Stamp;
use crate::response::{ApiError, Fields, Outcome};
use crate::rest::ids::new_uuid;
use oauth::Grant;
pub(super) use routes::{routes, visits};

const AUTH_TYPES: [&str; 5] = ["none", "api_key", "bearer_token", "basic", "oauth"];
const TRANSPORTS: [&str; 2] = ["streamable_http", "sse"];

#[derive(Default)]
pub(super) struct Servers {
    servers: Vec<Server>,
    made: u64,
}

#[derive(Clone)]
struct Server {
    id: u64,
    public_id: String,
    name: String,
    url: String,
    transport_type: &'static str,
    auth_type: &'static str,
    has_credentials: bool,
    is_active: bool,
    /// Whether it was disconnected.
    is_off: bool,
    client_id: Option<String>,
    has_client_secret: bool,
    scopes: Option<String>,
    grant: Grant,
    created: Stamp,
    updated: Stamp,
}

#[derive(Serialize)]
struct View<'a> {
    id: u64,
    public_id: &'a str,
    name: &'a str,
    url: &'a str,
    transport_type: &'static str,
    auth_type: &'static str,
    has_auth_credentials: bool,
    oauth: Option<Value>,
    is_active: bool,
    status: &'static str,
    status_detail: &'static str,
    discovered_tools: Value,
    created_at: Stamp,
    updated_at: Stamp,
}

impl Server {
    fn create(fields: &Fields, id: u64, moment: Moment) -> Outcome<Self> {
        let mut server = Self {
            id,
            public_id: new_uuid(),
            name: fields.required_short_text("name", 255)?,
            url: fields.required_text("url")?,
            transport_type: "streamable_http",
            auth_type: "none",
            has_credentials: false,
            is_active: true,
            is_off: false,
            client_id: None,
            has_client_secret: false,
            scopes: None,
            grant: Grant::default(),
            created: moment.wall(),
            updated: moment.wall(),
        };
        server.set(fields, moment)?;
        Ok(server)
    }

    fn set(&mut self, fields: &Fields, moment: Moment) -> Outcome<()> {
        if fields.some_raw("name").is_some() {
            self.name = fields.required_short_text("name", 255)?;
        }
        if let Some(url) = fields.optional_text("url")? {
            if !url.starts_with("https://") && !url.starts_with("http://") {
                return Err(ApiError::invalid("url", "Enter a valid URL."));
            }
            if url != self.url {
                self.grant = Grant::default();
            }
            self.url = url;
        }
        if let Some(transport) = fields.choice("transport_type", &TRANSPORTS)? {
            self.transport_type = transport;
        }
        if let Some(auth) = fields.choice("auth_type", &AUTH_TYPES)? {
            if auth != self.auth_type {
                self.grant = Grant::default();
                self.has_credentials = false;
            }
            self.auth_type = auth;
        }
        if fields.object("auth_credentials")?.is_some() {
            self.has_credentials = true;
        }
        if let Some(client) = fields.optional_text("oauth_client_id")? {
            self.client_id = Some(client).filter(|client| !client.is_empty());
        }
        if let Some(secret) = fields.optional_text("oauth_client_secret")? {
            self.has_client_secret = !secret.is_empty();
        }
        if let Some(scopes) = fields.optional_text("oauth_scopes")? {
            self.scopes = Some(scopes);
        }
        if let Some(is_active) = fields.flag("is_active")? {
            self.is_active = is_active;
        }
        self.updated = moment.wall();
        Ok(())
    }

    fn is_oauth(&self) -> bool {
        self.auth_type == "oauth"
    }

    fn status(&self, now: Stamp) -> (&'static str, &'static str) {
        if !self.is_active {
            return ("disabled", "");
        }
        if self.url.contains("down") {
            return ("error", "The server does not answer.");
        }
        if self.is_off {
            return ("disconnected", "");
        }
        match self.auth_type {
            "none" => ("connected", ""),
            "oauth" => match self.grant.at(now) {
                Grant::Approved { until, .. } if until <= now => {
                    ("error", "The authorization has expired.")
                }
                Grant::Approved { .. } => ("connected", ""),
                _ => ("pending", "Somebody has to authorize it."),
            },
            _ if self.has_credentials => ("connected", ""),
            _ => ("error", "The server wants credentials."),
        }
    }

    fn view(&self, moment: Moment, redirect_uri: &str) -> View<'_> {
        let now = moment.wall();
        let (status, status_detail) = self.status(now);
        View {
            id: self.id,
            public_id: &self.public_id,
            name: &self.name,
            url: &self.url,
            transport_type: self.transport_type,
            auth_type: self.auth_type,
            has_auth_credentials: self.has_credentials,
            oauth: self.is_oauth().then(|| self.oauth_view(now, redirect_uri)),
            is_active: self.is_active,
            status,
            status_detail,
            discovered_tools: if status == "connected" {
                json!([
                    { "name": "search", "description": "Searches the server." },
                    { "name": "echo", "description": "Answers with its argument value." },
                ])
            } else {
                json!([])
            },
            created_at: self.created,
            updated_at: self.updated,
        }
    }
}

impl Servers {
    fn get(&self, id: u64) -> Outcome<&Server> {
        let found = self.servers.iter().find(|server| server.id == id);
        found.ok_or_else(ApiError::not_found)
    }

    fn get_mut(&mut self, id: u64) -> Outcome<&mut Server> {
        let found = self.servers.iter_mut().find(|server| server.id == id);
        found.ok_or_else(ApiError::not_found)
    }

    /// The public ids and names of the servers.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, &str)> {
        self.servers.iter().map(|one| (&*one.public_id, &*one.name))
    }

    /// The name of the server with this public id.
    pub(super) fn named(&self, public_id: &str) -> Option<&str> {
        let found = self.servers.iter().find(|one| one.public_id == public_id);
        found.map(|server| &*server.name)
    }
}
