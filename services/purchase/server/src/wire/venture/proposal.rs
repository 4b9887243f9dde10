//! Proposals: what is written, and what each reader is shown.

use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use uow::Call;
use vocab::UnifiedCode;

use super::{GATES, Violations, day, event, filtered, fund, name, text, told};
use crate::ops::venture::Mark;
use crate::ops::venture::proposal::{Create, Update};
use crate::ops::venture::read::{ListProposals, Reader, ShownProposal};
use crate::store::venture::grant::InstalmentRow;
use crate::store::venture::proposal::{ProposalRow, Written};
use crate::store::venture::report::ReportRow;
use crate::wire::catalog::etag_of;
use crate::wire::money;
use crate::wire::page::{self, Binding};
use crate::wire::tender::lines;

/// The longest plan.
const LONGEST_PLAN: usize = 20_000;
const MOST_LINES: usize = 50;

/// Statuses by their names in the database.
pub(super) const STATUSES: [(&str, pb::VentureProposalStatus); 14] = [
    ("draft", pb::VentureProposalStatus::Draft),
    ("filed", pb::VentureProposalStatus::Filed),
    ("returned", pb::VentureProposalStatus::Returned),
    ("accepted", pb::VentureProposalStatus::Accepted),
    ("rejected", pb::VentureProposalStatus::Rejected),
    ("withdrawn", pb::VentureProposalStatus::Withdrawn),
    ("lapsed", pb::VentureProposalStatus::Lapsed),
    ("listed", pb::VentureProposalStatus::Listed),
    ("unsuccessful", pb::VentureProposalStatus::Unsuccessful),
    ("granted", pb::VentureProposalStatus::Granted),
    ("running", pb::VentureProposalStatus::Running),
    ("halfway", pb::VentureProposalStatus::Halfway),
    ("completed", pb::VentureProposalStatus::Completed),
    ("failed", pb::VentureProposalStatus::Failed),
];

pub(super) const REPORT_STAGES: [(&str, pb::VentureReportStage); 2] =
    [("midterm", pb::VentureReportStage::Midterm), ("final", pb::VentureReportStage::Final)];

pub(super) const REPORT_OUTCOMES: [(&str, pb::VentureReportOutcome); 3] = [
    ("passed", pb::VentureReportOutcome::Passed),
    ("mend", pb::VentureReportOutcome::Mend),
    ("failed", pb::VentureReportOutcome::Failed),
];

/// Another one with every change of a proposal.
pub(crate) fn etag(row: &ProposalRow) -> String {
    intake::etag::etag(&row.id.to_string(), row.revision)
}

pub(super) fn status(word: &str) -> pb::VentureProposalStatus {
    told(&STATUSES, word)
}

/// Which proposal, as it was read: the fields `name` and `etag`.
pub(super) fn mark(violations: &mut Violations, field: &str, stated_name: &str, stated_etag: &str) -> Option<Mark> {
    let of = name::parse_venture_proposal(violations, field, stated_name);
    let etag = etag_of(violations, stated_etag);
    let (round, id) = of?;
    Some(Mark { round, id, etag: etag? })
}

/// The lines of a budget and their sum.
fn budget(violations: &mut Violations, stated: &[pb::VentureBudgetLine]) -> (Vec<String>, Vec<i64>, Option<i64>) {
    let whole = "venture_proposal.lines";
    if stated.is_empty() || stated.len() > MOST_LINES {
        violations.note(whole, format_args!("must be 1 to {MOST_LINES}"));
    }
    let (mut titles, mut fens) = (Vec::new(), Vec::new());
    for (at, line) in stated.iter().enumerate().take(MOST_LINES) {
        let field = |name: &str| format!("{whole}[{at}].{name}");
        let title = text::text(violations, &field("title"), &line.title, 100).unwrap_or_default();
        if titles.contains(&title) && !title.is_empty() {
            violations.note(field("title"), "stands there twice");
        }
        fens.push(money::fen(violations, &field("amount_fen"), line.amount_fen).unwrap_or_default());
        titles.push(title);
    }
    let asked = fens.iter().sum::<i64>();
    let asked = if asked == 0 { None } else { money::fen(violations, whole, asked) };
    (titles, fens, asked)
}

fn written(violations: &mut Violations, stated: &pb::VentureProposal) -> (Option<UnifiedCode>, Option<Written>) {
    let field = |name: &str| format!("venture_proposal.{name}");
    let organization = name::parse_organization(violations, &field("organization"), &stated.organization);
    let track = name::parse_key(violations, &field("track"), &stated.track, "");
    let title = text::text(violations, &field("title"), &stated.title, 100);
    let plan = lines(violations, &field("plan"), &stated.plan, LONGEST_PLAN);
    let mut on = |name: &str, date: Option<&onecode_proto::google::r#type::Date>| {
        if date.is_none() {
            violations.note(field(name), "is required");
        }
        day::parse_date(violations, &field(name), date)
    };
    let (start, end) = (on("start_date", stated.start_date.as_ref()), on("end_date", stated.end_date.as_ref()));
    if start.zip(end).is_some_and(|(start, end)| end <= start) {
        violations.note(field("end_date"), "must be after start_date");
    }
    let (line_titles, line_fens, asked_fen) = budget(violations, &stated.lines);
    let read = || {
        Some(Written {
            track: track?,
            title: title?,
            plan: plan?,
            start_on: start?,
            end_on: end?,
            line_titles,
            line_fens,
            asked_fen: asked_fen?,
        })
    };
    (organization, read())
}

