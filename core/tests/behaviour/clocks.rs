//! How long waits and retries rest, on a clock that the test owns.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use flymyai_core::models::InstructionWait;
use flymyai_core::{BoxFuture, Client, Clock, ErrorKind, WaitOptions};
use serde_json::{Value, json};
use tokio::time::Instant;

use crate::account::Account;

/// A clock that jumps to the end of each rest and writes the rest down.
#[derive(Debug)]
pub(crate) struct JumpingClock {
    start: Instant,
    rests: Mutex<Vec<Duration>>,
}

impl JumpingClock {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self {
            start: Instant::now(),
            rests: Mutex::default(),
        })
    }

    pub(crate) fn rests(&self) -> Vec<f64> {
        self.rests
            .lock()
            .unwrap()
            .iter()
            .map(Duration::as_secs_f64)
            .collect()
    }
}

impl Clock for JumpingClock {
    fn now(&self) -> Instant {
        self.start + self.rests.lock().unwrap().iter().sum::<Duration>()
    }

    fn sleep_until(&self, moment: Instant) -> BoxFuture<'_, ()> {
        let rest = moment.saturating_duration_since(self.now());
        self.rests.lock().unwrap().push(rest);
        Box::pin(std::future::ready(()))
    }

    fn jitter(&self) -> f64 {
        1.0
    }
}

fn running() -> Value {
    json!({"reply": {"status": 200, "json": {"id": 7, "status": "running"}}})
}

fn unavailable() -> Value {
    json!({"reply": {"status": 503, "text": "busy"}})
}

async fn wait(
    steps: Value,
    options: WaitOptions,
) -> (
    Result<Option<bytes::Bytes>, flymyai_core::Error>,
    Vec<f64>,
    Account,
) {
    let account = Account::new();
    account.script(&steps);
    let clock = JumpingClock::new();
    let client = Client::new(account.options().max_retries(2).resolve().unwrap())
        .with_clock(Arc::clone(&clock) as Arc<dyn Clock>);
    let result = client.runs().wait(7).wait_options(options).raw().await;
    (result.map(|response| response.body), clock.rests(), account)
}

#[tokio::test]
async fn polls_keep_their_interval() {
    let completed = json!({"reply": {"status": 200, "json": {"id": 7, "status": "completed"}}});
    let steps = json!([running(), running(), completed]);
    let (result, rests, account) = wait(
        steps,
        WaitOptions {
            timeout: Some(60.0),
            poll_interval: 2.5,
        },
    )
    .await;
    assert!(result.is_ok());
    assert_eq!(rests, [2.5, 2.5]);
    assert_eq!(account.requests(3).len(), 3);
}

#[tokio::test]
async fn last_pause_ends_at_the_deadline_with_one_more_poll() {
    for (timeout, poll_interval, expected) in [
        (3.0, 2.0, vec![2.0, 1.0]),
        (1.0, 7.0, vec![1.0]),
        (0.2, 2000.0, vec![0.2]),
        (1.0, f64::INFINITY, vec![1.0]),
        (0.0, 2.0, vec![]),
    ] {
        let mut forever = running();
        forever["times"] = json!(0);
        let options = WaitOptions {
            timeout: Some(timeout),
            poll_interval,
        };
        let (result, rests, account) = wait(json!([forever]), options).await;
        let error = result.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::WaitTimeout);
        let text = format!("Run 7 did not complete within {timeout}s (last status: running)");
        assert_eq!(error.message(), text);
        assert_eq!(error.last_status(), Some("running"));
        assert_eq!(rests, expected);
        assert_eq!(account.requests(1).len(), expected.len() + 1);
    }
}

/// A clock of a test that expects the interval that it has set.
#[derive(Debug)]
struct UncutClock(Arc<JumpingClock>);

impl Clock for UncutClock {
    fn now(&self) -> Instant {
        self.0.now()
    }

    fn sleep_until(&self, moment: Instant) -> BoxFuture<'_, ()> {
        self.0.sleep_until(moment)
    }

    fn jitter(&self) -> f64 {
        self.0.jitter()
    }

    fn cuts_pauses(&self) -> bool {
        false
    }
}

#[tokio::test]
async fn clocks_can_keep_the_last_pause_whole() {
    let account = Account::new();
    let mut forever = running();
    forever["times"] = json!(0);
    account.script(&json!([forever]));
    let clock = JumpingClock::new();
    let client = Client::new(account.options().resolve().unwrap())
        .with_clock(Arc::new(UncutClock(Arc::clone(&clock))));
    let options = WaitOptions {
        timeout: Some(3.0),
        poll_interval: 2.0,
    };
    let result = client.runs().wait(7).wait_options(options).raw().await;
    assert_eq!(result.unwrap_err().kind(), ErrorKind::WaitTimeout);
    assert_eq!(clock.rests(), [2.0, 2.0]);
}

