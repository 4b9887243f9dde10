//! Community organisations on file: how a filing changes, and what it would propose.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

use registry_domain::community::{
    CommunityFiling, CommunityType, FilingChange, FilingClass, FilingRefusal, FilingStatus, Guidance,
};
use registry_domain::conditions::establishment;
use registry_domain::{Outcome, Personal, Text, Title, rules};
use time::macros::{date, datetime};
use time::{Date, OffsetDateTime};
use uuid::Uuid;
use vocab::OrganizationClass;

const AT: OffsetDateTime = datetime!(2026-11-24 02:00 UTC);
const TODAY: Date = date!(2026 - 11 - 24);

fn filing(members: u32, activity_funds_fen: i64) -> CommunityFiling {
    CommunityFiling {
        id: Uuid::nil(),
        filing_number: "330502-2026-00001".into(),
        division: "330502".parse().unwrap(),
        township_code: "330502001".into(),
        community: Text::parse("凤凰社区").unwrap(),
        community_type: CommunityType::Urban,
        title: Title::parse("凤凰社区太极拳队").unwrap(),
        class: FilingClass::CultureSports,
        guidance: Guidance::Support,
        activities: Text::default(),
        members,
        unit_members: 0,
        activity_funds_fen,
        contact_name: Personal::parse::<50>("李四").unwrap(),
        contact_phone: Personal::parse::<30>("13800000000").unwrap(),
        status: FilingStatus::Filed,
        filed_on: date!(2026 - 03 - 01),
        ended_on: None,
        end_reason: Text::default(),
        application: None,
        revision: 1,
        valid_from: date!(2026 - 03 - 01),
        created_at: AT,
        updated_at: AT,
    }
}

#[test]
fn changes_follow_one_another_in_the_order_of_their_days() {
    let mut filing = filing(20, 0);
    let grown = FilingChange { members: Some(30), ..FilingChange::default() };
    assert_eq!(grown.paths(), ["member_count"]);
    filing.change(grown.clone(), date!(2026 - 05 - 01), AT).unwrap();
    assert_eq!((filing.revision, filing.members, filing.valid_from), (2, 30, date!(2026 - 05 - 01)));
    let early = filing.change(grown, date!(2026 - 04 - 30), AT);
    assert_eq!(early, Err(FilingRefusal::TooEarly { first: date!(2026 - 05 - 01) }));
    assert_eq!(filing.revision, 2);
}

#[test]
fn what_ended_or_was_promoted_no_longer_changes() {
    let mut ended = filing(20, 0);
    ended.end(Text::parse("自行解散").unwrap(), TODAY, AT).unwrap();
    let mut promoted = filing(60, 5_000_000);
    promoted.promote(TODAY, AT).unwrap();
    for (mut filing, status) in [(ended, FilingStatus::Ended), (promoted, FilingStatus::Promoted)] {
        assert_eq!((filing.status, filing.ended_on), (status, Some(TODAY)));
        let refused = Err(FilingRefusal::Closed { status });
        assert_eq!(filing.change(FilingChange::default(), TODAY, AT), refused);
        assert_eq!(filing.end(Text::default(), TODAY, AT), refused);
        assert_eq!(filing.promote(TODAY, AT), refused);
    }
}

#[test]
fn a_proposal_says_what_the_filing_says_and_is_held_to_the_conditions() {
    for (members, funds, expected) in [
        (49, 3_000_000, [Outcome::NotMet, Outcome::Met]),
        (50, 3_000_000, [Outcome::Met, Outcome::Met]),
        (50, 2_999_999, [Outcome::Met, Outcome::NotMet]),
    ] {
        let proposal = filing(members, funds).proposal(OrganizationClass::SocialGroup);
        assert_eq!(proposal.title.as_str(), "凤凰社区太极拳队");
        let findings = establishment(&proposal, rules(), TODAY).unwrap();
        let of = |field: &str| findings.iter().find(|finding| finding.field == field).map(|finding| finding.outcome);
        assert_eq!([of("individual_members"), of("activity_funds_fen")], expected.map(Some));
    }
}

#[test]
fn a_contact_person_is_never_printed() {
    let printed = format!("{:?}", filing(20, 0));
    assert!(!printed.contains("李四") && !printed.contains("138"));
}

#[test]
fn one_application_is_under_way_at_a_time_and_what_it_is_for_does_not_end_meanwhile() {
    let (mut linked, one, other) = (filing(60, 5_000_000), Uuid::from_u128(1), Uuid::from_u128(2));
    linked.link(one).unwrap();
    let refused = Err(FilingRefusal::PromotionUnderWay { application: one });
    assert_eq!(linked.link(other), refused);
    assert_eq!(linked.end(Text::default(), TODAY, AT), refused);
    linked.change(FilingChange { members: Some(61), ..FilingChange::default() }, TODAY, AT).unwrap();
    linked.promote(TODAY, AT).unwrap();
    assert_eq!((linked.status, linked.application), (FilingStatus::Promoted, Some(one)));
    assert_eq!(linked.link(other), Err(FilingRefusal::Closed { status: FilingStatus::Promoted }));
}
