//! Experts score, the best are invited to a defence day, and the proposals of each track are ranked.

use std::collections::BTreeMap;

use fault::Fault;
use purchase_domain::tender::lacking;
use purchase_domain::venture::least_experts;
use purchase_domain::venture::ranking::{Entry, Placed, place};
use time::OffsetDateTime;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::expert::{Tracks, judged, judging, of_track};
use super::read::{Reader, Shown, ShownProposal, brief, told};
use super::{Which, hold, note, refused};
use crate::ops::tender::score::{Judged, Score, sheet};
use crate::store::venture::course;
use crate::store::venture::proposal;
use crate::store::venture::review::{self as store, ExpertRow};
use crate::store::venture::{self as rounds, RoundRow};
use crate::wire::{name, venture::facts};

/// What an expert hands in.
#[derive(Debug)]
pub(crate) struct Submit {
    pub(crate) round: Uuid,
    pub(crate) scores: Vec<Score>,
}

/// Whom a defence day is for, when and where.
#[derive(Debug)]
pub(crate) struct Invite {
    pub(crate) which: Which,
    pub(crate) time: OffsetDateTime,
    pub(crate) place: String,
    /// How many of each track at most.
    pub(crate) most: usize,
}

/// A ranked round.
#[derive(Debug)]
pub(crate) struct Done {
    pub(crate) shown: Shown,
    pub(crate) ranked: Vec<ShownProposal>,
}

const PROPOSALS: Judged = Judged {
    field: "proposal",
    one: "a proposal that the expert judges now",
    kind: "of the stage",
    all: "all proposals that the expert judges",
};

/// Keys and most points of the criteria of a stage.
fn criteria<'a>(round: &'a RoundRow, stage: &str) -> Vec<(&'a str, i32)> {
    let all = round.criteria_stages.iter().zip(&round.criteria_keys).zip(&round.criteria_points);
    all.filter(|((of, _), _)| *of == stage).map(|((_, key), most)| (key.as_str(), *most)).collect()
}

pub(crate) async fn submit(tx: &mut Tx, command: &Submit) -> Result<(), Fault> {
    let (round, expert, stage) = judging(tx, command.round).await?;
    // nothing was defended yet
    if stage == "defence" && round.defence_at.is_some_and(|at| tx.now() < at) {
        return Err(refused::round_state(round.id, &round.status));
    }
    let judged = judged(tx.conn(), round.id, stage == "defence").await?;
    let own = expert.tracks.iter().filter_map(|track| judged.get(track)).flatten();
    let own: Vec<Uuid> = own.map(|row| row.id).collect();
    let sheet = sheet(&criteria(&round, stage), &own, &command.scores, &PROPOSALS)?;
    let now = tx.now();
    for (proposal, points) in &sheet {
        store::score(tx.conn(), (round.id, &expert.account, *proposal), (stage, points), now).await?;
    }
    store::scored(tx.conn(), (round.id, &expert.account), stage, now).await?;
    rounds::step(tx.conn(), round.id, &round.status, now).await?;
    note(tx, round.id, "scored", "").await
}

/// The experts who judge, if none of a judged track is missing or has not scored a stage.
async fn complete(tx: &mut Tx, round: &RoundRow, judged: &Tracks, stage: &str) -> Result<Vec<ExpertRow>, Fault> {
    let mut experts = store::all(tx.conn(), round.id).await?;
    experts.retain(|expert| expert.recused_at.is_none());
    let fewest = least_experts(day_of(tx.now()));
    let lack = |track: &String| lacking(of_track(track, experts.iter().map(|expert| &expert.tracks)), fewest);
    let lack: usize = judged.keys().map(lack).sum();
    let waits = |expert: &&ExpertRow| {
        let scored = if stage == "defence" { expert.defence_scored_at } else { expert.review_scored_at };
        scored.is_none() && expert.tracks.iter().any(|track| judged.contains_key(track))
    };
    match lack + experts.iter().filter(waits).count() {
        0 => Ok(experts),
        missing => Err(refused::scores_missing(round.id, missing)),
    }
}

/// The proposals of each track in their order.
async fn places(
    tx: &mut Tx,
    round: &RoundRow,
    judged: &Tracks,
    experts: &[ExpertRow],
) -> Result<Vec<Vec<Placed<Uuid>>>, Fault> {
    let sums: BTreeMap<Uuid, (i64, i64)> = store::sums(tx.conn(), round.id).await?.into_iter().collect();
    let mut all = Vec::new();
    for (track, rows) in judged {
        let entry = |row: &proposal::ProposalRow| {
            let (review, defence) = sums.get(&row.id).copied()?;
            let filed = row.filed_at?.unix_timestamp_nanos();
            Some(Entry { key: row.id, asked_fen: row.asked_fen, filed, review, defence })
        };
        let entries: Option<Vec<Entry<Uuid>>> = rows.iter().map(entry).collect();
        let entries = entries.ok_or_else(|| Fault::internal("a judged proposal has no points"))?;
        all.push(place(&entries, of_track(track, experts.iter().map(|expert| &expert.tracks))));
    }
    Ok(all)
}

fn has_defence(round: &RoundRow) -> bool {
    !criteria(round, "defence").is_empty()
}

pub(crate) async fn invite(tx: &mut Tx, command: &Invite) -> Result<Shown, Fault> {
    let round = hold(tx, &command.which, &["reviewing"]).await?;
    if !has_defence(&round) {
        return Err(refused::round_state(round.id, &round.status));
    }
    let judged = judged(tx.conn(), round.id, false).await?;
    let experts = complete(tx, &round, &judged, "review").await?;
    let places = places(tx, &round, &judged, &experts).await?;
    let invited: Vec<Uuid> =
        places.iter().flat_map(|track| track.iter().take(command.most)).map(|one| one.key).collect();
    let now = tx.now();
    course::invite(tx.conn(), &invited, now).await?;
    rounds::defend(tx.conn(), round.id, (command.time, &command.place), now).await?;
    note(tx, round.id, "defence_invited", &format!("{} proposals", invited.len())).await?;
    tx.emit(&name::venture_round(round.id), &round.division, &facts::invited(round.id, &invited));
    told(tx.conn(), round.id).await
}

pub(crate) async fn rank(tx: &mut Tx, which: &Which) -> Result<Done, Fault> {
    let round = hold(tx, which, &["reviewing", "defending"]).await?;
    let (stage, status) = if has_defence(&round) { ("defence", "defending") } else { ("review", "reviewing") };
    super::standing(&round, &[status])?;
    let judged = judged(tx.conn(), round.id, stage == "defence").await?;
    let experts = complete(tx, &round, &judged, stage).await?;
    let now = tx.now();
    let mut count = 0;
    for track in places(tx, &round, &judged, &experts).await? {
        count += track.len();
        for (rank, one) in (1..).zip(track) {
            let points = (rank, one.review_points, one.defence_points, one.total_points);
            course::place(tx.conn(), one.key, points, now).await?;
        }
    }
    rounds::step(tx.conn(), round.id, "ranked", now).await?;
    note(tx, round.id, "ranked", &format!("{count} proposals")).await?;
    tx.emit(&name::venture_round(round.id), &round.division, &facts::ranked(round.id, count));
    let rows = proposal::all(tx.conn(), round.id).await?;
    let ranked = rows.into_iter().filter(|row| row.rank.is_some() && row.status == "accepted");
    let ranked = ranked.map(|row| brief(row, Reader::Department)).collect();
    Ok(Done { shown: told(tx.conn(), round.id).await?, ranked })
}
