//! Rounds and proposals as their readers may see them.

use std::collections::BTreeMap;

use fault::Fault;
use intake::page::{self, Binding};
use sqlx::PgConnection;
use uow::{Call, Scope, Tx};
use uuid::Uuid;

use super::{is_department, limit, of_round, refused, seen, visible};
use crate::store::venture::event::{self, EventRow};
use crate::store::venture::grant::{self, InstalmentRow};
use crate::store::venture::proposal::{self, ProposalFilter, ProposalRow};
use crate::store::venture::report::{self, ReportRow};
use crate::store::venture::review;
use crate::store::venture::{self as store, RoundFilter, RoundRow};

/// Which round is read, and by whom.
#[derive(Debug)]
pub(crate) struct Get {
    pub(crate) id: Uuid,
    pub(crate) call: Call,
}

/// Which proposal is read, and by whom.
#[derive(Debug)]
pub(crate) struct GetProposal {
    pub(crate) round: Uuid,
    pub(crate) id: Uuid,
    pub(crate) call: Call,
}

/// Which page of which rounds.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) filter: RoundFilter,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// Which page of which proposals of a round.
#[derive(Debug)]
pub(crate) struct ListProposals {
    pub(crate) round: Uuid,
    pub(crate) track: Option<String>,
    pub(crate) status: Option<&'static str>,
    pub(crate) call: Call,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A round with what everybody may see of it.
#[derive(Debug, Clone)]
pub(crate) struct Shown {
    pub(crate) row: RoundRow,
    pub(crate) events: Vec<EventRow>,
    pub(crate) results: Vec<ResultRow>,
}

/// What came of a proposal that was on the list.
#[derive(Debug, Clone)]
pub(crate) struct ResultRow {
    pub(crate) row: ProposalRow,
    pub(crate) paid_fen: i64,
    pub(crate) returned_fen: i64,
    /// What was reached, as the final check took it.
    pub(crate) outcome: String,
}

/// How much of a proposal a reader sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    /// All of it.
    Department,
    /// All but what is not decided yet.
    Own,
    /// What was filed.
    Expert,
    /// What is put before the public.
    Public,
}

/// A proposal for a reader.
#[derive(Debug, Clone)]
pub(crate) struct ShownProposal {
    pub(crate) row: ProposalRow,
    pub(crate) reader: Reader,
    pub(crate) instalments: Vec<InstalmentRow>,
    pub(crate) reports: Vec<ReportRow>,
    pub(crate) events: Vec<EventRow>,
}

/// A page of rounds.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) rounds: Vec<Shown>,
    pub(crate) next_page_token: String,
}

/// A page of proposals.
#[derive(Debug)]
pub(crate) struct ListedProposals {
    pub(crate) proposals: Vec<ShownProposal>,
    pub(crate) next_page_token: String,
}

/// A round as it is now, to its department.
pub(super) async fn told(conn: &mut PgConnection, id: Uuid) -> Result<Shown, Fault> {
    let row = store::get(conn, id).await?.ok_or_else(|| refused::no_round(id))?;
    show(conn, row).await
}

async fn show(conn: &mut PgConnection, row: RoundRow) -> Result<Shown, Fault> {
    let events = event::all(conn, row.id, None).await?;
    // of a round that was cancelled too what was before the public stays so
    let is_public = ["noticed", "cancelled"].contains(&row.status.as_str());
    let results = if is_public { results(conn, row.id).await? } else { Vec::new() };
    Ok(Shown { row, events, results })
}

/// What came of whatever was on the list of a round.
async fn results(conn: &mut PgConnection, round: Uuid) -> Result<Vec<ResultRow>, Fault> {
    let listed = proposal::listed(conn, round).await?;
    let moved: BTreeMap<Uuid, (i64, i64)> = grant::moved(conn, round).await?.into_iter().collect();
    let mut outcomes: BTreeMap<Uuid, String> = report::outcomes(conn, round).await?.into_iter().collect();
    let result = |row: ProposalRow| {
        let (paid_fen, returned_fen) = moved.get(&row.id).copied().unwrap_or_default();
        let outcome = outcomes.remove(&row.id).unwrap_or_default();
        ResultRow { row, paid_fen, returned_fen, outcome }
    };
    Ok(listed.into_iter().map(result).collect())
}

