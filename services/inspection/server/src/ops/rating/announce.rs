//! A result is announced (公告): the grade with its certificate and its time, or that there is none.

use casework::Announcement;
use fault::{Fault, Kind, on_constraint};
use inspection_domain::outcome::{Outcome, OutcomeKind};
use inspection_domain::rating::{Term, term};
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::ballot::points;
use super::read::{SeenApplication, whole};
use super::standing::{Seen, moved, unchanged};
use crate::ops::outcome;
use crate::store::rating::application::{self as applications, ApplicationRow};
use crate::store::rating::ballot::{self as ballots, BallotRow};
use crate::store::rating::grade::{self as store, RatingRow};
use crate::wire;
use crate::wire::rating::{facts, name};

/// The rule that an announcement cites: it says for how long the grade holds.
const VALIDITY: &str = "RT-15";

pub(crate) async fn announce(tx: &mut Tx, seen: &Seen) -> Result<SeenApplication, Fault> {
    let mut row = unchanged(tx, seen).await?;
    let carried = ballots::of(tx.conn(), row.id).await?.into_iter().rev().find(|ballot| ballot.outcome == "carried");
    let graded = carried.as_ref().is_none_or(|ballot| ballot.grade.is_some());
    let action = match (row.state.as_str(), graded) {
        ("reviewed", true) => "announce-reviewed",
        ("reviewed", false) => "conclude-reviewed",
        (_, true) => "announce",
        (_, false) => "conclude",
    };
    let standing = moved(tx, &mut row, seen, action, "").await?;
    let ballot = carried.ok_or_else(|| Fault::internal("a result that was not voted on"))?;
    if let Some(grade) = ballot.grade.clone() {
        let term = term(day_of(tx.now()))?;
        supersede(tx, &row, &term).await?;
        let announcement = announcement(&row, &ballot, &grade, &term);
        let announced = seen.desk.office.announce(tx, row.id, announcement).await?;
        let rating = granted(tx, &row, grade, &term, announced.name).await?;
        tx.emit(&name::rating(rating.id), &row.division, &facts::announced(&rating, ballot.tenths));
        row.rating = Some(rating.id);
    }
    applications::update(tx.conn(), &row, standing.ended()).await?;
    whole(tx.conn(), row).await
}

/// The grade that stood holds until this one does.
async fn supersede(tx: &mut Tx, row: &ApplicationRow, term: &Term) -> Result<(), Fault> {
    let Some(former) = store::lock_standing(tx.conn(), row.code).await? else { return Ok(()) };
    let on = term.from.min(day_after(former.valid_until)).max(former.valid_from);
    store::end(tx.conn(), former.id, "superseded", on).await?;
    outcome::end(tx, &name::rating(former.id), OutcomeKind::RatingAnnounced, on).await
}

async fn granted(
    tx: &mut Tx,
    row: &ApplicationRow,
    grade: String,
    term: &Term,
    announcement: String,
) -> Result<RatingRow, Fault> {
    let (id, now, today) = (tx.new_id(), tx.now(), day_of(tx.now()));
    let rating = RatingRow {
        id,
        code: row.code,
        division: row.division.clone(),
        department: row.authority.clone(),
        applicant: row.department.clone(),
        kind: row.kind.clone(),
        grade,
        certificate_number: next_certificate(tx, &row.division, today).await?,
        announced_on: today,
        valid_from: term.from,
        valid_until: term.until,
        ended_on: None,
        status: "standing".to_owned(),
        predecessor: None,
        application: Some(row.id),
        announcement,
        rule: term.rule.id.clone(),
        rule_version: i32::try_from(term.rule.version).unwrap_or(i32::MAX),
        revision: 1,
        created_at: now,
    };
    record(tx, &rating).await?;
    Ok(rating)
}

/// Puts a rating on the books, and on the list of outcomes.
pub(super) async fn record(tx: &mut Tx, rating: &RatingRow) -> Result<(), Fault> {
    let inserted = store::insert(tx.conn(), rating).await;
    on_constraint(inserted, "rating_standing_key", || {
        let sentence = "another rating of the organisation was recorded at the same time; repeat the call";
        Fault::new(Kind::Aborted, "CONCURRENT_CHANGE", sentence)
    })?;
    let noted = Outcome {
        organization: rating.code,
        division: rating.division.clone(),
        kind: OutcomeKind::RatingAnnounced,
        resource: name::rating(rating.id),
        year: None,
        value: rating.grade.clone(),
        amount_fen: None,
        from: rating.valid_from,
        until: Some(rating.ended_on.unwrap_or_else(|| day_after(rating.valid_until))),
        withdrawn: None,
    };
    outcome::note(tx, &noted).await
}

/// The number of the next certificate of a division.
pub(super) async fn next_certificate(tx: &mut Tx, division: &str, today: Date) -> Result<String, Fault> {
    let serial = store::next_serial(tx.conn(), division, today.year()).await?;
    Ok(format!("评{}-{division}-{serial:04}", today.year()))
}

fn announcement(row: &ApplicationRow, ballot: &BallotRow, grade: &str, term: &Term) -> Announcement {
    Announcement {
        kind: "rating",
        organization: wire::name::organization(row.code),
        title: format!("{}评估等级公告", row.title),
        body: format!(
            "{}（统一社会信用代码{}）经评估获得{grade}级，得分{}分，有效期自{}至{}。",
            row.title,
            row.code,
            points(ballot.tenths),
            term.from,
            term.until,
        ),
        rule: VALIDITY,
    }
}

fn day_after(day: Date) -> Date {
    day.next_day().unwrap_or(day)
}

/// Its name in refusals.
pub(super) fn ended(id: Uuid) -> Fault {
    Fault::new(Kind::FailedPrecondition, "RATING_ENDED", "the rating has ended").with("rating", name::rating(id))
}
