//! Credit reports.

use credit_domain::listing::Listing;
use fault::Fault;
use onecode_proto::credit::v1 as pb;
use vocab::UnifiedCode;

use super::record::{class, shown};
use super::violations::Violations;
use super::{name, time as day};
use crate::ops::report::{Content, Issue, Issued, Verified, Verify, View, digest};

pub(crate) fn issue(parent: &str, view: View) -> Result<Issue, Fault> {
    let mut violations = Violations::default();
    let organization: Option<UnifiedCode> = name::parse_organization(&mut violations, "parent", parent);
    violations.finish(organization.map(|organization| Issue { view, organization }))
}

pub(crate) fn verify(report: Option<&pb::CreditReport>) -> Result<Verify, Fault> {
    let Some(report) = report else {
        return Err(Fault::invalid_field("credit_report", "is required"));
    };
    if report.verification_code.is_empty() {
        return Err(Fault::invalid_field("credit_report.verification_code", "is required"));
    }
    Ok(Verify { code: report.verification_code.clone(), digest: digest(report) })
}

/// The code in the name of a report.
pub(crate) fn issued(request: &pb::GetIssuedCreditReportRequest) -> Result<String, Fault> {
    let code = request.name.strip_prefix("creditReports/").filter(|code| {
        code.len() == 24 && code.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
    });
    let sentence = "must be creditReports/ and the 24 characters 0-9 and a-f of a verification code";
    code.map(str::to_owned).ok_or_else(|| Fault::invalid_field("name", sentence))
}

pub(crate) fn issued_reply(issued: Issued) -> pb::GetIssuedCreditReportResponse {
    let Issued { code, row } = issued;
    let view = match row.view.as_str() {
        "public" => pb::CreditReportView::Public,
        "department" => pb::CreditReportView::Department,
        "organization" => pb::CreditReportView::Organization,
        _ => pb::CreditReportView::Unspecified,
    };
    let issued_credit_report = pb::IssuedCreditReport {
        name: format!("creditReports/{code}"),
        organization: name::organization(row.organization),
        view: view.into(),
        as_of: Some(day::date(vocab::day_of(row.issued_at))),
        cursor: row.cursor,
        issue_time: Some(day::timestamp(row.issued_at)),
        record_count: row.record_count,
        listing_count: row.listing_count,
    };
    pb::GetIssuedCreditReportResponse { issued_credit_report: Some(issued_credit_report) }
}

pub(crate) fn public_reply(report: pb::CreditReport) -> pb::IssuePublicCreditReportResponse {
    pb::IssuePublicCreditReportResponse { credit_report: Some(report) }
}

pub(crate) fn department_reply(report: pb::CreditReport) -> pb::IssueCreditReportResponse {
    pb::IssueCreditReportResponse { credit_report: Some(report) }
}

pub(crate) fn own_reply(report: pb::CreditReport) -> pb::IssueOwnCreditReportResponse {
    pb::IssueOwnCreditReportResponse { credit_report: Some(report) }
}

pub(crate) fn verify_reply(verified: Verified) -> pb::VerifyCreditReportResponse {
    let verdict = match (&verified.row, verified.as_issued) {
        (None, _) => pb::ReportVerdict::Unknown,
        (Some(_), true) => pb::ReportVerdict::AsIssued,
        (Some(_), false) => pb::ReportVerdict::Altered,
    };
    pb::VerifyCreditReportResponse {
        verdict: verdict.into(),
        issue_time: verified.row.as_ref().map(|row| day::timestamp(row.issued_at)),
        cursor: verified.row.map(|row| row.cursor).unwrap_or_default(),
    }
}

/// A report, still without its code.
pub(crate) fn report(content: &Content) -> pb::CreditReport {
    let of = &content.organization;
    let view = match content.view {
        View::Public => pb::CreditReportView::Public,
        View::Department => pb::CreditReportView::Department,
        View::Organization => pb::CreditReportView::Organization,
    };
    pb::CreditReport {
        organization: name::organization(of.code),
        view: view.into(),
        title: of.title.clone(),
        organization_kind: of.kind.as_str().to_owned(),
        organization_status: of.status.as_str().to_owned(),
        status_date: Some(day::date(of.status_from)),
        division: of.division.clone(),
        supervising_unit: of.supervising_unit.clone(),
        register_date: Some(day::date(of.registered_on)),
        sections: sections(content),
        listings: content.listings.iter().map(listing).collect(),
        as_of: Some(day::date(content.day)),
        cursor: content.cursor.clone(),
        issue_time: Some(day::timestamp(content.issued_at)),
        verification_code: String::new(),
    }
}

fn sections(content: &Content) -> Vec<pb::CreditReportSection> {
    let mut sections: Vec<pb::CreditReportSection> = Vec::new();
    let mut records: Vec<_> = content.records.iter().collect();
    records.sort_by_key(|one| one.record.kind.class()); // stable: the order of the days stays
    for one in records {
        let class = class(one.record.kind.class()).into();
        match sections.last_mut().filter(|section| section.class == class) {
            Some(section) => section.credit_records.push(shown(one)),
            None => sections.push(pb::CreditReportSection { class, credit_records: vec![shown(one)] }),
        }
    }
    sections
}

fn listing(listing: &Listing) -> pb::CreditReportListing {
    pb::CreditReportListing {
        list: listing.list.as_str().to_owned(),
        ground: listing.ground.clone(),
        document_number: listing.document_number.clone(),
        department: name::department(&listing.department),
        list_date: Some(day::date(listing.listed_on)),
        remove_date: listing.removed_on.map(day::date),
        withdraw_date: listing.withdrawn_on.map(day::date),
    }
}
