//! The gap list: the request that asks for it, and its reply.

use fault::Fault;
use onecode_proto::registry::v1 as pb;
use registry_domain::party::{Gap, Requirement};
use time::Date;
use uow::Call;

use super::{enums as party_enums, finding, name as party_name};
use crate::ops::party::gaps::{Gaps, Listed, is_rule};
use crate::store::party::gap::LackingRow;
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;
use crate::wire::{enums, name, read};

pub(crate) fn list(request: &pb::ListPartyGapsRequest, call: &Call, today: Date) -> Result<Gaps, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListPartyGapsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let requirements =
        enums::parse_list(&mut violations, "requirements", &request.requirements, party_enums::read_requirement);
    for (at, requirement) in request.requirements.iter().enumerate() {
        if party_enums::read_requirement(*requirement) == Some(Requirement::Management) {
            violations.note(format!("requirements[{at}]"), "MANAGEMENT is never a gap");
        }
    }
    for (at, rule) in request.rules.iter().enumerate() {
        if !is_rule(rule) {
            violations.note(format!("rules[{at}]"), "is not a rule that a gap can break");
        }
    }
    let gaps = Gaps {
        within: read::within(&mut violations, &call.scope, &request.division),
        kinds: enums::parse_kinds(&mut violations, &request.kinds),
        requirements,
        rules: request.rules.clone(),
        today,
        after: binding.key(&mut violations, &request.page_token).unwrap_or_default(),
        size: page::size(&mut violations, request.page_size, 100, 500),
        binding,
    };
    violations.finish(Some(gaps))
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListPartyGapsResponse {
    pb::ListPartyGapsResponse {
        gaps: listed.organizations.iter().map(|(row, gaps)| gap(row, gaps)).collect(),
        next_page_token: listed.next_page_token,
    }
}

fn gap(row: &LackingRow, gaps: &[Gap]) -> pb::PartyGap {
    pb::PartyGap {
        organization: name::organization(row.code),
        title: row.title.as_str().to_owned(),
        kind: enums::kind(row.code.class()).into(),
        division: row.division.to_string(),
        report: row.report.map(|number| party_name::report(row.code, number)).unwrap_or_default(),
        missing: finding::gaps(gaps),
    }
}
