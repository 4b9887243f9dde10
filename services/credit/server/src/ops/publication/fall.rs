//! What is published of records that fall is withdrawn in the transaction in which they do (行政处罚法第四十八条, PN-03b).

use casework::Casework;
use credit_domain::publication::Ground;
use fault::Fault;
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::{UnifiedCode, day_of};

use crate::store::publication::publicity::{self as publicities, Publicity};
use crate::store::publication::withdrawal::{self, WithdrawalRow};
use crate::store::publication::{self as store, Standing, bulletin, entry};
use crate::wire::name;
use crate::wire::publication::facts;

/// Within how many days what fell is withdrawn.
const TERM: &str = "PN-03b";

/// A record of an organisation fell on a day, and with it perhaps listings: what was published of them is withdrawn.
pub(crate) async fn fell(
    tx: &mut Tx,
    office: &Casework,
    organization: UnifiedCode,
    record: Uuid,
    on: Date,
) -> Result<(), Fault> {
    store::hold(tx.conn(), organization).await?;
    let ids = store::fallen(tx.conn(), organization, record).await?;
    let announced = publicities::standing_of(tx.conn(), record).await?;
    for one in withdraw(tx, office, &ids, Ground::SourceFell, (on, "")).await? {
        for decision in announced.iter().filter(|_| one.source() == Some(store::Source::Record(record))) {
            let by = (&decision.division, &decision.department);
            owe(tx, office, &one, &decision.announcement, by, on).await?;
        }
    }
    super::touched(tx, &[organization]).await
}

/// Inspection made a decision public, or took it from before the public.
pub(crate) async fn publicity(tx: &mut Tx, office: &Casework, told: &Publicity) -> Result<(), Fault> {
    store::hold(tx.conn(), told.organization).await?;
    publicities::put(tx.conn(), told).await?;
    if !told.published {
        let ids = store::of_source(tx.conn(), told.organization, &told.penalty).await?;
        withdraw(tx, office, &ids, Ground::Authority, (told.changed_on, "")).await?;
        withdrawal::done(tx.conn(), &told.announcement, &[], told.changed_on).await?;
    }
    super::touched(tx, &[told.organization]).await
}

/// Withdraws publications, takes them out of drafts, and notes which bulletins must be corrected.
pub(super) async fn withdraw(
    tx: &mut Tx,
    office: &Casework,
    ids: &[Uuid],
    ground: Ground,
    (fell_on, reasons): (Date, &str),
) -> Result<Vec<Standing>, Fault> {
    let today = day_of(tx.now());
    let withdrawn = store::withdraw(tx.conn(), ids, ground, today, reasons).await?;
    for one in &withdrawn {
        tx.emit(&name::organization(one.organization), &one.division, &facts::withdrawn(one, ground, today));
        for held in entry::holding(tx.conn(), one.id).await? {
            if held.state == "published" {
                let by = (&held.division, &held.department);
                owe(tx, office, one, &name::bulletin(held.id), by, fell_on).await?;
            } else {
                entry::remove(tx.conn(), held.id, one.id).await?;
                bulletin::reopen(tx.conn(), held.id).await?;
                bulletin::discard_empty(tx.conn(), held.id).await?;
            }
        }
    }
    Ok(withdrawn)
}

/// Notes that something must still be withdrawn, by whom and until when.
async fn owe(
    tx: &mut Tx,
    office: &Casework,
    of: &Standing,
    resource: &str,
    (division, department): (&String, &String),
    fell_on: Date,
) -> Result<(), Fault> {
    // of a day for which there is no rule or no calendar, it is due at once: the feed must not stand still for it
    let term = office.ends_on(TERM, fell_on).ok();
    let (due_on, rule) = term.map_or_else(|| (fell_on, TERM.to_owned()), |(due, rule)| (due, rule.to_string()));
    let row = WithdrawalRow {
        publication: of.id,
        resource: resource.to_owned(),
        number: of.number.clone(),
        division: division.clone(),
        department: department.clone(),
        fell_on,
        due_on,
        rule,
        done_on: None,
    };
    let now = tx.now();
    Ok(withdrawal::insert(tx.conn(), &row, now).await?)
}
