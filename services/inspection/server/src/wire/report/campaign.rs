//! Campaigns and duties: requests and replies.

use std::collections::HashSet;

use fault::Fault;
use inspection_domain::report::conclude::Value;
use onecode_proto::inspection::v1 as pb;
use uow::{Call, Scope};
use uuid::Uuid;

use super::{campaign_name, enums, form_name, parse_campaign, year};
use crate::ops::report::campaign::{GetCampaign, ListCampaigns, Listed, Open};
use crate::ops::report::duty::{Exempt, ListDuties, Listed as ListedDuties};
use crate::store::report_campaign::{CampaignFilter, CampaignRow};
use crate::store::report_duty::{DutyFilter, DutyRow, Tally};
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;
use crate::wire::{name, text, time};

const MOST_EXEMPT: usize = 1_000;
const LONGEST_REASON: usize = 500;

pub(crate) fn open(request: &pb::CreateAnnualReportCampaignRequest) -> Result<Open, Fault> {
    let mut violations = Violations::default();
    let empty = pb::AnnualReportCampaign::default();
    let source = request.campaign.as_ref().unwrap_or(&empty);
    let year = year(&mut violations, "campaign.year", source.year);
    let kind = enums::require_kind(&mut violations, "campaign.kind", source.kind);
    violations.finish(kind.map(|kind| Open { kind, year, include_below: source.include_below }))
}

pub(crate) fn open_reply(row: CampaignRow) -> pb::CreateAnnualReportCampaignResponse {
    pb::CreateAnnualReportCampaignResponse { campaign: Some(campaign(row)) }
}

pub(crate) fn get(request: &pb::GetAnnualReportCampaignRequest, call: &Call) -> Result<GetCampaign, Fault> {
    which(&request.name, call)
}

pub(crate) fn get_reply(row: CampaignRow) -> pb::GetAnnualReportCampaignResponse {
    pb::GetAnnualReportCampaignResponse { campaign: Some(campaign(row)) }
}

pub(crate) fn enroll(request: &pb::EnrollAnnualReportCampaignRequest, call: &Call) -> Result<GetCampaign, Fault> {
    which(&request.name, call)
}

pub(crate) fn statistics(request: &pb::GetAnnualReportStatisticsRequest, call: &Call) -> Result<GetCampaign, Fault> {
    which(&request.name, call)
}

fn which(name: &str, call: &Call) -> Result<GetCampaign, Fault> {
    let mut violations = Violations::default();
    let id = parse_campaign(&mut violations, "name", name);
    violations.finish(id.map(|id| GetCampaign { scope: call.scope.clone(), id }))
}

pub(crate) fn list(request: &pb::ListAnnualReportCampaignsRequest, call: &Call) -> Result<ListCampaigns, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListAnnualReportCampaignsRequest { page_size: 0, page_token: String::new(), ..*request };
    let binding = Binding::new(call, &bare);
    let kind = enums::kind_filter(&mut violations, "kind", request.kind);
    let size = page::size(&mut violations, request.page_size, 50, 500);
    let before = binding.key(&mut violations, &request.page_token).and_then(|key| Uuid::try_parse(&key).ok());
    let filter = CampaignFilter { scope: call.scope.clone(), year: request.year, kind };
    violations.finish(Some(ListCampaigns { filter, before, size, binding }))
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListAnnualReportCampaignsResponse {
    pb::ListAnnualReportCampaignsResponse {
        campaigns: listed.rows.into_iter().map(campaign).collect(),
        next_page_token: listed.next_page_token,
    }
}

/// Whom to exempt; what the register shows of them is asked for by their codes.
pub(crate) fn exempt(request: &pb::ExemptFromAnnualReportRequest) -> Result<Exempt, Fault> {
    let mut violations = Violations::default();
    let campaign = parse_campaign(&mut violations, "name", &request.name);
    if !(1..=MOST_EXEMPT).contains(&request.organizations.len()) {
        violations.note("organizations", format_args!("must be 1 to {MOST_EXEMPT}"));
    }
    let (mut codes, mut seen) = (Vec::new(), HashSet::new());
    for (at, stated) in request.organizations.iter().take(MOST_EXEMPT).enumerate() {
        let field = format!("organizations[{at}]");
        let code = name::parse_organization(&mut violations, &field, stated);
        if code.is_some_and(|code| !seen.insert(code)) {
            violations.note(field, "is there twice");
        }
        codes.extend(code);
    }
    let exemption = enums::require_exemption(&mut violations, "exemption", request.exemption);
    let reason = if exemption == Some("other") {
        text::text(&mut violations, "reason", &request.reason, LONGEST_REASON)
    } else {
        text::optional(&mut violations, "reason", &request.reason, LONGEST_REASON)
    };
    let stated = campaign.zip(exemption).zip(reason);
    let shown = Vec::new();
    violations.finish(stated.map(|((campaign, exemption), reason)| Exempt {
        campaign,
        codes,
        shown,
        exemption,
        reason,
    }))
}

