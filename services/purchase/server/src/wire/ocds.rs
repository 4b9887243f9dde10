//! Projects, tenders and contracts as open contracting data: what may be told of them, and nothing about persons.

mod tender;

use ::time::{Month, OffsetDateTime};
use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use purchase_domain::ocds::{
    Amendment, Award, Clearable, Contract, Form, Implementation, Milestone, Party, Period, Planning, Reference,
    Release, Transaction, Value, day, end_of_day, instant,
};
use uow::Call;

use self::tender::{Bidders, tender};
use super::violations::Violations;
use super::{name, time};
use crate::desk::Desk;
use crate::ops::ocds::{Export, What};
use crate::store::contract::whole::Whole;
use crate::store::imported::ImportedRow;
use crate::store::ocds::ReleaseFilter;
use crate::store::project::ProjectRow;
use crate::store::tender::notice::Notices;

/// What a release is of, and what it tells.
pub(crate) struct Head<'a> {
    pub(crate) ocid: &'a str,
    pub(crate) number: i32,
    pub(crate) at: OffsetDateTime,
    pub(crate) tags: &'a [&'static str],
}

impl Head<'_> {
    /// Id of the release.
    pub(crate) fn id(&self) -> String {
        format!("{}-{:04}", self.ocid, self.number)
    }

    fn release(&self, form: Form, buyer: Party) -> Release {
        let date = instant(self.at);
        let compiled = form == Form::Compiled;
        Release {
            ocid: self.ocid.to_owned(),
            // as the standard's own tools name it
            id: if compiled { format!("{}-{date}", self.ocid) } else { self.id() },
            date,
            tag: if compiled { vec!["compiled"] } else { self.tags.to_vec() },
            initiation_type: "tender",
            language: "zh",
            buyer: buyer.reference(),
            parties: vec![buyer],
            planning: None,
            tender: None,
            awards: Vec::new(),
            contracts: Vec::new(),
        }
    }
}

/// A release as it is written.
pub(crate) fn text(release: &Release) -> Result<String, Fault> {
    serde_json::to_string(release).map_err(Fault::internal)
}

/// What is told of a project: its tenders, and its contract if it has one.
pub(crate) struct Course<'a> {
    pub(crate) project: &'a ProjectRow,
    pub(crate) notices: &'a Notices,
    pub(crate) contract: Option<&'a Whole>,
}

/// A project with all that came of it.
pub(crate) fn release(course: &Course<'_>, head: &Head<'_>, form: Form) -> Release {
    let Course { project, notices, contract } = course;
    let local = format!("{}-{}", project.division, project.buyer_department);
    let roles = ["buyer", "procuringEntity"];
    let buyer = Party::local(&local, &project.buyer_code, &project.buyer_title, &roles, form);
    let buying = buyer.reference();
    let mut release = head.release(form, buyer);
    release.planning = Some(Planning::of_fen(project.budget_fen));
    let Bidders { parties, tenderers, supplier } = Bidders::of(project, notices);
    release.parties.extend(parties);
    release.tender = tender(project, (notices, tenderers), &buying, form);
    if let (Some(supplying), Some(fen)) = (supplier, project.award_fen) {
        let award_id = format!("{}-award-1", project.ocid);
        release.awards.push(Award {
            id: award_id.clone(),
            title: project.title.clone(),
            status: if project.ended_on.is_some() { "cancelled" } else { "active" },
            date: project.award_on.map(day),
            value: Value::of_fen(fen),
            suppliers: vec![supplying.clone()],
        });
        release.contracts.extend(contract.map(|whole| signed(whole, award_id, (&buying, &supplying))));
    }
    release
}

