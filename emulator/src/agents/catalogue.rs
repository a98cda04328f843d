//! The catalogue: tools that can be added to an account, and their configuration.

use serde::Serialize;
use serde_json::{Value, json};

/// The type of a step that takes place on a page of the service.
pub(super) const APPROVAL: &str = "oauth";

/// One tool of the catalogue.
#[derive(Serialize)]
pub(super) struct Entry {
    pub(super) name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    title: &'static str,
    description: &'static str,
    detail: &'static str,
    href: &'static str,
    categories: &'static [&'static str],
    instruction: Option<&'static str>,
    custom_class: Option<&'static str>,
    github_link: Option<&'static str>,
    pub(super) configuration_steps: Vec<Value>,
}

pub(super) fn entries() -> Vec<Entry> {
    vec![
        Entry {
            name: "tavily",
            kind: "mcp",
            title: "Tavily",
            description: "Web search made for agents",
            detail: "Searches the web and returns short passages with their sources.",
            href: "https://tavily.com",
            categories: &["search"],
            instruction: Some("Create a key in the Tavily dashboard and enter it here."),
            custom_class: None,
            github_link: Some("https://github.com/tavily-ai/tavily-mcp"),
            configuration_steps: vec![step("Enter the Tavily API key", "TAVILY_API_KEY")],
        },
        Entry {
            name: "browser",
            kind: "builtin",
            title: "Browser",
            description: "Opens pages and reads them",
            detail: "Drives a browser: follows links, fills forms, extracts content.",
            href: "",
            categories: &["web"],
            instruction: None,
            custom_class: None,
            github_link: None,
            configuration_steps: Vec::new(),
        },
        Entry {
            name: "gmail",
            kind: "mcp",
            title: "Gmail",
            description: "Reads and sends mail",
            detail: "Its user approves the access on a page of the service.",
            href: "https://gmail.com",
            categories: &["communication"],
            instruction: None,
            custom_class: None,
            github_link: None,
            configuration_steps: vec![approval("Approve the access to the mailbox")],
        },
        Entry {
            name: "slack",
            kind: "mcp",
            title: "Slack",
            description: "Posts to channels and reads them",
            detail: "Needs a bot token, then the channels it may post to.",
            href: "https://slack.com",
            categories: &["communication"],
            instruction: None,
            custom_class: None,
            github_link: None,
            configuration_steps: vec![
                step("Enter the bot token", "SLACK_BOT_TOKEN"),
                step("Enter the channels, separated by commas", "SLACK_CHANNELS"),
            ],
        },
    ]
}

pub(super) fn entry(name: &str) -> Option<Entry> {
    entries().into_iter().find(|entry| entry.name == name)
}

/// The function by which runs call a tool.
pub(super) fn function(tool: &str) -> String {
    match tool {
        "tavily" => "tavily_search".to_owned(),
        "browser" => "browser_navigate".to_owned(),
        other => format!("{other}_call"),
    }
}

/// A step that ends when the user opens the tool's `redirect_url`.
fn approval(description: &str) -> Value {
    json!({
        "description": description,
        "step_type": APPROVAL,
        "vars_from_user_schema": null,
        "configuration_schema": null,
        "config": null,
        "execution_command": null,
    })
}

fn step(description: &str, variable: &str) -> Value {
    json!({
        "description": description,
        "step_type": "user_input",
        "vars_from_user_schema": {
            "type": "object",
            "properties": { variable: { "type": "string" } },
            "required": [variable],
        },
        "configuration_schema": null,
        "config": null,
        "execution_command": null,
    })
}
