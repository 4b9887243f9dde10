//! Facts of publications and bulletins.

use credit_domain::publication::bulletin::Kind as Bulletin;
use credit_domain::publication::{Ground, Kind};
use onecode_proto::credit::v1 as pb;
use time::Date;

use super::{bulletin_kind, ground_of, kind_of};
use crate::store::publication::bulletin::BulletinRow;
use crate::store::publication::{Fresh, Standing};
use crate::wire::{name, time as day};

pub(crate) fn published(one: &Fresh, source: &str, on: Date) -> pb::PublicationPublished {
    pb::PublicationPublished {
        publication: name::publication(one.id),
        number: one.number.clone(),
        kind: kind_of(one.kind).into(),
        organization: name::organization(one.organization),
        source: source.to_owned(),
        publish_date: Some(day::date(on)),
        until_date: one.until.map(day::date),
    }
}

/// What had ended is before the public again, under its number.
pub(crate) fn shown_again(one: &Standing, source: &str, until: Option<Date>, on: Date) -> pb::PublicationPublished {
    pb::PublicationPublished {
        publication: name::publication(one.id),
        number: one.number.clone(),
        kind: kind(&one.kind).into(),
        organization: name::organization(one.organization),
        source: source.to_owned(),
        publish_date: Some(day::date(on)),
        until_date: until.map(day::date),
    }
}

pub(crate) fn ended(one: &Standing, on: Date) -> pb::PublicationEnded {
    pb::PublicationEnded {
        publication: name::publication(one.id),
        number: one.number.clone(),
        kind: kind(&one.kind).into(),
        organization: name::organization(one.organization),
        end_date: Some(day::date(on)),
    }
}

pub(crate) fn withdrawn(one: &Standing, ground: Ground, on: Date) -> pb::PublicationWithdrawn {
    pb::PublicationWithdrawn {
        publication: name::publication(one.id),
        number: one.number.clone(),
        kind: kind(&one.kind).into(),
        organization: name::organization(one.organization),
        ground: ground_of(ground).into(),
        withdraw_date: Some(day::date(on)),
    }
}

pub(crate) fn bulletin(row: &BulletinRow) -> pb::BulletinPublished {
    let kind = Bulletin::parse(&row.kind).map_or(pb::BulletinKind::Unspecified, bulletin_kind);
    pb::BulletinPublished {
        bulletin: name::bulletin(row.id),
        number: row.number.clone().unwrap_or_default(),
        kind: kind.into(),
        department: name::department(&row.department),
        start_date: Some(day::date(row.starts_on)),
        end_date: Some(day::date(row.ends_on)),
        corrects: row.corrects.map(name::bulletin).unwrap_or_default(),
        entry_count: i32::try_from(row.entry_count).unwrap_or(i32::MAX),
    }
}

fn kind(word: &str) -> pb::PublicationKind {
    Kind::parse(word).map_or(pb::PublicationKind::Unspecified, kind_of)
}
