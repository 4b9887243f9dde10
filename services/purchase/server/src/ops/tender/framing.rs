//! A tender comes to a framework agreement (封闭式框架协议): the first of its ranking enter, and the others are eliminated.

use std::collections::BTreeMap;

use fault::Fault;
use purchase_domain::framework::{Entrants, longest_term};
use purchase_domain::project::Method;
use sqlx::PgConnection;
use time::Date;
use uow::{Call, Tx};
use uuid::Uuid;
use vocab::day_of;

use super::result::settled;
use super::{Shown, Which, as_read, hold, note, own, ranked, told};
use crate::credit::{Answer, Eligible};
use crate::desk::Desk;
use crate::ops::refused::{framework as refused, project as project_refused, tender as tender_refused};
use crate::ops::{framework, ocds, project};
use crate::store::framework::{self as store, Entered};
use crate::store::project as projects;
use crate::store::tender::bid::BidRow;
use crate::store::tender::{self as tenders, TenderRow};
use crate::wire::framework::facts as framework_facts;
use crate::wire::{name, tender::facts};

/// What is concluded of which tender.
#[derive(Debug)]
pub(crate) struct Terms {
    pub(crate) which: Which,
    pub(crate) document_number: String,
    /// How many enter.
    pub(crate) entrants: i32,
    pub(crate) begins_on: Date,
    pub(crate) ends_on: Date,
    /// `direct` or `rotation`.
    pub(crate) call_off_method: &'static str,
}

/// What credit is asked of before a conclusion.
#[derive(Debug)]
pub(crate) struct Entering {
    pub(crate) terms: Terms,
    pub(crate) call: Call,
    pub(crate) today: Date,
}

/// A conclusion, and what credit says of each of those who would enter.
#[derive(Debug)]
pub(crate) struct Conclude {
    pub(crate) terms: Terms,
    pub(crate) answers: BTreeMap<String, Answer>,
    pub(crate) desk: Desk,
}

/// What came of it.
#[derive(Debug)]
pub(crate) struct Concluded {
    pub(crate) framework: framework::Shown,
    pub(crate) tender: Shown,
    pub(crate) project: project::Shown,
}

/// Whether a tender comes to a framework.
pub(super) fn is_framework(row: &TenderRow) -> bool {
    row.method == Method::Framework.as_str()
}

/// An award is for other tenders than those that come to a framework.
pub(super) fn not_framework(row: &TenderRow) -> Result<(), Fault> {
    if is_framework(row) { Err(refused::tender_framework(row.id)) } else { Ok(()) }
}

/// The first of the ranking, as many as are to enter, once that may be done; how many may; and how many valid bids there were.
async fn first(
    conn: &mut PgConnection,
    row: &TenderRow,
    terms: &Terms,
    today: Date,
) -> Result<(Vec<BidRow>, Entrants, usize), Fault> {
    if !is_framework(row) {
        return Err(refused::method(row.project, &row.method));
    }
    settled(conn, row, today).await?;
    let mut bids = ranked(conn, row.id).await?;
    let valid = bids.len();
    let bounds = Entrants::of(valid, today).ok_or_else(|| Fault::internal("no rule of entrants"))?;
    enough(row.id, i64::from(terms.entrants), &bounds)?;
    bids.truncate(usize::try_from(terms.entrants).unwrap_or_default());
    Ok((bids, bounds, valid))
}

fn enough(tender: Uuid, entrants: i64, bounds: &Entrants) -> Result<(), Fault> {
    match bounds.broken_by(entrants) {
        Some(rule) => Err(refused::entrants(tender, entrants, bounds, &rule.reference().to_string())),
        None => Ok(()),
    }
}

/// The codes of those who would enter, once that may be done.
pub(crate) async fn entering(conn: &mut PgConnection, query: &Entering) -> Result<Vec<String>, Fault> {
    let row = as_read(conn, &query.terms.which, &query.call, &["announced"]).await?;
    let (bids, ..) = first(conn, &row, &query.terms, query.today).await?;
    Ok(bids.into_iter().map(|bid| bid.bidder_code).collect())
}

