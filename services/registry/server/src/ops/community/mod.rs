//! The use cases of the file of community organisations (社区社会组织备案).

pub(crate) mod change;
pub(crate) mod check;
pub(crate) mod file;
pub(crate) mod promote;
pub(crate) mod read;
pub(crate) mod statistics;

use fault::{Fault, on_constraint};
use registry_domain::community::{CommunityFiling, FilingRefusal};
use uow::Tx;

use crate::store::community::filing;

/// Records a filing as it stands after a change. The constraint is what keeps a name from being on file twice.
async fn record(tx: &mut Tx, stands: &CommunityFiling) -> Result<(), Fault> {
    let (department, actor) = (tx.call().department.clone(), tx.call().actor.clone());
    let inserted = filing::insert(tx.conn(), stands, (&department, &actor)).await;
    let exists = || FilingRefusal::Exists { township_code: stands.township_code.clone() }.into();
    on_constraint(inserted, "community_filing_title_key", exists)
}
