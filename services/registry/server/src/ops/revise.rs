//! Records that particulars or a status hold from a day on (变更登记).

use fault::Fault;
use registry_domain::{Change, Organization, Refusal};
use uow::Tx;
use vocab::UnifiedCode;

use super::record;
use crate::store;
use crate::wire::etag::etag;

/// A change of an organisation whose state the caller saw.
#[derive(Debug)]
pub(crate) struct Revise {
    pub(crate) code: UnifiedCode,
    pub(crate) etag: String,
    pub(crate) change: Change,
}

pub(crate) async fn revise(tx: &mut Tx, command: &Revise) -> Result<Organization, Fault> {
    let (code, scope) = (command.code, tx.call().scope.clone());
    let locked = store::organization::lock(tx.conn(), &scope, code).await?;
    let history = if locked { store::revision::history(tx.conn(), code).await? } else { None };
    let mut history = history.ok_or(Refusal::NotFound { code })?;
    record::require_within(tx, &command.change.patch)?;
    let current = etag(code, history.revision());
    if current != command.etag {
        return Err(Refusal::EtagMismatch { etag: current }.into());
    }
    history.record(command.change.clone(), record::stamp(tx))?;
    record::record_one(tx, history).await
}
