//! ID numbers of residents: right ones are read in any spelling, wrong ones refused, none is printed. All are made up.

use time::macros::date;
use vocab::{IdNumber, IdNumberError};

const NUMBER: &str = "11010519491231002X"; // the example of GB 11643

#[test]
fn a_number_is_read_in_any_width_and_case_and_has_one_form() {
    for typed in [
        NUMBER,
        "11010519491231002x",
        " 110105 19491231 002x ",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105-19491231-002X",
    ] {
        assert_eq!(IdNumber::parse(typed).expect(typed).reveal(), NUMBER);
    }
}

#[test]
fn the_birth_date_is_the_one_it_states() {
    assert_eq!(IdNumber::parse(NUMBER).expect("a right number").birth_date(), date!(1949 - 12 - 31));
}

#[test]
fn wrong_numbers_are_refused() {
    for wrong in [
        "",
        "110105194912310021",
        "11010519491331002X",
        "11010519490229002X",
        "1101051949123100",
        "11010519491231002XX",
        "A1010519491231002X",
    ] {
        assert_eq!(IdNumber::parse(wrong), Err(IdNumberError), "{wrong}");
    }
}

#[test]
fn neither_the_number_nor_the_error_is_printed() {
    let number = IdNumber::parse(NUMBER).expect("a right number");
    let told = format!("{number:?} {} {:?}", IdNumberError, IdNumber::parse("110105194912310021"));
    assert!(!told.contains("1949") && !told.contains("110105"), "{told}");
}
