//! MCP servers.

use crate::agents::checks::values::{Checked, coerced, refuse};
use crate::agents::given::Given;

const AUTH_TYPES: [&str; 5] = ["none", "api_key", "bearer_token", "basic", "oauth"];
const TRANSPORTS: [&str; 2] = ["streamable_http", "sse"];
const OAUTH: [&str; 3] = ["oauth_client_id", "oauth_client_secret", "oauth_scopes"];

/// The id of a server: a number of at least 1.
pub(crate) fn server_id(argument: &'static str, given: &mut Given<'_>) -> Checked {
    let id = given.value(argument).and_then(|value| coerced(&value));
    match id.filter(|id| *id >= 1) {
        Some(id) => {
            given.set_text(argument, &id.to_string());
            Ok(())
        }
        None => refuse(
            argument,
            format!("{argument} must be the id of one of your MCP servers"),
        ),
    }
}

/// How a server is reached and how it knows its users.
pub(crate) fn server_settings(_: &'static str, given: &mut Given<'_>) -> Checked {
    let auth = given
        .given("auth_type")
        .is_some()
        .then(|| given.text("auth_type").unwrap_or_default());
    if auth
        .as_deref()
        .is_some_and(|auth| !AUTH_TYPES.contains(&auth))
    {
        let text = format!("auth_type must be one of {}", AUTH_TYPES.join(", "));
        return refuse("auth_type", text);
    }
    let transport = given.text("transport_type").unwrap_or_default();
    if given.has("transport_type") && !TRANSPORTS.contains(&&*transport) {
        let text = format!("transport_type must be one of {}", TRANSPORTS.join(", "));
        return refuse("transport_type", text);
    }
    let Some(auth) = auth else { return Ok(()) };
    if auth == "oauth" {
        if given.is_truthy("auth_credentials") {
            let text = "auth_type oauth takes no auth_credentials: pass oauth_client_id and \
                        oauth_client_secret for your own OAuth app instead";
            return refuse("auth_credentials", text);
        }
        let url = given.text("url").unwrap_or_default();
        if given.has("url") && !url.starts_with("https://") {
            return refuse("url", "auth_type oauth needs an https:// server url");
        }
    } else if OAUTH.iter().any(|name| given.has(name)) {
        let text = "oauth_client_id, oauth_client_secret and oauth_scopes need auth_type oauth";
        return refuse("auth_type", text);
    }
    Ok(())
}

/// The same for a new server, whose type is the default if it is left out: no OAuth.
pub(crate) fn new_server_settings(argument: &'static str, given: &mut Given<'_>) -> Checked {
    if given.value("auth_type").is_none() {
        given.set_text("auth_type", "none");
    }
    server_settings(argument, given)
}
