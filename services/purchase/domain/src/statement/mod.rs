//! A statement of the bank (银行对账单): how it is read from a table, and of which payment a line may be.

mod matching;
mod rows;

use time::Date;

pub use matching::{Candidate, MOST_PROPOSALS, Proposal, Reason, propose};
pub use rows::{Booked, Column, Problem, Row, read};

pub use crate::catalog::MOST_ROWS;

/// Takes back every row that is booked on a day after today: no bank has booked it yet.
pub fn refuse_later(rows: &mut [Row], today: Date) {
    for row in rows {
        if row.booked.as_ref().is_some_and(|booked| booked.booked_on > today) {
            row.note(Column::Date, format!("must not be later than today, {today}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::{Column, read, refuse_later};

    #[test]
    fn what_is_booked_tomorrow_is_refused_and_the_other_rows_stand() {
        let table = "line,date,amount,payee,bank_reference\n1,2026-11-26,1,甲,B1\n2,2026-11-27,1,甲,B2\n3,x,1,甲,B3\n";
        let mut rows = read(table).unwrap();
        refuse_later(&mut rows, date!(2026 - 11 - 26));
        let told: Vec<Vec<Column>> =
            rows.iter().map(|row| row.problems.iter().map(|problem| problem.column).collect()).collect();
        assert_eq!(told, [vec![], vec![Column::Date], vec![Column::Date]], "each is told once");
        assert!(rows[0].booked.is_some() && rows[1].booked.is_none());
    }
}
