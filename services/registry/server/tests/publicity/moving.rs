//! Days that were reckoned without the calendar of their year move when it is loaded, and that is told.

use casework::Sweeper;
use onecode_proto::procedure::v1 as pb;
use onecode_proto::procedure::v1::notice_service_client::NoticeServiceClient;
use testkit::Suite;
use time::Duration;

use crate::support::*;

/// The register after the calendar of 2027 was loaded; the tests' own office has not heard of it.
async fn loaded() -> (Suite, Sweeper) {
    let suite = crate::register::register_with(|config| config.office = crate::register::office(with_2027())).await;
    let sweeper = Sweeper::new(suite.uow().clone(), crate::register::office(with_2027()));
    (suite, sweeper)
}

#[tokio::test]
async fn the_last_day_of_a_publicity_moves_with_the_calendar_and_is_told_once() {
    let (suite, sweeper) = loaded().await;
    let (_, publicity) = before_the_public(&suite).await;
    let (one, other) = tokio::join!(sweeper.sweep(), sweeper.sweep());
    one.and(other).unwrap();
    let told = suite.facts::<pb::PublicityMoved>().await;
    assert_eq!(told.len(), 1);
    assert_eq!((told[0].previous_close_date, told[0].close_date), (date(2027, 1, 8), date(2027, 1, 11)));
    let request = pb::GetPublicityRequest { name: publicity.clone() };
    let shown = public(&suite).get_publicity(request).await.unwrap().into_inner().publicity.unwrap();
    assert_eq!((shown.close_date, shown.provisional), (date(2027, 1, 11), false));
    suite.clock().advance(Duration::days(48));
    objected(&suite, &publicity).await;
}

#[tokio::test]
async fn the_deemed_day_of_a_notice_moves_with_the_calendar_and_the_service_is_told_again() {
    let (suite, sweeper) = loaded().await;
    before_the_public(&suite).await;
    suite.clock().advance(Duration::days(30));
    let mut notices = NoticeServiceClient::new(suite.client(suite.registrar().fresh()));
    let listed = notices.list_notices(pb::ListNoticesRequest::default()).await.unwrap().into_inner();
    let sent = pb::ServeNoticeRequest {
        name: listed.notices[0].name.clone(),
        method: pb::ServiceMethod::Mail.into(),
        serve_date: date(2026, 12, 24),
        etag: listed.notices[0].etag.clone(),
    };
    let sent = notices.serve_notice(sent).await.unwrap().into_inner().notice.unwrap();
    assert_eq!((sent.deemed_date, sent.provisional), (date(2027, 1, 11), false));
    // As a process without the calendar would have left it.
    sqlx::query("update casework.notice set deemed_on = '2027-01-08', provisional = true, basis = 'older'")
        .execute(&mut suite.database().connection().await)
        .await
        .unwrap();
    sweeper.sweep().await.unwrap();
    let now = notices.get_notice(pb::GetNoticeRequest { name: sent.name }).await.unwrap().into_inner().notice.unwrap();
    assert_eq!((now.deemed_date, now.provisional), (date(2027, 1, 11), false));
    assert_eq!(suite.facts::<pb::NoticeServed>().await.len(), 2);
    assert_eq!(sweeper.sweep().await.unwrap().reckoned, 0, "nothing is left");
}
