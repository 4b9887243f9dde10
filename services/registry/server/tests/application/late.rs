//! A department that is asked and stays silent.

use onecode_proto::procedure::v1::OpinionState;
use onecode_proto::registry::v1 as pb;
use time::Duration;
use tonic::Code;

use crate::papers::*;
use crate::town::*;

#[tokio::test]
async fn silence_of_who_is_consulted_holds_nobody_up_once_the_term_is_over() {
    let town = Town::new().await;
    let submitted = town.submit(&town.create(association("湖州市桑蚕文化研究会", 1)).await, PAPERS).await;
    let reviewing = town.accept(&submitted, "social-work", &["tax"]).await;
    town.opine(&reviewing.name, "development-reform", true).await.unwrap();
    town.opine(&reviewing.name, "social-work", true).await.unwrap();
    town.answer(&reviewing).await;
    assert_eq!(town.due(&reviewing, "consultation:tax").await.due_date, date(2026, 12, 8));
    town.suite.clock().advance(Duration::days(14));
    let refused = town.approve(&reviewing.name, "税务部门未反馈").await.unwrap_err();
    assert_eq!(reason(&refused, Code::FailedPrecondition), "OPINIONS_OUTSTANDING");
    assert_eq!(metadata(&refused, "departments"), "tax");
    town.suite.clock().advance(Duration::days(1));
    let refused = town.approve(&reviewing.name, "").await.unwrap_err();
    assert_eq!(reason(&refused, Code::InvalidArgument), "REASONS_REQUIRED");
    let approved = town.approve(&reviewing.name, "税务部门逾期未反馈，视为无意见").await.unwrap();
    let opinions = town.case(&approved).await.opinions;
    let silent = opinions.iter().find(|one| one.department == "departments/tax").unwrap();
    assert_eq!(silent.state(), OpinionState::Missing);
    let late = town.opine(&reviewing.name, "tax", true).await.unwrap_err();
    assert_eq!(reason(&late, Code::FailedPrecondition), "CASE_STATE");
}

#[tokio::test]
async fn the_supervising_unit_is_waited_for_however_late_it_is() {
    let town = Town::new().await;
    let reviewing = town.reviewing(association("湖州市桑蚕文化研究会", 1), PAPERS).await;
    town.opine(&reviewing.name, "social-work", true).await.unwrap();
    town.answer(&reviewing).await;
    town.suite.clock().advance(Duration::days(40));
    let refused = town.approve(&reviewing.name, "逾期未反馈").await.unwrap_err();
    assert_eq!(metadata(&refused, "departments"), "development-reform");
    town.opine(&reviewing.name, "development-reform", true).await.unwrap();
    town.approve(&reviewing.name, "").await.unwrap();
}

#[tokio::test]
async fn a_calendar_that_is_not_there_is_named_where_a_day_of_it_is_needed() {
    let town = Town::new().await;
    town.suite.clock().advance(Duration::days(24));
    let submitted = town.submit(&town.create(association("湖州市桑蚕文化研究会", 1)).await, PAPERS).await;
    assert_eq!(town.due(&submitted, "acceptance").await.due_date, date(2026, 12, 25), "a term that ends this year");
    let accept = pb::AcceptApplicationRequest {
        name: submitted.name.clone(),
        etag: submitted.etag.clone(),
        party_department: "departments/social-work".into(),
        consulted_departments: Vec::new(),
    };
    let refused = town.registrar().accept_application(accept).await.unwrap_err();
    assert_eq!(reason(&refused, Code::FailedPrecondition), "CALENDAR_MISSING");
    assert_eq!(metadata(&refused, "file"), "workdays/2027.csv");
    assert_eq!(town.get(&submitted.name).await.etag, submitted.etag);
}
