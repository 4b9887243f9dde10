//! The record of decisions, read.

use std::path::Path;

use time::Date;
use vocab::code::number;
use vocab::{OrganizationClass, UnifiedCode};

/// One decision.
#[derive(Debug)]
pub(crate) struct Decision {
    pub(crate) code: UnifiedCode,
    pub(crate) title: String,
    pub(crate) what: What,
    /// 文号.
    pub(crate) number: String,
    pub(crate) day: Date,
    pub(crate) authority: String,
}

/// What was decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum What {
    Establishment,
    Change,
    Deregistration,
    /// The record does not say.
    Unstated,
    /// Its number is that of a penalty.
    Penalty,
}

impl Decision {
    /// `organizations/{code}`.
    pub(crate) fn organization(&self) -> String {
        format!("organizations/{}", self.code)
    }

    /// Prefix and serial of the block of one code that its code is given from; `None` for codes older than blocks.
    pub(crate) fn serial(&self) -> Option<(&str, i64)> {
        let body = &self.code.as_str()[8..16];
        let (prefix, serial) = body.split_at(3);
        let serial = number(serial).and_then(|serial| i64::try_from(serial).ok())?;
        prefix.starts_with("MJ").then_some((prefix, serial))
    }

    pub(crate) fn class(&self) -> OrganizationClass {
        self.code.class()
    }
}

/// Every decision, the earliest first; those of a day in the order of the record.
pub(crate) fn read(path: &Path) -> Vec<Decision> {
    let iso = time::macros::format_description!("[year]-[month]-[day]");
    let decision = |row: csv::StringRecord| Decision {
        code: UnifiedCode::parse(&row[0]).unwrap(),
        title: row[1].to_owned(),
        what: match &row[2] {
            "成立登记" => What::Establishment,
            "变更登记" => What::Change,
            "注销登记" => What::Deregistration,
            _ if row[3].contains("执罚") => What::Penalty,
            _ => What::Unstated,
        },
        number: row[3].to_owned(),
        day: Date::parse(&row[4], iso).unwrap(),
        authority: row[5].to_owned(),
    };
    let rows = csv::Reader::from_path(path).unwrap().into_records();
    let mut decisions: Vec<Decision> = rows.map(|row| decision(row.unwrap())).collect();
    decisions.sort_by_key(|decision| decision.day);
    decisions
}
