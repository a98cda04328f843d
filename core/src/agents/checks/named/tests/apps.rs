use super::*;

#[test]
fn rules_of_apps() {
    let one = Some(
        "pass exactly one of files (flymy.yaml at the root and the files it names) or app (owner/name of an app you applied)",
    );
    check_all(
        app_source,
        "files",
        &[
            ("{}", one),
            (r#"{"files": [], "app": "a/b"}"#, one),
            (
                r#"{"files": [], "overrides": []}"#,
                Some("overrides change an applied app's template: pass them with app"),
            ),
            (r#"{"app": "a/b", "overrides": []}"#, None),
        ],
    );
    let app = Some("app must be an applied app as owner/name");
    check_all(
        app_name,
        "app",
        &[
            (r#"{"app": "a"}"#, app),
            (r#"{"app": "a/.b"}"#, app),
            (r#"{"app": 5}"#, app),
            (r#"{"app": "A/b.c"}"#, None),
        ],
    );
    let token = Some("plan_token must be the plan_token plan() returned");
    check_all(
        plan_token,
        "plan_token",
        &[
            (r#"{"plan_token": ""}"#, token),
            ("{}", token),
            (r#"{"plan_token": "t"}"#, None),
        ],
    );
    let path = Some("path must be a file of the template, for example site/app.js");
    check_all(
        template_file,
        "path",
        &[
            (
                r#"{"offset": 1}"#,
                Some("offset and limit read a page of one file: pass path too"),
            ),
            (r#"{"path": "/a"}"#, path),
            (r#"{"path": "a/../b"}"#, path),
            (r#"{"path": "a\\b"}"#, path),
            (
                r#"{"path": "a", "offset": -1}"#,
                Some("offset must be 0 or more"),
            ),
            (
                r#"{"path": "a", "limit": 0}"#,
                Some("limit must be 1-200000"),
            ),
            (r#"{"path": "a..b", "limit": "7"}"#, None),
        ],
    );
}
