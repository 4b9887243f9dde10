//! How long after a commit a watcher sees it, while writes come at a steady rate whatever the answers (open loop).

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use onecode_proto::event::v1::{GetLatestCursorRequest, WatchEventsRequest, WatchEventsResponse};
use onecode_proto::registry::v1::{GetOrganizationRequest, Organization};
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval, timeout};
use tonic::Streaming;

use crate::callers::{change, name};
use crate::plan::Plan;
use crate::register::Register;
use crate::report::{Report, Target};
use crate::tally::Tally;

/// Writes a second.
const RATE: u32 = 200;
/// Writers that wait for an answer; more would mean that the server cannot keep up.
const WRITERS: usize = 256;
/// Milliseconds.
const LIMIT: f64 = 250.0;
/// How long the last events may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// When something was to be sent, by the organisation it changes.
type Sent = HashMap<String, Instant>;

/// Latencies of one run of three turns' length; `ground` says what the server's disk does.
pub(crate) async fn measure(plan: &Plan, register: &Register, ground: &str) -> Report {
    let seconds = u32::try_from(plan.turn.as_secs()).unwrap_or(4) * 3;
    let organizations = read(register, i64::from(RATE * seconds)).await;
    let writes = organizations.len();
    let mut events = watch(register).await;
    let written = Arc::new(AtomicUsize::new(0));
    let mut writing = JoinSet::new();
    writing.spawn(write(register_clients(register), organizations, Arc::clone(&written)));

    let (mut arrivals, mut since_begun, mut outcome) = (HashMap::new(), Tally::new(), None);
    let end = Instant::now() + Duration::from_secs(seconds.into()) + PATIENCE;
    while arrivals.len() < writes && Instant::now() < end {
        let Ok(answer) = timeout(PATIENCE, events.message()).await else { break };
        let answer = answer.expect("the watch goes on").expect("a watch has no end");
        let (arrived, now) = (Instant::now(), SystemTime::now());
        for event in answer.events {
            let begun = event.time.map_or(UNIX_EPOCH, |time| {
                let nanos = u32::try_from(time.nanos).unwrap_or(0);
                UNIX_EPOCH + Duration::new(u64::try_from(time.seconds).unwrap_or(0), nanos)
            });
            since_begun.note(now.duration_since(begun).unwrap_or_default(), Ok(()));
            arrivals.insert(event.subject, arrived);
        }
        outcome = outcome.or_else(|| writing.try_join_next());
        if outcome.is_some() && arrivals.len() >= written.load(Ordering::Relaxed) {
            break;
        }
    }
    let outcome = if outcome.is_none() { writing.join_next().await } else { outcome };
    let (sent, calls) = outcome.expect("there is one").expect("the writer panicked");
    let mut whole = Tally::new();
    for (subject, due) in &sent {
        let arrived = arrivals.get(subject).map(|arrived| arrived.duration_since(*due));
        whole.note(arrived.unwrap_or_default(), arrived.map(|_| ()).ok_or_else(|| "never seen".to_owned()));
    }
    let mut report = Report::new(format!("Feed while {RATE} writes a second come in, {ground}"));
    let both = |tally: &Tally| format!("p50 {:.1} ms, p99 {:.1} ms", tally.percentile(50.0), tally.percentile(99.0));
    let p99 = since_begun.percentile(99.0);
    report.judged(
        "transaction begun to seen by a watcher",
        both(&since_begun),
        "",
        Target::below(p99, LIMIT, "ms (p99)"),
    );
    report.line("request due to seen by a watcher", both(&whole), "");
    report.line("request due to answer of the write", both(&calls), "");
    report.note(format!(
        "Open loop through the gateway, {seconds} s. A transaction begins before it commits, so the first line is no less than from \
         commit to watcher. Writes: {}; seen: {}.",
        calls.statuses(),
        whole.statuses(),
    ));
    report.print()
}

/// Organisations to be changed, once each.
async fn read(register: &Register, most: i64) -> Vec<Organization> {
    let mut client = register.organizations(register.site.registrar().fresh());
    let mut organizations = Vec::new();
    for code in register.some_codes(most).await {
        let request = GetOrganizationRequest { name: format!("organizations/{code}"), ..Default::default() };
        let answer = client.get_organization(request).await.expect("an organisation can be read");
        organizations.extend(answer.into_inner().organization);
    }
    organizations
}

async fn watch(register: &Register) -> Streaming<WatchEventsResponse> {
    register.settle().await;
    let mut client = register.events(register.site.registrar().fresh());
    let latest = client.get_latest_cursor(GetLatestCursorRequest {}).await.expect("the feed has an end");
    let request = WatchEventsRequest {
        cursor: latest.into_inner().cursor,
        heartbeat_seconds: 1,
        ..WatchEventsRequest::default()
    };
    client.watch_events(request).await.expect("the feed can be watched").into_inner()
}

fn register_clients(register: &Register) -> Vec<crate::callers::Registry> {
    let caller = register.site.registrar();
    (0..8).map(|_| register.organizations(caller.fresh())).collect()
}

/// One write at each tick, whether the ones before are answered or not; when each was due, and how they ended.
async fn write(
    clients: Vec<crate::callers::Registry>,
    organizations: Vec<Organization>,
    written: Arc<AtomicUsize>,
) -> (Sent, Tally) {
    let mut ticks = interval(Duration::from_secs(1) / RATE);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Burst);
    let (mut sent, mut tally, mut calls) = (Sent::new(), Tally::new(), JoinSet::new());
    for (organization, mut client) in organizations.into_iter().zip(clients.into_iter().cycle()) {
        let due = ticks.tick().await.into_std();
        while calls.len() >= WRITERS {
            note(&mut tally, &mut sent, calls.join_next().await);
        }
        while let Some(ended) = calls.try_join_next() {
            note(&mut tally, &mut sent, Some(ended));
        }
        let written = Arc::clone(&written);
        calls.spawn(async move {
            let ended =
                client.update_organization(change(&organization, 0)).await.map(|_| ()).map_err(|status| name(&status));
            written.fetch_add(usize::from(ended.is_ok()), Ordering::Relaxed);
            (organization.name, due, due.elapsed(), ended)
        });
    }
    while let Some(ended) = calls.join_next().await {
        note(&mut tally, &mut sent, Some(ended));
    }
    (sent, tally)
}

type Call = (String, Instant, Duration, Result<(), String>);

fn note(tally: &mut Tally, sent: &mut Sent, ended: Option<Result<Call, tokio::task::JoinError>>) {
    let Some(ended) = ended else { return };
    let (subject, due, took, ended) = ended.expect("a call panicked");
    if ended.is_ok() {
        sent.insert(subject, due);
    }
    tally.note(took, ended);
}
