use super::*;

fn fresh(seen: &mut Seen, body: &str) -> Vec<String> {
    let body = Bytes::copy_from_slice(body.as_bytes());
    let logs = seen.take(body).unwrap().fresh;
    logs.iter()
        .map(|log| String::from_utf8(log.to_vec()).unwrap())
        .collect()
}

#[test]
fn yields_each_log_once_in_order() {
    let seen = &mut Seen::default();
    assert!(fresh(seen, r#"{"id":7,"status":"pending","logs":[]}"#).is_empty());
    assert_eq!(
        fresh(seen, r#"{"id":7,"logs":[{"id":2},{"id":1},{"id":2}]}"#),
        [r#"{"id":2}"#, r#"{"id":1}"#]
    );
    assert!(fresh(seen, r#"{"id":7,"logs":[{"id":2},{"id":1},{"id":2}]}"#).is_empty());
    assert_eq!(
        fresh(
            seen,
            r#"{"id":7,"logs":[{"id":2},{"id":1},{"id":2},{"id":3}],"y":1}"#
        ),
        [r#"{"id":3}"#]
    );
}

#[test]
fn rereads_a_changed_history() {
    let seen = &mut Seen::default();
    assert_eq!(
        fresh(seen, r#"{"id":7,"logs":[{"id":1,"m":"a"},{"id":2}]}"#).len(),
        2
    );
    assert_eq!(
        fresh(
            seen,
            r#"{"id":7,"logs":[{"id":1,"m":"b"},{"id":0},{"id":2}]}"#
        ),
        [r#"{"id":0}"#]
    );
    assert_eq!(
        fresh(seen, r#"{"id":7,"logs":[{"id":5}]}"#),
        [r#"{"id":5}"#]
    );
    assert!(fresh(seen, r#"{"id":7,"logs":null}"#).is_empty());
}

#[test]
fn compares_ids_of_any_type() {
    let seen = &mut Seen::default();
    let body =
        r#"{"id":7,"logs":[{"id":"a"},{"id":"a"},{"m":1},{"m":1},{"id":123456789012345678901}]}"#;
    assert_eq!(fresh(seen, body).len(), 3);
    assert_eq!(fresh(seen, r#"{"id":7,"logs":[1]}"#).len(), 1);
    assert_eq!(fresh(seen, r#"{"id":7,"logs":[12]}"#).len(), 1);
}

#[test]
fn truncated_bodies_mark_no_log_as_seen() {
    let seen = &mut Seen::default();
    for cut in [
        r#"{"id":7,"logs":[{"id":1},"#,
        r#"{"id":7,"logs":[{"id":1}],"status""#,
        r#"{"id":7,"logs":[{"id":1}]"#,
    ] {
        assert!(seen.take(Bytes::copy_from_slice(cut.as_bytes())).is_err());
    }
    assert_eq!(
        fresh(seen, r#"{"id":7,"logs":[{"id":1}]}"#),
        [r#"{"id":1}"#]
    );
}
