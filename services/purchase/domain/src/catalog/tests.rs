//! Tables that are read, refused and compared.

use proptest::prelude::*;

use super::{Change, Entry, Kind, Row, SAMPLE, diff, read};

fn entries(content: &str) -> Vec<Entry> {
    read(content).unwrap().into_iter().map(|row| row.entry.unwrap()).collect()
}

/// Field and description of everything that is wrong, with the number of the row.
fn wrong(content: &str) -> Vec<(usize, String)> {
    let told = |(place, row): (usize, Row)| {
        row.problems
            .into_iter()
            .map(move |problem| (place + 1, format!("{} {}", problem.column.as_str(), problem.description)))
    };
    read(content).unwrap().into_iter().enumerate().flat_map(told).collect()
}

#[test]
fn the_real_catalogue_is_read_whole() {
    let entries = entries(SAMPLE);
    let of_level = |level| entries.iter().filter(|entry| entry.level == level).count();
    assert_eq!((entries.len(), of_level(1), of_level(2), of_level(3)), (212, 2, 30, 180));
    let first = entries.iter().find(|entry| entry.code == "A0101").unwrap();
    assert_eq!((first.title.as_str(), first.parent.as_deref()), ("公共安全隐患排查治理服务", Some("A01")));
}

#[test]
fn a_table_may_begin_with_a_mark_of_order_and_have_its_columns_in_any_order() {
    let read = entries("\u{feff}name,code,parent,level\r\n 公共服务 ,A,,1\r\n\r\n\"公共安全, 服务\",A01,A,2\r\n");
    assert_eq!(read.len(), 2);
    assert_eq!((read[0].title.as_str(), read[1].title.as_str()), ("公共服务", "公共安全, 服务"));
}

#[test]
fn every_wrong_field_of_every_row_is_named() {
    let long = "长".repeat(101);
    let table = format!(
        "code,name,level,parent,remark\nA,公共服务,1,,\nA01,公共安全服务,2,C,\nA0101,,3,A,\na 1,{long},4,,\nA01,又一次,2,A,\n\
         B,辅助服务,1,A,\nB01,会务,2,,\nB02,自身,2,B02,\n,无码,1,,\nB03,缺列,2\n"
    );
    let expected = [
        (2, "parent is no code of the table"),
        (3, "name is required"),
        (3, "parent is of level 1 in row 1; an entry of level 2 is needed"),
        (4, "code must be 1 to 20 capital letters and digits"),
        (4, "name has 101 characters, at most 100 are allowed"),
        (4, "level must be 1 to 3"),
        (5, "code is in row 2 already"),
        (6, "parent must be empty at level 1"),
        (7, "parent is required at level 2: the code of an entry of level 1"),
        (8, "parent is the entry itself"),
        (9, "code is required"),
        (10, "row has 3 fields, the header has 5"),
        (10, "parent is required at level 2: the code of an entry of level 1"),
    ];
    let expected: Vec<(usize, String)> = expected.iter().map(|(row, text)| (*row, (*text).to_owned())).collect();
    assert_eq!(wrong(&table), expected);
}

#[test]
fn what_is_no_table_is_refused_whole() {
    let refused = |content: &str| read(content).unwrap_err().to_string();
    assert_eq!(refused(""), "has no column code");
    assert_eq!(refused("code,name,level\nA,公共服务,1"), "has no column parent");
    assert_eq!(refused("code,code,name,level,parent\n"), "has the column code twice");
    assert!(refused("code,name,level,parent,price\n").starts_with("has a column \"price\""));
    assert_eq!(refused("code,name,level,parent\n"), "has a header and no row");
    assert_eq!(refused(&format!("code,name,level,parent\n{}", "A,甲,1,\n".repeat(5_001))), "has more than 5000 rows");
    assert!(refused(&"x".repeat((1 << 20) + 1)).starts_with("has 1048577 bytes"));
}

