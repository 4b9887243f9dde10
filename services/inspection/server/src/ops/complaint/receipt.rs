//! What whoever holds receipt and secret may do without an account (凭回执查询、撤回).
//!
//! The secret is a keyed hash of the receipt, so that a repeated call tells it again and no record holds it; what is kept to
//! check it by is a keyed hash of the secret.

use casework::{Office, receipt};
use fault::Fault;
use inspection_domain::complaint::Refusal;
use procedure::Act;
use seal::Ring;
use sqlx::PgConnection;
use time::Date;
use uow::{Scope, Tx};
use uuid::Uuid;

use super::review::REQUEST;
use super::{Desk, held, keep};
use crate::store::complaint::{self as store, ComplaintRow, ReviewRow};

/// A receipt and a secret as somebody typed them, each empty if it cannot be one.
pub(crate) struct Ask {
    pub(crate) desk: Desk,
    pub(crate) receipt: String,
    pub(crate) secret: String,
}

/// Where a complaint stands.
#[derive(Debug)]
pub(crate) struct Status {
    pub(crate) row: ComplaintRow,
    pub(crate) due: Option<Date>,
    /// Last day on which a review can be asked for.
    pub(crate) review_until: Option<Date>,
    pub(crate) review: Option<ReviewRow>,
}

/// The secret of a receipt, as digits.
pub(crate) fn secret(ring: &Ring, receipt: &str) -> String {
    receipt::of_hash(&ring.lookup("complaint-secret", receipt))
}

/// What is kept of a secret.
pub(super) fn secret_hash(ring: &Ring, secret: &str) -> [u8; 32] {
    ring.lookup("complaint-secret-hash", secret)
}

pub(crate) async fn status(conn: &mut PgConnection, ask: &Ask) -> Result<Status, Fault> {
    let id = proven(conn, ask).await?;
    let row = store::find(conn, &Scope::everywhere(), id).await?.ok_or(Refusal::ReceiptUnknown)?;
    shown(conn, &ask.desk, row).await
}

pub(crate) async fn withdraw(tx: &mut Tx, ask: &Ask) -> Result<Status, Fault> {
    let id = proven(tx.conn(), ask).await?;
    let mut row = held(tx, &ask.desk, id, None).await?;
    let portal = Office::new(&row.portal_department, &row.receiving_division);
    let act = Act { action: "withdraw".to_owned(), by: portal, ..Act::default() };
    let standing = ask.desk.office.act(tx, id, None, act).await?;
    row.lead = None;
    keep(tx, &mut row, &standing).await?;
    for follower in store::followers(tx.conn(), id).await? {
        let mut follower = held(tx, &ask.desk, follower.id, None).await?;
        if follower.state != "merged" || follower.lead != Some(id) {
            continue;
        }
        let act = Act {
            action: "unmerge".to_owned(),
            by: Office::new(&follower.department, &follower.division),
            reasons: "主案的举报人撤回举报，恢复单独办理".to_owned(),
            ..Act::default()
        };
        let standing = ask.desk.office.act(tx, follower.id, None, act).await?;
        follower.lead = None;
        keep(tx, &mut follower, &standing).await?;
    }
    shown(tx.conn(), &ask.desk, row).await
}

/// The complaint of a receipt whose secret is right. Whether the receipt is unknown or the secret wrong is not told, nor by the
/// time that it takes.
pub(super) async fn proven(conn: &mut PgConnection, ask: &Ask) -> Result<Uuid, Fault> {
    let found = store::by_receipt(conn, &ask.receipt).await?;
    let hash = secret_hash(&ask.desk.ring, &ask.secret);
    let known = found.as_ref().map_or(&[0; 32][..], |found| found.secret_hash.as_slice());
    let right = seal::equal(&hash, known);
    Ok(found.filter(|_| right).map(|found| found.id).ok_or(Refusal::ReceiptUnknown)?)
}

async fn shown(conn: &mut PgConnection, desk: &Desk, row: ComplaintRow) -> Result<Status, Fault> {
    let clock = match row.state.as_str() {
        "received" | "routed" => Some("acceptance"),
        "accepted" | "verified" | "merged" => Some("conclusion"),
        "concluded" => Some("answer"),
        _ => None,
    };
    let standing = desk.office.find(conn, &Scope::everywhere(), row.id).await?;
    let review_until = row.informed_on.map(|day| desk.office.ends_on(REQUEST, day)).transpose()?.map(|(day, _)| day);
    let review = store::review_of(conn, row.id).await?;
    Ok(Status { due: desk.office.due(&standing.case, clock), review_until, review, row })
}
