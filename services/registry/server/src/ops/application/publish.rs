//! What the public is told of applications: the notice of a simplified deregistration, and announcements (REG-12).

use casework::{Announcement, Publication};
use fault::Fault;
use procedure::Case;
use registry_domain::Text;
use uow::Tx;
use vocab::day_of;

use super::evaluate;
use crate::desk::Desk;
use crate::store::application::ApplicationRow;
use crate::wire::application::Matter;
use crate::wire::name;

/// Puts a simplified deregistration before the public: anybody may object until the last day (ZB-01a).
pub(super) async fn put_before_the_public(
    tx: &mut Tx,
    desk: &Desk,
    row: &ApplicationRow,
    case: &Case,
) -> Result<(), Fault> {
    let matter = evaluate::matter(desk, row, case, day_of(tx.now()), &Text::default())?;
    let Matter::Simplified { reason } = matter else { return Ok(()) };
    let publication = Publication {
        kind: "simplified-deregistration",
        title: format!("{}简易注销公告", row.title),
        body: format!(
            "{}（统一社会信用代码{}）拟申请简易注销登记，理由：{}。对此有异议的，可以在公告期内提出。",
            row.title,
            row.organization,
            reason.as_str()
        ),
        rule: "ZB-01a",
    };
    desk.office.publicise(tx, row.id, publication).await?;
    Ok(())
}

/// What is announced of a matter.
pub(super) struct Subject {
    kind: &'static str,
    title: &'static str,
    /// What it became; never anything about a person.
    into: Option<String>,
}

/// What of a matter the authority must announce: establishment, deregistration, change of name, residence or legal
/// representative (REG-12).
pub(super) fn subjects(matter: &Matter) -> Vec<Subject> {
    let subject = |kind, title, into: Option<&str>| Subject { kind, title, into: into.map(str::to_owned) };
    match matter {
        Matter::Establishment(_) => vec![subject("establishment", "成立登记", None)],
        Matter::Deregistration(_) | Matter::Simplified { .. } => vec![subject("deregistration", "注销登记", None)],
        Matter::Change(it) => {
            let name = it.title.as_ref().map(|title| subject("change-of-name", "名称变更", Some(title.as_str())));
            let address =
                it.address.as_ref().map(|address| subject("change-of-address", "住所变更", Some(address.as_str())));
            let represented =
                it.appointment.as_ref().map(|_| subject("change-of-legal-representative", "法定代表人变更", None));
            [name, address, represented].into_iter().flatten().collect()
        }
        Matter::Branch(_) | Matter::Charter(_) | Matter::Conversion(_) => Vec::new(),
    }
}

/// Announces what was approved; `row` is the application with its decision.
pub(super) async fn announce(
    tx: &mut Tx,
    desk: &Desk,
    row: &ApplicationRow,
    subjects: &[Subject],
) -> Result<(), Fault> {
    for Subject { kind, title, into } in subjects {
        let into = into.as_ref().map(|into| format!("变更为“{into}”，")).unwrap_or_default();
        let announcement = Announcement {
            kind,
            organization: name::organization(&row.organization),
            title: format!("{}{title}公告", row.title),
            body: format!(
                "{}（统一社会信用代码{}）{title}已经准予，{into}决定文号：{}。",
                row.title, row.organization, row.decision_number
            ),
            rule: "REG-12",
        };
        desk.office.announce(tx, row.id, announcement).await?;
    }
    Ok(())
}
