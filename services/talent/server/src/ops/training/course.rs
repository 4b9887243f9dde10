//! Courses are drafted, published, cancelled and, once they were held, closed.

use fault::Fault;
use talent_domain::training::earns;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use super::{End, Which, hold, refused, told};
use crate::store::training::{self as store, CourseRow, Stated, attendance, enrolment};
use crate::wire::training::{facts, name};

/// What takes the place of what a draft stated.
#[derive(Debug)]
pub(crate) struct Update {
    pub(crate) which: Which,
    pub(crate) stated: Stated,
}

pub(crate) async fn create(tx: &mut Tx, stated: &Stated) -> Result<CourseRow, Fault> {
    let by = tx.author();
    store::insert(tx.conn(), stated, &by).await?;
    told(tx, by.id).await
}

pub(crate) async fn update(tx: &mut Tx, command: &Update) -> Result<CourseRow, Fault> {
    let row = hold(tx, &command.which, &["draft"]).await?;
    let now = tx.now();
    store::rewrite(tx.conn(), row.id, &command.stated, now).await?;
    told(tx, row.id).await
}

pub(crate) async fn publish(tx: &mut Tx, which: &Which) -> Result<CourseRow, Fault> {
    let row = hold(tx, which, &["draft"]).await?;
    let now = tx.now();
    if now >= row.enrolment_deadline {
        return Err(refused::enrolment_closed(&row, now));
    }
    store::publish(tx.conn(), row.id, now).await?;
    let published = told(tx, row.id).await?;
    tx.emit(&name::course(row.id), &row.division, &facts::published(&published));
    Ok(published)
}

pub(crate) async fn cancel(tx: &mut Tx, command: &End<Which>) -> Result<CourseRow, Fault> {
    let row = hold(tx, &command.which, &["draft", "published"]).await?;
    let now = tx.now();
    enrolment::cancel_all(tx.conn(), row.id, &command.reason, now).await?;
    store::cancel(tx.conn(), row.id, &command.reason, now).await?;
    let cancelled = told(tx, row.id).await?;
    // of what never was more than a draft nobody was told
    if row.published_at.is_some() {
        tx.emit(&name::course(row.id), &row.division, &facts::cancelled(&cancelled));
    }
    Ok(cancelled)
}

pub(crate) async fn close(tx: &mut Tx, which: &Which) -> Result<CourseRow, Fault> {
    let row = hold(tx, which, &["published"]).await?;
    let now = tx.now();
    if now < row.ends_at {
        return Err(refused::not_held(&row));
    }
    let sessions = i64::try_from(row.session_begins.len()).map_err(Fault::internal)?;
    let tally = attendance::tally(tx.conn(), row.id).await?;
    let earning = tally.into_iter().filter(|one| earns(one.attended, sessions, row.attendance_share));
    let credited: Vec<Uuid> = earning.map(|one| one.enrolment).collect();
    enrolment::credit(tx.conn(), &credited, row.hours_tenths, now).await?;
    store::close(tx.conn(), row.id, day_of(row.ends_at), now).await?;
    let closed = told(tx, row.id).await?;
    tx.emit(&name::course(row.id), &row.division, &facts::closed(&closed));
    Ok(closed)
}