pub(crate) async fn conclude(tx: &mut Tx, command: &Conclude) -> Result<Concluded, Fault> {
    let Conclude { terms, answers, desk } = command;
    let call = tx.call().clone();
    let seen = own(tx.conn(), terms.which.id, &call).await?;
    // the project before its tender, in whatever is done to both
    let of_project = project::hold_own(tx, seen.project).await?;
    let row = hold(tx, &terms.which, &["announced"]).await?;
    if of_project.status != "planned" {
        return Err(project_refused::project_state(of_project.id, &of_project.status));
    }
    let (today, now) = (day_of(tx.now()), tx.now());
    let (bids, bounds, valid) = first(tx.conn(), &row, terms, today).await?;
    let mut answered = Vec::with_capacity(bids.len());
    for bid in &bids {
        let answer = answers.get(&bid.bidder_code);
        answered.push((bid, answer.ok_or_else(|| tender_refused::changed(crate::wire::tender::etag(&row)))?));
    }
    // the next in rank does not take the place of one who may not be hired: it was eliminated, and a framework may have fewer entrants
    let (turned_away, entering): (Vec<_>, Vec<_>) =
        answered.into_iter().partition(|(_, answer)| answer.eligible == Eligible::Refused);
    enough(row.id, i64::try_from(entering.len()).unwrap_or(i64::MAX), &bounds)?;
    tenders::step(tx.conn(), row.id, "awarded", now).await?;
    projects::framed(tx.conn(), of_project.id, now).await?;
    let framework = insert(tx, (&row, terms), (&bounds, valid), &turned_away).await?;
    for (bid, answer) in entering {
        enter(tx, framework, bid, answer).await?;
    }
    note(tx, row.id, "framed", &terms.document_number).await?;
    ocds::of_tender(tx, row.project, ocds::TENDER_MOVED).await?;
    let tender = told(tx.conn(), row.id).await?;
    tx.emit(&name::tender(row.id), &row.division, &facts::awarded(&tender));
    let framework = framework::told(tx.conn(), framework).await?;
    tx.emit(&name::framework(framework.row.id), &row.division, &framework_facts::concluded(&framework));
    let project = projects::get(tx.conn(), of_project.id).await?;
    let project = project.ok_or_else(|| Fault::internal("a tender has no project"))?;
    Ok(Concluded { framework, tender, project: project::Shown { row: project, desk: desk.clone() } })
}

/// Adds the framework; says its id.
async fn insert(
    tx: &mut Tx,
    (row, terms): (&TenderRow, &Terms),
    (bounds, valid): (&Entrants, usize),
    turned_away: &[(&BidRow, &Answer)],
) -> Result<Uuid, Fault> {
    let mut rules: Vec<String> = bounds.rules().map(|rule| rule.reference().to_string()).into();
    rules.extend(longest_term(terms.begins_on).map(|rule| rule.reference().to_string()));
    let refused_codes: Vec<String> = turned_away.iter().map(|(bid, _)| bid.bidder_code.clone()).collect();
    let refused_conditions: Vec<String> = turned_away.iter().map(|(_, answer)| answer.conditions.join(", ")).collect();
    let concluded = store::Concluded {
        tender: row.id,
        project: row.project,
        title: &row.title,
        document_number: &terms.document_number,
        call_off_method: terms.call_off_method,
        begins_on: terms.begins_on,
        ends_on: terms.ends_on,
        rules: &rules,
        bid_count: i32::try_from(valid).unwrap_or(i32::MAX),
        refused_codes: &refused_codes,
        refused_conditions: &refused_conditions,
    };
    let by = tx.author();
    store::insert(tx.conn(), &concluded, &by).await?;
    Ok(by.id)
}

async fn enter(tx: &mut Tx, framework: Uuid, bid: &BidRow, answer: &Answer) -> Result<(), Fault> {
    let (rank, unit_fen) = bid.rank.zip(bid.amount_fen).ok_or_else(|| Fault::internal("a ranked bid has no rank"))?;
    let entered = Entered {
        code: &bid.bidder_code,
        title: &bid.bidder_title,
        rank,
        bid: bid.id,
        unit_fen,
        eligibility: answer.eligible.as_str(),
        unknown: &answer.conditions,
        answer: answer.encoded.as_deref(),
    };
    Ok(store::enter(tx.conn(), framework, &entered).await?)
}
