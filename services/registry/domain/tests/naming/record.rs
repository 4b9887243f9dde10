//! What became of the names of one organisation, by its revisions.

use registry_domain::naming::{Since, Standing};
use registry_domain::{Change, History, Patch, Stamp, Status, Text, Title};
use time::Date;
use time::macros::{date, datetime};
use vocab::UnifiedCode;

use crate::TODAY;

fn titled(title: &str) -> Patch {
    Patch { title: Some(Title::parse(title).unwrap()), ..Patch::default() }
}

fn standing(status: Status) -> Patch {
    Patch { status: Some(status), ..Patch::default() }
}

/// An organisation with these revisions, from their days on.
fn history(revisions: &[(Date, Patch)]) -> History {
    let stamp =
        || Stamp { at: datetime!(2026-11-01 00:00 UTC), department: "civil-affairs".into(), actor: "test".into() };
    let change =
        |(day, patch): &(Date, Patch)| Change { valid_from: *day, basis: Text::default(), patch: patch.clone() };
    let code = UnifiedCode::parse("51100000500002862F").unwrap();
    let mut history = History::open(code, change(&revisions[0]), stamp());
    for revision in &revisions[1..] {
        history.record(change(revision), stamp()).unwrap();
    }
    history
}

fn names(revisions: &[(Date, Patch)]) -> Vec<(String, Standing)> {
    let names = history(revisions).names(TODAY);
    names.into_iter().map(|name| (name.title.as_str().to_owned(), name.standing)).collect()
}

fn given_up(day: Date, exact: bool, returned: bool) -> Standing {
    Standing::GivenUp { since: Since { day, exact }, returned }
}

fn first(title: &str, status: Status) -> (Date, Patch) {
    (date!(2020 - 01 - 01), Patch { status: Some(status), ..titled(title) })
}

#[test]
fn a_present_name_is_registered_and_one_before_it_given_up_on_the_day_of_the_next() {
    let renamed = [first("甲协会", Status::Active), (date!(2024 - 06 - 01), titled("乙协会"))];
    let expected =
        [("乙协会".into(), Standing::Registered), ("甲协会".into(), given_up(date!(2024 - 06 - 01), true, false))];
    assert_eq!(names(&renamed), expected);
}

#[test]
fn a_later_correction_moves_the_day_on_which_a_name_was_given_up() {
    let corrected = [
        first("甲协会", Status::Active),
        (date!(2024 - 06 - 01), titled("乙协会")),
        (date!(2023 - 03 - 01), titled("乙协会")),
    ];
    assert_eq!(names(&corrected)[1].1, given_up(date!(2023 - 03 - 01), true, false));
}

#[test]
fn a_name_that_its_organisation_left_to_take_back_the_former_one_is_marked() {
    let returned = [
        first("甲协会", Status::Active),
        (date!(2024 - 06 - 01), titled("乙协会")),
        (date!(2025 - 06 - 01), titled("甲协会")),
    ];
    let expected =
        [("甲协会".into(), Standing::Registered), ("乙协会".into(), given_up(date!(2025 - 06 - 01), true, true))];
    assert_eq!(names(&returned), expected);
}

#[test]
fn a_name_stated_as_former_had_been_given_up_by_then() {
    let former = Patch { former_titles: Some(vec![Title::parse("旧协会").unwrap()]), ..Patch::default() };
    let stated = [first("甲协会", Status::Active), (date!(2026 - 02 - 01), former)];
    assert_eq!(names(&stated)[1], ("旧协会".into(), given_up(date!(2026 - 02 - 01), false, false)));
}

#[test]
fn an_end_has_the_day_of_its_statement_and_a_first_record_says_only_that_it_had_come() {
    let since = |day, exact| Some(Since { day, exact });
    let revoked = [
        first("甲协会", Status::Active),
        (date!(2024 - 01 - 01), standing(Status::Revoked)),
        (date!(2025 - 01 - 01), standing(Status::Liquidating)),
        (date!(2026 - 01 - 01), standing(Status::Deregistered)),
    ];
    let both = Standing::Ended {
        deregistered: since(date!(2026 - 01 - 01), true),
        revoked: since(date!(2024 - 01 - 01), true),
    };
    assert_eq!(names(&revoked)[0].1, both);
    let imported = [first("甲协会", Status::Deregistered)];
    let ended = Standing::Ended { deregistered: since(date!(2020 - 01 - 01), false), revoked: None };
    assert_eq!(names(&imported)[0].1, ended);
    assert_eq!(names(&[first("甲协会", Status::Unknown)])[0].1, Standing::Registered);
}
