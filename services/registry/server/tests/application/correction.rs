//! Sent back for corrections: the term of the decision stands still; what is not corrected in time lapses.

use onecode_proto::registry::v1 as pb;
use onecode_proto::registry::v1::ApplicationState;
use time::Duration;
use tonic::Code;

use crate::papers::*;
use crate::town::*;

const TITLE: &str = "湖州市桑蚕文化研究会";

fn revised(seen: &pb::Application, serial: u32) -> pb::UpdateApplicationRequest {
    let content = association(TITLE, serial);
    let application = pb::Application { name: seen.name.clone(), etag: seen.etag.clone(), ..content };
    pb::UpdateApplicationRequest { application: Some(application) }
}

#[tokio::test]
async fn the_days_of_a_correction_do_not_count_and_everybody_is_asked_again() {
    let town = Town::new().await;
    let reviewing = town.reviewing(association(TITLE, 1), PAPERS).await;
    assert_eq!(town.due(&reviewing, "decision").await.due_date, date(2027, 1, 23), "sixty days");
    let disagreed = town.opine(&reviewing.name, "development-reform", false).await.unwrap();
    town.suite.clock().advance(Duration::days(3));
    let returned = town.send_back(&disagreed).await;
    assert_eq!(returned.state(), ApplicationState::Returned);
    let standing = town.due(&returned, "decision").await;
    assert_eq!(standing.due_date, None, "a term that stands still has no last day");
    let refused = town.opine(&returned.name, "social-work", true).await.unwrap_err();
    assert_eq!(reason(&refused, Code::FailedPrecondition), "CASE_STATE");

    town.suite.clock().advance(Duration::days(5));
    let corrected = town.portal().update_application(revised(&returned, 3)).await.unwrap();
    let corrected = corrected.into_inner().application.unwrap();
    let again = town.submit(&corrected, &["charter"]).await;
    let accepted = town.accept(&again, "social-work", &[]).await;
    let resumed = town.due(&accepted, "decision").await;
    assert_eq!(resumed.due_date, date(2027, 1, 28), "five days later");
    let early = town.approve(&accepted.name, "").await.unwrap_err();
    assert_eq!(reason(&early, Code::FailedPrecondition), "OPINIONS_OUTSTANDING");
    assert_eq!(metadata(&early, "departments"), "development-reform,social-work", "the first round is over");
    town.agreed(&accepted).await;
    town.answer(&accepted).await;
    let approved = town.approve(&accepted.name, "").await.unwrap();
    assert_eq!(approved.state(), ApplicationState::Approved);
    assert_eq!(town.charters(&approved.organization).await.len(), 1, "the later of two charters is the one in force");
}

#[tokio::test]
async fn what_was_found_out_about_a_content_says_nothing_of_the_one_that_replaces_it() {
    let town = Town::new().await;
    let ready = town.ready(association(TITLE, 1), PAPERS).await;
    assert!(!ready.answers.is_empty());
    let returned = town.send_back(&ready).await;
    let replaced = town.portal().update_application(revised(&returned, 3)).await.unwrap();
    assert!(replaced.into_inner().application.unwrap().answers.is_empty());
    assert!(town.get(&ready.name).await.answers.is_empty());
}

#[tokio::test]
async fn who_takes_part_is_stated_anew_with_every_acceptance() {
    let town = Town::new().await;
    let submitted = town.submit(&town.create(association(TITLE, 1)).await, PAPERS).await;
    let reviewing = town.accept(&submitted, "social-work", &["tax"]).await;
    let returned = town.send_back(&reviewing).await;
    let again = town.submit(&returned, &[]).await;
    let accepted = town.accept(&again, "united-front", &["audit"]).await;
    let refused = town.approve(&accepted.name, "").await.unwrap_err();
    assert_eq!(metadata(&refused, "departments"), "development-reform,united-front,audit");
}

#[tokio::test]
async fn an_application_lapses_only_after_the_last_day_of_its_correction() {
    let town = Town::new().await;
    let submitted = town.submit(&town.create(association(TITLE, 1)).await, PAPERS).await;
    let returned = town.send_back(&submitted).await;
    let lapse = async |name: &str| {
        let request = pb::LapseApplicationRequest { name: name.into(), etag: town.get(name).await.etag };
        town.registrar().lapse_application(request).await
    };
    let due = town.due(&returned, "correction").await.due_date;
    assert_eq!(due, date(2026, 12, 24));
    town.suite.clock().advance(Duration::days(30));
    let early = lapse(&returned.name).await.unwrap_err();
    assert_eq!(reason(&early, Code::FailedPrecondition), "TERM_RUNNING");
    assert_eq!((metadata(&early, "clock"), metadata(&early, "until")), ("correction".into(), "2026-12-24".into()));
    town.suite.clock().advance(Duration::days(1));
    let lapsed = lapse(&returned.name).await.unwrap().into_inner().application.unwrap();
    assert_eq!(lapsed.state(), ApplicationState::Lapsed);
    let running = "select count(*) from casework.deadline where state in ('running', 'suspended')";
    assert_eq!(town.suite.count(running).await, 0);
}

#[tokio::test]
async fn only_a_draft_or_what_was_sent_back_is_rewritten_and_only_as_it_was_seen() {
    let town = Town::new().await;
    let draft = town.create(association(TITLE, 1)).await;
    let first = town.portal().update_application(revised(&draft, 3)).await.unwrap().into_inner().application.unwrap();
    let late = town.portal().update_application(revised(&draft, 5)).await.unwrap_err();
    assert_eq!(reason(&late, Code::Aborted), "CASE_CHANGED");
    assert_eq!(metadata(&late, "etag"), first.etag);
    let submitted = town.submit(&first, PAPERS).await;
    let refused = town.portal().update_application(revised(&submitted, 7)).await.unwrap_err();
    assert_eq!(reason(&refused, Code::FailedPrecondition), "CASE_STATE");
    assert!(metadata(&refused, "allowed").contains("accept"), "{refused:?}");
}

#[tokio::test]
async fn a_term_that_was_suspended_or_prolonged_leaves_the_application_to_be_decided() {
    use onecode_proto::procedure::v1 as procedures;
    let town = Town::new().await;
    let ready = town.ready(association(TITLE, 1), PAPERS).await;
    let mut deadlines = procedures::deadline_service_client::DeadlineServiceClient::new(
        town.suite.client(town.suite.registrar().fresh()),
    );
    let request = procedures::ExtendDeadlineRequest {
        name: town.due(&ready, "decision").await.name,
        etag: town.case(&ready).await.etag,
        days: 10,
        reason: "材料复杂，经负责人批准延长".into(),
    };
    deadlines.extend_deadline(request).await.unwrap();
    assert_ne!(town.get(&ready.name).await.etag, ready.etag);
    town.approve(&ready.name, "").await.unwrap();
}
