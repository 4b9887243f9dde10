//! An organisation and what is on record of it.

use credit_domain::listing::{List, Listing};
use credit_domain::organization::{Organization, OrganizationKind, Status};
use credit_domain::record::{Kind, Record};
use credit_domain::risk::{Measured, Subject};
use time::Date;
use time::macros::date;
use uuid::Uuid;
use vocab::UnifiedCode;

pub(crate) struct Story {
    pub(crate) organization: Organization,
    pub(crate) records: Vec<Record>,
    pub(crate) listings: Vec<Listing>,
}

pub(crate) fn story() -> Story {
    let organization = Organization {
        code: UnifiedCode::parse("51330500MJ0000019E").unwrap_or_else(|_| code()),
        title: "湖州市童装协会".into(),
        kind: OrganizationKind::SocialGroup,
        status: Status::Active,
        status_from: date!(2015 - 01 - 01),
        division: "330500".into(),
        supervising_unit: String::new(),
        registered_on: date!(2015 - 01 - 01),
    };
    Story { organization, records: Vec::new(), listings: Vec::new() }
}

fn code() -> UnifiedCode {
    let class = vocab::OrganizationClass::SocialGroup;
    UnifiedCode::from_parts(class, "330500".parse().unwrap(), "MJ000001").unwrap()
}

impl Story {
    pub(crate) fn record(mut self, kind: Kind, from: Date, change: impl FnOnce(&mut Record)) -> Self {
        let mut record = Record {
            id: Uuid::from_u128(self.records.len() as u128 + 1),
            organization: self.organization.code,
            division: "330500".into(),
            department: "civil-affairs".into(),
            kind,
            source: "penalties/x".into(),
            document_number: String::new(),
            year: None,
            value: String::new(),
            amount_fen: None,
            from,
            until: None,
            withdrawn: None,
            obtained: from,
        };
        change(&mut record);
        self.records.push(record);
        self
    }

    pub(crate) fn missed(self, year: i32, until: Option<Date>) -> Self {
        let from = Date::from_calendar_date(year + 1, time::Month::June, 1).unwrap();
        self.record(Kind::ReportMissed, from, |record| (record.year, record.until) = (Some(year), until))
    }

    pub(crate) fn penalty(self, on: Date, value: &str, fen: i64) -> Self {
        self.record(Kind::Penalty, on, |record| (record.value, record.amount_fen) = (value.into(), Some(fen)))
    }

    pub(crate) fn listed(mut self, list: List, on: Date) -> Self {
        self.listings.push(Listing {
            id: Uuid::from_u128(900 + self.listings.len() as u128),
            organization: self.organization.code,
            division: "330500".into(),
            department: "civil-affairs".into(),
            list,
            ground: "CR-03.1".into(),
            rule: "CR-03a@1".into(),
            document_number: "湖民异〔2024〕1号".into(),
            listed_on: on,
            period_from: on,
            removed_on: None,
            withdrawn_on: None,
        });
        self
    }

    pub(crate) fn subject(&self) -> Subject<'_> {
        Subject { organization: &self.organization, records: &self.records, listings: &self.listings }
    }

    pub(crate) fn measured(&self, day: Date) -> Measured {
        Measured::of(self.subject(), day)
    }

    pub(crate) fn value(&self, key: &str, day: Date) -> i64 {
        self.measured(day).value(key).unwrap()
    }
}
