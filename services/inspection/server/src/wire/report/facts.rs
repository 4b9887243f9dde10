//! What others may learn of annual reports.

use ::time::Date;
use inspection_domain::report::conclude::Value;
use onecode_proto::inspection::v1 as pb;
use vocab::UnifiedCode;

use super::{campaign_name, enums, reply, report_name};
use crate::ops::report::delay::AnnulDelay;
use crate::store::annual_report::{ReportRow, Unrectified};
use crate::store::report_campaign::CampaignRow;
use crate::store::report_conclusion::ConclusionRow;
use crate::store::report_overdue::Missed;
use crate::wire::{name, time};

pub(crate) fn opened(row: &CampaignRow) -> pb::AnnualReportCampaignOpened {
    pb::AnnualReportCampaignOpened {
        campaign: campaign_name(row.id),
        year: row.year,
        kind: enums::kind_of(&row.kind).into(),
        department: name::department(&row.department),
        supervising_due_date: Some(time::date(row.supervising_due)),
        due_date: Some(time::date(row.authority_due)),
    }
}

pub(crate) fn enrolled(row: &CampaignRow, enrolled: u64) -> pb::AnnualReportPopulationEnrolled {
    pb::AnnualReportPopulationEnrolled {
        campaign: campaign_name(row.id),
        year: row.year,
        enrolled_count: i64::try_from(enrolled).unwrap_or(i64::MAX),
    }
}

pub(crate) fn exempted(row: &CampaignRow, codes: &[UnifiedCode], exemption: &str) -> pb::AnnualReportExempted {
    pb::AnnualReportExempted {
        campaign: campaign_name(row.id),
        year: row.year,
        organizations: codes.iter().map(|code| name::organization(*code)).collect(),
        exemption: enums::exemption(exemption).into(),
    }
}

pub(crate) fn drafted(row: &ReportRow) -> pb::AnnualReportDrafted {
    pb::AnnualReportDrafted {
        annual_report: report_name(row.code, row.year),
        organization: name::organization(row.code),
        year: row.year,
    }
}

pub(crate) fn submitted(row: &ReportRow, warnings: usize) -> pb::AnnualReportSubmitted {
    pb::AnnualReportSubmitted {
        annual_report: report_name(row.code, row.year),
        organization: name::organization(row.code),
        year: row.year,
        late: row.late,
        warning_count: i32::try_from(warnings).unwrap_or(i32::MAX),
    }
}

pub(crate) fn delay_annulled(
    row: &ReportRow,
    campaign: &CampaignRow,
    annulled: &AnnulDelay,
    on: Date,
) -> pb::AnnualReportDelayAnnulled {
    pb::AnnualReportDelayAnnulled {
        annual_report: report_name(row.code, row.year),
        organization: name::organization(row.code),
        year: row.year,
        department: name::department(&campaign.department),
        decision_number: annulled.number.clone(),
        reasons: annulled.reasons.clone(),
        annul_date: Some(time::date(on)),
    }
}

pub(crate) fn returned(row: &ReportRow) -> pb::AnnualReportReturned {
    pb::AnnualReportReturned {
        annual_report: report_name(row.code, row.year),
        organization: name::organization(row.code),
        year: row.year,
    }
}

pub(crate) fn rectified(row: &ReportRow) -> pb::AnnualReportRectified {
    pb::AnnualReportRectified {
        annual_report: report_name(row.code, row.year),
        organization: name::organization(row.code),
        year: row.year,
    }
}

pub(crate) fn concluded(
    row: &ReportRow,
    conclusion: &ConclusionRow,
    before: Option<Value>,
    second_year: bool,
) -> pb::AnnualReportConcluded {
    let ordered = row.rectification_due.filter(|_| row.state == "rectifying");
    pb::AnnualReportConcluded {
        annual_report: report_name(row.code, row.year),
        organization: name::organization(row.code),
        year: row.year,
        kind: enums::kind_of(&row.kind).into(),
        department: name::department(&conclusion.department),
        conclusion: Some(reply::conclusion(conclusion)),
        previous_value: enums::optional_value(before).into(),
        rectification_due_date: ordered.map(time::date),
        second_year_running: second_year,
    }
}

pub(crate) fn missed(one: &Missed) -> pb::AnnualReportMissed {
    pb::AnnualReportMissed {
        annual_report: report_name(one.code, one.year),
        organization: name::organization(one.code),
        year: one.year,
        kind: enums::kind_of(&one.kind).into(),
        campaign: campaign_name(one.campaign),
        department: name::department(&one.department),
        due_date: Some(time::date(one.due_on)),
        second_year_running: one.second_year,
    }
}

pub(crate) fn rectification_missed(one: &Unrectified) -> pb::AnnualReportRectificationMissed {
    pb::AnnualReportRectificationMissed {
        annual_report: report_name(one.code, one.year),
        organization: name::organization(one.code),
        year: one.year,
        department: name::department(&one.department),
        due_date: Some(time::date(one.due_on)),
        value: enums::value(&one.value).into(),
    }
}
