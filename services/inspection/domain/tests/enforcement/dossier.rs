//! The dossier: what entries come to, and that they are read as they were written.

use inspection_domain::enforcement::{Dossier, Entry, Sanction, SanctionKind, Statement};
use time::macros::date;

fn concluded() -> Entry {
    Entry::Concluded {
        on: date!(2026 - 11 - 24),
        report: "事实清楚".to_owned(),
        document: String::new(),
        sha256: String::new(),
        sanctions: vec![Sanction { kind: SanctionKind::Warning, amount_fen: 0, days: 0, text: String::new() }],
        public_interest: false,
        complex: true,
    }
}

fn reviewed(passed: bool) -> Entry {
    Entry::Reviewed { on: date!(2026 - 11 - 25), passed, opinion: "同意".to_owned() }
}

#[test]
fn a_conclusion_begins_anew_and_keeps_what_the_party_stated() {
    let stated = Statement {
        on: date!(2026 - 11 - 26),
        content: "已经改正".to_owned(),
        accepted: true,
        weighing: "属实".to_owned(),
    };
    let notified = Entry::Notified { on: date!(2026 - 11 - 25), sanctions: Vec::new(), hearing_rules: Vec::new() };
    let mut dossier = Dossier::of([concluded(), reviewed(true), notified, Entry::Stated(stated)]);
    assert!(dossier.passed() && dossier.notice.is_some());
    assert_eq!(dossier.weight(), (false, true, false));
    dossier.enter(concluded());
    assert!(!dossier.passed() && dossier.notice.is_none());
    assert_eq!((dossier.statements.len(), dossier.proposed().len()), (1, 1));
}

#[test]
fn after_a_hearing_it_is_reviewed_again() {
    let asked = Entry::HearingRequested { on: date!(2026 - 11 - 26) };
    let held = Entry::HearingHeld { absent: false, summary: "听取了意见".to_owned() };
    let mut dossier = Dossier::of([concluded(), reviewed(true), asked, held]);
    assert!(!dossier.passed() && dossier.weight().2);
    dossier.enter(reviewed(false));
    assert!(!dossier.passed());
    dossier.enter(reviewed(true));
    assert!(dossier.passed());
}

#[test]
fn entries_are_stored_as_words_that_stay() {
    let stored = serde_json::to_value(concluded()).expect("an entry is JSON");
    let expected = serde_json::json!({
        "kind": "concluded", "on": "2026-11-24", "report": "事实清楚", "document": "", "sha256": "",
        "sanctions": [{"kind": "warning", "amount_fen": 0, "days": 0, "text": ""}],
        "public_interest": false, "complex": true,
    });
    assert_eq!(stored, expected);
    assert_eq!(serde_json::from_value::<Entry>(stored).expect("it is read again"), concluded());
    let transferred = Entry::Transferred {
        on: date!(2026 - 11 - 24),
        from: "civil-affairs".to_owned(),
        to: "tax".to_owned(),
        reasons: "属税务机关管辖".to_owned(),
    };
    let stored = serde_json::to_string(&transferred).expect("an entry is JSON");
    assert_eq!(serde_json::from_str::<Entry>(&stored).expect("it is read again"), transferred);
}

#[test]
fn a_transfer_that_is_accepted_is_filed_anew() {
    let filed = Entry::Filed { on: date!(2026 - 11 - 24) };
    let handed = Entry::Transferred {
        on: date!(2026 - 11 - 25),
        from: "a".to_owned(),
        to: "b".to_owned(),
        reasons: "管辖".to_owned(),
    };
    let answer = |accepted| Entry::TransferAnswered { on: date!(2026 - 11 - 26), accepted, reasons: String::new() };
    let returned = Dossier::of([filed.clone(), handed.clone(), answer(false)]);
    assert!(returned.filed_on.is_some());
    let accepted = Dossier::of([filed, handed, answer(true)]);
    assert!(accepted.filed_on.is_none());
    assert!(accepted.transfers[0].answer.as_ref().is_some_and(|(_, accepted, _)| *accepted));
}
