//! PN-03: surcharge in whole fen, for each late day, never more than the fine.

use inspection_domain::enforcement::{Account, Bill, Instalment, Paid};
use proptest::prelude::*;
use time::macros::date;
use time::{Date, Duration};

const DUE: Date = date!(2026 - 12 - 18);

fn account(fine_fen: i64) -> Account {
    Account {
        instalments: vec![Instalment { due_on: DUE, amount_fen: fine_fen }],
        confiscation_fen: 0,
        paid: Vec::new(),
        annulled: false,
    }
}

fn fine(on: Date, fine_fen: i64) -> Paid {
    Paid { on, fine_fen, surcharge_fen: 0, confiscation_fen: 0 }
}

fn surcharge(account: &Account, day: Date) -> i64 {
    account.on(day).expect("a rule is in force").surcharge_fen
}

#[test]
fn three_percent_arise_for_each_day_after_the_last() {
    let account = account(100_000);
    assert_eq!(surcharge(&account, DUE), 0);
    assert_eq!(surcharge(&account, DUE + Duration::days(1)), 3_000);
    assert_eq!(surcharge(&account, DUE + Duration::days(10)), 30_000);
    let bill = account.on(DUE + Duration::days(1)).expect("in force");
    assert_eq!((bill.fine_fen, bill.overdue_fen, bill.total_fen()), (100_000, 100_000, 103_000));
    assert_eq!(account.on(DUE).expect("in force").overdue_fen, 0, "its last day is not late");
}

#[test]
fn the_surcharge_ends_at_the_fine() {
    let account = account(100_000);
    assert_eq!(surcharge(&account, DUE + Duration::days(33)), 99_000);
    for day in [34, 35, 5_000] {
        assert_eq!(surcharge(&account, DUE + Duration::days(day)), 100_000, "{day}");
    }
}

#[test]
fn fractions_of_a_fen_are_summed_before_they_are_cut() {
    let account = account(133);
    assert_eq!([1, 2, 3].map(|day| surcharge(&account, DUE + Duration::days(day))), [3, 7, 11]);
}

#[test]
fn the_day_of_a_late_payment_still_counts_and_the_days_after_do_not() {
    let mut account = account(100_000);
    account.paid.push(fine(DUE + Duration::days(2), 100_000));
    assert_eq!(surcharge(&account, DUE + Duration::days(2)), 6_000);
    assert_eq!(surcharge(&account, DUE + Duration::days(90)), 6_000);
    account.paid.push(Paid { on: DUE + Duration::days(3), fine_fen: 0, surcharge_fen: 6_000, confiscation_fen: 0 });
    assert_eq!(account.on(DUE + Duration::days(3)).expect("in force").total_fen(), 0);
}

#[test]
fn of_instalments_only_what_is_late_bears_surcharge() {
    let part = |due_on, amount_fen| Instalment { due_on, amount_fen };
    let account = Account {
        instalments: vec![part(DUE, 40_000), part(DUE + Duration::days(10), 60_000)],
        confiscation_fen: 500,
        paid: vec![fine(DUE, 40_000)],
        annulled: false,
    };
    assert_eq!(surcharge(&account, DUE + Duration::days(10)), 0);
    assert_eq!(surcharge(&account, DUE + Duration::days(11)), 1_800);
    let bill = account.on(DUE + Duration::days(11)).expect("in force");
    assert_eq!((bill.fine_fen, bill.confiscation_fen), (60_000, 500));
}

#[test]
fn of_an_annulled_decision_nothing_is_owed_on_any_day() {
    let paid = vec![fine(DUE + Duration::days(1), 60_000)];
    let account = Account { paid, confiscation_fen: 500, annulled: true, ..account(100_000) };
    for day in [DUE, DUE + Duration::days(10)] {
        assert_eq!(account.on(day).expect("nothing to reckon"), Bill::default(), "{day}");
    }
}

proptest! {
    /// Against the plain reading of the law: day by day, in hundredths of a fen.
    #[test]
    fn the_surcharge_is_what_the_days_come_to_and_never_more_than_the_fine(
        amount in 1..10_000_000_i64,
        second in 1..10_000_000_i64,
        gap in 1..60_i64,
        payments in prop::collection::vec((0..120_i64, 1..5_000_000_i64), 0..5),
        until in 0..200_i64,
    ) {
        let part = |due_on, amount_fen| Instalment { due_on, amount_fen };
        let account = Account {
            instalments: vec![part(DUE, amount), part(DUE + Duration::days(gap), second)],
            confiscation_fen: 0,
            paid: payments.iter().map(|(day, fen)| fine(DUE + Duration::days(*day), *fen)).collect(),
            annulled: false,
        };
        let mut hundredths = 0_i64;
        for day in 1..=until {
            let day = DUE + Duration::days(day);
            let due: i64 = account.instalments.iter().filter(|one| one.due_on < day).map(|one| one.amount_fen).sum();
            let paid: i64 = account.paid.iter().filter(|one| one.on < day).map(|one| one.fine_fen).sum();
            hundredths += 3 * (due - paid).max(0);
        }
        let found = surcharge(&account, DUE + Duration::days(until));
        prop_assert_eq!(found, (hundredths / 100).min(amount + second));
        prop_assert!(found <= account.fine_fen());
    }
}
