//! A grade is looked at again (跟踪评估、核查评估), and kept, lowered or cancelled.

use casework::{Office, Opening, caller};
use fault::{Fault, Kind, on_constraint};
use inspection_domain::outcome::{Outcome, OutcomeKind};
use inspection_domain::procedures::rating::{APPLICANT, AUTHORITY};
use inspection_domain::rating::{CheckKind, Conclusion, Grade, Ground, Proof};
use procedure::Act;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::Desk;
use super::announce::{ended, next_certificate, record};
use super::ballot::require_authority;
use super::record::{grade_of, proof};
use crate::ops::outcome;
use crate::store::rating::check::{self as store, CheckRow, GroundRow};
use crate::store::rating::grade::{self as grades, RatingRow};
use crate::wire::name::organization;
use crate::wire::rating::{facts, name};

/// A check to begin.
#[derive(Debug)]
pub(crate) struct Begin {
    pub(crate) desk: Desk,
    pub(crate) rating: Uuid,
    pub(crate) kind: CheckKind,
    pub(crate) cause: String,
}

/// A ground with the resources of outcomes that it rests on.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    pub(crate) ground: Ground,
    pub(crate) resources: Vec<String>,
}

/// A conclusion; a grade with a downgrade only.
#[derive(Debug)]
pub(crate) struct Conclude {
    pub(crate) desk: Desk,
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) conclusion: Conclusion,
    pub(crate) grade: Option<Grade>,
    pub(crate) grounds: Vec<Named>,
    pub(crate) reasons: String,
}

/// A check with its grounds.
pub(crate) struct SeenCheck {
    pub(crate) row: CheckRow,
    pub(crate) grounds: Vec<GroundRow>,
}

/// A check that was concluded, and the rating that a downgrade made.
pub(crate) struct Concluded {
    pub(crate) check: SeenCheck,
    pub(crate) rating: Option<RatingRow>,
}

pub(crate) async fn begin(tx: &mut Tx, command: &Begin) -> Result<SeenCheck, Fault> {
    let Begin { desk, kind, cause, .. } = command;
    let (id, now, today) = (tx.new_id(), tx.now(), day_of(tx.now()));
    let scope = tx.call().scope.clone();
    let found = grades::find(tx.conn(), &scope, command.rating).await?.ok_or_else(|| no_rating(command.rating))?;
    require_authority(tx, &found.department, &found.division)?;
    let rating = holding(tx, found.id).await?.ok_or_else(|| ended(found.id))?;
    kind.require_known(grade_of(&rating.grade)?, today)?;
    let opening = Opening {
        id,
        procedure: "rating-check",
        title: format!("评估等级核查（{}）", rating.code),
        resource: name::check(id),
        organization: organization(rating.code),
        division: rating.division.clone(),
        variant: String::new(),
        roles: vec![(APPLICANT, Office::new(&rating.applicant, &rating.division)), (AUTHORITY, caller(tx))],
    };
    desk.office.open(tx, opening).await?;
    let act = Act { action: "begin".to_owned(), by: caller(tx), reasons: cause.clone(), ..Act::default() };
    let moved = desk.office.act(tx, id, None, act).await?;
    let row = CheckRow {
        id,
        rating: rating.id,
        code: rating.code,
        division: rating.division,
        kind: kind.as_str().to_owned(),
        state: moved.case.state,
        revision: moved.revision,
        cause: cause.clone(),
        grade: None,
        reasons: String::new(),
        next_rating: None,
        created_at: now,
        updated_at: now,
    };
    let inserted = store::insert(tx.conn(), &row).await;
    on_constraint(inserted, "rating_check_open_key", || {
        Fault::new(Kind::AlreadyExists, "RATING_CHECK_EXISTS", "another check of the rating is open")
    })?;
    Ok(SeenCheck { row, grounds: Vec::new() })
}

pub(crate) async fn conclude(tx: &mut Tx, command: &Conclude) -> Result<Concluded, Fault> {
    let Conclude { desk, id, etag, conclusion, grade, grounds, reasons } = command;
    let scope = tx.call().scope.clone();
    let found = store::find(tx.conn(), &scope, *id).await?;
    found.ok_or_else(|| no_check(*id))?;
    let action = match conclusion {
        Conclusion::Kept => "keep",
        Conclusion::Downgraded => "downgrade",
        Conclusion::Cancelled => "cancel",
        Conclusion::Lapsed => "lapse",
    };
    let standing = desk.office.take(tx, *id, etag, action, reasons).await?;
    let mut row = store::find(tx.conn(), &scope, *id).await?.ok_or_else(|| no_check(*id))?;
    row.state.clone_from(&standing.case.state);
    row.reasons.clone_from(reasons);
    row.updated_at = tx.now();
    let held = holding(tx, row.rating).await?;
    let held = match (held, conclusion) {
        (None, Conclusion::Lapsed) => return lapsed(tx, row).await,
        (Some(_), Conclusion::Lapsed) => {
            return Err(Fault::invalid_field("conclusion", "is LAPSED only where the rating has ended"));
        }
        (held, Conclusion::Kept | Conclusion::Downgraded | Conclusion::Cancelled) => {
            held.ok_or_else(|| ended(row.rating))?
        }
    };
    let grounds = proven(tx, &row, grounds).await?;
    let next = match (conclusion, grade) {
        (Conclusion::Downgraded, Some(lower)) => Some(downgraded(tx, &held, *lower).await?),
        (Conclusion::Cancelled, _) => {
            over(tx, &held, "cancelled").await?;
            None
        }
        (Conclusion::Kept | Conclusion::Downgraded | Conclusion::Lapsed, _) => None,
    };
    row.grade = next.as_ref().map(|next| next.grade.clone());
    row.next_rating = next.as_ref().map(|next| next.id);
    store::update(tx.conn(), &row).await?;
    for ground in &grounds {
        store::insert_ground(tx.conn(), ground).await?;
    }
    let check = SeenCheck { row, grounds };
    tell(tx, &check, &held, next.as_ref());
    Ok(Concluded { check, rating: next })
}

