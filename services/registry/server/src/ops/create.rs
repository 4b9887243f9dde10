//! Records a new organisation (成立登记).

use fault::Fault;
use registry_domain::{Change, History, Organization};
use uow::Tx;
use vocab::UnifiedCode;

use super::record;

/// A new organisation and its first particulars.
#[derive(Debug)]
pub(crate) struct Create {
    pub(crate) code: UnifiedCode,
    pub(crate) change: Change,
}

pub(crate) async fn create(tx: &mut Tx, command: &Create) -> Result<Organization, Fault> {
    record::require_within(tx, &command.change.patch)?;
    let history = History::open(command.code, command.change.clone(), record::stamp(tx));
    record::record_one(tx, history).await
}