#[tokio::test]
async fn retry_after_of_a_poll_is_capped_at_a_minute() {
    for (timeout, expected) in [(None, [1.0, 60.0, 60.0]), (Some(80.0), [1.0, 60.0, 19.0])] {
        let busy = |after| json!({"reply": {"status": 429, "headers": {"retry-after": after}, "text": ""}});
        let completed = json!({"reply": {"status": 200, "json": {"id": 7, "status": "completed"}}});
        let steps = json!([running(), busy("3600"), busy("1e300"), completed]);
        let options = WaitOptions {
            timeout,
            poll_interval: 1.0,
        };
        let (result, rests, _) = wait(steps, options).await;
        assert!(result.is_ok(), "{result:?}");
        assert_eq!(rests, expected);
    }
}

#[tokio::test]
async fn small_retry_after_keeps_the_backoff() {
    let account = Account::new();
    let busy =
        json!({"times": 6, "reply": {"status": 429, "headers": {"retry-after": "0"}, "text": ""}});
    let started = json!({"reply": {"status": 201, "json": {"id": 7, "status": "pending"}}});
    account.script(&json!([busy, started]));
    let clock = JumpingClock::new();
    let client = Client::new(account.options().max_retries(8).resolve().unwrap())
        .with_clock(Arc::clone(&clock) as Arc<dyn Clock>);
    let start = client.runs().create("agent_1").idempotency_key("order-17");
    assert!(start.raw().await.is_ok());
    assert_eq!(clock.rests(), [0.5, 1.0, 2.0, 4.0, 8.0, 8.0]);
}

pub(crate) fn sent_keys(account: &Account) -> Vec<Option<String>> {
    let key = |request: &Value| {
        request["headers"]["idempotency-key"]
            .as_str()
            .map(str::to_owned)
    };
    account.requests(0).iter().map(key).collect()
}

#[tokio::test]
async fn calls_with_a_generated_key_are_retried_only_if_unprocessed() {
    let busy = json!({"times": 2, "reply": {"status": 429, "text": ""}});
    let started = json!({"reply": {"status": 201, "json": {"id": 7, "status": "pending"}}});
    for lost in [
        json!({"drop": "before"}),
        json!({"drop": "mid", "reply": {"status": 201, "json": {"id": 7}}}),
        json!({"reply": {"status": 500, "text": ""}}),
        json!({"reply": {"status": 504, "text": ""}}),
    ] {
        let account = Account::new();
        account.script(&json!([busy, lost, started]));
        let client = Client::new(account.options().max_retries(8).resolve().unwrap())
            .with_clock(JumpingClock::new() as Arc<dyn Clock>);
        let error = client.runs().create("agent_1").raw().await.unwrap_err();
        let sent = sent_keys(&account);
        assert_eq!(sent.len(), 3, "{lost}");
        assert!(sent.iter().all(|key| *key == sent[0]), "{lost}: {sent:?}");
        assert_eq!(error.idempotency_key(), sent[0].as_deref(), "{lost}");
        // A caller who passes this key on gets the result.
        let key = error.idempotency_key().unwrap();
        let again = client.runs().create("agent_1").idempotency_key(key);
        assert!(again.raw().await.is_ok());
        assert_eq!(sent_keys(&account).pop(), sent.last().cloned());
    }
}

#[tokio::test]
async fn errors_have_no_idempotency_key() {
    for refused in [
        json!({"times": 9, "reply": {"status": 429, "text": ""}}),
        json!({"times": 9, "reply": {"status": 422, "text": ""}}),
        json!({"times": 9, "reply": {"status": 401, "text": ""}}),
    ] {
        let account = Account::new();
        account.script(&json!([refused]));
        let client = Client::new(account.options().resolve().unwrap())
            .with_clock(JumpingClock::new() as Arc<dyn Clock>);
        let error = client.runs().create("agent_1").raw().await.unwrap_err();
        assert_eq!(error.idempotency_key(), None, "{refused}");
    }
}

#[tokio::test]
async fn waits_continue_after_a_failed_first_poll_if_there_was_a_response() {
    let completed = json!({"reply": {"status": 200, "json": {"id": 7, "status": "completed"}}});
    let started = json!({"reply": {"status": 201, "json": {"id": 7, "status": "pending"}}});
    for outage in [
        unavailable(),
        json!({"drop": "before"}),
        json!({"drop": "reset"}),
        json!({"drop": "mid", "reply": {"status": 200, "json": {"id": 7, "status": "running"}}}),
    ] {
        let mut outage = outage;
        outage["times"] = json!(5);
        let account = Account::new();
        account.script(&json!([started, outage, completed]));
        let clock = JumpingClock::new();
        let client = Client::new(account.options().resolve().unwrap())
            .with_clock(Arc::clone(&clock) as Arc<dyn Clock>);
        client.runs().create("agent_1").raw().await.unwrap();
        let options = WaitOptions {
            timeout: None,
            poll_interval: 1.0,
        };
        let waited = client.runs().wait(7).wait_options(options).raw().await;
        assert!(waited.is_ok(), "{outage}: {waited:?}");
        assert_eq!(clock.rests(), [1.0, 1.0, 2.0, 4.0, 8.0], "{outage}");
    }
}

