//! ListAnnualReportForms and GetAnnualReportForm.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::registry::v1::OrganizationKind;
use tonic::Code;

use crate::support::*;

#[tokio::test]
async fn forms_are_shown_page_by_page_and_by_kind() {
    let world = World::start().await;
    let (mut names, mut page_token) = (Vec::new(), String::new());
    loop {
        let request = pb::ListAnnualReportFormsRequest { page_size: 2, page_token, ..Default::default() };
        let answer = portal(&world).list_annual_report_forms(request).await.unwrap().into_inner();
        names.extend(answer.forms.into_iter().map(|form| form.name));
        page_token = answer.next_page_token;
        if page_token.is_empty() {
            break;
        }
    }
    let expected = ["foundation", "private-non-enterprise", "social-group"];
    assert_eq!(names, expected.map(|kind| format!("annualReportForms/{kind}-2024")));
    let request = pb::ListAnnualReportFormsRequest { kind: OrganizationKind::Foundation.into(), ..Default::default() };
    let answer = portal(&world).list_annual_report_forms(request).await.unwrap().into_inner();
    assert_eq!(answer.forms.len(), 1);
    let wrong = pb::ListAnnualReportFormsRequest { kind: OrganizationKind::Other.into(), ..Default::default() };
    let refused = portal(&world).list_annual_report_forms(wrong).await.unwrap_err();
    assert_eq!(violated(&refused), ["kind"]);
}

#[tokio::test]
async fn one_form_says_what_it_asks_and_what_must_balance() {
    let world = World::start().await;
    let name = "annualReportForms/social-group-2024".to_owned();
    let request = pb::GetAnnualReportFormRequest { name };
    let form = portal(&world).get_annual_report_form(request).await.unwrap().into_inner().form.unwrap();
    let fields: Vec<&pb::ReportField> = form.sections.iter().flat_map(|section| &section.fields).collect();
    let assets = fields.iter().find(|field| field.key == "assets_fen").unwrap();
    assert_eq!((assets.label.as_str(), assets.unit.as_str(), assets.least), ("资产总计", "分", 0));
    assert_eq!((assets.r#type(), assets.necessity()), (pb::ReportFieldType::Fen, pb::ReportFieldNecessity::Always));
    let title = fields.iter().find(|field| field.key == "title").unwrap();
    assert!(title.registered && title.most == 120);
    assert!(
        form.sums.iter().any(|sum| sum.total == "assets_fen" && sum.parts == ["liabilities_fen", "net_assets_fen"])
    );
    let request = pb::GetAnnualReportFormRequest { name: "annualReportForms/club-2024".into() };
    let refused = portal(&world).get_annual_report_form(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::NotFound, "REPORT_FORM_NOT_FOUND".into()));
}
