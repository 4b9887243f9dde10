//! Requests about reports.

use ::time::Date;
use casework::Casework;
use fault::Fault;
use inspection_domain::report::conclude::Gravity;
use onecode_proto::inspection::v1 as pb;
use uow::Call;
use uuid::Uuid;
use vocab::UnifiedCode;

use super::campaign::within;
use super::content::{changes, content, papers};
use super::{enums, parse_report, year};
use crate::ops::report::Seen;
use crate::ops::report::conclude::Decide;
use crate::ops::report::delay::AnnulDelay;
use crate::ops::report::draft::{Create, Update};
use crate::ops::report::known::PreCheck;
use crate::ops::report::read::{GetReport, ListReports};
use crate::ops::report::rectify::Rectify;
use crate::ops::report::review::{Opine, Return};
use crate::register::Registered;
use crate::register::report::Compared;
use crate::store::annual_report::ReportFilter;
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;
use crate::wire::{name, text};

const LONGEST_REASONS: usize = 2_000;
const LONGEST_SUMMARY: usize = 5_000;
const LONGEST_NUMBER: usize = 100;
const MOST_GROUNDS: usize = 13;

/// What is to be checked; the organisation is asked of the register by its code in between.
pub(crate) fn pre_check(
    request: &pb::PreCheckAnnualReportRequest,
    call: &Call,
    today: Date,
) -> Result<(UnifiedCode, impl FnOnce(Compared) -> PreCheck), Fault> {
    let mut violations = Violations::default();
    let code = name::parse_organization(&mut violations, "parent", &request.parent);
    let year = year(&mut violations, "year", request.year);
    let stated = request.content.as_ref().map(|stated| {
        let changes = changes(&mut violations, "content.entries", &stated.entries);
        (content(changes), stated.rectification_report)
    });
    let code = violations.finish(code)?;
    let scope = call.scope.clone();
    Ok((code, move |compared| PreCheck { scope, compared, year, stated, today }))
}

/// The draft to make; as above.
pub(crate) fn create(
    request: &pb::CreateAnnualReportRequest,
    office: &Casework,
) -> Result<(UnifiedCode, impl FnOnce(Registered) -> Create), Fault> {
    let mut violations = Violations::default();
    let code = name::parse_organization(&mut violations, "parent", &request.parent);
    let year = year(&mut violations, "year", request.year);
    let changes = changes(&mut violations, "entries", &request.entries);
    let papers = papers(&mut violations, &request.documents);
    let supervising = Some(&request.supervising_department).filter(|stated| !stated.is_empty());
    let supervising =
        supervising.and_then(|stated| name::parse_department(&mut violations, "supervising_department", stated));
    let code = violations.finish(code)?;
    let office = office.clone();
    Ok((code, move |organization| Create { office, organization, year, changes, papers, supervising }))
}

pub(crate) fn update(request: &pb::UpdateAnnualReportRequest, office: &Casework) -> Result<Update, Fault> {
    let mut violations = Violations::default();
    let seen = seen(&mut violations, office, &request.name, &request.etag);
    let changes = changes(&mut violations, "entries", &request.entries);
    let papers = papers(&mut violations, &request.documents);
    violations.finish(seen.map(|seen| Update { seen, changes, papers }))
}

pub(crate) fn submit(request: &pb::SubmitAnnualReportRequest, office: &Casework) -> Result<Seen, Fault> {
    let mut violations = Violations::default();
    let seen = seen(&mut violations, office, &request.name, &request.etag);
    violations.finish(seen)
}

pub(crate) fn give_back(request: &pb::ReturnAnnualReportRequest, office: &Casework) -> Result<Return, Fault> {
    let mut violations = Violations::default();
    let seen = seen(&mut violations, office, &request.name, &request.etag);
    let reasons = text::text(&mut violations, "reasons", &request.reasons, LONGEST_REASONS);
    violations.finish(seen.zip(reasons).map(|(seen, reasons)| Return { seen, reasons }))
}

pub(crate) fn annul_delay(request: &pb::AnnulAnnualReportDelayRequest, office: &Casework) -> Result<AnnulDelay, Fault> {
    let mut violations = Violations::default();
    let seen = seen(&mut violations, office, &request.name, &request.etag);
    let number = text::text(&mut violations, "decision_number", &request.decision_number, LONGEST_NUMBER);
    let reasons = reasons(&mut violations, &request.reasons, true);
    let stated = seen.zip(number.zip(reasons));
    violations.finish(stated.map(|(seen, (number, reasons))| AnnulDelay { seen, number, reasons }))
}

pub(crate) fn opine(request: &pb::GiveAnnualReportOpinionRequest, office: &Casework) -> Result<Opine, Fault> {
    let mut violations = Violations::default();
    let seen = seen(&mut violations, office, &request.name, &request.etag);
    let favourable = request.favourable;
    let reasons = reasons(&mut violations, &request.reasons, !favourable);
    violations.finish(seen.zip(reasons).map(|(seen, reasons)| Opine { seen, favourable, reasons }))
}

