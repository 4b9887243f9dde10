//! Experts are seated, as drawn or as named, and withdraw; nobody judges whom they are related to.

use fault::{Fault, Violation};
use purchase_domain::tender::recusal::{self, Tie};
use purchase_domain::tender::{Procedure, too_many_of_buyer};
use sqlx::PgConnection;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::draw::is_left_alone;
use super::{Read, Shown, Which, hold, keep, note, own, standing, told};
use crate::ops::refused::{expert as draw_refused, tender as refused};
use crate::store::project;
use crate::store::tender::bid::{self, BidRow};
use crate::store::tender::draw::{self, CandidateRow};
use crate::store::tender::expert::{self as store, By, ExpertRow, Named};
use crate::store::tender::{self as tenders, TenderRow};

/// Who judges the bids of a tender beside those who were drawn.
#[derive(Debug)]
pub(crate) struct Assign {
    pub(crate) which: Which,
    pub(crate) experts: Vec<Named>,
    /// Why they are named; empty where nobody is.
    pub(crate) reason: String,
}

/// The most who judge.
const MOST_EXPERTS: usize = 15;

/// Why an expert withdraws.
#[derive(Debug)]
pub(crate) struct Recuse {
    pub(crate) tender: Uuid,
    pub(crate) reason: String,
}

/// How many experts there must be at least.
pub(super) fn fewest(row: &TenderRow, opened: time::Date) -> usize {
    let rule = Procedure::of_kept(&row.method).and_then(|procedure| procedure.least_experts(opened, row.budget_fen));
    rule.and_then(|rule| usize::try_from(rule.value()).ok()).unwrap_or(1)
}

/// The day of the opening, from which relations are reckoned.
pub(super) fn opened_on(row: &TenderRow) -> Result<time::Date, Fault> {
    row.opened_at.map(day_of).ok_or_else(|| refused::state(row.id, &row.status))
}

/// Whom somebody with an employer and ties is or was related to.
pub(in crate::ops) fn ties(employer: &str, codes: &[String], ends: &[Option<time::Date>]) -> Vec<Tie> {
    let mut ties: Vec<Tie> =
        codes.iter().zip(ends).map(|(code, until)| Tie { code: code.clone(), until: *until }).collect();
    if !employer.is_empty() {
        ties.push(Tie { code: employer.to_owned(), until: None });
    }
    ties
}

/// The rule by which the related do not judge, as it is cited on a day.
pub(in crate::ops) fn recusal_rule(day: time::Date) -> String {
    recusal::rule(day).map(|rule| rule.reference().to_string()).unwrap_or_default()
}

/// Those of some named whom something is true of, by their places in the request.
pub(in crate::ops) fn places<T>(experts: &[T], is_one: impl Fn(&T) -> bool) -> Vec<String> {
    let found = experts.iter().enumerate().filter(|(_, one)| is_one(one));
    found.map(|(at, _)| format!("experts[{at}]")).collect()
}

