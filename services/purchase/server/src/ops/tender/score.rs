//! Experts score, and the bids are ranked.

use std::collections::BTreeMap;

use fault::{Fault, Violation};
use purchase_domain::project::organization;
use purchase_domain::tender::lacking;
use purchase_domain::tender::requirement::not_met;
use purchase_domain::tender::scoring::{Bid, Terms, rank};
use uow::Tx;
use uuid::Uuid;

use super::draft::{ended, price_points, too_few};
use super::expert::{fewest, judging, opened_on, still_few_of_buyer};
use super::{Shown, Which, hold, note, offers, ranked, told};
use crate::ops::refused::tender as refused;
use crate::store::tender::bid::{self, BidRow};
use crate::store::tender::expert::{self, ExpertRow};
use crate::store::tender::{self as store, TenderRow};
use crate::wire::{name, tender::facts};

/// Points of one criterion for one bid, or whatever else is judged so.
#[derive(Debug)]
pub(crate) struct Score {
    pub(crate) bid: Uuid,
    pub(crate) criterion: String,
    pub(crate) points: i32,
}

/// What an expert hands in.
#[derive(Debug)]
pub(crate) struct Submit {
    pub(crate) tender: Uuid,
    pub(crate) scores: Vec<Score>,
}

/// A ranked tender.
#[derive(Debug)]
pub(crate) struct Done {
    pub(crate) shown: Shown,
    pub(crate) ranked: Vec<BidRow>,
}

/// What of a tender's criteria experts judge.
#[derive(Debug)]
struct Criteria<'a> {
    /// Keys and most points: those of the kind quality, then the requirements, which are met (1) or not (0).
    all: Vec<(&'a str, i32)>,
    /// How many are of the kind quality.
    quality: usize,
    /// Keys and titles of the requirements.
    requirements: Vec<(&'a str, &'a str)>,
}

impl<'a> Criteria<'a> {
    fn of(row: &'a TenderRow) -> Self {
        let named = row.criteria_keys.iter().zip(&row.criteria_titles);
        let judged = row.criteria_kinds.iter().zip(&row.criteria_points);
        let (mut all, mut requirements) = (Vec::new(), Vec::new());
        for ((key, title), (kind, most)) in named.zip(judged) {
            match kind.as_str() {
                "quality" => all.push((key.as_str(), *most)),
                "requirement" => requirements.push((key.as_str(), title.as_str())),
                _ => {}
            }
        }
        let quality = all.len();
        all.extend(requirements.iter().map(|(key, _)| (*key, 1)));
        Self { all, quality, requirements }
    }
}

/// What is judged, in words.
#[derive(Debug)]
pub(in crate::ops) struct Judged {
    /// Name of its field.
    pub(in crate::ops) field: &'static str,
    /// What it must be.
    pub(in crate::ops) one: &'static str,
    /// Of which kind criteria must be.
    pub(in crate::ops) kind: &'static str,
    /// All that is judged.
    pub(in crate::ops) all: &'static str,
}

const BIDS: Judged = Judged {
    field: "bid",
    one: "a valid bid of the tender",
    kind: "of the kind quality or requirement",
    all: "all valid bids",
};

/// The points of each that is judged in the order of the criteria (keys and most points), or all that is wrong with them.
pub(in crate::ops) fn sheet(
    criteria: &[(&str, i32)],
    bids: &[Uuid],
    scores: &[Score],
    words: &Judged,
) -> Result<BTreeMap<Uuid, Vec<i32>>, Fault> {
    let mut violations = Vec::new();
    let mut wrong = |field: String, description: String| violations.push(Violation { field, description });
    let mut given: BTreeMap<(Uuid, &str), i32> = BTreeMap::new();
    for (at, score) in scores.iter().enumerate() {
        let criterion = criteria.iter().find(|(key, _)| *key == score.criterion);
        if !bids.contains(&score.bid) {
            wrong(format!("scores[{at}].{}", words.field), format!("must be {}", words.one));
        }
        let Some((key, most)) = criterion else {
            wrong(format!("scores[{at}].criterion"), format!("must be a criterion {}", words.kind));
            continue;
        };
        if !(0..=*most).contains(&score.points) {
            wrong(format!("scores[{at}].points"), format!("must be 0 to {most}"));
        }
        if given.insert((score.bid, *key), score.points).is_some() {
            wrong(format!("scores[{at}]"), "scores the same once more".into());
        }
    }
    let wanted = bids.iter().flat_map(|bid| criteria.iter().map(move |(key, _)| (*bid, *key)));
    let missing = wanted.filter(|one| !given.contains_key(one)).count();
    if missing > 0 {
        wrong("scores".into(), format!("lack {missing} of the criteria of {}", words.all));
    }
    if !violations.is_empty() {
        return Err(Fault::invalid(violations));
    }
    let of_bid = |bid: &Uuid| criteria.iter().filter_map(|(key, _)| given.get(&(*bid, *key)).copied()).collect();
    Ok(bids.iter().map(|bid| (*bid, of_bid(bid))).collect())
}

async fn valid(tx: &mut Tx, tender: Uuid) -> Result<Vec<BidRow>, Fault> {
    let mut bids = bid::opened(tx.conn(), tender).await?;
    bids.retain(|bid| bid.status == "valid");
    Ok(bids)
}

