//! Following decisions: the present ones, and each that changes.

use std::collections::{HashMap, HashSet};
use std::pin::pin;
use std::time::Duration;

use credit_domain::eligibility::{CURRENT, Decision, Purpose};
use fault::Fault;
use feed::{Batch, Feed, WatchQuery};
use futures::{Stream, StreamExt as _};
use onecode_proto::credit::v1 as pb;
use time::{Date, OffsetDateTime};
use tokio_util::sync::CancellationToken;
use uow::Uow;
use vocab::{UnifiedCode, day_of};

use super::{Check, Checked, check};
use crate::wire::{eligibility as wire, name, time as day};

/// Answers of one response.
const CHUNK: usize = 100;

/// Whose decisions are followed.
#[derive(Debug)]
pub(crate) struct WatchEligibility {
    pub(crate) codes: Vec<UnifiedCode>,
    pub(crate) purpose: Purpose,
    pub(crate) heartbeat: Duration,
}

/// First the present decisions, then each that changes: by what is recorded of an organisation, by the day, or because what is
/// known grows too old. Ends only with a fault, `DRAINING` when `stop` is cancelled.
pub(crate) fn watch(
    uow: Uow,
    feed: Feed,
    watching: WatchEligibility,
    stop: CancellationToken,
) -> impl Stream<Item = Result<pb::WatchEligibilityResponse, Fault>> + Send + 'static {
    async_stream::try_stream! {
        // Taken before the decisions are: what changes meanwhile is looked at again.
        let after = Feed::current(&mut *uow.reads().acquire().await?).await?;
        let mut told = Decisions::new(uow, &watching);
        let first = told.look_at_all().await?;
        for response in responses(first, told.uow.clock().now()) {
            yield response;
        }
        let query = WatchQuery {
            after: Some(after),
            types: Vec::new(),
            scope_prefixes: Vec::new(),
            subjects: watching.codes.iter().map(|code| name::organization(*code)).collect(),
            heartbeat: watching.heartbeat,
        };
        let mut batches = pin!(feed.watch(query, stop));
        while let Some(batch) = batches.next().await {
            let batch = batch?;
            let changed = if told.may_all_differ(&batch).await? {
                told.look_at_all().await?
            } else {
                told.look(&told.touched(&batch)).await?
            };
            let is_news = !changed.answers.is_empty() || !changed.unknown.is_empty();
            if is_news || batch.events.is_empty() {
                for response in responses(changed, told.uow.clock().now()) {
                    yield response;
                }
            }
        }
    }
}

/// What was told last.
struct Decisions {
    uow: Uow,
    purpose: Purpose,
    /// In the order asked.
    asked: Vec<UnifiedCode>,
    codes: HashMap<String, UnifiedCode>,
    /// `None` of those that no register told of.
    told: HashMap<UnifiedCode, Option<Decision>>,
    day: Date,
    /// Whether what is known was too old.
    behind: bool,
}

impl Decisions {
    fn new(uow: Uow, watching: &WatchEligibility) -> Self {
        let codes = watching.codes.iter().map(|code| (name::organization(*code), *code)).collect();
        let day = day_of(uow.clock().now());
        let asked = watching.codes.clone();
        Self { uow, purpose: watching.purpose, asked, codes, told: HashMap::new(), day, behind: false }
    }

    /// What of any is other than what was told last; remembers it.
    async fn look_at_all(&mut self) -> Result<Checked, Fault> {
        let day = day_of(self.uow.clock().now());
        let checked = self.check(&self.asked).await?;
        let behind = checked.answers.iter().any(|told| told.answer.finding(CURRENT).is_some());
        (self.day, self.behind) = (day, behind);
        Ok(self.news(checked))
    }

    /// What of some is other than what was told last; remembers it.
    async fn look(&mut self, codes: &[UnifiedCode]) -> Result<Checked, Fault> {
        let checked = self.check(codes).await?;
        Ok(self.news(checked))
    }

    fn news(&mut self, mut checked: Checked) -> Checked {
        checked.answers.retain(|told| {
            let now = Some(told.answer.decision);
            self.told.insert(told.code, now) != Some(now)
        });
        checked.unknown.retain(|code| self.told.insert(*code, None) != Some(None));
        checked
    }

    async fn check(&self, codes: &[UnifiedCode]) -> Result<Checked, Fault> {
        let now = self.uow.clock().now();
        let purposes = vec![self.purpose];
        let query = Check { codes: codes.to_vec(), purposes, on: day_of(now), proved: Vec::new(), now };
        check(&mut *self.uow.reads().acquire().await?, &query).await
    }

    /// Whether every decision may be another: a day has begun, or, as a heartbeat finds, what is known has grown too old or is
    /// fresh again.
    async fn may_all_differ(&self, batch: &Batch) -> Result<bool, Fault> {
        if day_of(self.uow.clock().now()) != self.day {
            return Ok(true);
        }
        let known = self.told.iter().find(|(_, told)| told.is_some());
        let Some((code, _)) = known.filter(|_| batch.events.is_empty()) else { return Ok(false) };
        let checked = self.check(&[*code]).await?;
        Ok(checked.answers.iter().any(|told| told.answer.finding(CURRENT).is_some() != self.behind))
    }

    fn touched(&self, batch: &Batch) -> Vec<UnifiedCode> {
        let codes = batch.events.iter().filter_map(|event| self.codes.get(&event.subject));
        codes.copied().collect::<HashSet<_>>().into_iter().collect()
    }
}

/// What was found, in responses of a bounded size; at least one.
fn responses(checked: Checked, now: OffsetDateTime) -> Vec<pb::WatchEligibilityResponse> {
    let mut left = checked.answers;
    let mut responses = Vec::with_capacity(left.len() / CHUNK + 1);
    let mut unknown = checked.unknown;
    loop {
        let rest = left.split_off(left.len().min(CHUNK));
        responses.push(pb::WatchEligibilityResponse {
            eligibilities: left.iter().map(wire::brief).collect(),
            unknown_names: std::mem::take(&mut unknown).into_iter().map(name::organization).collect(),
            continues: !rest.is_empty(),
            send_time: Some(day::timestamp(now)),
        });
        if rest.is_empty() {
            return responses;
        }
        left = rest;
    }
}
