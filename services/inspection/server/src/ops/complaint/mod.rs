//! Complaints (投诉举报): filed, followed, routed, handled, merged, concluded; the case and the row move together.

mod conclude;
mod count;
mod duplicate;
mod file;
mod handle;
mod merge;
mod read;
mod receipt;
mod reporter;
mod reseal;
mod review;
mod route;
mod sealed;

use casework::Standing;
use fault::Fault;
use inspection_domain::complaint::Refusal;
use sqlx::PgConnection;
use uow::{Call, Tx};
use uuid::Uuid;

use crate::store::complaint::{self as store, ComplaintRow, SubjectRow};
use crate::wire;

pub(crate) use conclude::{Conclude, conclude, inform};
pub(crate) use duplicate::{Candidate, Candidates, candidates};
pub(crate) use file::{File, Filed, Subject, file};
pub(crate) use handle::{Extend, Link, accept, decline, extend, link, take_over, verify};
pub(crate) use merge::{Merge, merge, unmerge};
pub(crate) use read::{
    GetComplaint, ListComplaints, Listed, Statistics, StatisticsOf, WithStatement, get, grounds, list, statistics,
};
pub(crate) use receipt::{Ask, Status, secret, status, withdraw};
pub(crate) use reporter::{GetReporter, reporter, require_handler};
pub(crate) use reseal::resealing;
pub(crate) use review::{
    Decide, GetReview, ListReviews, ListedReviews, Request, decide_review, get_review, list_reviews, request_review,
};
pub(crate) use route::{Route, Transfer, route, transfer};

/// The most resources that a complaint links to.
pub(crate) const MOST_LINKS: usize = 20;

pub(crate) use crate::desk::Desk;

/// A step that rests on what somebody saw.
#[derive(Debug)]
pub(crate) struct Step {
    pub(crate) desk: Desk,
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    /// Empty where none are wanted.
    pub(crate) reasons: String,
}

/// A complaint with whom it is about and who follows it.
#[derive(Debug)]
pub(crate) struct Seen {
    pub(crate) row: ComplaintRow,
    pub(crate) subjects: Vec<SubjectRow>,
    pub(crate) followers: Vec<Uuid>,
}

/// One that the caller saw as it stands, its case locked against others.
async fn locked(tx: &mut Tx, step: &Step) -> Result<ComplaintRow, Fault> {
    held(tx, &step.desk, step.id, Some(&step.etag)).await
}

/// One that the caller may see, its case locked against others.
async fn held(tx: &mut Tx, desk: &Desk, id: Uuid, etag: Option<&str>) -> Result<ComplaintRow, Fault> {
    let scope = tx.call().scope.clone();
    // A case of another procedure is none of a complaint's: it is neither waited for nor told of.
    store::find(tx.conn(), &scope, id).await?.ok_or_else(|| missing(id))?;
    if !desk.office.hold(tx, id, etag).await? {
        return Err(missing(id).into());
    }
    // a statement of its own: it must see what was waited for
    Ok(store::find(tx.conn(), &scope, id).await?.ok_or_else(|| missing(id))?)
}

fn missing(id: Uuid) -> Refusal {
    Refusal::NotFound { complaint: wire::name::complaint(id) }
}

/// Records where the case stands, with whatever else the row says.
async fn keep(tx: &mut Tx, row: &mut ComplaintRow, standing: &Standing) -> Result<(), Fault> {
    row.state.clone_from(&standing.case.state);
    row.revision = standing.revision;
    row.updated_at = tx.now();
    store::update(tx.conn(), row).await?;
    Ok(())
}

/// A complaint as it is shown.
async fn seen(conn: &mut PgConnection, row: ComplaintRow) -> Result<Seen, Fault> {
    let subjects = store::subjects(conn, &[row.id]).await?.into_iter().map(|(_, subject)| subject).collect();
    let followers = store::followers(conn, row.id).await?.into_iter().map(|follower| follower.id).collect();
    Ok(Seen { row, subjects, followers })
}

/// The keyed hash of the account that acts: the official's, or the system's where no official is named.
fn account_hash(desk: &Desk, call: &Call) -> [u8; 32] {
    desk.ring.lookup("official-account", call.officer.as_deref().unwrap_or(&call.actor))
}
