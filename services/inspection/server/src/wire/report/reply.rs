//! Reports as the contract has them.

use inspection_domain::report::check::{Finding, Severity};
use inspection_domain::report::conclude::Ground;
use inspection_domain::report::{Form, form};
use onecode_proto::inspection::v1 as pb;

use super::{campaign_name, content, enums, form_name, report_etag, report_name};
use crate::ops::report::Shown;
use crate::ops::report::known::Checked;
use crate::ops::report::read::Listed;
use crate::store::annual_report::{Kept, ReportRow};
use crate::store::report_conclusion::ConclusionRow;
use crate::wire::{name, time};

pub(crate) fn pre_check(checked: Checked) -> pb::PreCheckAnnualReportResponse {
    let Checked { form, simplified, findings } = checked;
    pb::PreCheckAnnualReportResponse {
        acceptable: findings.iter().all(|finding| finding.severity != Severity::Error),
        findings: findings.into_iter().map(|found| finding(form, found)).collect(),
        form: form_name(&form.key),
        simplified,
    }
}

pub(crate) fn list(listed: Listed) -> pb::ListAnnualReportsResponse {
    let bare = |row: ReportRow| report(Shown { row, conclusions: Vec::new(), second_year: false });
    pb::ListAnnualReportsResponse {
        annual_reports: listed.rows.into_iter().map(bare).collect(),
        next_page_token: listed.next_page_token,
    }
}

fn report(shown: Shown) -> pb::AnnualReport {
    let Shown { row, conclusions, second_year } = shown;
    let department = |key: String| if key.is_empty() { key } else { name::department(key) };
    pb::AnnualReport {
        name: report_name(row.code, row.year),
        organization: name::organization(row.code),
        year: row.year,
        kind: enums::kind_of(&row.kind).into(),
        campaign: campaign_name(row.campaign),
        form: form_name(&row.form),
        state: enums::state(&row.state).into(),
        simplified: row.simplified,
        entries: form(&row.form).map(|form| content::entries(form, &row.entries.0)).unwrap_or_default(),
        documents: content::documents(&row.documents.0),
        findings: row.findings.0.iter().map(kept).collect(),
        submit_time: row.submitted_at.map(time::timestamp),
        late: row.late,
        opinion: row
            .opinion_favourable
            .map(|favourable| pb::ReportOpinion { favourable, reasons: row.opinion_reasons.clone() }),
        conclusions: conclusions.iter().map(conclusion).collect(),
        value: enums::value(&row.value).into(),
        rectification: row.rectified_on.map(|day| pb::AnnualReportRectification {
            summary: row.rectification.clone(),
            date: Some(time::date(day)),
        }),
        rectification_due_date: row.rectification_due.map(time::date),
        rectification_missed: row.rectification_missed,
        second_year_running: second_year,
        case: casework::case_name(row.case_id),
        create_time: Some(time::timestamp(row.created_at)),
        update_time: Some(time::timestamp(row.updated_at)),
        etag: report_etag(&row),
        division: row.division,
        return_reasons: row.return_reasons,
        supervising_department: department(row.supervising_department),
        filer_department: department(row.filer_department),
    }
}

fn finding(form: &Form, finding: Finding) -> pb::ReportFinding {
    let told = finding.problem.chinese(form);
    pb::ReportFinding {
        rule: finding.rule.to_string(),
        fields: finding.fields,
        severity: enums::severity(finding.severity).into(),
        description: told.what,
        advice: told.fix,
    }
}

fn kept(kept: &Kept) -> pb::ReportFinding {
    pb::ReportFinding {
        rule: kept.rule.clone(),
        fields: kept.fields.clone(),
        severity: enums::severity_of(&kept.severity).into(),
        description: kept.what.clone(),
        advice: kept.fix.clone(),
    }
}

/// A conclusion as it is shown and told.
pub(super) fn conclusion(row: &ConclusionRow) -> pb::ReportConclusion {
    pb::ReportConclusion {
        number: row.number,
        kind: enums::conclusion_kind(&row.kind).into(),
        value: enums::value(&row.value).into(),
        grounds: row.grounds.0.iter().map(ground).collect(),
        decision_number: row.decision_number.clone(),
        reasons: row.reasons.clone(),
        department: name::department(&row.department),
        date: Some(time::date(row.decided_on)),
        rules: row.rules.clone(),
        announcement: row.announcement.clone(),
    }
}

fn ground(ground: &Ground) -> pb::ReportGround {
    let title = inspection_domain::rules().rule(&ground.rule.id).map(|rule| rule.title.clone()).unwrap_or_default();
    pb::ReportGround { rule: ground.rule.to_string(), gravity: enums::gravity(ground.gravity).into(), title }
}

macro_rules! replies {
    ($($function:ident => $message:ident),+ $(,)?) => {
        $(
            pub(crate) fn $function(shown: Shown) -> pb::$message {
                pb::$message { annual_report: Some(report(shown)) }
            }
        )+
    };
}

replies! {
    create => CreateAnnualReportResponse,
    update => UpdateAnnualReportResponse,
    submit => SubmitAnnualReportResponse,
    give_back => ReturnAnnualReportResponse,
    opine => GiveAnnualReportOpinionResponse,
    conclude => ConcludeAnnualReportResponse,
    rectify => RectifyAnnualReportResponse,
    reevaluate => ReevaluateAnnualReportResponse,
    correct => CorrectAnnualReportConclusionResponse,
    annul_delay => AnnulAnnualReportDelayResponse,
    get => GetAnnualReportResponse,
}
