//! Names and prose in the style of each language.

/// The condition of the errors of arguments that are checked.
pub(crate) const REFUSED: &str = "an argument is invalid; nothing is sent then";

/// `some_name` as `someName`.
pub(crate) fn camel(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |text, word| text + &capitalized(word))
}

/// `some_name` as `SomeName`.
pub(crate) fn pascal(name: &str) -> String {
    name.split('_').map(capitalized).collect()
}

/// `SomeName` as `some_name`.
pub(crate) fn snake(name: &str) -> String {
    let mut text = String::new();
    for each in name.chars() {
        if each.is_ascii_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.push(each.to_ascii_lowercase());
    }
    text
}

/// `SomeName` or `some_name` as `SOME_NAME`.
pub(crate) fn screaming(name: &str) -> String {
    snake(name).to_ascii_uppercase()
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
        .unwrap_or_default()
}

/// Whether a name is in the code, not as a part of another name.
pub(crate) fn has_word(code: &str, word: &str) -> bool {
    let is_part = |each: char| each.is_alphanumeric() || each == '_';
    code.match_indices(word).any(|(at, _)| {
        let before = code.get(..at).and_then(|text| text.chars().next_back());
        let after = code
            .get(at + word.len()..)
            .and_then(|text| text.chars().next());
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

/// The languages of docs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    Rust,
    Python,
    TypeScript,
}

/// A doc with its code in the style of a language: `null` and names of arguments.
pub(crate) fn localized(doc: &str, language: Language) -> String {
    let mut parts = Vec::new();
    for (at, part) in doc.split('`').enumerate() {
        parts.push(match (at % 2, language, part) {
            (1, Language::Python, "null") => "None".to_owned(),
            (1, Language::TypeScript, name) if is_snake(name) => camel(name),
            _ => part.to_owned(),
        });
    }
    parts.join("`")
}

fn is_snake(text: &str) -> bool {
    let is_allowed = |each: char| each.is_ascii_lowercase() || each == '_' || each == '.';
    text.chars().all(is_allowed)
}

/// The first paragraph.
pub(crate) fn summary(doc: &str) -> &str {
    doc.split("\n\n").next().unwrap_or(doc)
}

/// The text after the first paragraph.
pub(crate) fn details(doc: &str) -> Option<&str> {
    doc.split_once("\n\n").map(|(_, rest)| rest)
}

/// Lines of at most `width` characters, the first one after `first`, the others after `rest`.
pub(crate) fn wrapped(text: &str, width: usize, first: &str, rest: &str) -> String {
    let mut lines = vec![first.to_owned()];
    let mut is_empty = true;
    for word in text.split([' ', '\n']).filter(|word| !word.is_empty()) {
        let line = lines.last_mut();
        match line {
            Some(line) if is_empty || line.chars().count() + 1 + word.chars().count() <= width => {
                if !is_empty {
                    line.push(' ');
                }
                line.push_str(word);
            }
            _ => lines.push(format!("{rest}{word}")),
        }
        is_empty = false;
    }
    // A word that holds a no-break space is not divided.
    lines.join("\n").replace('\u{a0}', " ")
}

/// Paragraphs, wrapped, with an empty line of `prefix` between them.
pub(crate) fn paragraphs(doc: &str, width: usize, prefix: &str) -> String {
    let between = format!("\n{}\n", prefix.trim_end());
    let wrapped: Vec<String> = doc
        .split("\n\n")
        .map(|part| self::wrapped(part, width, prefix, prefix))
        .collect();
    wrapped.join(&between)
}

/// Each line after a prefix; empty lines get none of its blanks.
pub(crate) fn prefixed(text: &str, prefix: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .map(|line| format!("{prefix}{line}").trim_end().to_owned())
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_have_the_style_of_each_language() {
        assert_eq!(camel("run_instruction_and_wait"), "runInstructionAndWait");
        assert_eq!(pascal("mcp_teams"), "McpTeams");
        assert_eq!(screaming("AgentDetail"), "AGENT_DETAIL");
    }

    #[test]
    fn words_match_only_as_a_whole() {
        for code in ["Map", "(Map<u8>)", "Maps Map", "a::Map::new()"] {
            assert!(has_word(code, "Map"), "{code}");
        }
        for code in ["", "Maps", "HashMap", "_Map", "Map_2"] {
            assert!(!has_word(code, "Map"), "{code}");
        }
    }

    #[test]
    fn docs_use_the_names_of_their_language() {
        let doc = "Seconds; `null` for no limit, see `poll_interval` and `tools.provide_config`.";
        assert_eq!(
            localized(doc, Language::Python),
            "Seconds; `None` for no limit, see `poll_interval` and `tools.provide_config`."
        );
        assert_eq!(
            localized(doc, Language::TypeScript),
            "Seconds; `null` for no limit, see `pollInterval` and `tools.provideConfig`."
        );
    }

    #[test]
    fn lines_keep_to_the_width() {
        assert_eq!(
            wrapped("one two three", 9, "- ", "  "),
            "- one two\n  three"
        );
        assert_eq!(wrapped("one two\u{a0}three", 9, "", ""), "one\ntwo three");
    }
}
