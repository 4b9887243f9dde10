//! From the file to the register (转登记): an application made of a filing, and what its outcome means for the filing.

use fault::Fault;
use registry_domain::community::CommunityFiling;
use registry_domain::day_of;
use uow::{Scope, Tx};
use uuid::Uuid;
use vocab::OrganizationClass;

use super::change::open;
use crate::desk::Desk;
use crate::ops::application::{self, Create, Shown};
use crate::store::community::filing;
use crate::wire;
use crate::wire::community::promote::content;

/// Which filing, as the caller saw it, and as what it is to be registered.
#[derive(Debug)]
pub(crate) struct Promote {
    pub(crate) desk: Desk,
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) kind: OrganizationClass,
    pub(crate) supervising: Option<String>,
}

pub(crate) async fn promote(tx: &mut Tx, command: &Promote) -> Result<(CommunityFiling, Shown), Fault> {
    let Promote { desk, id, etag, kind, supervising } = command;
    let mut filing = open(tx, *id, etag).await?;
    let proposal = filing.proposal(*kind);
    let create = Create {
        desk: desk.clone(),
        procedure: "establishment",
        division: Some(filing.division),
        organization: None,
        kind: *kind,
        supervising: supervising.clone(),
        content: content(&filing, &proposal),
        title: proposal.title.as_str().to_owned(),
    };
    let drafted = application::create(tx, &create).await?;
    filing.link(drafted.row.id)?;
    filing::set_application(tx.conn(), filing.id, filing.application).await?;
    Ok((filing, drafted))
}

/// An application was approved: if it is that of a filing, the filing leaves the file.
pub(crate) async fn registered(tx: &mut Tx, application: Uuid) -> Result<(), Fault> {
    let Some(mut filing) = of(tx, application).await? else { return Ok(()) };
    let on = day_of(tx.now());
    filing.promote(on, tx.now())?;
    super::record(tx, &filing).await?;
    let fact = wire::community::facts::ended(&filing, on);
    tx.emit(&wire::community::filing::name(filing.id), filing.division.as_str(), &fact);
    Ok(())
}

/// An application ended without approval: if it is that of a filing, another may be made of it.
pub(crate) async fn released(tx: &mut Tx, application: Uuid) -> Result<(), Fault> {
    if let Some(filing) = of(tx, application).await? {
        filing::set_application(tx.conn(), filing.id, None).await?;
    }
    Ok(())
}

/// The filing of an application, kept from being changed by others.
async fn of(tx: &mut Tx, application: Uuid) -> Result<Option<CommunityFiling>, Fault> {
    let Some(id) = filing::of_application(tx.conn(), application).await? else { return Ok(None) };
    let filing = filing::lock(tx.conn(), &Scope::everywhere(), id).await?;
    Ok(filing.filter(|filing| filing.application == Some(application)))
}
