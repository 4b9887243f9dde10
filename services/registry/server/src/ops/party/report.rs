//! Records a status report (报送党建情况).

use fault::Fault;
use registry_domain::party::{Checked, PartyReport, checklist};
use registry_domain::{Text, day_of, rules};
use time::Date;
use uow::Tx;
use vocab::UnifiedCode;

use super::lacking::{self, Lacking};
use crate::store::party::report::{self, NewReport, Reported};
use crate::wire;

/// What holds from a day on.
#[derive(Debug)]
pub(crate) struct Submit {
    pub(crate) code: UnifiedCode,
    pub(crate) valid_from: Date,
    pub(crate) basis: Text<200>,
    pub(crate) report: PartyReport,
}

/// The report as recorded, and what the rules say of today.
#[derive(Debug)]
pub(crate) struct Recorded {
    pub(crate) reported: Reported,
    pub(crate) checked: Vec<Checked>,
}

pub(crate) async fn report(tx: &mut Tx, command: &Submit) -> Result<Recorded, Fault> {
    let Submit { code, valid_from, basis, report } = command;
    let (organization, history) = super::open(tx, *code).await?;
    history.registered_on(*valid_from)?;
    if let Some(instructor) = &report.instructor {
        super::require_department(tx.conn(), &instructor.department, instructor.since).await?;
    }
    let lacking = Lacking::before(tx, vec![organization.clone()]).await?;
    let (department, actor, now) = (tx.call().department.clone(), tx.call().actor.clone(), tx.now());
    let new = NewReport {
        code: *code,
        valid_from: *valid_from,
        basis,
        report,
        department: &department,
        actor: &actor,
        created_at: now,
    };
    let number = report::insert(tx.conn(), &new).await?;
    let reported = Reported {
        code: *code,
        number,
        valid_from: *valid_from,
        basis: basis.clone(),
        report: report.clone(),
        department,
        created_at: now,
    };
    let subject = wire::name::organization(code);
    tx.emit(&subject, organization.division.as_str(), &wire::party::facts::reported(&reported));
    lacking.announce(tx, *valid_from).await?;
    let registered = [(*code, lacking::registered_on(&organization))];
    let timelines = lacking::timelines(tx.conn(), &registered).await?;
    let today = day_of(now);
    let standing = timelines.get(code).and_then(|timeline| timeline.on(today));
    Ok(Recorded { reported, checked: checklist(standing, rules(), today) })
}