/// A rating that holds today or is to hold later, kept from being changed by others. One that another follows holds until then.
async fn holding(tx: &mut Tx, id: Uuid) -> Result<Option<RatingRow>, Fault> {
    let today = day_of(tx.now());
    Ok(grades::lock(tx.conn(), id).await?.filter(|rating| {
        let over = rating.ended_on.is_some_and(|end| end <= today) || rating.valid_until < today;
        !over && ["standing", "superseded"].contains(&rating.status.as_str())
    }))
}

/// Nothing is concluded of a grade that has ended in the meantime; another check of another grade may begin.
async fn lapsed(tx: &mut Tx, row: CheckRow) -> Result<Concluded, Fault> {
    store::update(tx.conn(), &row).await?;
    Ok(Concluded { check: SeenCheck { row, grounds: Vec::new() }, rating: None })
}

/// The grounds with the rules of the day, each proven by what it names of the organisation's record.
async fn proven(tx: &mut Tx, row: &CheckRow, named: &[Named]) -> Result<Vec<GroundRow>, Fault> {
    let (today, begun_on) = (day_of(tx.now()), day_of(row.created_at));
    // A conclusion that a re-evaluation has ended proves nothing, nor a report that came late; a penalty does, executed or not.
    let proves = |one: &Outcome| one.stands() && (one.kind == OutcomeKind::PenaltyDecided || one.counts_on(today));
    let outcomes: Vec<Outcome> = outcome::of(tx.conn(), row.code).await?.into_iter().filter(proves).collect();
    let mut rows = Vec::new();
    for Named { ground, resources } in named {
        let mut proofs: Vec<Proof> = Vec::new();
        for resource in resources {
            let of = outcomes.iter().filter(|one| one.resource == *resource);
            proofs.extend(of.filter_map(proof));
        }
        ground.require_proven(&proofs, begun_on)?;
        let rule = ground.rule(today)?;
        rows.push(GroundRow {
            check: row.id,
            ground: ground.as_str().to_owned(),
            rule: rule.id,
            rule_version: i32::try_from(rule.version).unwrap_or(i32::MAX),
            resources: resources.clone(),
        });
    }
    Ok(rows)
}

/// The lower grade holds from today, or from when the higher one would have, for as long as that; what follows, follows it.
async fn downgraded(tx: &mut Tx, held: &RatingRow, lower: Grade) -> Result<RatingRow, Fault> {
    let (id, now, today) = (tx.new_id(), tx.now(), day_of(tx.now()));
    if lower >= grade_of(&held.grade)? {
        let sentence = format!("a downgrade leads below {}", held.grade);
        let fault = Fault::new(Kind::FailedPrecondition, "RATING_GRADE_NOT_LOWER", sentence);
        return Err(fault.with("grade", held.grade.clone()));
    }
    over(tx, held, "downgraded").await?;
    let next = RatingRow {
        id,
        grade: lower.as_str().to_owned(),
        certificate_number: next_certificate(tx, &held.division, today).await?,
        announced_on: today,
        valid_from: today.max(held.valid_from),
        predecessor: Some(held.id),
        application: None,
        announcement: String::new(),
        revision: 1,
        created_at: now,
        ..held.clone()
    };
    record(tx, &next).await?;
    Ok(next)
}

/// The grade does not hold any more, from today on.
async fn over(tx: &mut Tx, held: &RatingRow, status: &str) -> Result<(), Fault> {
    let today = day_of(tx.now());
    grades::end(tx.conn(), held.id, status, today).await?;
    outcome::end(tx, &name::rating(held.id), OutcomeKind::RatingAnnounced, today).await
}

fn tell(tx: &mut Tx, check: &SeenCheck, held: &RatingRow, next: Option<&RatingRow>) {
    let (today, subject) = (day_of(tx.now()), name::rating(held.id));
    if let Some(next) = next {
        tx.emit(&subject, &held.division, &facts::downgraded(check, held, next, today));
    } else if check.row.state == "cancelled" {
        tx.emit(&subject, &held.division, &facts::cancelled(check, held, today));
    }
}

/// No such rating, or the caller may not see it.
pub(super) fn no_rating(id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "RATING_NOT_FOUND", "no such rating is on record").with("rating", name::rating(id))
}

/// No such check, or the caller may not see it.
pub(super) fn no_check(id: Uuid) -> Fault {
    Fault::new(Kind::NotFound, "RATING_CHECK_NOT_FOUND", "no such check is on record").with("check", name::check(id))
}
