use super::*;

#[test]
fn rules_of_artifacts() {
    let page = Some(
        "artifact_id must be an artifact id or its page (https://app.flymy.ai/artifacts/<id>); a share link goes in share_link",
    );
    check_all(
        artifact_id,
        "artifact_id",
        &[
            (
                r#"{"artifact_id": "https://app.flymy.ai/artifacts/s/abcdefgh"}"#,
                page,
            ),
            (
                r#"{"artifact_id": "x"}"#,
                Some("artifact_id: badly formed hexadecimal UUID string"),
            ),
        ],
    );
    let address = format!(r#"{{"artifact_id": "https://app.flymy.ai/artifacts/{ID}/?a#b"}}"#);
    assert_eq!(
        sent(artifact_id, "artifact_id", &address),
        format!("\"{ID}\"")
    );
    let one = Some("pass exactly one of artifact_id or share_link");
    let link = Some(
        "share_link must be a share link (https://app.flymy.ai/artifacts/s/<handle>), its handle, or the artifact's page (https://app.flymy.ai/artifacts/<id>)",
    );
    check_all(
        artifact_or_link,
        "artifact_id",
        &[
            ("{}", one),
            (r#"{"artifact_id": "<id>", "share_link": "abcdefgh"}"#, one),
            (r#"{"share_link": "short"}"#, link),
            (
                r#"{"share_link": "https://app.flymy.ai/apps/s/abcdefgh"}"#,
                link,
            ),
        ],
    );
    for (link, expected) in [
        (" abcdefgh ", "shared/abcdefgh".to_owned()),
        (
            "https://app.flymy.ai/artifacts/s/abcdefgh/",
            "shared/abcdefgh".to_owned(),
        ),
        (ID, format!("shared/{ID}")),
        (
            &format!("https://app.flymy.ai/artifacts/{ID}"),
            ID.to_owned(),
        ),
    ] {
        let arguments = format!(r#"{{"share_link": "{link}"}}"#);
        assert_eq!(
            sent(artifact_or_link, "artifact_id", &arguments),
            format!("\"{expected}\"")
        );
    }
    let text = Some("pass name and files, or a type (see types())");
    check_all(
        name_and_files_or_type,
        "name",
        &[
            (r#"{"name": "n"}"#, text),
            (r#"{"name": "n", "files": []}"#, None),
            (r#"{"type": "t"}"#, None),
        ],
    );
    check_all(
        version_number,
        "version",
        &[(r#"{"version": "x"}"#, Some("version must be an integer"))],
    );
    assert_eq!(sent(version_number, "version", r#"{"version": "2"}"#), "2");
}
