//! Properties of the JSON scanner for any input; shared by the fuzz
//! target and core's own tests.

use serde_json::Value;

use crate::scan;

/// Checks one text, JSON or not.
pub(crate) fn check_input(text: &[u8]) {
    walk(scan::document_start(text));
    let found = scan::document(text);
    // The scanner takes more for JSON than a strict parser does, never less.
    if let Ok(parsed) = serde_json::from_slice::<Value>(text) {
        let found = found.expect("the parser finds a document");
        compare(found, &parsed);
    }
}

/// Walks all members and elements; it must not panic or hang.
fn walk(value: &[u8]) {
    let _ = (
        scan::string(value),
        scan::text(value),
        scan::is_falsy(value),
    );
    let _ = scan::member(value, "status");
    let mut members = scan::members(value);
    assert!(members.by_ref().count() <= value.len());
    let _ = members.is_finished();
    let mut elements = scan::elements(value);
    assert!(elements.by_ref().count() <= value.len());
    let _ = scan::array_end(value, elements.position());
    let mut members = scan::members(value);
    while let Some(Ok(_)) = members.next_or("logs", |array| {
        let mut elements = scan::elements(array);
        for element in elements.by_ref() {
            element?;
        }
        scan::array_end(array, elements.position())
    }) {}
}

/// Whether the scanner and the parser read the same values, at all depths.
fn compare(found: &[u8], parsed: &Value) {
    let reparsed: Value = serde_json::from_slice(found).expect("what was found is JSON");
    assert_eq!(reparsed, *parsed);
    assert_eq!(scan::string(found).as_deref(), parsed.as_str());
    match parsed {
        Value::Object(map) => {
            assert_eq!(scan::is_falsy(found), map.is_empty());
            let mut members = scan::members(found);
            let names: Vec<_> = members
                .by_ref()
                .map(|member| member.expect("a member").0)
                .collect();
            assert!(members.is_finished());
            assert!(names.iter().all(|name| map.contains_key(&**name)));
            for (name, value) in map {
                compare(scan::member(found, name).expect("the member"), value);
            }
        }
        Value::Array(items) => {
            assert_eq!(scan::is_falsy(found), items.is_empty());
            let mut elements = scan::elements(found);
            for item in items {
                let element = elements.next().expect("one more").expect("an element");
                compare(element, item);
            }
            assert!(elements.next().is_none());
            assert_eq!(scan::array_end(found, elements.position()), Ok(found.len()));
        }
        _ => {}
    }
}
