//! Open contracting data: a release for every change of what releases tell, made in the unit of work of the change.

mod export;

use fault::Fault;
use purchase_domain::ocds::Form;
use uow::Tx;
use uuid::Uuid;
use vocab::day_of;

use crate::store::contract::whole::Whole;
use crate::store::imported::ImportedRow;
use crate::store::ocds as store;
use crate::store::project::{self as projects, ProjectRow};
use crate::store::tender::notice;
use crate::wire::ocds as wire;

pub(crate) use export::{Export, What, run};

/// A project was registered.
pub(super) const PLANNED: &[&str] = &["planning"];
/// What it states was changed.
pub(super) const REPLANNED: &[&str] = &["planningUpdate"];
/// A tender of it was published.
pub(super) const TENDERED: &[&str] = &["tender"];
const TENDERED_AGAIN: &[&str] = &["tenderAmendment"];
/// A question was answered, bids were opened, a result was announced, or is not any more, or it came to a framework: what is called off
/// from that are awards of other projects, and a technique of the procurement is none that releases tell.
pub(super) const TENDER_MOVED: &[&str] = &["tenderUpdate"];
/// A tender of it came to nothing.
pub(super) const TENDER_ENDED: &[&str] = &["tenderCancellation"];
/// It was awarded.
pub(super) const AWARDED: &[&str] = &["award"];
/// It came to nothing.
pub(super) const ENDED: &[&str] = &["tenderCancellation"];
/// It came to nothing after an award.
pub(super) const AWARD_FELL: &[&str] = &["tenderCancellation", "awardCancellation"];
/// It has a contract.
pub(super) const SIGNED: &[&str] = &["contract"];
/// The contract was supplemented.
pub(super) const AMENDED: &[&str] = &["contractAmendment"];
/// Something was accepted or paid.
pub(super) const PERFORMED: &[&str] = &["implementation"];
const PERFORMED_FURTHER: &[&str] = &["implementationUpdate"];
/// The contract came to its end.
pub(super) const CLOSED: &[&str] = &["contractTermination"];

/// Tells of a project, its tenders, and its contract if it has one.
pub(super) async fn release(
    tx: &mut Tx,
    project: &ProjectRow,
    contract: Option<&Whole>,
    tags: &[&'static str],
) -> Result<(), Fault> {
    let (last, implemented) = store::so_far(tx.conn(), project.id).await?;
    let notices = notice::of_project(tx.conn(), project.id).await?;
    let tags = match tags {
        PERFORMED if implemented => PERFORMED_FURTHER,
        TENDERED if notices.all.len() > 1 => TENDERED_AGAIN,
        _ => tags,
    };
    let head = wire::Head { ocid: &project.ocid, number: last + 1, at: tx.now(), tags };
    let course = wire::Course { project, notices: &notices, contract };
    let made = [Form::Release, Form::Compiled].map(|form| wire::text(&wire::release(&course, &head, form)));
    keep(tx, project.id, &project.division, &head, made).await
}

/// Tells of a tender that is kept from others, by its project. While it is under way nothing else is done to that.
pub(super) async fn of_tender(tx: &mut Tx, project: Uuid, tags: &[&'static str]) -> Result<(), Fault> {
    let row = projects::get(tx.conn(), project).await?;
    let row = row.ok_or_else(|| Fault::internal("a tender has no project"))?;
    release(tx, &row, None, tags).await
}

/// Tells of a contract that was signed elsewhere.
pub(super) async fn imported(tx: &mut Tx, row: &ImportedRow) -> Result<(), Fault> {
    let head = wire::Head { ocid: &row.ocid, number: 1, at: tx.now(), tags: SIGNED };
    let made = [Form::Release, Form::Compiled].map(|form| wire::text(&wire::imported(row, &head, form)));
    keep(tx, row.id, &row.division, &head, made).await
}

async fn keep(
    tx: &mut Tx,
    process: Uuid,
    division: &str,
    head: &wire::Head<'_>,
    [content, compiled]: [Result<String, Fault>; 2],
) -> Result<(), Fault> {
    let release = store::Release {
        process,
        number: head.number,
        ocid: head.ocid,
        id: &head.id(),
        division,
        tags: head.tags.iter().map(|tag| (*tag).to_owned()).collect(),
        at: head.at,
        on: day_of(head.at),
        content: content?,
        compiled: compiled?,
    };
    Ok(store::insert(tx.conn(), &release).await?)
}
