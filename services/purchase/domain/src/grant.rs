//! Grants as open data, shaped by the 360Giving Data Standard 1.1 (JSON): a grant is what was approved of a fund for an organisation.

use serde::Serialize;
use time::{Date, OffsetDateTime};

use crate::money::Yuan;
use crate::ocds::{CURRENCY, Publisher, SCHEME, around, instant};

/// Version of the standard, as packages state it.
const VERSION: &str = "1.1";

/// A grant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Grant {
    /// Once in the world, whatever becomes of the grant: the publisher's prefix and its id here.
    id: String,
    title: String,
    description: String,
    currency: &'static str,
    amount_awarded: Yuan,
    amount_disbursed: Yuan,
    award_date: String,
    recipient_organization: [Organization; 1],
    funding_organization: [Organization; 1],
    #[serde(rename = "grantProgramme")]
    programme: [Programme; 1],
    date_modified: String,
}

/// Who gives, or who gets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Organization {
    id: String,
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    department: Option<String>,
}

impl Organization {
    /// One with a unified social credit code.
    #[must_use]
    pub fn with_code(code: &str, name: &str) -> Self {
        Self { id: format!("{SCHEME}-{code}"), name: name.to_owned(), department: None }
    }

    /// A department of a division, known by the publisher's prefix: its code is not on record.
    #[must_use]
    pub fn department(prefix: &str, division: &str, name: &str, department: &str) -> Self {
        let id = format!("{prefix}-{division}-{department}");
        Self { id, name: name.to_owned(), department: Some(department.to_owned()) }
    }
}

/// What a grant is given under: a fund.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Programme {
    /// Once for the publisher.
    pub code: String,
    /// What it is called.
    pub title: String,
    /// What it is for.
    pub description: String,
}

/// What was granted when, and how much of it was paid and not paid back, in fen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Money {
    /// Approved.
    pub awarded_fen: i64,
    /// Paid, less what came back.
    pub disbursed_fen: i64,
    /// The day of approval.
    pub on: Date,
    /// When any of that last changed.
    pub changed_at: OffsetDateTime,
}

impl Grant {
    /// From one to another, under a programme.
    #[must_use]
    pub fn new(
        (id, title, description): (String, String, String),
        money: Money,
        (from, to): (Organization, Organization),
        programme: Programme,
    ) -> Self {
        Self {
            id,
            title,
            description,
            currency: CURRENCY,
            amount_awarded: Yuan::of_fen(money.awarded_fen),
            amount_disbursed: Yuan::of_fen(money.disbursed_fen),
            award_date: money.on.to_string(),
            recipient_organization: [to],
            funding_organization: [from],
            programme: [programme],
            date_modified: instant(money.changed_at),
        }
    }
}

/// Around the grants of a package: what comes before them, and after.
#[must_use]
pub fn package(title: &str, publisher: &str, at: OffsetDateTime) -> (String, &'static str) {
    #[derive(Serialize)]
    struct Head<'a> {
        version: &'static str,
        title: &'a str,
        issued: String,
        publisher: Publisher<'a>,
    }
    let head = Head { version: VERSION, title, issued: instant(at), publisher: Publisher { name: publisher } };
    around(&head, "grants")
}

#[cfg(test)]
mod tests {
    use serde_json::Value as Json;
    use time::macros::{date, datetime};

    use super::{Grant, Money, Organization, Programme, package};

    #[test]
    fn a_package_of_a_grant_is_json_with_exact_amounts() {
        let money = Money {
            awarded_fen: 2_000_050,
            disbursed_fen: 0,
            on: date!(2026 - 11 - 24),
            changed_at: datetime!(2026-11-24 02:00 UTC),
        };
        let from = Organization::department("360G-x", "330500", "浙江省湖州市", "civil-affairs");
        let to = Organization::with_code("51330500MJ0000001X", "湖州市第1协会");
        let programme = Programme { code: "1".into(), title: "专项资金".into(), description: "奖励".into() };
        let grant = Grant::new(("360G-x-1".into(), "奖励".into(), "4A".into()), money, (from, to), programme);
        let (head, tail) = package("grants.json", "湖州市\"财政局\"", datetime!(2026-11-24 02:00 UTC));
        let whole = format!("{head}{}{tail}", serde_json::to_string(&grant).unwrap());
        assert!(
            whole.contains(r#""amountAwarded":20000.50,"amountDisbursed":0.00,"awardDate":"2026-11-24""#),
            "{whole}"
        );
        let told: Json = serde_json::from_str(&whole).unwrap();
        assert_eq!((&told["version"], &told["publisher"]["name"]), (&"1.1".into(), &"湖州市\"财政局\"".into()));
        let grant = &told["grants"][0];
        assert_eq!(grant["recipientOrganization"][0]["id"], "CN-USCI-51330500MJ0000001X");
        assert_eq!(grant["fundingOrganization"][0]["id"], "360G-x-330500-civil-affairs");
        assert_eq!(grant["dateModified"], "2026-11-24T10:00:00+08:00");
    }
}
