//! What stands in the way of leaving a list.

use time::Date;
use time::macros::date;
use uuid::Uuid;
use vocab::UnifiedCode;

use super::{Obstacle, Situation};
use crate::ground::Ground;
use crate::listing::{List, Listing};
use crate::organization::Status;

fn listing(list: List, from: Date) -> Listing {
    Listing {
        id: Uuid::from_u128(1),
        organization: UnifiedCode::parse("51110000500309493D").unwrap(),
        division: "330500".into(),
        department: "civil-affairs".into(),
        list,
        ground: String::new(),
        rule: String::new(),
        document_number: String::new(),
        listed_on: from,
        period_from: from,
        removed_on: None,
        withdrawn_on: None,
    }
}

fn stands<'a>(listing: &'a Listing, grounds: &'a [Ground], undone: &'a [Ground]) -> Situation<'a> {
    Situation { listing, grounds, undone, pending: None, status: Some(Status::Active) }
}

#[test]
fn whoever_has_done_its_duty_leaves_the_abnormal_list_and_nobody_else() {
    let listing = listing(List::Abnormal, date!(2026 - 07 - 01));
    let (grounds, day) = ([Ground::ReportMissed, Ground::SmallPenalty], date!(2026 - 07 - 02));
    let open = stands(&listing, &grounds, &grounds);
    assert_eq!(open.obstacle(day), Some(Obstacle::Undone(vec![Ground::ReportMissed])));
    let done = stands(&listing, &grounds, &[Ground::SmallPenalty]);
    assert_eq!(done.obstacle(day), None);
    let pending = Situation { pending: Some(Ground::PartyGap), ..done };
    assert_eq!(pending.obstacle(day), Some(Obstacle::Pending(Ground::PartyGap)));
}

#[test]
fn a_penalty_alone_lapses_after_six_months_and_a_duty_never_does() {
    let listing = listing(List::Abnormal, date!(2025 - 08 - 31));
    let penalty = stands(&listing, &[Ground::SmallPenalty], &[Ground::SmallPenalty]);
    assert!(!penalty.lapses(date!(2026 - 02 - 28)));
    assert!(penalty.lapses(date!(2026 - 03 - 01)));
    assert!(!Situation { pending: Some(Ground::SmallPenalty), ..penalty }.lapses(date!(2026 - 03 - 01)));
    let both = [Ground::SmallPenalty, Ground::ReportMissed];
    assert!(!stands(&listing, &both, &[]).lapses(date!(2030 - 01 - 01)));
}

#[test]
fn the_serious_list_is_left_after_two_years_and_by_some_later() {
    let listing = listing(List::Serious, date!(2024 - 02 - 29));
    let fine = stands(&listing, &[Ground::LargeFine], &[]);
    assert_eq!(fine.obstacle(date!(2026 - 02 - 28)), Some(Obstacle::Running(date!(2026 - 02 - 28))));
    assert_eq!(fine.obstacle(date!(2026 - 03 - 01)), None);
    assert!(!fine.lapses(date!(2036 - 03 - 01)));
    let moved = stands(&listing, &[Ground::TwoYears], &[Ground::ReportMissed]);
    assert_eq!(moved.obstacle(date!(2026 - 03 - 01)), Some(Obstacle::Undone(vec![Ground::ReportMissed])));
    let revoked = stands(&listing, &[Ground::Revoked], &[]);
    assert_eq!(revoked.obstacle(date!(2026 - 03 - 01)), Some(Obstacle::NotDeregistered));
    let gone = Situation { status: Some(Status::Deregistered), ..revoked };
    assert_eq!(gone.obstacle(date!(2026 - 03 - 01)), None);
}