pub(crate) fn create(request: &pb::CreateVentureProposalRequest) -> Result<Create, Fault> {
    let mut violations = Violations::default();
    let round = name::parse_venture_round(&mut violations, "parent", &request.parent);
    let unstated = pb::VentureProposal::default();
    let stated = request.venture_proposal.as_ref().unwrap_or(&unstated);
    let (organization, written) = written(&mut violations, stated);
    violations.finish((|| Some(Create { round: round?, organization: organization?, written: written? }))())
}

pub(crate) fn update(request: &pb::UpdateVentureProposalRequest) -> Result<Update, Fault> {
    let mut violations = Violations::default();
    let unstated = pb::VentureProposal::default();
    let stated = request.venture_proposal.as_ref().unwrap_or(&unstated);
    let mark = mark(&mut violations, "venture_proposal.name", &stated.name, &stated.etag);
    let (organization, written) = written(&mut violations, stated);
    violations.finish((|| Some(Update { mark: mark?, organization: organization?, written: written? }))())
}

/// Which proposals of a round a list is asked for.
pub(crate) fn list(request: &pb::ListVentureProposalsRequest, call: &Call) -> Result<ListProposals, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListVentureProposalsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let round = name::parse_venture_round(&mut violations, "parent", &request.parent);
    let stated = Some(request.track.as_str()).filter(|track| !track.is_empty());
    let track = stated.and_then(|track| name::parse_key(&mut violations, "track", track, ""));
    let status = filtered(&mut violations, "status", &STATUSES, request.status);
    let size = page::size(&mut violations, request.page_size, 50, 200);
    let before = binding.key(&mut violations, &request.page_token).and_then(|key| key.parse().ok());
    let call = call.clone();
    violations.finish((|| Some(ListProposals { round: round?, track, status, call, before, size, binding }))())
}

fn part(row: &InstalmentRow) -> pb::VentureInstalment {
    pb::VentureInstalment {
        number: row.number,
        gate: told(&GATES, &row.gate).into(),
        application: fund::name::application(row.application),
        amount_fen: row.amount_fen,
        status: fund::application::status(&row.status).into(),
        payment: row.payment.map(fund::name::payment).unwrap_or_default(),
        demanded_fen: row.demanded_fen,
        returned_fen: row.returned_fen,
    }
}

fn report(row: ReportRow) -> pb::VentureReport {
    pb::VentureReport {
        number: row.number,
        stage: told(&REPORT_STAGES, &row.stage).into(),
        statement: row.statement,
        spent_fen: row.spent_fens,
        file_time: Some(day::timestamp(row.created_at)),
        outcome: told(&REPORT_OUTCOMES, &row.outcome).into(),
        accepted_fen: row.accepted_fens,
        reason: row.reason,
        decide_time: row.decided_at.map(day::timestamp),
        demanded_fen: row.demanded_fen,
    }
}

/// A row as a reader outside the department may see it.
fn veiled(mut row: ProposalRow, reader: Reader) -> ProposalRow {
    let is_told = reader == Reader::Department || row.is_listed || row.status == "unsuccessful";
    if !is_told {
        (row.rank, row.review_points, row.defence_points, row.total_points) = (None, None, None, None);
        row.grant_fen = 0;
        // what is on the list and who is passed over is not decided yet
        if ["accepted", "listed"].contains(&row.status.as_str()) {
            (row.status, row.end_reason) = ("accepted".to_owned(), String::new());
        }
    }
    if matches!(reader, Reader::Expert | Reader::Public) {
        row.eligibility.clear();
        (row.check_reason, row.end_reason, row.mend_until_on) = (String::new(), String::new(), None);
    }
    if reader == Reader::Public {
        row.plan.clear();
        (row.line_titles, row.line_fens) = (Vec::new(), Vec::new());
    }
    row
}

/// A proposal as the contract has it, for its reader.
pub(crate) fn proposal(shown: ShownProposal) -> pb::VentureProposal {
    let etag = etag(&shown.row);
    let row = veiled(shown.row, shown.reader);
    let agreed = row.agreed_fens.iter().copied().chain(std::iter::repeat(0));
    let lines = row.line_titles.iter().zip(&row.line_fens).zip(agreed);
    let line = |((title, fen), agreed_fen): ((&String, &i64), i64)| pb::VentureBudgetLine {
        title: title.clone(),
        amount_fen: *fen,
        agreed_fen,
    };
    let eligibility = row.eligibility_at.filter(|_| !row.eligibility.is_empty()).map(|at| {
        fund::application::eligibility(&row.eligibility, (row.eligibility_conditions, row.eligibility_cursor), at)
    });
    pb::VentureProposal {
        name: name::venture_proposal(row.round, row.id),
        track: row.track,
        organization: format!("organizations/{}", row.organization),
        organization_title: row.organization_title,
        title: row.title,
        plan: row.plan,
        start_date: Some(day::date(row.start_on)),
        end_date: Some(day::date(row.end_on)),
        lines: lines.map(line).collect(),
        asked_fen: row.asked_fen,
        status: status(&row.status).into(),
        eligibility,
        check_reason: row.check_reason,
        mend_until_date: row.mend_until_on.map(day::date),
        invited: row.invited,
        rank: row.rank.unwrap_or_default(),
        review_points: row.review_points.unwrap_or_default(),
        defence_points: row.defence_points.unwrap_or_default(),
        total_points: row.total_points.unwrap_or_default(),
        grant_fen: row.grant_fen,
        agreement_number: row.agreement_number,
        sign_date: row.signed_on.map(day::date),
        instalments: shown.instalments.iter().map(part).collect(),
        reports: shown.reports.into_iter().map(report).collect(),
        end_reason: row.end_reason,
        events: shown.events.into_iter().map(event).collect(),
        file_time: row.filed_at.map(day::timestamp),
        create_time: Some(day::timestamp(row.created_at)),
        update_time: Some(day::timestamp(row.updated_at)),
        etag,
    }
}
