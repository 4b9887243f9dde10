//! Whether a name may be used (核名), and keeping one free (名称预留): the domain judges, on what the register holds.

mod candidates;
mod reservation;

use fault::Fault;
use registry_domain::naming::{self, ProposedName, Verdict, verdict};
use registry_domain::{Finding, Refusal, Title, day_of, rules};
use sqlx::PgConnection;
use time::Date;
use uow::{Scope, Tx};
use uuid::Uuid;
use vocab::{DivisionCode, OrganizationClass, UnifiedCode};

pub(crate) use reservation::{
    ListReservations, Listed, ReleaseName, Reservation, ReserveName, Reserved, list, release, reserve,
};

use self::candidates::candidates;
use crate::store;
use crate::store::reservation::ReservationState;

/// A name that somebody wants, and why some names do not stand against it.
#[derive(Debug, Clone)]
pub(crate) struct NameProposal {
    pub(crate) title: Title,
    pub(crate) kind: OrganizationClass,
    pub(crate) division: DivisionCode,
    /// The organisation that wants to be renamed; its own names do not count.
    pub(crate) organization: Option<UnifiedCode>,
    /// The organisation whose branch is named; its kind counts.
    pub(crate) parent: Option<UnifiedCode>,
    /// The reservation that the applicant holds, as somebody says.
    pub(crate) reservation: Option<Stated>,
}

/// A reservation that an application states.
#[derive(Debug, Clone)]
pub(crate) struct Stated {
    pub(crate) id: Uuid,
    /// Key of the department that applies. What it did not reserve itself, the registering authority did for it.
    pub(crate) applicant: String,
}

/// Which name, on which day.
#[derive(Debug)]
pub(crate) struct CheckName {
    pub(crate) proposal: NameProposal,
    pub(crate) today: Date,
}

/// What was found.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) verdict: Verdict,
    pub(crate) findings: Vec<Finding>,
    pub(crate) day: Date,
}

pub(crate) async fn check(conn: &mut PgConnection, query: &CheckName) -> Result<Checked, Fault> {
    let findings = findings(conn, &query.proposal, query.today).await?;
    Ok(Checked { verdict: verdict(&findings), findings, day: query.today })
}

/// Everything to be found on a name: its parts (NAME-01, NAME-03), and unless it is a branch's whether it is taken
/// (NAME-02, NAME-04). It reaches every name of the authority: an officer of a county is told, too, that the city has one.
pub(crate) async fn findings(
    conn: &mut PgConnection,
    proposal: &NameProposal,
    today: Date,
) -> Result<Vec<Finding>, Fault> {
    let name = proposed(conn, proposal).await?;
    let mut findings = naming::composition(&name, rules(), today).map_err(Fault::internal)?;
    if name.branch_of.is_some() {
        return Ok(findings);
    }
    let rows = candidates(conn, &name).await?;
    let mut codes: Vec<UnifiedCode> = rows.into_iter().map(|row| row.code).collect();
    codes.dedup();
    codes.retain(|code| Some(*code) != proposal.organization);
    let histories = store::revision::histories(conn, &codes).await?;
    let mut on_record: Vec<_> = histories.values().flat_map(|history| history.names(today)).collect();
    on_record.sort_by(|left, right| (left.code, &left.title).cmp(&(right.code, &right.title)));
    let key = naming::key(name.title.as_str(), name.kind, name.division);
    let holder = store::reservation::holder(conn, name.division, &key, today).await?;
    let own = match (&holder, &proposal.reservation) {
        (Some(holder), Some(stated)) if holder.id == stated.id => {
            stated.holders(conn, today).await?.contains(&holder.department)
        }
        _ => false,
    };
    let until = holder.filter(|_| !own).map(|holder| holder.until);
    findings.extend(naming::identity(&name, &on_record, until, rules(), today).map_err(Fault::internal)?);
    Ok(findings)
}

impl Stated {
    async fn holders(&self, conn: &mut PgConnection, day: Date) -> Result<[String; 2], Fault> {
        Ok([self.applicant.clone(), super::case::registering(conn, day).await?])
    }
}

async fn proposed(conn: &mut PgConnection, proposal: &NameProposal) -> Result<ProposedName, Fault> {
    let NameProposal { title, kind, division, parent, .. } = proposal.clone();
    let Some(code) = parent else { return Ok(ProposedName { title, kind, division, branch_of: None }) };
    // the name of an organisation is public wherever it lies
    let parent = store::organization::find(conn, &Scope::everywhere(), code).await?;
    let parent = parent.ok_or(Refusal::NotFound { code })?;
    Ok(ProposedName { title, kind: code.class(), division: parent.division, branch_of: Some(parent.title) })
}

/// Ends the reservation under which an application was approved: that which was handed in with it, whatever id it states.
/// One that has expired is used up all the same as long as nobody else took the name.
pub(crate) async fn consume_reservation(tx: &mut Tx, application: Uuid) -> Result<(), Fault> {
    if let Some(row) = store::reservation::of_application(tx.conn(), application).await? {
        reservation::end(tx, row, ReservationState::Consumed).await?;
    }
    Ok(())
}

/// Keeps a name for an application that was handed in while its reservation held (NAME-04), until it is decided on. A
/// reservation of another name, place or applicant is not kept, and does not stand in for one.
pub(crate) async fn keep_for(tx: &mut Tx, application: Uuid, stated: &Stated, key: &NameKey) -> Result<(), Fault> {
    let day = day_of(tx.now());
    let holders = stated.holders(tx.conn(), day).await?;
    // Corrections may state another reservation than before.
    store::reservation::let_go_others(tx.conn(), application, stated.id, key).await?;
    store::reservation::keep_for(tx.conn(), application, stated.id, &holders, key, day).await?;
    Ok(())
}

/// The name is no longer kept for an application that ended otherwise than by approval.
pub(crate) async fn let_go(tx: &mut Tx, application: Uuid) -> Result<(), Fault> {
    store::reservation::let_go(tx.conn(), application).await?;
    Ok(())
}

/// What a name is in its place: how two spellings of one are known.
#[derive(Debug, Clone)]
pub(crate) struct NameKey {
    pub(crate) division: DivisionCode,
    pub(crate) folded: String,
}