/// Those who judge, without whoever withdrew.
pub(super) async fn panel(tx: &mut Tx, row: &TenderRow) -> Result<Vec<ExpertRow>, Fault> {
    let mut experts = expert::all(tx.conn(), row.id).await?;
    experts.retain(|expert| expert.recused_at.is_none());
    still_few_of_buyer(tx, row, &experts).await?;
    Ok(experts)
}

pub(crate) async fn submit(tx: &mut Tx, command: &Submit) -> Result<(), Fault> {
    let (row, expert) = judging(tx, command.tender).await?;
    offers::made(&row)?;
    panel(tx, &row).await?;
    let bids: Vec<Uuid> = valid(tx, row.id).await?.iter().map(|bid| bid.id).collect();
    let criteria = Criteria::of(&row);
    let sheet = sheet(&criteria.all, &bids, &command.scores, &BIDS)?;
    let now = tx.now();
    for (bid, judged) in &sheet {
        let (points, requirements) = judged.split_at(criteria.quality);
        let met: Vec<bool> = requirements.iter().map(|points| *points == 1).collect();
        expert::score(tx.conn(), (row.id, &expert.account, *bid), (points, &met), now).await?;
    }
    expert::scored(tx.conn(), (row.id, &expert.account), now).await?;
    store::step(tx.conn(), row.id, "opened", now).await?;
    note(tx, row.id, "scored", "").await
}

pub(crate) async fn evaluate(tx: &mut Tx, which: &Which) -> Result<Done, Fault> {
    let row = hold(tx, which, &["opened"]).await?;
    offers::made(&row)?;
    let judging = panel(tx, &row).await?;
    let open = judging.iter().filter(|expert| expert.scored_at.is_none()).count();
    let missing = open + lacking(judging.len(), fewest(&row, opened_on(&row)?));
    if missing > 0 {
        return Err(refused::scores_missing(row.id, missing));
    }
    let excluded = exclude_lacking(tx, &row).await?;
    if let Some(few) = too_few(&row, valid(tx, row.id).await?.len()) {
        let reason = format!("{excluded} bids do not meet a requirement: {few}");
        return Ok(Done { shown: ended(tx, row.id, "failed", &reason).await?, ranked: Vec::new() });
    }
    let ranked = put_in_order(tx, &row, judging.len()).await?;
    let now = tx.now();
    store::step(tx.conn(), row.id, "evaluated", now).await?;
    note(tx, row.id, "evaluated", "").await?;
    let shown = told(tx.conn(), row.id).await?;
    tx.emit(&name::tender(row.id), &row.division, &facts::evaluated(row.id, ranked.len()));
    Ok(Done { shown, ranked })
}

/// Excludes every bid that does not meet a requirement, as most of the experts found: how many.
async fn exclude_lacking(tx: &mut Tx, row: &TenderRow) -> Result<usize, Fault> {
    let requirements = Criteria::of(row).requirements;
    let mut found: BTreeMap<Uuid, Vec<Vec<bool>>> = BTreeMap::new();
    for (bid, met) in expert::verdicts(tx.conn(), row.id).await? {
        found.entry(bid).or_default().push(met);
    }
    let mut excluded = 0;
    for (bid, verdicts) in &found {
        let lacking = not_met(verdicts).into_iter().filter_map(|at| requirements.get(at));
        let lacking: Vec<String> = lacking.map(|(key, title)| format!("{key} ({title})")).collect();
        if !lacking.is_empty() {
            let reason = format!("most experts found a requirement not met: {}", lacking.join(", "));
            bid::exclude(tx.conn(), *bid, &reason).await?;
            excluded += 1;
        }
    }
    Ok(excluded)
}

/// Ranks the valid bids by what the experts gave them.
pub(super) async fn put_in_order(tx: &mut Tx, row: &TenderRow, experts: usize) -> Result<Vec<BidRow>, Fault> {
    let sums: BTreeMap<Uuid, i64> = expert::sums(tx.conn(), row.id).await?.into_iter().collect();
    let scored = |bid: &BidRow| {
        Some(Bid {
            key: bid.id,
            amount_fen: bid.amount_fen?,
            is_social_organization: organization(&bid.bidder_code).is_some(),
            received: bid.created_at.unix_timestamp_nanos(),
            quality: *sums.get(&bid.id)?,
        })
    };
    let bids: Option<Vec<Bid<Uuid>>> = valid(tx, row.id).await?.iter().map(scored).collect();
    let bids = bids.ok_or_else(|| Fault::internal("a valid bid has no price or no points"))?;
    let terms = Terms {
        most_price_points: price_points(&row.criteria_kinds, &row.criteria_points),
        prefers_social_organizations: row.prefers_social_organizations,
    };
    for (place, one) in (1..).zip(rank(terms, &bids, experts)) {
        let points = (one.price_points, one.quality_points, one.total_points);
        let decided_by = one.decided_by.map_or("", |decider| decider.as_str());
        bid::rank(tx.conn(), one.key, place, points, decided_by).await?;
    }
    ranked(tx.conn(), row.id).await
}
