//! Experts are named for tracks, and withdraw; nobody judges whom they are related to.

use std::collections::{BTreeMap, BTreeSet};

use fault::{Fault, Violation};
use purchase_domain::tender::lacking;
use purchase_domain::venture::least_experts;
use sqlx::PgConnection;
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::read::{Get, Shown, told};
use super::{Which, hold, keep, note, own, refused, standing};
use crate::ops::tender::expert::{places, unrelated};
use crate::store::tender::expert::Named;
use crate::store::venture::proposal::{self, ProposalRow};
use crate::store::venture::review::{self as store, ExpertRow};
use crate::store::venture::{self as rounds, RoundRow, course};
use crate::wire::{name, venture::facts};

/// Whoever is named, and for which tracks.
#[derive(Debug)]
pub(crate) struct Expert {
    pub(crate) named: Named,
    pub(crate) tracks: Vec<String>,
}

/// Who judges the proposals of a round.
#[derive(Debug)]
pub(crate) struct Assign {
    pub(crate) which: Which,
    pub(crate) experts: Vec<Expert>,
}

/// Why an expert withdraws.
#[derive(Debug)]
pub(crate) struct Recuse {
    pub(crate) round: Uuid,
    pub(crate) reason: String,
}

/// The proposals that are judged, by track.
pub(super) type Tracks = BTreeMap<String, Vec<ProposalRow>>;

/// Proposals of a round that passed the check of their form, of a defence day those invited.
pub(super) async fn judged(conn: &mut PgConnection, round: Uuid, invited_alone: bool) -> Result<Tracks, Fault> {
    let mut tracks = Tracks::new();
    for row in proposal::all(conn, round).await? {
        if row.status == "accepted" && (row.invited || !invited_alone) {
            tracks.entry(row.track.clone()).or_default().push(row);
        }
    }
    Ok(tracks)
}

/// How many of some experts judge a track.
pub(super) fn of_track<'a>(track: &str, tracks: impl IntoIterator<Item = &'a Vec<String>>) -> usize {
    tracks.into_iter().filter(|of| of.iter().any(|one| one == track)).count()
}

/// Every track that is judged has experts enough, and no expert another track than the round has.
fn enough(round: &RoundRow, experts: &[Expert], judged: &Tracks, today: Date) -> Result<(), Fault> {
    let mut violations = Vec::new();
    for (at, expert) in experts.iter().enumerate() {
        if let Some(unknown) = expert.tracks.iter().find(|track| !round.track_keys.contains(track)) {
            let description = format!("{unknown} is no track of the round");
            violations.push(Violation { field: format!("experts[{at}].tracks"), description });
        }
    }
    for track in judged.keys() {
        let lack = lacking(of_track(track, experts.iter().map(|expert| &expert.tracks)), least_experts(today));
        if lack > 0 {
            let description = format!("the track {track} lacks {lack} for an odd number that VT-03 asks for");
            violations.push(Violation { field: "experts".into(), description });
        }
    }
    if violations.is_empty() { Ok(()) } else { Err(Fault::invalid(violations)) }
}

/// Whoever withdrew is not named again, and whoever scored is, for the same tracks. Accounts that the caller did not state are counted.
fn still_those(round: &RoundRow, experts: &[Expert], before: &[ExpertRow]) -> Result<(), Fault> {
    let withdrew =
        |expert: &Expert| before.iter().any(|one| one.recused_at.is_some() && one.account == expert.named.account);
    let gone = places(experts, withdrew);
    if !gone.is_empty() {
        return Err(refused::recused(round.id, &gone.join(", ")));
    }
    let sorted = |tracks: &[String]| tracks.iter().cloned().collect::<BTreeSet<String>>();
    let stays = |one: &&ExpertRow| {
        let same =
            |expert: &Expert| expert.named.account == one.account && sorted(&expert.tracks) == sorted(&one.tracks);
        experts.iter().any(same)
    };
    let left = before.iter().filter(|one| one.review_scored_at.is_some() && !stays(one)).count();
    if left > 0 { Err(refused::expert_scored(round.id, left)) } else { Ok(()) }
}

