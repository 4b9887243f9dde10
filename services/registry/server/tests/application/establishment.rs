//! Establishment: parallel review, checklist, decision, and what it leaves in the register.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::ApplicationState;
use tonic::Code;

use crate::town::*;

#[tokio::test]
async fn an_association_is_established_by_the_review_of_four_departments() {
    let town = Town::new().await;
    let draft = town.create(association("湖州市桑蚕文化研究会", 1)).await;
    assert_eq!(draft.state(), ApplicationState::Draft);
    assert!(draft.case.starts_with("cases/"));
    let submitted = town.submit(&draft, PAPERS).await;
    assert_eq!(submitted.state(), ApplicationState::Submitted);
    let reviewing = town.accept(&submitted, "social-work", &["public-security"]).await;
    assert_eq!(reviewing.state(), ApplicationState::Reviewing);

    let early = town.approve(&reviewing.name, "").await.unwrap_err();
    assert_eq!(reason(&early, Code::FailedPrecondition), "OPINIONS_OUTSTANDING");
    for department in ["development-reform", "social-work", "public-security"] {
        town.opine(&reviewing.name, department, true).await.unwrap();
    }
    let open = town.approve(&reviewing.name, "").await.unwrap_err();
    assert_eq!(
        reason(&open, Code::FailedPrecondition),
        "CONDITIONS_OPEN",
        "{:?}",
        town.findings(&reviewing.name).await
    );
    town.answer(&reviewing).await;

    let approved = town.approve(&reviewing.name, "").await.unwrap();
    assert_eq!(approved.state(), ApplicationState::Approved);
    let decision = approved.decision.unwrap();
    assert!(decision.approved);
    assert!(decision.rules.iter().any(|rule| rule.id == "REG-01a" || rule.id == "REG-01c"));
    assert!(decision.certificate.starts_with(&approved.organization));

    let organization = town.organization(&approved.organization).await;
    assert_eq!(organization.title, "湖州市桑蚕文化研究会");
    assert_eq!(organization.status(), pb::OrganizationStatus::Active);
    assert_eq!(organization.division, HUZHOU);
    assert_eq!(organization.registration_authority, "湖州市民政局");
    assert_eq!(organization.supervising_unit, "湖州市发展和改革委员会");
    assert_eq!(organization.established_date, date(2026, 11, 24));
    assert!(organization.code.starts_with("51330500MJ3"));
}
