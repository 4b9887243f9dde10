//! Brings what is published of an organisation in line with its records and listings.
//!
//! What was withdrawn is never published again, unless its authority alone had taken it back and put it before the public anew. Records
//! that are not there prove nothing: they may be read anew from the feed.

use std::collections::HashMap;

use credit_domain::ground::Ground;
use credit_domain::listing::Listing;
use credit_domain::organization::Organization;
use credit_domain::publication::{Ground as Withdrawal, Kind, State, shown, shown_free};
use credit_domain::record::Kind as Of;
use credit_domain::title;
use fault::Fault;
use onecode_proto::credit::v1 as pb;
use onecode_proto::publish::Public;
use time::Date;
use uow::{Scope, Tx};
use vocab::{UnifiedCode, day_of};

use super::authority;
use crate::ops::shown::{self as records, Shown};
use crate::store::publication::publicity::{self, Publicity};
use crate::store::publication::{self as store, Fresh, Source, Standing, due};
use crate::store::record::{self, RecordFilter, RecordRow};
use crate::store::{listing, organization as organizations};
use crate::wire::publication::{body, facts};
use crate::wire::{name, time as day};

/// Something that is or was to be seen by the public.
struct Wanted {
    source: Source,
    kind: Kind,
    division: String,
    department: String,
    /// Whether it is to be seen today.
    shown: bool,
    since: Option<Date>,
    until: Option<Date>,
    rules: Vec<String>,
    body: pb::PublicationBody,
}

/// Looks at what is published of one organisation, if that is due and nobody is about to change it.
pub(super) async fn settle(tx: &mut Tx, code: &UnifiedCode) -> Result<(), Fault> {
    let today = day_of(tx.now());
    store::hold(tx.conn(), *code).await?;
    if !due::take(tx.conn(), *code, today).await? {
        return Ok(());
    }
    // of a code that the register has not told of nothing is published
    let Some(known) = organizations::get(tx.conn(), *code).await? else { return Ok(()) };
    let wanted = wanted(tx, &known, today).await?;
    let standing = store::of(tx.conn(), *code).await?;
    for one in &wanted {
        let of: Vec<&Standing> = standing.iter().filter(|it| it.source() == Some(one.source)).collect();
        match of.iter().find(|it| it.state() != Some(State::Withdrawn)) {
            Some(present) => keep(tx, present, one, today).await?,
            None if one.shown && may_return(&of) => publish(tx, *code, one, today).await?,
            None => {}
        }
    }
    let days = wanted.iter().flat_map(|one| [one.since, one.until]).flatten().filter(|on| *on > today);
    if let Some(next) = days.min() {
        due::note(tx.conn(), &[*code], next).await?;
    }
    Ok(())
}

/// Whether what was withdrawn before may be published again.
fn may_return(withdrawn: &[&Standing]) -> bool {
    withdrawn.iter().all(|one| one.ground() == Some(Withdrawal::Authority))
}

async fn wanted(tx: &mut Tx, known: &Organization, today: Date) -> Result<Vec<Wanted>, Fault> {
    let filter =
        RecordFilter { scope: Scope::everywhere(), organization: known.code, kinds: Vec::new(), counts_on: None };
    let rows = record::page(tx.conn(), &filter, None, i64::MAX).await?;
    let kept = rows.into_iter().filter_map(RecordRow::kept).filter(|(record, _)| record.stands()).collect();
    let seen = records::all(tx.conn(), kept, today).await?;
    let public: HashMap<String, Publicity> =
        publicity::of(tx.conn(), known.code).await?.into_iter().map(|one| (one.penalty.clone(), one)).collect();
    let listings = listing::of(tx.conn(), known.code).await?;
    let of_records = seen.iter().map(|one| of_record(one, known, &public));
    let of_listings = listings.iter().filter(|one| one.withdrawn_on.is_none());
    Ok(of_records.chain(of_listings.map(|one| of_listing(one, known, today))).collect())
}

