//! Artifacts, projects, teams and shares, between two accounts.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod client;

use client::{API, Client, Response};
use serde_json::{Value, json};

fn keyed(client: &Client, method: &str, path: &str, key: &str, body: Value) -> Response {
    let header = format!("Idempotency-Key: {key}\r\n");
    client
        .send_with(method, path, &header, Some(&body.to_string()))
        .response()
}

/// An account under a name of its own.
fn person(name: &str) -> Client {
    let client = Client::new(name);
    client.control("POST", "account", json!({ "username": name }));
    client
}

const ARTIFACTS: &str = "/api/v1/artifacts/";
const TEAMS: &str = "/api/v1/mcp-teams/";

#[test]
fn artifacts_have_versions() {
    let ann = person("art-ann");
    let file = |path: &str, content: &str| json!({ "path": path, "content": content });
    let wanted =
        json!({ "name": "Deck", "files": [file("index.html", "<p>hi"), file("a.txt", "a")] });
    let mut dry = wanted.clone();
    dry["dry_run"] = json!(true);
    assert_eq!(
        keyed(&ann, "POST", ARTIFACTS, "k", dry).json()["dry_run"],
        true
    );
    // A dry run uses no key up.
    let made = keyed(&ann, "POST", ARTIFACTS, "k", wanted);
    assert_eq!(
        (made.status, &made.json()["version"]["total_bytes"]),
        (201, &json!(6))
    );
    let id = made.json()["artifact"]["id"].as_str().unwrap().to_owned();
    let versions = format!("{ARTIFACTS}{id}/versions/");
    let publish = |key: &str, base: u64, live: bool, text: &str| {
        let body = json!({ "base_version": base, "publish": live, "files": [file("a.txt", text)] });
        keyed(&ann, "POST", &versions, key, body)
    };
    let draft = publish("v2", 1, false, "b").json();
    assert_eq!(draft["version"]["changed"], json!(["a.txt"]));
    assert_eq!(draft["artifact"]["live_version"], 1);
    assert_eq!(publish("v3", 1, true, "c").json()["version"]["version"], 3);
    let stale = publish("v4", 2, true, "d");
    assert_eq!(
        (stale.status, &stale.json()["code"]),
        (412, &json!("stale_base_version"))
    );
    assert_eq!(
        stale.json()["details"],
        json!({ "latest_version": 3, "live_version": 3 })
    );
    let same = publish("v5", 3, true, "c");
    assert_eq!(
        (same.status, &same.json()["version"]["no_change"]),
        (200, &json!(true))
    );
    let files = ann.get(&format!("{versions}2/files/")).json();
    let hash = "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d";
    assert_eq!(files["files"][0]["sha256"], hash);
    let piece = ann.get(&format!(
        "{versions}1/files/?path=index.html&offset=1&max_bytes=2"
    ));
    assert_eq!(
        (&piece.json()["content"], &piece.json()["next_offset"]),
        (&json!("p>"), &json!(3))
    );
    let page = ann.get(&format!("{versions}?page_size=2")).json();
    let cursor = page["next_cursor"].as_str().unwrap().to_owned();
    publish("v6", 3, true, "e");
    let rest = ann
        .get(&format!("{versions}?page_size=2&cursor={cursor}"))
        .json();
    assert_eq!(rest["results"][0]["version"], 1);
    for (path, code) in [("../x", "invalid_path"), (".env", "secret_file")] {
        let body = json!({ "name": "n", "files": [file(path, "x")] });
        assert_eq!(
            keyed(&ann, "POST", ARTIFACTS, path, body).json()["code"],
            code
        );
    }
}

