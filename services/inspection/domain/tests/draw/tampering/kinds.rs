//! Every kind of tampering, with what is found first.

use inspection_domain::draw::Difference as D;

use super::lines::{Expected, Lines, Tampered};
use crate::worked::{code, worked};

fn good() -> Lines {
    Lines::good()
}

#[expect(clippy::needless_pass_by_value, reason = "the lists read better")]
fn found(what: &'static str, lines: Lines, expected: Expected) -> Tampered {
    Tampered { what, file: lines.file(), expected }
}

fn entry(difference: &D, reason: &str) -> bool {
    matches!(difference, D::Entry(refusal) if fault::Reason::reason(refusal) == reason)
}

fn not_freezable(difference: &D, reason: &str) -> bool {
    matches!(difference, D::NotFreezable(refusal) if fault::Reason::reason(refusal) == reason)
}

fn of_tax(difference: &D) -> bool {
    matches!(difference, D::Share { department } if department == "tax")
}

fn by_tax(difference: &D) -> bool {
    matches!(difference, D::Failure { expected } if expected == "missing-share of tax")
}

fn twice(line: &str, before: &str) -> Lines {
    let line = good().line(line);
    good().insert(before, &line)
}

/// The first of stratum B is somebody else, who is in it too.
pub(crate) fn other_result() -> Lines {
    let drawn = good().line("drawn\tB");
    let others = ["51330500MJW000067Y", "51330500MJW000075R"];
    let other = others.into_iter().find(|code| !drawn.contains(code)).expect("one of two");
    good().set("drawn\tB", 3, other)
}

fn windows() -> Lines {
    Lines(good().0.into_iter().map(|line| line + "\r").collect())
}

/// What was frozen.
fn of_frozen() -> Vec<Tampered> {
    vec![
        found("a changed object", good().set("object\tB\t51330500MJW00010", 2, code(99).as_str()), |d| {
            matches!(d, D::Root { .. })
        }),
        found("an object moved to another stratum", good().set("object\tD", 1, "C"), |d| matches!(d, D::Root { .. })),
        found("an object left out", good().without("object\tA"), |d| matches!(d, D::Root { .. })),
        found("another year", good().set("year", 1, "2025"), |d| matches!(d, D::Root { .. })),
        found("a recusal left out", good().without("recusal"), |d| matches!(d, D::Root { .. })),
        found("a root that is none", good().set("root", 1, "0"), |d| matches!(d, D::Unreadable { .. })),
        found("no root", good().without("root"), |d| matches!(d, D::Misplaced { .. })),
        found("a wrong quota", good().set("stratum\tB", 4, "2").resealed(), |d| {
            matches!(d, D::Quota { stratum: "B", stated: 2, reckoned: 1 })
        }),
        found("a wrong size", good().set("stratum\tB", 3, "7").resealed(), |d| {
            matches!(d, D::Size { stratum: "B", stated: 7, counted: 6 })
        }),
        found("no record of the visits", good().without("visits").resealed(), |d| {
            matches!(d, D::RecordMissing { kind: "visits" })
        }),
        found("more than all to be drawn", good().set("proportion", 1, "5/1").resealed(), |d| {
            matches!(d, D::Unreadable { .. })
        }),
        found(
            "objects out of order",
            good().swap("object\tA\t51330500MJW00001", "object\tA\t51330500MJW00002").resealed(),
            |d| matches!(d, D::NotAscending { .. }),
        ),
        found("an organisation twice", good().set("merged", 1, "51330500MJW000016N").resealed(), |d| {
            not_freezable(d, "ORGANIZATION_TWICE")
        }),
        found("too few inspectors wanted", good().set("department\ttax", 2, "0").resealed(), |d| {
            not_freezable(d, "TOO_FEW_INSPECTORS")
        }),
        found("an inspector of a stranger", good().set("inspector\ttx-2", 2, "finance").resealed(), |d| {
            not_freezable(d, "INSPECTOR_OF_STRANGER")
        }),
        found("a recusal of a stranger", good().set("recusal", 1, "zz-9").resealed(), |d| {
            not_freezable(d, "RECUSAL_OF_STRANGER")
        }),
        found("a code that is none", good().set("object\tD", 2, "51330500MJW0001390").resealed(), |d| {
            matches!(d, D::Unreadable { .. })
        }),
        found("another specification", good().set("draw", 1, "onecode-draw/2").resealed(), |d| {
            matches!(d, D::Unreadable { .. })
        }),
        found("a TAB in a field", good().set("population", 1, "registered\tby 330500").resealed(), |d| {
            matches!(d, D::Unreadable { .. })
        }),
        found(
            "a line break in a field",
            good().set("population", 1, "all\nobject\tA\t51330500MJW000016N").resealed(),
            |d| matches!(d, D::Misplaced { .. }),
        ),
        found("a control character in a field", good().set("population", 1, "registered\u{1b}[2K").resealed(), |d| {
            matches!(d, D::Unreadable { .. })
        }),
    ]
}