fn told(changes: &[Change<'_>]) -> Vec<(Kind, String, String)> {
    let code = |entry: Option<&Entry>| entry.map(|entry| entry.code.clone()).unwrap_or_default();
    changes.iter().map(|change| (change.kind, code(change.before), code(change.after))).collect()
}

fn change(kind: Kind, before: &str, after: &str) -> (Kind, String, String) {
    (kind, before.to_owned(), after.to_owned())
}

#[test]
fn a_diff_tells_what_was_added_removed_renamed_and_moved() {
    let before = entries(
        "code,name,level,parent,remark\nA,公共服务,1,,\nA01,教育,2,A,\nA0101,课程,3,A01,\nA0102,活动,3,A01,\nA0103,招生,3,A01,\nA02,文化,2,A,旧\n",
    );
    let after = entries(
        "code,name,level,parent,remark\nA,公共服务,1,,\nA01,教育服务,2,A,\nA0101,课程,3,A01,\nA02,文化,2,A,新\nA0201,活动,3,A02,\nA0202,展览,3,A02,\n",
    );
    let expected = [
        change(Kind::Renamed, "A01", "A01"),
        change(Kind::Removed, "A0103", ""),
        change(Kind::Remarked, "A02", "A02"),
        change(Kind::Moved, "A0102", "A0201"),
        change(Kind::Added, "", "A0202"),
    ];
    assert_eq!(told(&diff(&before, &after)), expected);
}

#[test]
fn a_shift_of_the_numbering_is_told_as_moves() {
    let before = entries("code,name,level,parent\nA,甲,1,\nB,乙,1,\nC,丙,1,\n");
    let after = entries("code,name,level,parent\nA,甲,1,\nB,新,1,\nC,乙,1,\nD,丙,1,\n");
    let expected = [change(Kind::Added, "", "B"), change(Kind::Moved, "B", "C"), change(Kind::Moved, "C", "D")];
    assert_eq!(told(&diff(&before, &after)), expected);
}

#[test]
fn names_that_are_there_twice_are_not_followed() {
    let before = entries("code,name,level,parent\nA,会议服务,1,\nB,会议服务,1,\n");
    let after = entries("code,name,level,parent\nC,会议服务,1,\n");
    let expected = [change(Kind::Removed, "A", ""), change(Kind::Removed, "B", ""), change(Kind::Added, "", "C")];
    assert_eq!(told(&diff(&before, &after)), expected);
}

#[test]
fn an_entry_put_under_another_one_has_moved() {
    let before = entries("code,name,level,parent\nA,甲,1,\nB,乙,1,\nX,丙,2,A\n");
    let after = entries("code,name,level,parent\nA,甲,1,\nB,乙,1,\nX,丙,2,B\n");
    assert_eq!(told(&diff(&before, &after)), [change(Kind::Moved, "X", "X")]);
}

fn any_catalogue() -> impl Strategy<Value = Vec<Entry>> {
    prop::collection::btree_map("[A-D]", "[甲乙丙]", 0..4).prop_map(|entries| {
        entries.into_iter().map(|(code, title)| Entry { code, title, level: 1, ..Entry::default() }).collect()
    })
}

proptest! {
    #[test]
    fn whatever_is_read_never_panics(content in "(code,name,level,parent,remark\n)?([A-C甲,\"\n0-9]{0,12}\n){0,6}") {
        let _ = read(&content);
    }

    #[test]
    fn applying_a_diff_to_the_older_version_gives_the_newer_one(before in any_catalogue(), after in any_catalogue()) {
        let changes = diff(&before, &after);
        let gone: Vec<&Entry> = changes.iter().filter_map(|change| change.before).collect();
        let come = changes.iter().filter_map(|change| change.after).cloned();
        let mut made: Vec<Entry> = before.iter().filter(|entry| !gone.contains(entry)).cloned().chain(come).collect();
        made.sort_by(|one, other| one.code.cmp(&other.code));
        prop_assert_eq!(made, after);
    }

    #[test]
    fn a_version_does_not_differ_from_itself(entries in any_catalogue()) {
        prop_assert!(diff(&entries, &entries).is_empty());
    }
}