#[test]
fn artifacts_are_shared_and_cloned() {
    let (ann, bob) = (person("share-ann"), person("share-bob"));
    let wanted = json!({ "type": "game", "visibility": "link", "with_sources": false });
    let made = keyed(&ann, "POST", ARTIFACTS, "k", wanted).json();
    let id = made["artifact"]["id"].as_str().unwrap().to_owned();
    let path = format!("{ARTIFACTS}{id}/");
    assert_eq!(bob.get(&path).status, 404);
    let link = made["artifact"]["share_url"].as_str().unwrap();
    let link = format!("{ARTIFACTS}shared/{}/", link.rsplit('/').next().unwrap());
    assert_eq!(bob.get(&link).json()["versions"], json!(null));
    let clone = |key: &str| keyed(&bob, "POST", &format!("{link}clone/"), key, json!({}));
    assert_eq!(clone("k").json()["code"], "sources_not_shared");
    keyed(
        &ann,
        "PATCH",
        &format!("{path}share/"),
        "k",
        json!({ "with_sources": true }),
    );
    assert_eq!(clone("k").status, 201);
    assert_eq!(ann.get(&format!("{path}lineage/")).json()["clone_count"], 1);

    let invite = json!({ "user": "share-bob@example.com", "role": "edit" });
    let member = ann.post(&format!("{path}members/"), invite.clone());
    assert_eq!(
        (member.status, &member.json()["member"]["status"]),
        (201, &json!("pending"))
    );
    assert_eq!(
        ann.post(&format!("{path}members/"), invite).json()["changed"],
        false
    );
    assert_eq!(bob.get(&path).status, 404);
    let waiting = bob.get(&format!("{ARTIFACTS}invitations/")).json();
    let invitation = waiting["results"][0]["id"].as_str().unwrap();
    let accept = format!("{ARTIFACTS}invitations/{invitation}/accept/");
    assert_eq!(
        bob.send("POST", &accept, None).response().json()["artifact"]["role"],
        "editor"
    );
    assert_eq!(bob.send("POST", &accept, None).response().status, 404);
    assert_eq!(bob.get(&path).json()["role"], "editor");
    assert_eq!(bob.send("DELETE", &path, None).response().status, 403);
    keyed(
        &ann,
        "PATCH",
        &format!("{path}share/"),
        "l",
        json!({ "visibility": "private" }),
    );
    assert_eq!(bob.get(&link).status, 404);
    let history = ann.get(&format!("{path}history/?page_size=100")).json();
    let kinds: Vec<_> = history["results"]
        .as_array()
        .unwrap()
        .iter()
        .rev()
        .collect();
    assert_eq!(
        (&kinds[0]["kind"], &kinds[1]["kind"]),
        (&json!("created"), &json!("version_published"))
    );
}

#[test]
fn projects_are_planned_created_stopped_and_started() {
    let ann = person("proj-ann");
    ann.stop_clock();
    let projects = format!("{API}/projects/");
    let plan = ann.post(&projects, json!({ "name": "shop" })).json();
    let token = plan["plan_token"].clone();
    let other = json!({ "name": "shop", "description": "d", "plan_token": token });
    assert_eq!(
        keyed(&ann, "POST", &projects, "a", other).json()["code"],
        "plan_mismatch"
    );
    let wanted = json!({ "name": "shop", "plan_token": token });
    assert_eq!(
        ann.post(&projects, wanted.clone()).json()["code"],
        "idempotency_key_required"
    );
    let made = keyed(&ann, "POST", &projects, "b", wanted);
    assert_eq!(
        (made.status, &made.json()["project"]),
        (201, &json!("app:proj-ann/shop"))
    );
    let release = made.json()["release"]["release"]
        .as_str()
        .unwrap()
        .to_owned();
    let status = || ann.get(&format!("{API}/apps/releases/{release}/")).json()["status"].clone();
    assert_eq!(status(), "applying");
    let path = format!("{projects}app:proj-ann/shop/");
    assert_eq!(
        keyed(&ann, "POST", &format!("{path}stop/"), "c", json!({})).status,
        409
    );
    ann.advance(2);
    assert_eq!(status(), "applied");
    let stopped = keyed(&ann, "POST", &format!("{path}stop/"), "c", json!({})).json();
    assert_eq!(stopped["status"], "stopped");
    let plan = ann.post(&format!("{path}start/"), json!({})).json();
    assert_eq!(plan["plan"]["usd_per_hour"], "0.02");
    let start = json!({ "plan_token": plan["plan_token"] });
    let started = keyed(&ann, "POST", &format!("{path}start/"), "d", start).json();
    assert_eq!(started["status"], "applying");
    let bob = person("proj-bob");
    assert_eq!(bob.get(&path).status, 404);
    ann.post(&format!("{path}public/"), json!({ "public": true }));
    let copied = keyed(&bob, "POST", &format!("{path}copy/"), "e", json!({}));
    assert_eq!(copied.json()["project"]["id"], "app:proj-bob/shop");
}

