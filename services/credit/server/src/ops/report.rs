//! Credit reports: issued, verified, and printed.

use credit_domain::listing::Listing;
use credit_domain::organization::Organization;
use fault::Fault;
use onecode_proto::credit::v1 as pb;
use prost::Message;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::{Scope, Tx};
use vocab::{UnifiedCode, day_of};

use super::shown::{self, Shown};
use super::{intake, refused};
use crate::sheet;
use crate::store::issued_report::{self as store, IssuedRow};
use crate::store::record::{self as records, RecordFilter, RecordRow};
use crate::store::{listing, organization};
use crate::wire::report as wire;

/// Bytes of the digest of which the code is made.
const CODE: usize = 12;

/// For whom a report is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum View {
    /// For anybody.
    Public,
    /// For departments.
    Department,
    /// For the organisation itself.
    Organization,
}

impl View {
    /// Its name in the database.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Department => "department",
            Self::Organization => "organization",
        }
    }

    /// Whether it shows a record.
    fn shows(self, shown: &Shown) -> bool {
        match self {
            Self::Public => shown.display.shown,
            Self::Department => shown.record.stands(),
            Self::Organization => true,
        }
    }

    /// Whether it shows a listing on a day.
    fn lists(self, listing: &Listing, day: Date) -> bool {
        match self {
            Self::Public => listing.counts_on(day),
            Self::Department => listing.withdrawn_on.is_none(),
            Self::Organization => true,
        }
    }
}

/// Which report.
#[derive(Debug)]
pub(crate) struct Issue {
    pub(crate) view: View,
    pub(crate) organization: UnifiedCode,
}

/// What a report says.
#[derive(Debug)]
pub(crate) struct Content {
    pub(crate) view: View,
    pub(crate) organization: Organization,
    /// In the order of their days.
    pub(crate) records: Vec<Shown>,
    pub(crate) listings: Vec<Listing>,
    pub(crate) day: Date,
    pub(crate) cursor: String,
    pub(crate) issued_at: OffsetDateTime,
}

/// What is to be verified: the code, and the digest of everything else.
#[derive(Debug)]
pub(crate) struct Verify {
    pub(crate) code: String,
    pub(crate) digest: Vec<u8>,
}

/// What came of it.
#[derive(Debug)]
pub(crate) struct Verified {
    pub(crate) as_issued: bool,
    pub(crate) row: Option<IssuedRow>,
}

/// What was issued with a code.
#[derive(Debug)]
pub(crate) struct Issued {
    pub(crate) code: String,
    pub(crate) row: IssuedRow,
}

pub(crate) async fn issue(tx: &mut Tx, command: &Issue) -> Result<pb::CreditReport, Fault> {
    let (scope, actor, now) = (tx.call().scope.clone(), tx.call().actor.clone(), tx.now());
    let content = content(tx.conn(), command, &scope, now).await?;
    let mut report = wire::report(&content);
    let digest = digest(&report);
    report.verification_code = hex::encode(&digest[..CODE]);
    let row = IssuedRow {
        digest,
        organization: command.organization,
        view: command.view.as_str().to_owned(),
        cursor: content.cursor,
        record_count: count(sheet::records(&report)),
        listing_count: count(report.listings.len()),
        issued_at: now,
    };
    store::insert(tx.conn(), &report.verification_code, &row, &actor).await?;
    Ok(report)
}

async fn content(
    conn: &mut PgConnection,
    command: &Issue,
    scope: &Scope,
    now: OffsetDateTime,
) -> Result<Content, Fault> {
    let (view, day) = (command.view, day_of(now));
    // the place first: what is read after it holds at least what it promises
    let cursor = intake::place(conn, &()).await?.at.to_string();
    let known = organization::get(conn, command.organization).await?;
    let known = known.filter(|known| scope.covers(&known.division));
    let known = known.ok_or_else(|| refused::unknown_organization(command.organization))?;
    let filter =
        RecordFilter { scope: scope.clone(), organization: command.organization, kinds: Vec::new(), counts_on: None };
    let rows = records::page(conn, &filter, None, i64::MAX).await?;
    let kept = rows.into_iter().filter_map(RecordRow::kept).collect();
    let mut records = shown::all(conn, kept, day).await?;
    records.retain(|shown| view.shows(shown));
    let mut listings = listing::of(conn, command.organization).await?;
    listings.retain(|listing| view.lists(listing, day));
    Ok(Content { view, organization: known, records, listings, day, cursor, issued_at: now })
}

pub(crate) async fn verify(conn: &mut PgConnection, query: &Verify) -> Result<Verified, Fault> {
    let row = store::get(conn, &query.code).await?;
    Ok(Verified { as_issued: row.as_ref().is_some_and(|row| row.digest == query.digest), row })
}

/// What was issued with a code, for whoever holds it printed.
#[expect(clippy::ptr_arg, reason = "a query has the signature that `Uow` calls")]
pub(crate) async fn issued(conn: &mut PgConnection, code: &String) -> Result<Issued, Fault> {
    let row = store::get(conn, code).await?.ok_or_else(|| refused::no_report(code))?;
    Ok(Issued { code: code.clone(), row })
}

/// The printed form of a report, if it is as it was issued.
pub(crate) fn render(report: &pb::CreditReport, verified: &Verified) -> Result<Vec<u8>, Fault> {
    match &verified.row {
        Some(row) if verified.as_issued => sheet::render(report, row.issued_at),
        Some(_) => Err(refused::not_issued("altered")),
        None => Err(refused::not_issued("unknown")),
    }
}

fn count(length: usize) -> i32 {
    i32::try_from(length).unwrap_or(i32::MAX)
}

/// SHA-256 of a report without its code.
pub(crate) fn digest(report: &pb::CreditReport) -> Vec<u8> {
    let bare = pb::CreditReport { verification_code: String::new(), ..report.clone() };
    Sha256::digest(bare.encode_to_vec()).to_vec()
}
