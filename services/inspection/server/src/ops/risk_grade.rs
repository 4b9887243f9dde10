//! The risk grades that a department gives.

use fault::Fault;
use inspection_domain::risk::Grade;
use sqlx::PgConnection;
use time::Date;
use uow::Tx;
use vocab::UnifiedCode;

use crate::store::risk_grade::{self as store, Giver, GradeRow};
use crate::wire;
use crate::wire::page::{self, Binding};

/// Some grades, from a day on.
#[derive(Debug)]
pub(crate) struct Record {
    pub(crate) valid_from: Date,
    pub(crate) basis: String,
    pub(crate) grades: Vec<(UnifiedCode, Grade)>,
}

/// Which page of a department's grades.
#[derive(Debug)]
pub(crate) struct ListGrades {
    pub(crate) department: String,
    pub(crate) division: String,
    pub(crate) day: Date,
    pub(crate) after: Option<UnifiedCode>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page, by code.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) rows: Vec<GradeRow>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn record(tx: &mut Tx, command: &Record) -> Result<usize, Fault> {
    let giver = Giver {
        department: tx.call().department.clone(),
        division: tx.call().division.clone(),
        actor: tx.call().actor.clone(),
        at: tx.now(),
    };
    store::insert(tx.conn(), &giver, &command.grades, command.valid_from, &command.basis).await?;
    let fact = wire::risk_grade::recorded(&giver.department, command);
    tx.emit(&wire::name::department(&giver.department), &giver.division, &fact);
    Ok(command.grades.len())
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListGrades) -> Result<Listed, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let after = query.after.as_ref().map(UnifiedCode::as_str).unwrap_or_default();
    let mut rows = store::page(conn, &query.department, &query.division, query.day, after, limit).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.code.to_string());
    Ok(Listed { rows, next_page_token })
}
