//! The example of an asynchronous method, from that of the plain one.

/// The example with each call of a client's method awaited.
pub(super) fn awaited(example: &str) -> String {
    let mut text = example.to_owned();
    let starts: Vec<usize> = example.match_indices("client.").map(|(at, _)| at).collect();
    // From the end, so that the earlier positions stay valid.
    for start in starts.into_iter().rev() {
        if let Some(end) = call_end(&text, start) {
            let next = text.get(end..).and_then(|rest| rest.chars().next());
            let call = text.get(start..end).unwrap_or_default();
            let call = if matches!(next, Some('.' | '[')) {
                format!("(await {call})")
            } else {
                format!("await {call}")
            };
            text.replace_range(start..end, &call);
        }
    }
    text
}

/// The end of the call `client.resource.method(...)` that starts here.
fn call_end(text: &str, start: usize) -> Option<usize> {
    let rest = text.get(start..)?;
    let open = rest.find('(')?;
    let is_path =
        |each: char| each.is_ascii_lowercase() || each.is_ascii_digit() || "_.".contains(each);
    if !rest.get(..open)?.chars().all(is_path) {
        return None;
    }
    let (mut depth, mut quote) = (0_u32, None);
    for (at, each) in rest.char_indices().skip_while(|(at, _)| *at < open) {
        match (quote, each) {
            (None, '"' | '\'') => quote = Some(each),
            (Some(open), each) if open == each => quote = None,
            (None, '(') => depth += 1,
            (None, ')') => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(start + at + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::awaited;

    #[test]
    fn each_call_of_the_client_is_awaited() {
        for (plain, expected) in [
            (">>> client.runs.list()", ">>> await client.runs.list()"),
            (
                ">>> client.triggers_v1.list()",
                ">>> await client.triggers_v1.list()",
            ),
            (
                ">>> client.tools.get(tool.id).name",
                ">>> (await client.tools.get(tool.id)).name",
            ),
            (
                ">>> client.runs.cancel(client.runs.create(agent_id=\"a)\").id)",
                ">>> await client.runs.cancel((await client.runs.create(agent_id=\"a)\")).id)",
            ),
            (
                ">>> r = client.a.b(\n...     1\n... )",
                ">>> r = await client.a.b(\n...     1\n... )",
            ),
        ] {
            assert_eq!(awaited(plain), expected);
        }
    }
}