/// What was entered.
fn of_rounds() -> Vec<Tampered> {
    vec![
        found("a share that does not match", good().set("reveal\t2\ttax", 3, &"3".repeat(64)), of_tax),
        found("another commitment", good().set("commitment\t2\ttax", 3, &"0".repeat(64)), of_tax),
        found("another seed", good().set("seed", 2, &"0".repeat(64)), |d| matches!(d, D::Seed { .. })),
        found("another value of the beacon", good().set("value", 2, "8 3 6"), |d| matches!(d, D::Seed { .. })),
        found("no value of the beacon", good().without("value"), |d| entry(d, "BEACON_MISSING")),
        found("the beacon before it is known", good().set("value", 3, "2026-03-11T23:00:00.000000Z"), |d| {
            entry(d, "BEACON_NOT_DUE")
        }),
        found("a missing share", good().without("reveal\t2\ttax"), |d| entry(d, "SHARE_MISSING")),
        found("a missing commitment", good().without("commitment\t2\ttax"), |d| entry(d, "COMMITMENT_MISSING")),
        found("a share revealed twice", twice("reveal\t2\tcivil", "value"), |d| entry(d, "SHARE_ALREADY_REVEALED")),
        found("a commitment made twice", twice("commitment\t2\tcivil", "reveal\t2"), |d| entry(d, "COMMITMENT_MADE")),
        found("a commitment after its term", good().set("commitment\t2\ttax", 4, "2026-03-10T00:00:00.000001Z"), |d| {
            entry(d, "COMMITMENT_TOO_LATE")
        }),
        found("a share after its term", good().set("reveal\t2\tcivil", 4, "2026-03-11T00:00:00.000001Z"), |d| {
            entry(d, "SHARE_TOO_LATE")
        }),
        found("a share of a stranger", good().set("reveal\t2\ttax", 2, "taxes"), |d| entry(d, "NOT_PARTICIPATING")),
        found(
            "a share earlier than the commitments",
            good().set("reveal\t2\ttax", 4, "2026-03-09T00:05:00.000000Z"),
            |d| matches!(d, D::OutOfTime),
        ),
        found("a round that is gone", good().without_from("round\t1", "round\t2"), |d| {
            matches!(d, D::Misplaced { .. })
        }),
        found("a round that did not fail", good().share_that_was_there(), |d| entry(d, "TERM_NOT_OVER")),
        found("a round that failed by another", good().set("failed", 2, "market-supervision"), by_tax),
        found("a round that failed for another cause", good().set("failed", 3, "share-mismatch"), by_tax),
        found("a round that failed too early", good().set("failed", 4, "2026-03-03T03:00:00.000000Z"), |d| {
            entry(d, "TERM_NOT_OVER")
        }),
        found("a round that does not say how it failed", good().without("failed"), |d| entry(d, "ROUND_OPEN")),
        found("a further round without a reason", good().set("round\t2", 6, "-"), |d| entry(d, "ROUND_REASON_MISSING")),
        found("terms out of order", good().set("round\t2", 3, "2026-03-12T00:00:00.000000Z"), |d| {
            entry(d, "TERMS_OUT_OF_ORDER")
        }),
        found("another instant of the beacon", good().set("round\t1", 5, "2026-03-05T14:00:00.000000Z"), |d| {
            entry(d, "BEACON_NOT_AS_FROZEN")
        }),
        found("no round that drew", good().until("round\t2"), |d| matches!(d, D::NotDrawn)),
    ]
}

/// What was drawn.
fn of_results() -> Vec<Tampered> {
    vec![
        found("another organisation drawn", other_result(), |d| matches!(d, D::Result { .. })),
        found("two results swapped", good().swap("drawn\tA", "drawn\tB"), |d| matches!(d, D::ResultMissing { .. })),
        found("a result left out", good().without("drawn\tC"), |d| matches!(d, D::ResultMissing { .. })),
        found("the last result left out", good().without("short"), |d| matches!(d, D::ResultMissing { .. })),
        found("a result too many", good().push("drawn\tB\t2\t51330500MJW000067Y\tca-1\ttx-1"), |d| {
            matches!(d, D::ResultUnfounded { .. })
        }),
        found("an inspector who is recused", good().set("drawn\tD", 4, "ca-4"), |d| matches!(d, D::Result { .. })),
        found("an inspector whose certificate ends", good().set("drawn\tD", 4, "ca-3"), |d| {
            matches!(d, D::Result { .. })
        }),
        found("an inspector nobody knows", good().set("drawn\tD", 4, "ca-9"), |d| matches!(d, D::Result { .. })),
        found("fewer said to be missing", good().set("short", 5, "0"), |d| matches!(d, D::Result { .. })),
        found("rubbish at the end", good().push("and so on"), |d| matches!(d, D::ResultUnfounded { .. })),
        found("an empty line at the end", good().push(""), |d| matches!(d, D::ResultUnfounded { .. })),
        found("line breaks of Windows", windows(), |d| matches!(d, D::Unreadable { .. })),
    ]
}

/// What are no lines.
fn of_bytes() -> Vec<Tampered> {
    let whole = worked().proof();
    let cut = whole[..whole.len() - 1].to_vec();
    let no_text = [&whole[..], b"\xff\xfe\n"].concat();
    let endless = [&whole[..], "a".repeat(70_000).as_bytes()].concat();
    vec![
        Tampered { what: "no line break at the end", file: cut, expected: |d| matches!(d, D::NoLineBreak) },
        Tampered { what: "bytes that are no text", file: no_text, expected: |d| matches!(d, D::NotText) },
        Tampered { what: "a line without an end", file: endless, expected: |d| matches!(d, D::LineTooLong) },
        Tampered { what: "an empty file", file: Vec::new(), expected: |d| matches!(d, D::RecordMissing { .. }) },
    ]
}

/// Every kind.
pub(crate) fn all() -> Vec<Tampered> {
    of_frozen().into_iter().chain(of_rounds()).chain(of_results()).chain(of_bytes()).collect()
}
