//! How long a rule of warning takes for one organisation: `cargo run --release -p credit-domain --example risk_speed`.

use std::hint::black_box;
use std::time::Instant;

use credit_domain::organization::{Organization, OrganizationKind, Status};
use credit_domain::record::{Kind, Record};
use credit_domain::risk::{Expression, Measured, Subject};
use time::macros::date;
use uuid::Uuid;
use vocab::{OrganizationClass, UnifiedCode};

const TIMES: u32 = 200_000;
const RULE: &str = "(missed_reports >= 2 && !on_abnormal_list) || small_penalties_3y >= 2 || fines_fen > 5000000";

fn main() {
    let division = "330500".parse().unwrap_or_else(|_| unreachable!("a division"));
    let code = UnifiedCode::from_parts(OrganizationClass::SocialGroup, division, "MJ000001")
        .unwrap_or_else(|_| unreachable!("a code"));
    let organization = Organization {
        code,
        title: "湖州市童装协会".into(),
        kind: OrganizationKind::SocialGroup,
        status: Status::Active,
        status_from: date!(2015 - 01 - 01),
        division: "330500".into(),
        supervising_unit: String::new(),
        registered_on: date!(2015 - 01 - 01),
    };
    let record = |id: u128| Record {
        id: Uuid::from_u128(id),
        organization: code,
        division: "330500".into(),
        department: "civil-affairs".into(),
        kind: Kind::ALL[(id % 19) as usize],
        source: "penalties/x".into(),
        document_number: String::new(),
        year: Some(2020),
        value: "warning".into(),
        amount_fen: Some(1),
        from: date!(2024 - 01 - 01),
        until: None,
        withdrawn: None,
        obtained: date!(2024 - 01 - 01),
    };
    let records: Vec<Record> = (0..30).map(record).collect();
    let subject = Subject { organization: &organization, records: &records, listings: &[] };
    let rule = Expression::parse(RULE).unwrap_or_else(|_| unreachable!("a rule"));
    let day = date!(2026 - 01 - 01);
    let begun = Instant::now();
    for _ in 0..TIMES {
        black_box(Measured::of(black_box(subject), day));
    }
    println!("measure 30 records: {:.2} µs", begun.elapsed().as_secs_f64() * 1e6 / f64::from(TIMES));
    let measured = Measured::of(subject, day);
    let begun = Instant::now();
    for _ in 0..TIMES {
        black_box(rule.holds(black_box(&measured)).is_ok());
    }
    println!("evaluate a rule: {:.2} µs", begun.elapsed().as_secs_f64() * 1e6 / f64::from(TIMES));
}
