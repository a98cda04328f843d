//! The types of `client.with_raw_response`, for type checkers.

use std::fmt::Write as _;

use super::annotation;
use crate::model::{Api, Flow, Operation, When};
use crate::output::common_header;

pub(crate) fn file(api: &Api) -> String {
    let mut text = common_header("#");
    text += "\"\"\"The types of `client.with_raw_response`; only type checkers import them.\"\"\"\n\n\
             from __future__ import annotations\n\nfrom typing import Awaitable, Callable, Union, cast\n\n";
    let mut classes: Vec<String> = Vec::new();
    let mut body = String::new();
    let mut models: Vec<String> = Vec::new();
    for (prefix, kind, is_async) in [("", "Raw", false), ("Async", "AsyncRaw", true)] {
        for resource in &api.resources {
            let class = format!("{prefix}{}", resource.class);
            let _ = write!(
                body,
                "\n\nclass {kind}{}:\n    _plain = cast({class:?}, None)\n",
                resource.class
            );
            let operations = resource.operations.iter();
            for operation in operations.filter(|each| !is_iterator(each.flow)) {
                let name = &operation.name;
                if let Some(result) = overloaded(operation, &mut models) {
                    let result = match is_async {
                        true => format!("Awaitable[{result}]"),
                        false => result,
                    };
                    let _ = writeln!(body, "    {name}: Callable[..., {result}]");
                    continue;
                }
                let _ = writeln!(body, "    {name} = {kind}Method(_plain.{name})");
            }
            classes.push(class);
        }
        let _ = write!(body, "\n\nclass {kind}Resources:\n");
        for resource in &api.resources {
            let _ = writeln!(body, "    {}: {kind}{}", resource.name, resource.class);
        }
    }
    classes.sort_unstable();
    let _ = writeln!(text, "from ..resources import {}", classes.join(", "));
    models.sort_unstable();
    models.dedup();
    let _ = writeln!(text, "from ..types import {}", models.join(", "));
    text + "from ._raw_method import AsyncRawMethod, RawMethod\n\
            from ._raw_response import RawResponse\n"
        + &body
}

/// The result of a method with overloads, which type checkers can't derive from the method: either
/// model.
fn overloaded(operation: &Operation, models: &mut Vec<String>) -> Option<String> {
    let other = operation.other.as_ref()?;
    let (returns, _) = operation.returns.as_ref()?;
    let (When::Given(name) | When::Truthy(name)) = &other.when;
    // As for the overloads of the method itself.
    if !operation.arguments.iter().any(|each| each.name == *name) {
        return None;
    }
    let plain = annotation(returns);
    models.extend([plain.clone(), other.model.clone()]);
    Some(format!("RawResponse[Union[{plain}, {}]]", other.model))
}

/// Whether it returns an iterator, which has no single response.
fn is_iterator(flow: Flow) -> bool {
    matches!(flow, Flow::Iter | Flow::Events)
}
