//! The list of operations that the vector tests of all languages read.

use crate::model::{Api, Flow};
use crate::text::camel;

pub(crate) fn file(api: &Api) -> String {
    let mut rows = Vec::new();
    for resource in &api.resources {
        // `watch` has no request of its own.
        let operations = resource.operations.iter();
        for operation in operations.filter(|each| each.flow != Flow::Watch) {
            let core = match operation.flow {
                Flow::Events => r#", "core": "Client::event_stream""#,
                Flow::Iter => r#", "core": "Client::page_stream""#,
                _ => "",
            };
            let mut more = String::new();
            // The facts that the runners need to make a call of a vector.
            let names = |list: Vec<&crate::model::Argument>| {
                let names: Vec<&str> = list.iter().map(|each| &*each.name).collect();
                format!("{names:?}")
            };
            // The first one is the vector's `id`, if it is an id in the path.
            let first = operation.positional().next().map(|each| &each.name);
            let ids = usize::from(first.is_some() && first == operation.id().map(|id| &id.name));
            let python: Vec<_> = operation.positional_in_python().skip(ids).collect();
            if !python.is_empty() {
                more += &format!(r#", "python_positional": {}"#, names(python));
            }
            let node: Vec<_> = operation.positional().skip(ids).collect();
            if !node.is_empty() {
                more += &format!(r#", "node_positional": {}"#, names(node));
            }
            if operation.id().is_some_and(|id| id.is_optional()) {
                more += r#", "optional_id": true"#;
            }
            if operation.is_open {
                more += r#", "open": true"#;
            }
            if operation.is_change() {
                more += r#", "change": true"#;
            }
            rows.push(format!(
                r#"  {{"operation": "{space}.{name}", "node": "{place}.{node}"{core}{more}}}"#,
                space = resource.name,
                place = camel(&resource.name),
                name = operation.name,
                node = camel(&operation.name),
            ));
        }
    }
    format!("[\n{}\n]\n", rows.join(",\n"))
}
