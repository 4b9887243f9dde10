//! Puts a community organisation on file (备案).

use fault::Fault;
use registry_domain::Refusal;
use registry_domain::community::CommunityFiling;
use uow::Tx;

use crate::store::community::filing;
use crate::wire;

/// A new filing, its id, number and times to be filled in.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) filing: CommunityFiling,
}

pub(crate) async fn file(tx: &mut Tx, command: &File) -> Result<CommunityFiling, Fault> {
    let (division, year) = (command.filing.division, command.filing.filed_on.year());
    if !tx.call().scope.covers(division.as_str()) {
        return Err(Refusal::OutsideDivision { division }.into());
    }
    let serial = filing::next_serial(tx.conn(), division, year).await?;
    let filing = CommunityFiling {
        id: tx.new_id(),
        filing_number: format!("{division}-{year}-{serial:05}"),
        created_at: tx.now(),
        updated_at: tx.now(),
        ..command.filing.clone()
    };
    super::record(tx, &filing).await?;
    let subject = wire::community::filing::name(filing.id);
    tx.emit(&subject, division.as_str(), &wire::community::facts::filed(&filing));
    Ok(filing)
}
