//! The list of operations that the vector tests of all languages read.

use crate::model::{Api, Flow};
use crate::text::camel;

pub(crate) fn file(api: &Api) -> String {
    let mut rows = Vec::new();
    for resource in &api.resources {
        for operation in &resource.operations {
            let core = match operation.flow {
                Flow::Events => r#", "core": "Client::event_stream""#,
                _ => "",
            };
            rows.push(format!(
                r#"  {{"operation": "{space}.{name}", "node": "{space}.{node}"{core}}}"#,
                space = resource.name,
                name = operation.name,
                node = camel(&operation.name),
            ));
        }
    }
    format!("[\n{}\n]\n", rows.join(",\n"))
}