/// Nobody named is related to an organisation that is judged: otherwise who is, by their places in the request, and the rule.
pub(in crate::ops) fn unrelated<'a, O: IntoIterator<Item = &'a str>>(
    named: impl IntoIterator<Item = (&'a Named, O)>,
    day: time::Date,
) -> Result<(), (String, String)> {
    let related = (0..).zip(named).filter_map(|(at, (named, judged)): (usize, (&Named, O))| {
        let organization =
            recusal::conflict(&ties(&named.employer_code, &named.tie_codes, &named.tie_ends), judged, day)?;
        Some(format!("experts[{at}] ({organization})"))
    });
    let related: Vec<String> = related.collect();
    if related.is_empty() {
        return Ok(());
    }
    Err((related.join(", "), recusal_rule(day)))
}

/// Those of the order of a draw who may sit, and those passed over because they are related to a bidder.
#[derive(Debug, Default)]
struct Seating {
    seated: Vec<CandidateRow>,
    related: Vec<CandidateRow>,
}

/// The first of the order that was drawn and whose appointment covers the opening, past those that are taken already: as many as are wanted,
/// if there are.
fn seating(order: Vec<CandidateRow>, wanted: usize, taken: &[String], bids: &[BidRow], opened: time::Date) -> Seating {
    let mut seating = Seating::default();
    let sits = |one: &CandidateRow| {
        one.place.is_some() && !taken.contains(&one.account) && one.valid_from <= opened && opened <= one.valid_to
    };
    for one in order.into_iter().filter(sits) {
        if seating.seated.len() == wanted {
            break;
        }
        let bidders = bids.iter().map(|bid| bid.bidder_code.as_str());
        let ties = ties(&one.employer_code, &one.tie_codes, &one.tie_ends);
        let is_related = recusal::conflict(&ties, bidders, opened).is_some();
        let list = if is_related { &mut seating.related } else { &mut seating.seated };
        list.push(one);
    }
    seating
}

/// Keeps who sits and who was passed over.
async fn seat(tx: &mut Tx, row: &TenderRow, seating: &Seating, opened: time::Date) -> Result<(), Fault> {
    let (now, reason) = (tx.now(), format!("related to a bidder ({})", recusal_rule(opened)));
    for one in seating.seated.iter().chain(&seating.related) {
        let named = Named {
            account: one.account.clone(),
            employer_code: one.employer_code.clone(),
            tie_codes: one.tie_codes.clone(),
            tie_ends: one.tie_ends.clone(),
        };
        let by = By::Draw(one.expert, one.place.unwrap_or_default());
        store::insert(tx.conn(), row.id, &named, by, now).await?;
    }
    for one in &seating.related {
        store::recuse(tx.conn(), (row.id, &one.account), &reason, now).await?;
    }
    Ok(())
}

/// Whom the draw seats, if there is one: as many as it was frozen for.
async fn drawn(
    tx: &mut Tx,
    row: &TenderRow,
    (experts, before): (&[Named], &[ExpertRow]),
    (bids, opened): (&[BidRow], time::Date),
    buyer: &Buyer,
) -> Result<Seating, Fault> {
    let Some((id, seats, is_drawn)) = draw::of_tender(tx.conn(), row.id).await? else { return Ok(Seating::default()) };
    if !is_drawn {
        // a bank that takes no part must not be able to end the tender
        let is_left_alone = is_left_alone(tx, id).await?;
        return if is_left_alone { Ok(Seating::default()) } else { Err(draw_refused::draw_not_drawn(row.id, id)) };
    }
    let withdrew = before.iter().filter(|one| one.recused_at.is_some()).map(|one| one.account.clone());
    let mut taken: Vec<String> = experts.iter().map(|named| named.account.clone()).chain(withdrew).collect();
    // who has acted for the buyer since the freeze does not judge
    taken.extend(buyer.officers.iter().cloned());
    let order = draw::candidates(tx.conn(), id).await?;
    Ok(seating(order, usize::try_from(seats).unwrap_or_default(), &taken, bids, opened))
}

/// Who is of the buyer in a tender.
struct Buyer {
    /// Its code, which may be empty.
    code: String,
    /// The accounts that act for it.
    officers: Vec<String>,
}

impl Buyer {
    async fn of(tx: &mut Tx, row: &TenderRow) -> Result<Self, Fault> {
        let code = project::get(tx.conn(), row.project).await?.map(|project| project.buyer_code).unwrap_or_default();
        let officers = tenders::acting(tx.conn(), row.id, &row.buyer_department).await?;
        Ok(Self { code, officers })
    }

    /// Whether one is employed there, or acts for it.
    fn has(&self, account: &str, employer_code: &str) -> bool {
        let employed = !self.code.is_empty() && self.code == employer_code;
        employed || self.officers.iter().any(|officer| officer == account)
    }
}

/// Which of the named are the buyer's own: employed there, or the buyer's officers in this tender. More than the law lets judge are
/// refused. Of whoever has scored, what was stated first counts too.
fn few_of_buyer(
    buyer: &Buyer,
    (experts, before): (&[Named], &[ExpertRow]),
    all: usize,
    opened: time::Date,
) -> Result<(), Fault> {
    let is_own = |named: &Named| {
        let stays = before.iter().find(|one| one.scored_at.is_some() && one.account == named.account);
        let employers = [Some(&named.employer_code), stays.map(|one| &one.employer_code)];
        employers.into_iter().flatten().any(|employer| buyer.has(&named.account, employer))
    };
    let own: Vec<usize> = (0..).zip(experts).filter(|(_, named)| is_own(named)).map(|(at, _)| at).collect();
    let Some(rule) = too_many_of_buyer(own.len(), all, opened) else { return Ok(()) };
    let description = format!("is of the buyer, of whom at most a third may judge ({})", rule.reference());
    let violation = |at: usize| Violation { field: format!("experts[{at}]"), description: description.clone() };
    Err(Fault::invalid(own.into_iter().map(violation).collect()))
}

/// Those who judge, without whoever withdrew: not more of the buyer's own than the law lets judge, which a withdrawal may have made them.
pub(super) async fn still_few_of_buyer(tx: &mut Tx, row: &TenderRow, judging: &[ExpertRow]) -> Result<(), Fault> {
    let buyer = Buyer::of(tx, row).await?;
    let own = judging.iter().filter(|one| buyer.has(&one.account, &one.employer_code)).count();
    match too_many_of_buyer(own, judging.len(), opened_on(row)?) {
        Some(rule) => Err(refused::experts_of_buyer(row.id, own, &rule.reference().to_string())),
        None => Ok(()),
    }
}

pub(crate) async fn assign(tx: &mut Tx, command: &Assign) -> Result<Shown, Fault> {
    let row = hold(tx, &command.which, &["opened"]).await?;
    let (experts, opened) = (&command.experts, opened_on(&row)?);
    let before = store::all(tx.conn(), row.id).await?;
    let bids = bid::opened(tx.conn(), row.id).await?;
    let mut buyer = Buyer::of(tx, &row).await?;
    buyer.officers.extend(tx.call().officer.clone());
    let drawn = drawn(tx, &row, (experts, &before), (&bids, opened), &buyer).await?;
    let (seats, fewest) = (drawn.seated.len(), fewest(&row, opened));
    let all = experts.len() + seats;
    if all < fewest || all > MOST_EXPERTS || all.is_multiple_of(2) {
        let wanted = format!("must come with the {seats} drawn to an odd number from {fewest} to {MOST_EXPERTS}");
        return Err(Fault::invalid_field("experts", wanted));
    }
    few_of_buyer(&buyer, (experts, &before), all, opened)?;
    let judged = experts.iter().map(|named| (named, bids.iter().map(|bid| bid.bidder_code.as_str())));
    unrelated(judged, opened).map_err(|(related, rule)| refused::conflict(row.id, &related, &rule))?;
    still_those(&row, (experts, &drawn), &before)?;
    store::clear(tx.conn(), row.id).await?;
    let now = tx.now();
    for named in experts {
        store::insert(tx.conn(), row.id, named, By::Name(&command.reason), now).await?;
    }
    seat(tx, &row, &drawn, opened).await?;
    tenders::step(tx.conn(), row.id, "opened", now).await?;
    note(tx, row.id, "experts_assigned", &format!("{all} experts, {seats} of them drawn")).await?;
    told(tx.conn(), row.id).await
}

/// Whoever withdrew is not named again, and whoever scored is. Accounts that the caller did not state are counted, not told.
fn still_those(row: &TenderRow, of: (&[Named], &Seating), before: &[ExpertRow]) -> Result<(), Fault> {
    let (experts, drawn) = of;
    let withdrew = |named: &Named| before.iter().any(|one| one.recused_at.is_some() && one.account == named.account);
    let gone = places(experts, withdrew);
    if !gone.is_empty() {
        return Err(refused::recused(row.id, &gone.join(", ")));
    }
    let stays = |one: &&ExpertRow| {
        let named = experts.iter().map(|named| &named.account);
        named.chain(drawn.seated.iter().map(|drawn| &drawn.account)).any(|account| *account == one.account)
    };
    let left = before.iter().filter(|one| one.scored_at.is_some() && !stays(one)).count();
    if left > 0 { Err(refused::expert_scored(row.id, left)) } else { Ok(()) }
}

pub(crate) async fn list(conn: &mut PgConnection, query: &Read) -> Result<Vec<ExpertRow>, Fault> {
    let row = own(conn, query.id, &query.call).await?;
    Ok(store::all(conn, row.id).await?)
}

/// The caller as an expert of an opened tender, which is kept from others, who has not scored.
pub(super) async fn judging(tx: &mut Tx, tender: Uuid) -> Result<(TenderRow, ExpertRow), Fault> {
    let row = keep(tx, tender).await?;
    let call = tx.call().clone();
    let account = call.officer.unwrap_or_default();
    let experts = store::all(tx.conn(), row.id).await?;
    let expert = experts.into_iter().find(|expert| expert.account == account && expert.recused_at.is_none());
    let expert = expert.filter(|_| call.scope.covers(&row.division)).ok_or_else(|| refused::not_expert(row.id))?;
    if expert.scored_at.is_some() {
        return Err(refused::scored(row.id));
    }
    standing(&row, &["opened"])?;
    Ok((row, expert))
}

pub(crate) async fn recuse(tx: &mut Tx, command: &Recuse) -> Result<(), Fault> {
    let (row, expert) = judging(tx, command.tender).await?;
    let now = tx.now();
    store::recuse(tx.conn(), (row.id, &expert.account), &command.reason, now).await?;
    tenders::step(tx.conn(), row.id, "opened", now).await?;
    note(tx, row.id, "expert_recused", "").await?;
    if expert.place.is_some() { substitute(tx, &row).await } else { Ok(()) }
}

/// The next of the order takes the seat of one who was drawn and withdrew; if nobody is left, it stays empty.
async fn substitute(tx: &mut Tx, row: &TenderRow) -> Result<(), Fault> {
    let Some((id, _, _)) = draw::of_tender(tx.conn(), row.id).await? else { return Ok(()) };
    let opened = opened_on(row)?;
    let mut taken: Vec<String> = store::all(tx.conn(), row.id).await?.into_iter().map(|one| one.account).collect();
    taken.extend(tenders::acting(tx.conn(), row.id, &row.buyer_department).await?);
    let bids = bid::opened(tx.conn(), row.id).await?;
    let next = seating(draw::candidates(tx.conn(), id).await?, 1, &taken, &bids, opened);
    seat(tx, row, &next, opened).await?;
    if next.seated.is_empty() { Ok(()) } else { note(tx, row.id, "expert_substituted", "").await }
}
