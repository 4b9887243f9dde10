//! Names taken apart and judged: a golden table of names, and the bars of Art 16 by their days.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod composition;
mod identity;
mod record;

use registry_domain::Title;
use registry_domain::naming::ProposedName;
use time::Date;
use time::macros::date;
use vocab::OrganizationClass;

const TODAY: Date = date!(2026 - 11 - 24);
const HUZHOU: &str = "330500";

fn name(title: &str, kind: OrganizationClass, division: &str) -> ProposedName {
    let title = Title::parse(title).unwrap();
    ProposedName { title, kind, division: division.parse().unwrap(), branch_of: None }
}
