//! PN-02, PN-01f, PN-03e, PN-06: hearings, legal review, what may not be heavier, consequences for credit.

use inspection_domain::enforcement::{
    Consequence, Sanction, SanctionKind, consequence, hearing_right, heavier, money, review_needed,
};
use time::Date;
use time::macros::date;

const TODAY: Date = date!(2026 - 11 - 24);
const NOTHING: (bool, bool, bool) = (false, false, false);

fn of(kind: SanctionKind, amount_fen: i64) -> Sanction {
    Sanction { kind, amount_fen, days: 0, text: String::new() }
}

fn rules(sanctions: &[Sanction], day: Date) -> Vec<String> {
    hearing_right(sanctions, day).expect("a rule is in force").iter().map(ToString::to_string).collect()
}

#[test]
fn a_hearing_is_due_from_the_threshold_on() {
    for (amount, due) in [(4_999_999, vec![]), (5_000_000, vec!["PN-02c@1".to_owned()])] {
        assert_eq!(rules(&[of(SanctionKind::Fine, amount)], TODAY), due, "{amount}");
    }
    assert_eq!(rules(&[of(SanctionKind::Confiscation, 5_000_000)], TODAY), ["PN-02d@1"]);
    for kind in [SanctionKind::Suspension, SanctionKind::Revocation] {
        assert_eq!(rules(&[of(kind, 0)], TODAY), ["PN-02@2"]);
    }
    for kind in [SanctionKind::Warning, SanctionKind::Criticism, SanctionKind::Other] {
        assert_eq!(rules(&[of(kind, 0)], TODAY), Vec::<String>::new());
    }
}

#[test]
fn the_law_of_the_day_decides_whether_a_hearing_is_due() {
    let (before, since) = (date!(2021 - 07 - 14), date!(2021 - 07 - 15));
    let confiscation = [of(SanctionKind::Confiscation, 9_000_000)];
    assert_eq!(rules(&confiscation, before), Vec::<String>::new(), "the law of 1996 had none for it");
    assert_eq!(rules(&confiscation, since), ["PN-02d@1"]);
    assert_eq!(rules(&[of(SanctionKind::Revocation, 0)], before), ["PN-02@1"]);
    assert_eq!(rules(&[of(SanctionKind::Revocation, 0), of(SanctionKind::Suspension, 0)], since), ["PN-02@2"]);
    assert!(hearing_right(&confiscation, date!(1996 - 09 - 30)).is_err());
}

#[test]
fn legal_review_is_asked_for_what_is_heavy_complex_public_or_was_heard() {
    let needed = |sanctions: &[Sanction], weight| review_needed(sanctions, weight, TODAY).expect("in force").is_some();
    let light = [of(SanctionKind::Warning, 0)];
    assert!(!needed(&light, NOTHING));
    for weight in [(true, false, false), (false, true, false), (false, false, true)] {
        assert!(needed(&light, weight), "{weight:?}");
    }
    assert!(needed(&[of(SanctionKind::Fine, 5_000_000)], NOTHING));
}

#[test]
fn a_decision_is_not_heavier_than_what_the_party_was_told() {
    let told = [of(SanctionKind::Warning, 0), of(SanctionKind::Fine, 1_000)];
    assert_eq!(heavier(&told, &told), []);
    assert_eq!(heavier(&[of(SanctionKind::Fine, 999)], &told), []);
    assert_eq!(heavier(&[of(SanctionKind::Fine, 1_001)], &told), [SanctionKind::Fine]);
    assert_eq!(heavier(&[of(SanctionKind::Revocation, 0)], &told), [SanctionKind::Revocation]);
    let days = |days| Sanction { days, ..of(SanctionKind::Suspension, 0) };
    assert_eq!(heavier(&[days(31)], &[days(30)]), [SanctionKind::Suspension]);
}

#[test]
fn the_heaviest_sanction_says_what_follows_for_credit() {
    let follows = |sanctions: &[Sanction]| {
        let (consequence, rule) = consequence(sanctions, TODAY).expect("in force");
        assert_eq!(rule.to_string(), "PN-06@1");
        consequence
    };
    assert_eq!(follows(&[of(SanctionKind::Criticism, 0), of(SanctionKind::Confiscation, 1)]), Consequence::None);
    assert_eq!(follows(&[of(SanctionKind::Warning, 0)]), Consequence::Abnormal);
    assert_eq!(follows(&[of(SanctionKind::Warning, 0), of(SanctionKind::Fine, 4_999_999)]), Consequence::Abnormal);
    assert_eq!(follows(&[of(SanctionKind::Fine, 5_000_000)]), Consequence::Serious);
    assert_eq!(follows(&[of(SanctionKind::Warning, 0), of(SanctionKind::Suspension, 0)]), Consequence::Serious);
}

#[test]
fn money_is_summed_by_kind_and_said_to_the_fen() {
    let sanctions = [of(SanctionKind::Fine, 150_005), of(SanctionKind::Confiscation, 242_000)];
    assert_eq!((money(&sanctions, SanctionKind::Fine), money(&sanctions, SanctionKind::Suspension)), (150_005, 0));
    assert_eq!(sanctions[0].said(), "罚款1500.05元");
    assert_eq!(Sanction { days: 30, ..of(SanctionKind::Suspension, 0) }.said(), "限期停止活动30日");
    assert_eq!(Sanction { text: "责令关闭".to_owned(), ..of(SanctionKind::Other, 0) }.said(), "责令关闭");
}
