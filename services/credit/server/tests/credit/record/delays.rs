//! Departments that have information recorded late are told (CR-01).

use onecode_proto::credit::v1 as pb;
use testkit::refusal::{reason, violated};
use tonic::Code;

use super::penalty;
use crate::world::{Records, World, code, date};

#[tokio::test]
async fn late_is_what_took_more_than_five_working_days() {
    let world = World::start().await;
    // today is Tuesday, 24 November 2026; five working days before is Tuesday the 17th
    let obtained = [("tax", 17), ("tax", 16), ("culture", 24)];
    for (serial, (department, day)) in (1..).zip(obtained) {
        let one = pb::CreditSubmission { obtain_date: date(2026, 11, day), ..penalty(&code(serial), "1号") };
        world.submit(department, one).await.unwrap();
    }
    let mut supervisor = Records::new(world.client(world.caller("civil-affairs", &["credit-supervisor"]).fresh()));
    let request = |from, to| pb::ListIntakeDelaysRequest { from_date: from, to_date: to };
    let answer =
        supervisor.list_intake_delays(request(date(2026, 11, 1), date(2026, 11, 24))).await.unwrap().into_inner();
    let delays: Vec<_> = answer
        .delays
        .iter()
        .map(|delay| (delay.department.as_str(), delay.record_count, delay.late_count, delay.longest_delay_days))
        .collect();
    assert_eq!(delays, [("departments/culture", 1, 0, 0), ("departments/tax", 2, 1, 6)]);
    assert_eq!(answer.rule, "CR-01@1");
    let before = supervisor.list_intake_delays(request(date(2026, 11, 1), date(2026, 11, 23))).await.unwrap();
    assert!(before.into_inner().delays.is_empty());
    let refused = supervisor.list_intake_delays(request(date(2026, 11, 2), date(2026, 11, 1))).await.unwrap_err();
    assert_eq!(violated(&refused), ["to_date"]);
    let refused = supervisor.list_intake_delays(request(date(2017, 1, 1), date(2017, 11, 1))).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "RULE_NOT_IN_FORCE".into()));
    world.suite.stop().await;
}