pub(crate) fn exempt_reply(exempt: usize) -> pb::ExemptFromAnnualReportResponse {
    pb::ExemptFromAnnualReportResponse { exempt_count: i32::try_from(exempt).unwrap_or(i32::MAX) }
}

pub(crate) fn duties(request: &pb::ListReportDutiesRequest, call: &Call) -> Result<ListDuties, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListReportDutiesRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let campaign = parse_campaign(&mut violations, "parent", &request.parent);
    let state = enums::duty_filter(&mut violations, "state", request.state);
    let within = within(&mut violations, call, &request.division);
    let size = page::size(&mut violations, request.page_size, 100, 1_000);
    let after = binding.key(&mut violations, &request.page_token).unwrap_or_default();
    violations.finish(campaign.map(|campaign| ListDuties {
        scope: call.scope.clone(),
        filter: DutyFilter { campaign, within, state, overdue: request.overdue },
        after,
        size,
        binding,
    }))
}

pub(crate) fn duties_reply(listed: ListedDuties) -> pb::ListReportDutiesResponse {
    pb::ListReportDutiesResponse {
        duties: listed.rows.into_iter().map(duty).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn statistics_reply(tallies: Vec<Tally>) -> pb::GetAnnualReportStatisticsResponse {
    let shown = |tally: Tally| pb::ReportStatistics {
        division: tally.division,
        owed_count: tally.owed,
        exempt_count: tally.exempt,
        submitted_count: tally.submitted,
        overdue_count: tally.overdue,
        qualified_count: tally.qualified,
        basically_qualified_count: tally.basically_qualified,
        unqualified_count: tally.unqualified,
    };
    pb::GetAnnualReportStatisticsResponse { statistics: tallies.into_iter().map(shown).collect() }
}

/// What makes one batch of an enrolment another than the next.
pub(crate) fn batch_hash(campaign: Uuid, codes: &[String], divisions: &[String]) -> [u8; 32] {
    let rows = codes.iter().chain(divisions).map(String::as_bytes);
    let pieces: Vec<&[u8]> = [campaign.as_bytes().as_slice()].into_iter().chain(rows).collect();
    inspection_domain::draw::Hash::of(&pieces).0
}

/// Where both the caller may look and the request wants to.
pub(super) fn within(violations: &mut Violations, call: &Call, division: &str) -> Option<Scope> {
    if division.is_empty() {
        return Some(call.scope.clone());
    }
    if division.len() != 6 || !division.bytes().all(|byte| byte.is_ascii_digit()) {
        violations.note("division", "must be six digits (GB/T 2260)");
    }
    call.scope.narrowed(&Scope::division(division))
}

fn campaign(row: CampaignRow) -> pb::AnnualReportCampaign {
    pb::AnnualReportCampaign {
        name: campaign_name(row.id),
        year: row.year,
        kind: enums::kind_of(&row.kind).into(),
        division: row.division,
        include_below: row.include_below,
        department: name::department(row.department),
        registered_by: Some(time::date(row.registered_by)),
        supervising_due_date: Some(time::date(row.supervising_due)),
        due_date: Some(time::date(row.authority_due)),
        rules: row.rules,
        form: form_name(&row.form),
        create_time: Some(time::timestamp(row.created_at)),
    }
}

fn duty(row: DutyRow) -> pb::ReportDuty {
    let state = match (row.exemption.is_empty(), Value::parse(&row.value), row.submitted_on) {
        (false, _, _) => pb::ReportDutyState::Exempt,
        (true, Some(_), _) => pb::ReportDutyState::Concluded,
        (true, None, Some(_)) => pb::ReportDutyState::Submitted,
        (true, None, None) => pb::ReportDutyState::Owed,
    };
    pb::ReportDuty {
        name: format!("{}/duties/{}", campaign_name(row.campaign), row.code),
        organization: name::organization(row.code),
        division: row.division,
        year: row.year,
        due_date: Some(time::date(row.due_on)),
        state: state.into(),
        overdue: row.overdue,
        submit_date: row.submitted_on.map(time::date),
        exemption: enums::exemption(&row.exemption).into(),
        exempt_reason: row.exempt_reason,
        second_year_running: row.second_year,
    }
}
