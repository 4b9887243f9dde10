//! Elections due, duty reports and who has not reported.

use onecode_proto::registry::v1 as pb;
use tonic::Code;
use vocab::OrganizationClass;

use crate::support::*;

fn term(serial: u32, ends_year: i32, ends_month: i32) -> pb::Appointment {
    let day = |year| date(year, ends_month, 1);
    pb::Appointment { starts_on: day(ends_year - 4), ends_on: day(ends_year), ..appointment(serial) }
}

#[tokio::test]
async fn elections_are_due_late_or_beyond_what_can_be_approved_the_earliest_first() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let mut parents = Vec::new();
    for (serial, (year, month)) in (1..).zip([(2025, 11), (2025, 12), (2027, 2), (2027, 3)]) {
        let parent = association(&suite, serial).await;
        appointed(&mut client, &parent, term(serial, year, month)).await;
        let vice = pb::Appointment { role: pb::OfficerRole::VicePresident.into(), ..term(serial + 10, year, month) };
        appointed(&mut client, &parent, vice).await;
        parents.push(parent);
    }
    let elsewhere = organization(&suite, OrganizationClass::SocialGroup, HANGZHOU, 9).await;
    appointed(&mut neighbour(&suite), &elsewhere, term(9, 2025, 12)).await;

    let first = pb::ListExpiringTermsRequest { page_size: 2, ..Default::default() };
    let page = client.list_expiring_terms(first.clone()).await.unwrap().into_inner();
    let seen: Vec<_> =
        page.terms.iter().map(|term| (term.organization.clone(), term.state(), term.post_count)).collect();
    assert_eq!(seen, [(parents[0].clone(), pb::TermState::Beyond, 2), (parents[1].clone(), pb::TermState::Late, 2)]);
    assert_eq!(page.terms[1].late_until, date(2026, 12, 1));
    let next = pb::ListExpiringTermsRequest { page_token: page.next_page_token, ..first };
    let rest = client.list_expiring_terms(next).await.unwrap().into_inner();
    let seen: Vec<_> = rest.terms.iter().map(|term| (term.organization.clone(), term.state())).collect();
    assert_eq!(seen, [(parents[2].clone(), pb::TermState::Due)], "ninety days ahead, and not a month more");
    assert_eq!(rest.next_page_token, "");
}

#[tokio::test]
async fn a_new_term_is_no_longer_due_though_an_old_post_was_not_ended() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let parent = association(&suite, 1).await;
    appointed(&mut client, &parent, term(1, 2026, 1)).await;
    let next = pb::Appointment { term_number: 2, ..appointment(2) };
    appointed(&mut client, &parent, next).await;
    let page = client.list_expiring_terms(pb::ListExpiringTermsRequest::default()).await.unwrap().into_inner();
    assert_eq!(page.terms, []);
}

fn report(parent: &str, year: i32) -> pb::FileDutyReportRequest {
    let duty_report = pb::DutyReport {
        year,
        document: "2025年度述职报告".into(),
        submitted_on: date(2026, 3, 20),
        ..Default::default()
    };
    pb::FileDutyReportRequest { parent: parent.into(), duty_report: Some(duty_report) }
}

#[tokio::test]
async fn who_represented_an_organisation_in_a_year_reports_on_it_once() {
    let suite = registry().await;
    let mut client = registrar(&suite);
    let (one, other, third) =
        (association(&suite, 1).await, association(&suite, 2).await, association(&suite, 3).await);
    let of_2025 =
        |serial| pb::Appointment { starts_on: date(2025, 12, 31), ends_on: date(2029, 1, 1), ..representative(serial) };
    appointed(&mut client, &one, of_2025(1)).await;
    let post = appointed(&mut client, &other, of_2025(2)).await;
    appointed(&mut client, &third, representative(3)).await; // of 2026 only
    let year = |year| pb::ListMissingDutyReportsRequest { year, page_size: 1, ..Default::default() };

    let page = client.list_missing_duty_reports(year(2025)).await.unwrap().into_inner();
    assert_eq!(page.missing.len(), 1);
    let filed = client.file_duty_report(report(&one, 2025)).await.unwrap().into_inner().duty_report.unwrap();
    assert_eq!(filed.name, format!("{one}/dutyReports/2025"));
    let again = client.file_duty_report(report(&one, 2025)).await.unwrap_err();
    assert_eq!(reason(&again), (Code::AlreadyExists, "DUTY_REPORT_FILED".into()));
    let page = client.list_missing_duty_reports(year(2025)).await.unwrap().into_inner();
    assert_eq!((page.missing[0].organization.clone(), page.missing[0].post.clone()), (other, post.name));
    assert_eq!(page.next_page_token, "");

    let early = client.file_duty_report(report(&third, 2025)).await.unwrap_err();
    assert_eq!(reason(&early), (Code::FailedPrecondition, "NO_LEGAL_REPRESENTATIVE".into()));
    assert_eq!(
        fields(&client.file_duty_report(report(&third, 2027)).await.unwrap_err()).first().unwrap(),
        "duty_report.year"
    );
}

#[tokio::test]
async fn an_audit_has_its_dates_in_order_and_an_organisation_that_is_seen() {
    let suite = registry().await;
    let parent = association(&suite, 1).await;
    let wrong = pb::OfficerAudit {
        document: "湖审〔2026〕7号".into(),
        auditor: "某所".into(),
        period_start: date(2026, 1, 1),
        period_end: date(2025, 1, 1),
        completed_on: date(2024, 1, 1),
        ..Default::default()
    };
    let request = pb::RecordOfficerAuditRequest { parent: parent.clone(), officer_audit: Some(wrong) };
    let status = registrar(&suite).record_officer_audit(request.clone()).await.unwrap_err();
    assert_eq!(fields(&status), ["officer_audit.period_end", "officer_audit.completed_on"]);
    let right = pb::OfficerAudit {
        period_end: date(2026, 2, 1),
        completed_on: date(2026, 3, 1),
        ..request.officer_audit.unwrap()
    };
    let request = pb::RecordOfficerAuditRequest { parent, officer_audit: Some(right) };
    let status = neighbour(&suite).record_officer_audit(request).await.unwrap_err();
    assert_eq!(reason(&status), (Code::NotFound, "ORGANIZATION_NOT_FOUND".into()));
}
