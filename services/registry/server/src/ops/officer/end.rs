//! Somebody no longer holds a post (离任).

use fault::Fault;
use registry_domain::Text;
use registry_domain::officer::OfficerRefusal;
use seal::Ring;
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::UnifiedCode;

use super::recusal;
use crate::store::post::{self, Departure, PostRow};
use crate::{store, wire};

/// The end of a post whose state the caller saw.
#[derive(Debug)]
pub(crate) struct EndPost {
    pub(crate) ring: Ring,
    pub(crate) code: UnifiedCode,
    pub(crate) id: Uuid,
    pub(crate) on: Date,
    pub(crate) basis: Text<200>,
    pub(crate) etag: String,
}

pub(crate) async fn end(tx: &mut Tx, command: &EndPost) -> Result<PostRow, Fault> {
    recusal::require_disinterested(tx, &command.ring, command.code).await?;
    post::lock(tx.conn(), command.id).await?;
    let before = find(tx, command).await?;
    let current = wire::officer::etag(&before);
    if current != command.etag {
        return Err(OfficerRefusal::PostChanged { etag: current }.into());
    }
    if before.ended_on.is_some() {
        return Err(OfficerRefusal::PostEnded.into());
    }
    if command.on < before.starts_on {
        return Err(Fault::invalid_field("ended_on", format!("must not be before {}", before.starts_on)));
    }
    let now = tx.now();
    post::end(tx.conn(), command.id, command.on, &command.basis, now).await?;
    let after = find(tx, command).await?;
    let ended = Departure {
        id: after.id,
        role: after.role,
        legal_representative: after.legal_representative,
        ended_on: after.ended_on,
    };
    let division = division(tx, command.code).await?;
    announce(tx, command.code, &division, &[ended]);
    Ok(after)
}

/// Ends every post in an organisation that is itself at its end; none before its first day. What it rests on is the end of
/// the organisation.
pub(crate) async fn end_posts_of(tx: &mut Tx, code: UnifiedCode, on: Date) -> Result<(), Fault> {
    let now = tx.now();
    let ended = post::end_all(tx.conn(), code, on, "组织终止", now).await?;
    if !ended.is_empty() {
        let division = division(tx, code).await?;
        announce(tx, code, &division, &ended);
    }
    Ok(())
}

/// Tells that posts ended.
pub(super) fn announce(tx: &mut Tx, code: UnifiedCode, division: &str, ended: &[Departure]) {
    let subject = wire::name::organization(code);
    for post in ended {
        tx.emit(&subject, division, &wire::officer::ended(code, post));
    }
}

async fn find(tx: &mut Tx, command: &EndPost) -> Result<PostRow, Fault> {
    let scope = tx.call().scope.clone();
    let found = post::find_all(tx.conn(), &scope, &[command.id]).await?.pop();
    let post = found.filter(|post| post.organization == command.code);
    Ok(post.ok_or(OfficerRefusal::PostNotFound)?)
}

async fn division(tx: &mut Tx, code: UnifiedCode) -> Result<String, Fault> {
    let organization = store::organization::find(tx.conn(), &uow::Scope::everywhere(), code).await?;
    organization
        .map(|organization| organization.division.to_string())
        .ok_or_else(|| Fault::internal("a post belongs to no organisation"))
}
