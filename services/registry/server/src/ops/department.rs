//! The directory of departments (部门职责目录): one, or a page, as they stand on a day.

use std::collections::HashMap;

use fault::Fault;
use registry_domain::Refusal;
use sqlx::PgConnection;
use time::Date;

use crate::store::department::{self, DepartmentRow, DutyRow};
use crate::wire::page::{self, Binding};

/// Which department, on which day.
#[derive(Debug)]
pub(crate) struct GetDepartment {
    pub(crate) key: String,
    pub(crate) day: Date,
}

/// Which page of which list.
#[derive(Debug)]
pub(crate) struct ListDepartments {
    pub(crate) day: Date,
    /// Empty: whatever their duties.
    pub(crate) article: String,
    /// The last key of the page before; empty for the first.
    pub(crate) after: String,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A department with its duties.
#[derive(Debug)]
pub(crate) struct Department {
    pub(crate) row: DepartmentRow,
    pub(crate) duties: Vec<DutyRow>,
}

/// A page, by key.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) departments: Vec<Department>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn get(conn: &mut PgConnection, query: &GetDepartment) -> Result<Department, Fault> {
    let Some(row) = department::find(conn, &query.key, query.day).await? else {
        return Err(Refusal::DepartmentNotFound { department: query.key.clone() }.into());
    };
    let duties = department::duties(conn, std::slice::from_ref(&query.key), query.day).await?;
    Ok(Department { row, duties })
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListDepartments) -> Result<Listed, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = department::page(conn, query.day, &query.article, &query.after, limit).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.key.clone());
    let keys: Vec<String> = rows.iter().map(|row| row.key.clone()).collect();
    let mut duties: HashMap<String, Vec<DutyRow>> = HashMap::new();
    for duty in department::duties(conn, &keys, query.day).await? {
        duties.entry(duty.department.clone()).or_default().push(duty);
    }
    let with_duties = |row: DepartmentRow| {
        let duties = duties.remove(&row.key).unwrap_or_default();
        Department { row, duties }
    };
    Ok(Listed { departments: rows.into_iter().map(with_duties).collect(), next_page_token })
}
