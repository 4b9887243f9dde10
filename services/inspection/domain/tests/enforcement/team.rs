//! PN-01, PN-01g: two certified officers, none recused.

use inspection_domain::enforcement::{Member, Refusal, require_team};
use inspection_domain::inspector::Certificate;
use time::Date;
use time::macros::date;

const TODAY: Date = date!(2026 - 11 - 24);

fn officer(name: &str) -> Member {
    Member {
        inspector: name.to_owned(),
        certificate: Certificate { valid_from: date!(2024 - 01 - 01), valid_to: date!(2027 - 01 - 01) },
        assistant: false,
        suspended: false,
        recused: false,
    }
}

fn require(members: &[Member]) -> Result<(), Refusal> {
    require_team(members, "PN-01", TODAY)
}

#[test]
fn two_officers_with_certificates_may_investigate() {
    assert!(require(&[officer("a"), officer("b")]).is_ok());
    let alone = require(&[officer("a")]).expect_err("one is too few");
    assert!(matches!(alone, Refusal::TooFewOfficers { found: 1, least: 2 }), "{alone}");
    assert!(require(&[]).is_err());
}

#[test]
fn an_assistant_does_not_count() {
    let assistant = Member { assistant: true, ..officer("b") };
    assert!(matches!(require(&[officer("a"), assistant.clone()]), Err(Refusal::TooFewOfficers { found: 1, least: 2 })));
    assert!(require(&[officer("a"), officer("c"), assistant]).is_ok());
}

#[test]
fn a_certificate_that_expired_or_is_suspended_is_named() {
    let expired =
        Member { certificate: Certificate { valid_from: date!(2020 - 01 - 01), valid_to: TODAY }, ..officer("b") };
    let suspended = Member { suspended: true, ..officer("c") };
    let refused = require(&[officer("a"), expired, suspended]).expect_err("two are unfit");
    let Refusal::Uncertified { inspectors } = refused else { panic!("{refused}") };
    assert_eq!(inspectors, ["b", "c"]);
}

#[test]
fn a_recused_officer_is_named_first() {
    let tied = Member { recused: true, suspended: true, ..officer("b") };
    let refused = require(&[officer("a"), tied]).expect_err("a tie");
    let Refusal::Recused { inspectors } = refused else { panic!("{refused}") };
    assert_eq!(inspectors, ["b"]);
}