pub(crate) async fn get(conn: &mut PgConnection, query: &Get) -> Result<Shown, Fault> {
    let mut row = visible(conn, query.id, &query.call).await?;
    if !is_department(&query.call, &row) {
        row.return_reason.clear();
    }
    show(conn, row).await
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed, Fault> {
    let mut rows = store::page(conn, &query.filter, query.before, limit(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    let brief = |mut row: RoundRow| {
        // long, and of no use in a list
        row.call.clear();
        // told to the department alone
        row.return_reason.clear();
        Shown { row, events: Vec::new(), results: Vec::new() }
    };
    Ok(Listed { rounds: rows.into_iter().map(brief).collect(), next_page_token })
}

/// The tracks of a round that the caller judges; none if the caller is no expert of it, and no tracks for whoever withdrew.
async fn judged(conn: &mut PgConnection, round: &RoundRow, call: &Call) -> Result<Option<Vec<String>>, Fault> {
    let Some(account) = call.officer.as_deref() else { return Ok(None) };
    if !Scope::division(&call.division).covers(&round.division) {
        return Ok(None);
    }
    let experts = review::all(conn, round.id).await?;
    let own = experts.into_iter().find(|expert| expert.account == account);
    Ok(own.map(|expert| if expert.recused_at.is_none() { expert.tracks } else { Vec::new() }))
}

/// How much of a proposal somebody sees; `None`: nothing. Whoever judges sees what experts see, of whatever department.
fn reader(call: &Call, round: &RoundRow, row: &ProposalRow, judges: Option<&[String]>) -> Option<Reader> {
    if is_department(call, round) && row.filed_at.is_some() && judges.is_none() {
        return Some(Reader::Department);
    }
    if row.created_by == call.actor {
        return Some(Reader::Own);
    }
    let is_judged = judges.is_some_and(|tracks| tracks.contains(&row.track));
    if is_judged && ["accepted", "listed"].contains(&row.status.as_str()) {
        return Some(Reader::Expert);
    }
    row.is_listed.then_some(Reader::Public)
}

fn bare(row: ProposalRow, reader: Reader) -> ShownProposal {
    ShownProposal { row, reader, instalments: Vec::new(), reports: Vec::new(), events: Vec::new() }
}

async fn whole(conn: &mut PgConnection, row: ProposalRow, reader: Reader) -> Result<ShownProposal, Fault> {
    let mut shown = bare(row, reader);
    if matches!(reader, Reader::Department | Reader::Own) {
        let id = shown.row.id;
        shown.instalments = grant::all(conn, id).await?;
        shown.reports = report::all(conn, id).await?;
        shown.events = event::all(conn, shown.row.round, Some(id)).await?;
    }
    Ok(shown)
}

/// A proposal as it is now, to whoever changed it.
pub(super) async fn told_of(tx: &mut Tx, round: &RoundRow, id: Uuid) -> Result<ShownProposal, Fault> {
    let call = tx.call().clone();
    let row = of_round(tx.conn(), round.id, id).await?;
    let reader = reader(&call, round, &row, None).ok_or_else(|| refused::no_proposal(round.id, id))?;
    whole(tx.conn(), row, reader).await
}

pub(crate) async fn get_proposal(conn: &mut PgConnection, query: &GetProposal) -> Result<ShownProposal, Fault> {
    let no_proposal = || refused::no_proposal(query.round, query.id);
    let round = seen(conn, query.round, &query.call).await?.ok_or_else(no_proposal)?;
    let row = of_round(conn, query.round, query.id).await?;
    let tracks = judged(conn, &round, &query.call).await?;
    let reader = reader(&query.call, &round, &row, tracks.as_deref()).ok_or_else(no_proposal)?;
    whole(conn, row, reader).await
}

/// Without what is long, and of no use in a list.
pub(super) fn brief(mut row: ProposalRow, reader: Reader) -> ShownProposal {
    row.plan.clear();
    bare(row, reader)
}

pub(crate) async fn list_proposals(conn: &mut PgConnection, query: &ListProposals) -> Result<ListedProposals, Fault> {
    let call = &query.call;
    let round = visible(conn, query.round, call).await?;
    let tracks = judged(conn, &round, call).await?;
    let filter = ProposalFilter {
        round: round.id,
        track: query.track.clone(),
        status: query.status,
        actor: call.actor.clone(),
        is_department: is_department(call, &round) && tracks.is_none(),
        tracks: tracks.clone().unwrap_or_default(),
    };
    let mut rows = proposal::page(conn, &filter, query.before, limit(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    let shown = |row: ProposalRow| reader(call, &round, &row, tracks.as_deref()).map(|reader| brief(row, reader));
    Ok(ListedProposals { proposals: rows.into_iter().filter_map(shown).collect(), next_page_token })
}