/// Nothing waits for a check any more; what was not filed in time lapses.
async fn close(tx: &mut Tx, round: &RoundRow) -> Result<(), Fault> {
    let (now, today) = (tx.now(), day_of(tx.now()));
    if now < round.filing_deadline {
        return Err(refused::filing_open(round.id, round.filing_deadline));
    }
    let all = proposal::all(tx.conn(), round.id).await?;
    let waits = |row: &&ProposalRow| {
        row.status == "filed" || (row.status == "returned" && row.mend_until_on.is_some_and(|last| today <= last))
    };
    let open = all.iter().filter(waits).count();
    if open > 0 {
        return Err(refused::checks_open(round.id, open));
    }
    Ok(course::lapse(tx.conn(), round.id, now).await?)
}

pub(crate) async fn assign(tx: &mut Tx, command: &Assign) -> Result<Shown, Fault> {
    let round = hold(tx, &command.which, &["open", "reviewing"]).await?;
    let (experts, now, today) = (&command.experts, tx.now(), day_of(tx.now()));
    if round.status == "open" {
        close(tx, &round).await?;
    }
    let judged = judged(tx.conn(), round.id, false).await?;
    if judged.is_empty() {
        return Err(refused::round_state(round.id, &round.status));
    }
    enough(&round, experts, &judged, today)?;
    // nobody judges a track with a proposal of whom they are related to
    let of_tracks = experts.iter().map(|expert| {
        let rows = expert.tracks.iter().filter_map(|track| judged.get(track)).flatten();
        (&expert.named, rows.map(|row| row.organization.as_str()))
    });
    unrelated(of_tracks, today).map_err(|(related, rule)| refused::conflict(round.id, &related, &rule))?;
    let before = store::all(tx.conn(), round.id).await?;
    still_those(&round, experts, &before)?;
    store::clear(tx.conn(), round.id).await?;
    for expert in experts {
        store::insert(tx.conn(), round.id, (&expert.named, &expert.tracks), now).await?;
    }
    rounds::step(tx.conn(), round.id, "reviewing", now).await?;
    note(tx, round.id, "experts_assigned", &format!("{} experts", experts.len())).await?;
    tx.emit(&name::venture_round(round.id), &round.division, &facts::experts_assigned(round.id, experts.len()));
    told(tx.conn(), round.id).await
}

pub(crate) async fn list(conn: &mut PgConnection, query: &Get) -> Result<Vec<ExpertRow>, Fault> {
    let round = own(conn, query.id, &query.call).await?;
    Ok(store::all(conn, round.id).await?)
}

/// The caller as an expert of a round that is kept from others, in the stage that is scored now, and has not been by the caller.
pub(super) async fn judging(tx: &mut Tx, round: Uuid) -> Result<(RoundRow, ExpertRow, &'static str), Fault> {
    let round = keep(tx, round).await?;
    let call = tx.call().clone();
    let account = call.officer.unwrap_or_default();
    let experts = store::all(tx.conn(), round.id).await?;
    let expert = experts.into_iter().find(|expert| expert.account == account && expert.recused_at.is_none());
    let expert = expert.filter(|_| call.scope.covers(&round.division)).ok_or_else(|| refused::not_expert(round.id))?;
    standing(&round, &["reviewing", "defending"])?;
    let (stage, scored) = match round.status.as_str() {
        "defending" => ("defence", expert.defence_scored_at),
        _ => ("review", expert.review_scored_at),
    };
    if scored.is_some() { Err(refused::scored(round.id)) } else { Ok((round, expert, stage)) }
}

pub(crate) async fn recuse(tx: &mut Tx, command: &Recuse) -> Result<(), Fault> {
    let (round, expert, stage) = judging(tx, command.round).await?;
    if stage == "defence" {
        return Err(refused::scored(round.id));
    }
    let now = tx.now();
    store::recuse(tx.conn(), (round.id, &expert.account), &command.reason, now).await?;
    rounds::step(tx.conn(), round.id, "reviewing", now).await?;
    note(tx, round.id, "expert_recused", "").await
}
