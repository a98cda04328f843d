//! What is dropped or closed stops, on the wire too.

use flymyai_core::{Client, ErrorKind, WaitOptions};
use serde_json::{Value, json};

use crate::world::World;

/// Runs a check that blocks, such as one on what the emulator saw.
async fn seen<T: Send + 'static>(
    world: World,
    check: impl FnOnce(&World) -> T + Send + 'static,
) -> (World, T) {
    tokio::task::spawn_blocking(move || {
        let found = check(&world);
        (world, found)
    })
    .await
    .unwrap()
}

#[tokio::test]
async fn a_dropped_call_takes_its_request_back() {
    let world = World::new();
    world.script(&json!([{"hold": "reply"}]));
    let client = Client::new(world.options().resolve().unwrap());
    let call = tokio::spawn(client.runs().get(1).into_future());
    let (world, _) = seen(world, |world| world.requests(1)).await;
    call.abort();
    let (_, aborted) = seen(world, |world| world.aborted(1)).await;
    assert_eq!(aborted.len(), 1);
}

#[tokio::test]
async fn closing_ends_what_is_under_way_and_what_comes_after() {
    let world = World::new();
    let running = json!({"reply": {"status": 200, "json": {"id": 7, "status": "running"}}});
    world.script(&json!([running, {"hold": "reply"}]));
    let client = Client::new(world.options().resolve().unwrap());
    let options = WaitOptions {
        timeout: None,
        poll_interval: 0.001,
    };
    let wait = tokio::spawn(client.runs().wait(7).wait_options(options).into_future());
    let (world, _) = seen(world, |world| world.requests(2)).await;
    client.close();
    let error = wait.await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Closed);
    assert_eq!(
        client.runs().get(1).await.unwrap_err().kind(),
        ErrorKind::Closed
    );
    let (_, aborted) = seen(world, |world| world.aborted(1)).await;
    assert_eq!(aborted.len(), 1);
}

#[tokio::test]
async fn closing_one_client_leaves_its_neighbour_alone() {
    let world = World::new();
    let config = world.options().resolve().unwrap();
    let (one, other) = (Client::new(config.clone()), Client::new(config));
    assert!(one.agents().list().await.is_ok());
    one.close();
    assert!(other.agents().list().await.is_ok());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn closing_lets_go_of_the_sockets() {
    let world = World::alone();
    let client = Client::new(world.options().resolve().unwrap());
    assert!(client.agents().list().await.is_ok());
    assert_eq!(
        world.ask("GET", "stats", &Value::Null)["connections_open"],
        1
    );
    client.close();
    let stats = world.ask("GET", "stats?max_open=0&timeout=20", &Value::Null);
    assert_eq!(stats["connections_open"], 0, "{stats}");
}

#[tokio::test]
async fn bad_arguments_send_nothing() {
    let world = World::new();
    let client = Client::new(world.options().resolve().unwrap());
    let runs = client.runs();
    let bad_wait = |timeout, poll_interval| {
        runs.wait(1).wait_options(WaitOptions {
            timeout,
            poll_interval,
        })
    };
    for (call, argument) in [
        (runs.wait(""), "run_id"),
        (runs.wait(".."), "run_id"),
        (bad_wait(Some(f64::NAN), 1.0), "timeout"),
        (bad_wait(None, -1.0), "poll_interval"),
        (bad_wait(None, f64::NAN), "poll_interval"),
        (runs.create(" "), "agent_id"),
        (runs.create("a").idempotency_key(""), "idempotency_key"),
        (runs.create("a").idempotency_key("a\nb"), "idempotency_key"),
        (runs.create("a").idempotency_key(" a"), "idempotency_key"),
        (runs.create("a").idempotency_key("ü"), "idempotency_key"),
    ] {
        let error = call.await.unwrap_err();
        assert_eq!(
            (error.kind(), error.argument_name()),
            (ErrorKind::Argument, Some(argument))
        );
    }
    let error = runs.list_of_agent("").await.unwrap_err();
    assert_eq!(error.argument_name(), Some("agent_id"));
    assert!(world.requests(0).is_empty());
}
