//! Changes a filing, or ends it.

use fault::Fault;
use registry_domain::Text;
use registry_domain::community::{CommunityFiling, FilingChange, FilingRefusal};
use time::Date;
use uow::Tx;
use uuid::Uuid;

use crate::store::community::filing;
use crate::wire;
use crate::wire::community::particulars::is_township;

/// What changes of a filing that the caller saw.
#[derive(Debug)]
pub(crate) struct Amend {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) change: FilingChange,
    pub(crate) on: Date,
}

/// Which filing to end, as the caller saw it.
#[derive(Debug)]
pub(crate) struct End {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) reason: Text<200>,
    pub(crate) on: Date,
}

pub(crate) async fn amend(tx: &mut Tx, command: &Amend) -> Result<CommunityFiling, Fault> {
    let mut filing = open(tx, command.id, &command.etag).await?;
    if command.change.township_code.as_ref().is_some_and(|code| !is_township(code, filing.division)) {
        let wanted = "must be the nine digits of a township in the division";
        return Err(Fault::invalid_field("community_filing.township_code", wanted));
    }
    filing.change(command.change.clone(), command.on, tx.now())?;
    super::record(tx, &filing).await?;
    let fact = wire::community::facts::changed(&filing, &command.change);
    tx.emit(&wire::community::filing::name(filing.id), filing.division.as_str(), &fact);
    Ok(filing)
}

pub(crate) async fn end(tx: &mut Tx, command: &End) -> Result<CommunityFiling, Fault> {
    let mut filing = open(tx, command.id, &command.etag).await?;
    filing.end(command.reason.clone(), command.on, tx.now())?;
    super::record(tx, &filing).await?;
    let fact = wire::community::facts::ended(&filing, command.on);
    tx.emit(&wire::community::filing::name(filing.id), filing.division.as_str(), &fact);
    Ok(filing)
}

/// A filing that nobody else may change now, if it is still as the caller saw it.
pub(super) async fn open(tx: &mut Tx, id: Uuid, seen: &str) -> Result<CommunityFiling, Fault> {
    let scope = tx.call().scope.clone();
    let filing = filing::lock(tx.conn(), &scope, id).await?.ok_or(FilingRefusal::NotFound { id })?;
    let etag = wire::community::filing::etag(&filing);
    if etag != seen {
        return Err(FilingRefusal::EtagMismatch { etag }.into());
    }
    Ok(filing)
}
