//! The parts of an account that can be shared: its tools and its MCP servers.

use serde_json::{Value, json};

use super::{Agents, catalogue};

pub(crate) struct Source {
    pub(crate) id: String,
    pub(crate) kind: &'static str,
    pub(crate) label: String,
    pub(crate) actions: Vec<String>,
    pub(crate) is_ready: bool,
}

impl Source {
    pub(crate) fn view(&self) -> Value {
        json!({
            "id": self.id,
            "kind": self.kind,
            "label": self.label,
            "actions": self.actions,
            "ready": self.is_ready,
        })
    }
}

impl Agents {
    pub(crate) fn sources(&self) -> Vec<Source> {
        let tools = self.tools.values().map(|tool| Source {
            id: tool.public_id.clone(),
            kind: "user_mcp_tool",
            label: tool.mcp_tool.clone(),
            actions: vec![catalogue::function(&tool.mcp_tool), "echo".to_owned()],
            is_ready: tool.is_configured(),
        });
        let servers = self.servers.names().map(|(id, name)| Source {
            id: id.to_owned(),
            kind: "custom_mcp_server",
            label: name.to_owned(),
            actions: vec!["search".to_owned(), "echo".to_owned()],
            is_ready: true,
        });
        tools.chain(servers).collect()
    }

    pub(crate) fn source(&self, id: &str) -> Option<Source> {
        self.sources().into_iter().find(|source| source.id == id)
    }

    /// Calls an action of a tool or a server.
    pub(crate) fn call_source(&self, id: &str, action: &str, arguments: Value) -> Option<Value> {
        let source = self.source(id)?;
        let tool = self.tools.values().find(|tool| tool.public_id == id);
        Some(match tool {
            Some(tool) => tool.call(action, arguments),
            None => json!({ "action": action, "arguments": arguments, "server": source.label }),
        })
    }
}
