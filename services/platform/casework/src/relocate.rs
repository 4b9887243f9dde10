//! A case goes to the authority of another division (移送): from then on that division's departments see it.

use fault::Fault;
use uow::Tx;
use uuid::Uuid;

use crate::office::Casework;
use crate::{store, wire};

impl Casework {
    /// Gives a case that the caller may see, with its open tasks, the terms under way and its notices, to the authority of a
    /// division, which is told. What was done stays with whoever did it, and so do the roles: whoever takes it on is enlisted by the
    /// step that goes before. The caller may not see the case any more, if the division is not within its own.
    ///
    /// # Errors
    /// `CASE_NOT_FOUND`.
    pub async fn relocate(&self, tx: &mut Tx, id: Uuid, division: &str) -> Result<(), Fault> {
        let row = self.lock(tx, id, None).await?;
        if row.division != division {
            // Offices that were stored without a division were of the one that it leaves.
            store::case::update(tx.conn(), &row).await?;
            store::case::relocate(tx.conn(), id, division).await?;
            store::task::relocate(tx.conn(), id, division).await?;
            store::deadline::relocate(tx.conn(), id, division).await?;
            for notice in store::notice::relocate(tx.conn(), id, division).await? {
                archive::relocate(tx, &wire::notice_name(notice), division).await?;
            }
            tx.emit(&wire::case_name(id), division, &wire::facts::relocated(&row, division));
        }
        Ok(())
    }
}
