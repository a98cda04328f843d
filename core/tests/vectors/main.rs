//! Runs the shared vectors of `tests/vectors` through core, against the emulator.
//!
//! Every vector is run through [`Client::call`](flymyai_core::Client::call), the way of the language bindings, and
//! where Rust's typed methods can express it, through those too.
#![allow(
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test that cannot go on says so"
)]

mod account;
mod check;
mod keys;
mod polls;
mod requests;
mod responses;
mod typed;
mod typed_groups;
mod typed_teams;
mod vector;

use std::collections::BTreeSet;
use std::future::Future;

use account::Emulation;
use futures_util::StreamExt;
use futures_util::stream;
use vector::Vector;

/// How many vectors run side by side: most of their time they wait.
const AT_ONCE: usize = 24;

/// Runs all vectors of a file and names every one that failed, with the reasons.
async fn run_all<F>(file: &str, run: impl Fn(Emulation, Vector) -> F)
where
    F: Future<Output = Vec<String>>,
{
    // Directories in vectors are relative to the repository's root.
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    std::env::set_current_dir(root).expect("the root of the repository");
    let emulation = Emulation;
    let vectors: Vec<Vector> = vector::load(file)
        .into_iter()
        .filter(Vector::is_for_rust)
        .collect();
    assert!(!vectors.is_empty());
    let failures: Vec<String> = stream::iter(vectors)
        .map(|vector| {
            let name = vector.name.clone();
            let running = run(emulation, vector);
            async move {
                running
                    .await
                    .into_iter()
                    .map(move |reason| format!("{name}: {reason}"))
                    .collect::<Vec<_>>()
            }
        })
        .buffer_unordered(AT_ONCE)
        .flat_map(stream::iter)
        .collect()
        .await;
    assert!(
        failures.is_empty(),
        "{} failures in {file}:\n{}",
        failures.len(),
        failures.join("\n")
    );
}

#[tokio::test]
async fn arguments_become_requests() {
    run_all("requests.json", requests::run).await;
}

#[tokio::test]
async fn responses_become_records_and_errors() {
    run_all("responses.json", responses::run).await;
}

#[tokio::test]
async fn scripts_become_polls_and_outcomes() {
    run_all("polls.json", polls::run).await;
}

#[test]
fn core_has_exactly_the_listed_operations() {
    let listed = vector::listed_operations();
    let known: BTreeSet<String> = flymyai_core::operations()
        .map(|operation| operation.name().to_owned())
        .collect();
    assert_eq!(listed, known);
}