#[test]
fn teams_have_invites_decisions_and_transfers() {
    let (ann, bob) = (person("team-ann"), person("team-bob"));
    let wanted =
        |accept: bool| json!({ "username": "acme", "create": true, "accept_billing": accept });
    assert_eq!(
        ann.post(TEAMS, wanted(false)).json()["code"],
        "billing_consent_required"
    );
    let team = ann.post(TEAMS, wanted(true));
    assert_eq!(team.status, 201);
    let path = format!("{TEAMS}{}/", team.json()["id"].as_str().unwrap());
    let invite = json!({ "email": "team-bob@example.com" });
    let invite = keyed(
        &ann,
        "POST",
        &format!("{path}invites/"),
        "key-00001",
        invite,
    )
    .json();
    let id = invite["id"].as_str().unwrap();
    let decide = |approve: bool| {
        ann.post(
            &format!("{path}invites/{id}/decision/"),
            json!({ "approve": approve }),
        )
    };
    assert_eq!(decide(true).json()["code"], "invite_not_claimed");
    let claim = json!({ "token": invite["token"], "accept_team_scope": true });
    let claims = "/api/v1/mcp-team-invitations/claim/";
    assert_eq!(
        person("team-eve").post(claims, claim.clone()).json()["code"],
        "wrong_recipient"
    );
    assert_eq!(bob.post(claims, claim).json()["state"], "claimed");
    assert_eq!(bob.get(&path).status, 404);
    assert_eq!(decide(true).json()["state"], "approved");
    assert_eq!(decide(false).json()["code"], "invite_decided");
    let member = bob.get(&path).json()["member_id"].clone();
    let device = keyed(
        &bob,
        "POST",
        &format!("{path}devices/"),
        "key-00002",
        json!({ "label": "l" }),
    );
    assert!(device.json()["token"].is_string());
    assert!(
        bob.get(&format!("{path}devices/")).json()["items"][0]
            .get("token")
            .is_none()
    );
    ann.post(
        &format!("{path}transfer/"),
        json!({ "recipient_id": member }),
    );
    let accept = format!("{path}transfer/accept/");
    assert_eq!(
        ann.post(&accept, json!({ "accept_billing": true })).status,
        403
    );
    assert_eq!(
        bob.post(&accept, json!({ "accept_billing": true })).json()["role"],
        "owner"
    );
    let stale = ann
        .send("PATCH", &path, Some(&json!({ "revision": 1 })))
        .response();
    assert_eq!(
        (stale.status, &stale.json()["current_revision"]),
        (409, &json!(2))
    );
    for number in 0..26 {
        let key = format!("key-many-{number}");
        keyed(
            &ann,
            "POST",
            &format!("{path}devices/"),
            &key,
            json!({ "label": "d" }),
        );
    }
    let page = bob.get(&format!("{path}devices/")).json();
    assert_eq!(page["items"].as_array().unwrap().len(), 25);
    let cursor = page["next_cursor"].as_str().unwrap();
    assert!(cursor.len() <= 64);
    let rest = bob.get(&format!("{path}devices/?cursor={cursor}")).json();
    assert_eq!(rest["items"].as_array().unwrap().len(), 2);
}

#[test]
fn connection_is_shared_and_revoked() {
    let (ann, bob) = (person("lend-ann"), person("lend-bob"));
    let source = ann.get(&format!("{API}/tools/1/")).json()["public_id"].clone();
    let invitations = "/api/v1/mcp-share-invitations/";
    let wanted =
        json!({ "source_id": source, "email": "lend-bob@example.com", "accept_sharing": true });
    let sent = keyed(&ann, "POST", invitations, "key-00001", wanted);
    assert_eq!(sent.status, 201);
    let received = bob.get(&format!("{invitations}?scope=received")).json();
    let accept = format!(
        "{invitations}{}/accept/",
        received["items"][0]["id"].as_str().unwrap()
    );
    assert_eq!(
        bob.post(&accept, json!({})).json()["code"],
        "billing_consent_required"
    );
    let share = bob.post(&accept, json!({ "accept_billing": true })).json();
    assert_eq!(
        bob.post(&accept, json!({ "accept_billing": true })).status,
        409
    );
    let path = format!("/api/v1/mcp-shares/{}/", share["id"].as_str().unwrap());
    let call = |key: &str| {
        let body = json!({ "name": "echo", "arguments": { "value": 5 } });
        keyed(&bob, "POST", &format!("{path}call/"), key, body)
    };
    assert_eq!(call("key-00002").json()["structuredContent"]["result"], 5);
    assert_eq!(
        bob.get(&format!("{path}tools/")).json()["tools"][1]["name"],
        "echo"
    );
    let revoked = ann.send("DELETE", &path, None).response();
    assert_eq!(revoked.json()["state"], "revoked");
    assert_eq!(call("key-00003").json()["code"], "share_not_active");
}
