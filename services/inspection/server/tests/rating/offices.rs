//! The authority that rates is a department of one division: the same department of the province sees, and takes no steps.

use onecode_proto::inspection::v1 as pb;
use onecode_proto::inspection::v1::RatingCheckKind::Verification;
use onecode_proto::inspection::v1::RatingCheckState::{Kept, Lapsed};
use onecode_proto::inspection::v1::RatingGrade::Unspecified;
use onecode_proto::inspection::v1::RatingGround::Penalty;
use onecode_proto::procedure::v1::ListTasksRequest;
use onecode_proto::procedure::v1::task_service_client::TaskServiceClient;
use time::macros::date as day;
use tonic::Code;

use crate::support::*;

const ZHEJIANG: &str = "330000";

fn province(world: &World, department: &str, role: &str) -> Ratings {
    Ratings::new(world.client(world.suite.identities().caller(department, ZHEJIANG, &[role]).fresh()))
}

/// The steps that wait for the authority of a division.
async fn mine(world: &World, division: &str) -> Vec<(String, String)> {
    let caller = world.suite.identities().caller(CIVIL, division, &["rating-authority"]);
    let mut tasks = TaskServiceClient::new(world.suite.client(caller.fresh()));
    let request = ListTasksRequest { mine: true, ..Default::default() };
    let tasks = tasks.list_tasks(request).await.unwrap().into_inner().tasks;
    tasks.into_iter().map(|task| (task.step, task.department_division)).collect()
}

#[tokio::test]
async fn the_same_department_of_the_province_moves_no_application_and_has_no_task() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    let round = opened(&world, round(false)).await;
    let organization = spotless(&world, 1).await;
    let application = applied(&world, &round, &organization).await;
    assert_eq!(mine(&world, HUZHOU).await, [("state:applied".to_owned(), HUZHOU.to_owned())]);
    assert_eq!(mine(&world, ZHEJIANG).await, []);
    let mut above = province(&world, CIVIL, "rating-authority");
    let get = pb::GetRatingApplicationRequest { name: application.name.clone() };
    let etag = above.get_rating_application(get).await.unwrap().into_inner().rating_application.unwrap().etag;
    let request = pb::AcceptRatingApplicationRequest { name: application.name.clone(), etag: etag.clone() };
    let refused = above.accept_rating_application(request).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "CASE_ROLE".into()));
    let withdraw = pb::WithdrawRatingApplicationRequest { name: application.name.clone(), etag };
    let refused = province(&world, PORTAL, "rating-applicant").withdraw_rating_application(withdraw).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "CASE_ROLE".into()), "nor does its portal");
    answered(&world, &application).await;
    accept(&world, &application).await.unwrap();
}

#[tokio::test]
async fn the_same_department_of_the_province_concludes_no_check_of_a_grade() {
    let world = world_on(day!(2026 - 03 - 02)).await;
    let round = opened(&world, round(false)).await;
    let organization = spotless(&world, 1).await;
    let rating = announced(&world, &round, &organization, 0).await;
    let begun = check(&world, &rating, Verification).await.unwrap();
    let mut above = province(&world, CIVIL, "rating-authority");
    for state in [Kept, Lapsed] {
        let request = pb::ConcludeRatingCheckRequest {
            grounds: Vec::new(),
            ..conclusion(&begun, state, Unspecified, Penalty, &[])
        };
        let refused = above.conclude_rating_check(request).await.unwrap_err();
        assert_eq!(reason(&refused), (Code::PermissionDenied, "CASE_ROLE".into()), "{state:?}");
    }
    assert_eq!(mine(&world, ZHEJIANG).await, []);
}