pub(crate) fn rectify(request: &pb::RectifyAnnualReportRequest, office: &Casework) -> Result<Rectify, Fault> {
    let mut violations = Violations::default();
    let seen = seen(&mut violations, office, &request.name, &request.etag);
    let stated = request.rectification.as_ref().map(|stated| stated.summary.as_str()).unwrap_or_default();
    let summary = text::text(&mut violations, "rectification.summary", stated, LONGEST_SUMMARY);
    let papers = papers(&mut violations, &request.documents);
    violations.finish(seen.zip(summary).map(|(seen, summary)| Rectify { seen, summary, papers }))
}

/// The parts that every decision has.
struct Decision<'a> {
    name: &'a str,
    etag: &'a str,
    value: i32,
    grounds: &'a [pb::ReportGround],
    number: &'a str,
    reasons: &'a str,
    reasons_required: bool,
}

macro_rules! decisions {
    ($($function:ident($request:ident): $required:expr),+ $(,)?) => {
        $(
            pub(crate) fn $function(request: &pb::$request, office: &Casework) -> Result<Decide, Fault> {
                decide(office, &Decision {
                    name: &request.name,
                    etag: &request.etag,
                    value: request.value,
                    grounds: &request.grounds,
                    number: &request.decision_number,
                    reasons: &request.reasons,
                    reasons_required: $required,
                })
            }
        )+
    };
}

decisions! {
    conclude(ConcludeAnnualReportRequest): false,
    reevaluate(ReevaluateAnnualReportRequest): true,
    correct(CorrectAnnualReportConclusionRequest): true,
}

fn decide(office: &Casework, decision: &Decision<'_>) -> Result<Decide, Fault> {
    let mut violations = Violations::default();
    let seen = seen(&mut violations, office, decision.name, decision.etag);
    let value = enums::require_value(&mut violations, "value", decision.value);
    let grounds = grounds(&mut violations, decision.grounds);
    let number = text::text(&mut violations, "decision_number", decision.number, LONGEST_NUMBER);
    let reasons = reasons(&mut violations, decision.reasons, decision.reasons_required);
    let stated = seen.zip(value).zip(number.zip(reasons));
    violations.finish(stated.map(|((seen, value), (number, reasons))| Decide { seen, value, grounds, number, reasons }))
}

fn grounds(violations: &mut Violations, stated: &[pb::ReportGround]) -> Vec<(String, Gravity)> {
    if stated.len() > MOST_GROUNDS {
        violations.note("grounds", format_args!("must be at most {MOST_GROUNDS}"));
    }
    let mut grounds = Vec::new();
    for (at, ground) in stated.iter().take(MOST_GROUNDS).enumerate() {
        let rule = text::text(violations, &format!("grounds[{at}].rule"), &ground.rule, 20);
        let gravity = enums::require_gravity(violations, &format!("grounds[{at}].gravity"), ground.gravity);
        grounds.extend(rule.zip(gravity));
    }
    grounds
}

fn seen(violations: &mut Violations, office: &Casework, name: &str, etag: &str) -> Option<Seen> {
    let named = parse_report(violations, name);
    if etag.is_empty() {
        violations.note("etag", "must be the etag that was read");
    }
    named.map(|(code, year)| Seen { office: office.clone(), code, year, etag: etag.to_owned() })
}

fn reasons(violations: &mut Violations, stated: &str, required: bool) -> Option<String> {
    if required {
        text::text(violations, "reasons", stated, LONGEST_REASONS)
    } else {
        text::optional(violations, "reasons", stated, LONGEST_REASONS)
    }
}

pub(crate) fn get(request: &pb::GetAnnualReportRequest, call: &Call) -> Result<GetReport, Fault> {
    let mut violations = Violations::default();
    let named = parse_report(&mut violations, &request.name);
    violations.finish(named.map(|(code, year)| GetReport { scope: call.scope.clone(), code, year }))
}

pub(crate) fn list(request: &pb::ListAnnualReportsRequest, call: &Call) -> Result<ListReports, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListAnnualReportsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let organization = if request.organization.is_empty() {
        String::new()
    } else {
        let code = name::parse_organization(&mut violations, "organization", &request.organization);
        code.map(|code| code.to_string()).unwrap_or_default()
    };
    let filter = ReportFilter {
        within: within(&mut violations, call, &request.division),
        organization,
        year: request.year,
        state: enums::state_filter(&mut violations, "state", request.state),
        value: enums::value_filter(&mut violations, "value", request.value),
    };
    let size = page::size(&mut violations, request.page_size, 50, 500);
    let before = binding.key(&mut violations, &request.page_token).and_then(|key| Uuid::try_parse(&key).ok());
    violations.finish(Some(ListReports { filter, before, size, binding }))
}