fn signed(whole: &Whole, award_id: String, (buying, supplying): (&Reference, &Reference)) -> Contract {
    let row = &whole.row;
    let id = format!("{}-contract-1", row.ocid);
    let amendment = |one: &crate::store::contract::event::SupplementRow| Amendment {
        id: format!("{id}-amendment-{}", one.number),
        date: day(one.signed_on),
        description: format!("补充合同第{}号", one.number),
    };
    let transaction = |one: &crate::store::contract::event::PaymentRow| Transaction {
        id: format!("{id}-payment-{}", one.number),
        date: day(one.paid_on),
        value: Value::of_fen(one.amount_fen),
        payer: buying.clone(),
        payee: supplying.clone(),
    };
    let milestone = |one: &crate::store::contract::milestone::MilestoneRow| Milestone {
        id: format!("{id}-milestone-{}", one.number),
        title: one.title.clone(),
        kind: "delivery",
        due_date: day(one.due_on),
        date_met: one.accepted_at.map(instant),
        status: match (one.accepted_at, row.status.as_str()) {
            (Some(_), _) => "met",
            (None, "terminated") => "notMet",
            (None, _) => "scheduled",
        },
    };
    Contract {
        award_id,
        title: row.title.clone(),
        status: Some(if row.status == "active" { "active" } else { "terminated" }),
        period: Some(Period {
            start_date: day(row.starts_on),
            end_date: Clearable::Stated(end_of_day(row.current_ends_on)),
        }),
        value: Value::of_fen(row.amount_fen.saturating_add(row.added_fen)),
        date_signed: Some(day(row.signed_on)),
        amendments: whole.supplements.iter().map(amendment).collect(),
        implementation: Some(Implementation {
            transactions: whole.payments.iter().map(transaction).collect(),
            milestones: whole.milestones.iter().map(milestone).collect(),
        }),
        id,
    }
}

/// A contract that was signed elsewhere.
pub(crate) fn imported(row: &ImportedRow, head: &Head<'_>, form: Form) -> Release {
    let buyer = Party::new(None, &row.purchaser, &row.purchaser, &["buyer"]);
    let supplier = Party::new(row.supplier_code.as_deref(), &row.supplier_title, &row.supplier_title, &["supplier"]);
    let mut release = head.release(form, buyer);
    let award_id = format!("{}-award-1", row.ocid);
    release.awards.push(Award {
        id: award_id.clone(),
        title: row.title.clone(),
        status: "active",
        date: None,
        value: Value::of_fen(row.amount_fen),
        suppliers: vec![supplier.reference()],
    });
    release.contracts.push(Contract {
        id: format!("{}-contract-1", row.ocid),
        award_id,
        title: row.title.clone(),
        status: None,
        period: None,
        value: Value::of_fen(row.amount_fen),
        date_signed: None,
        amendments: Vec::new(),
        implementation: None,
    });
    release.parties.push(supplier);
    release
}

pub(crate) fn export(
    request: &pb::ExportOcdsRequest,
    call: &Call,
    (now, desk): (OffsetDateTime, &Desk),
) -> Result<Export, Fault> {
    let mut violations = Violations::default();
    let what = match pb::OcdsPackage::try_from(request.package) {
        Ok(pb::OcdsPackage::Unspecified | pb::OcdsPackage::Releases) => Some(What::Releases),
        Ok(pb::OcdsPackage::Records) => Some(What::Records),
        Err(_) => {
            violations.note("package", "must be a value of the contract");
            None
        }
    };
    let stated = time::parse_date(&mut violations, "month", request.month.as_ref());
    let month = stated.and_then(|stated| {
        let from = stated.replace_day(1).ok()?;
        let year = if from.month() == Month::December { from.year() + 1 } else { from.year() };
        let to = from.replace_year(year).ok()?.replace_month(from.month().next()).ok()?;
        Some((from, to))
    });
    if stated.is_some() && month.is_none() {
        violations.note("month", "must be a month of the years 1 to 9998");
    }
    let process = match request.process.as_str() {
        "" => None,
        imported if imported.starts_with(name::IMPORTED) => {
            name::parse_id(&mut violations, "process", imported, name::IMPORTED)
        }
        project => name::parse_project(&mut violations, "process", project),
    };
    let filter = ReleaseFilter { month, process, scope: call.scope.prefix().to_owned() };
    let named = request.process.clone();
    violations.finish(what.map(|what| Export { what, filter, named, at: now, desk: desk.clone() }))
}