fn of_record(one: &Shown, known: &Organization, public: &HashMap<String, Publicity>) -> Wanted {
    let (record, display) = (&one.record, &one.display);
    // inspection says itself whether the decision of a penalty is made public (PN-03d)
    let of_inspection = record.kind == Of::Penalty && record.source.starts_with("penalties/");
    let made_public = !of_inspection || public.get(&record.source).is_some_and(|one| one.published);
    let department = authority(&record.department);
    // what departments submit may be their own words
    let value = if record.kind.is_free() { shown_free(&record.value) } else { shown(&record.value) };
    Wanted {
        source: Source::Record(record.id),
        kind: Kind::of_record(record.kind, &record.value),
        division: record.division.clone(),
        shown: display.shown && made_public,
        since: display.since,
        until: display.until,
        rules: display.rules.iter().map(ToString::to_string).collect(),
        body: pb::PublicationBody {
            title: title::of_record(record.kind, &value),
            value,
            document_number: shown(&record.document_number),
            amount_fen: record.amount_fen.unwrap_or_default(),
            year: record.year.unwrap_or_default(),
            from_date: Some(day::date(record.from)),
            source: name::record(record.id),
            ..common(known, &department, &record.division)
        },
        department,
    }
}

fn of_listing(one: &Listing, known: &Organization, today: Date) -> Wanted {
    let ground = Ground::parse(&one.ground).map_or("", Ground::title);
    let list = title::of_list(one.list);
    let department = authority(&one.department);
    Wanted {
        source: Source::Listing(one.id),
        kind: Kind::of_list(one.list),
        division: one.division.clone(),
        shown: one.counts_on(today),
        since: Some(one.listed_on),
        until: one.removed_on,
        rules: vec![one.rule.clone()],
        body: pb::PublicationBody {
            title: if ground.is_empty() { format!("列入{list}") } else { format!("列入{list}：{ground}") },
            value: one.list.as_str().to_owned(),
            document_number: shown(&one.document_number),
            from_date: Some(day::date(one.listed_on)),
            ground: one.ground.clone(),
            source: name::listing(one.id),
            ..common(known, &department, &one.division)
        },
        department,
    }
}

fn common(known: &Organization, department: &str, division: &str) -> pb::PublicationBody {
    pb::PublicationBody {
        organization: name::organization(known.code),
        organization_title: shown(&known.title),
        department: name::department(department),
        division: division.to_owned(),
        ..Default::default()
    }
}

async fn publish(tx: &mut Tx, code: UnifiedCode, one: &Wanted, today: Date) -> Result<(), Fault> {
    let serial = store::next_serial(tx.conn(), "publication", &one.division, today.year()).await?;
    let fresh = Fresh {
        id: tx.new_id(),
        number: credit_domain::publication::number(&one.division, today.year(), serial),
        kind: one.kind,
        organization: code,
        division: one.division.clone(),
        department: one.department.clone(),
        source: one.source,
        until: one.until,
        rules: one.rules.clone(),
        body: body::encode(&Public::new(one.body.clone())),
    };
    let now = tx.now();
    store::insert(tx.conn(), &fresh, now, today).await?;
    tx.emit(&name::organization(code), &one.division, &facts::published(&fresh, &one.body.source, today));
    Ok(())
}

/// What was published is shown as long as its source says; what it says stays.
async fn keep(tx: &mut Tx, present: &Standing, one: &Wanted, today: Date) -> Result<(), Fault> {
    let state = if one.shown { State::Published } else { State::Ended };
    let changed = present.state() != Some(state) || present.until_on != one.until;
    if changed {
        store::restate(tx.conn(), present.id, state, one.until, &one.rules).await?;
    }
    if state == State::Ended && present.state() == Some(State::Published) {
        let ended = one.until.filter(|until| *until <= today).unwrap_or(today);
        tx.emit(&name::organization(present.organization), &present.division, &facts::ended(present, ended));
    }
    if state == State::Published && present.state() == Some(State::Ended) {
        let fact = facts::shown_again(present, &one.body.source, one.until, today);
        tx.emit(&name::organization(present.organization), &present.division, &fact);
    }
    Ok(())
}
