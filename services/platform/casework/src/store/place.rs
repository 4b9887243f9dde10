//! Lists narrowed to a place, in the words of the indexes.

use sqlx::{Postgres, QueryBuilder};
use uow::Scope;

/// Adds that a row's division lies within a place. Equal, wherever an index has the digits: what begins with digits that the
/// planner does not know it looks for in the whole table.
pub(crate) fn within(query: &mut QueryBuilder<Postgres>, column: &str, place: &Scope) {
    let digits = place.prefix();
    match digits.len() {
        0 => {
            query.push("true");
        }
        4 => {
            query.push(format_args!("left({column}, 4) = ")).push_bind(digits.to_owned());
        }
        6 => {
            query.push(format_args!("{column} = ")).push_bind(digits.to_owned());
        }
        // A province as its cities, of which the index knows.
        _ => {
            query.push(format_args!("left({column}, 4) between ")).push_bind(format!("{digits}00"));
            query.push(" and ").push_bind(format!("{digits}99"));
        }
    }
}
