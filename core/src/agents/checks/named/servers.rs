//! MCP servers.

use crate::agents::argument_map::ArgumentMap;
use crate::agents::checks::values::{Checked, coerced, invalid};

const AUTH_TYPES: [&str; 5] = ["none", "api_key", "bearer_token", "basic", "oauth"];
const TRANSPORTS: [&str; 2] = ["streamable_http", "sse"];
const OAUTH: [&str; 3] = ["oauth_client_id", "oauth_client_secret", "oauth_scopes"];

/// The id of a server: a number of at least 1.
pub(crate) fn server_id(argument: &'static str, arguments: &mut ArgumentMap<'_>) -> Checked {
    let id = arguments.value(argument).and_then(|value| coerced(&value));
    match id.filter(|id| *id >= 1) {
        Some(id) => {
            arguments.set_text(argument, &id.to_string());
            Ok(())
        }
        None => invalid(
            argument,
            format!("{argument} must be the id of one of your MCP servers"),
        ),
    }
}

/// The address of a server and the authorization of its users.
pub(crate) fn server_settings(_: &'static str, arguments: &mut ArgumentMap<'_>) -> Checked {
    let auth = arguments
        .non_null("auth_type")
        .is_some()
        .then(|| arguments.text("auth_type").unwrap_or_default());
    if auth
        .as_deref()
        .is_some_and(|auth| !AUTH_TYPES.contains(&auth))
    {
        let text = format!("auth_type must be one of {}", AUTH_TYPES.join(", "));
        return invalid("auth_type", text);
    }
    let transport = arguments.text("transport_type").unwrap_or_default();
    if arguments.has("transport_type") && !TRANSPORTS.contains(&&*transport) {
        let text = format!("transport_type must be one of {}", TRANSPORTS.join(", "));
        return invalid("transport_type", text);
    }
    let Some(auth) = auth else { return Ok(()) };
    if auth == "oauth" {
        if arguments.is_truthy("auth_credentials") {
            let text = "auth_type oauth takes no auth_credentials: pass oauth_client_id and \
                        oauth_client_secret for your own OAuth app instead";
            return invalid("auth_credentials", text);
        }
        let url = arguments.text("url").unwrap_or_default();
        if arguments.has("url") && !url.starts_with("https://") {
            return invalid("url", "auth_type oauth needs an https:// server url");
        }
    } else if OAUTH.iter().any(|name| arguments.has(name)) {
        let text = "oauth_client_id, oauth_client_secret and oauth_scopes need auth_type oauth";
        return invalid("auth_type", text);
    }
    Ok(())
}

/// The same for a new server, whose type is the default if it is left out: no OAuth.
pub(crate) fn new_server_settings(
    argument: &'static str,
    arguments: &mut ArgumentMap<'_>,
) -> Checked {
    if arguments.value("auth_type").is_none() {
        arguments.set_text("auth_type", "none");
    }
    server_settings(argument, arguments)
}