#[tokio::test]
async fn earlier_responses_count_per_client() {
    let account = Account::new();
    let started = json!({"reply": {"status": 201, "json": {"id": 7, "status": "pending"}}});
    let outage = json!({"times": 0, "drop": "before"});
    account.script(&json!([started, outage]));
    let config = account.options().resolve().unwrap();
    let first = Client::new(config.clone());
    first.runs().create("agent_1").raw().await.unwrap();
    let second = Client::new(config).with_clock(JumpingClock::new());
    let error = second.runs().wait(7).raw().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Protocol);
}

#[tokio::test]
async fn one_deadline_covers_the_start_and_the_wait() {
    let account = Account::new();
    let busy =
        json!({"reply": {"status": 503, "headers": {"retry-after": "3"}, "text": "starting"}});
    let started = json!({"reply": {"status": 201, "json": {"id": 7, "status": "pending"}}});
    let mut forever = running();
    forever["times"] = json!(0);
    account.script(&json!([busy, started, forever]));
    let clock = JumpingClock::new();
    let client = Client::new(account.options().max_retries(2).resolve().unwrap())
        .with_clock(Arc::clone(&clock) as Arc<dyn Clock>);
    let options = WaitOptions {
        timeout: Some(5.0),
        poll_interval: 10.0,
    };
    let waited = client
        .compilations()
        .run_instruction_and_wait(5, &InstructionWait::default());
    let error = waited.wait_options(options).raw().await.unwrap_err();
    assert_eq!(
        error.message(),
        "Run 7 did not complete within 5s (last status: running)"
    );
    assert_eq!(clock.rests(), [3.0, 2.0]);
}

#[tokio::test]
async fn polls_back_off_during_an_outage() {
    let mut outage = unavailable();
    outage["times"] = json!(6);
    let completed = json!({"reply": {"status": 200, "json": {"id": 7, "status": "completed"}}});
    let (result, rests, _) = wait(
        json!([running(), outage, completed]),
        WaitOptions {
            timeout: Some(300.0),
            poll_interval: 1.5,
        },
    )
    .await;
    assert!(result.is_ok());
    assert_eq!(rests, [1.5, 1.5, 1.5, 2.0, 4.0, 8.0, 8.0]);
}

#[tokio::test]
async fn wait_timeout_has_the_outage_as_its_cause() {
    let mut outage = unavailable();
    outage["times"] = json!(0);
    let (result, rests, _) = wait(
        json!([running(), outage]),
        WaitOptions {
            timeout: Some(10.0),
            poll_interval: 1.0,
        },
    )
    .await;
    let error = result.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::WaitTimeout);
    assert_eq!(error.last_status(), Some("running"));
    assert_eq!(
        error.cause().and_then(flymyai_core::Error::status),
        Some(503)
    );
    // The last rest is cut so that a try is made while it counts.
    assert_eq!(rests, [1.0, 1.0, 1.0, 2.0, 4.0, 1.0]);
}

#[tokio::test]
async fn waits_without_any_response_fail_after_max_retries() {
    let mut outage = unavailable();
    outage["times"] = json!(0);
    let (result, rests, account) = wait(
        json!([outage]),
        WaitOptions {
            timeout: None,
            poll_interval: 1.0,
        },
    )
    .await;
    let error = result.unwrap_err();
    assert_eq!(
        (error.kind(), error.status(), error.attempts()),
        (ErrorKind::Status, Some(503), 3)
    );
    assert_eq!(rests, [0.5, 1.0]);
    assert_eq!(account.requests(3).len(), 3);
}

#[tokio::test]
async fn waits_without_any_response_stop_at_the_deadline() {
    let mut outage = unavailable();
    outage["times"] = json!(0);
    let options = WaitOptions {
        timeout: Some(0.6),
        poll_interval: 1.0,
    };
    let (result, rests, account) = wait(json!([outage]), options).await;
    assert_eq!(result.unwrap_err().status(), Some(503));
    assert_eq!(rests, [0.5]);
    assert_eq!(account.requests(2).len(), 2);
}

#[tokio::test]
async fn polls_use_retry_after() {
    let busy = json!({"reply": {"status": 429, "headers": {"retry-after": "7"}, "text": ""}});
    let completed = json!({"reply": {"status": 200, "json": {"id": 7, "status": "completed"}}});
    let (result, rests, _) = wait(json!([busy, completed]), WaitOptions::default()).await;
    assert!(result.is_ok());
    assert_eq!(rests, [7.0]);
}
