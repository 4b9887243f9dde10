//! What inspection tells of is inspection's, also what a department had submitted before; and two that come at once are one.

use onecode_proto::credit::v1 as pb;
use onecode_proto::inspection::v1 as inspection;

use super::penalty;
use crate::world::{World, code, date};

const PENALTY: &str = "penalties/018f0000-0000-7000-8000-000000000001";

async fn decided(world: &World, code: &str, number: &str) {
    let fact = inspection::PenaltyDecided {
        penalty: PENALTY.into(),
        organization: format!("organizations/{code}"),
        document_number: number.into(),
        department: "departments/civil-affairs".into(),
        decision_date: date(2026, 5, 8),
        sanctions: vec![inspection::Sanction { kind: inspection::SanctionKind::Warning.into(), ..Default::default() }],
        ..Default::default()
    };
    world.tell("penalties/1", fact).await;
    world.caught_up().await;
}

fn withdrawal(code: &str, number: &str) -> pb::WithdrawCreditRecordRequest {
    pb::WithdrawCreditRecordRequest {
        organization: format!("organizations/{code}"),
        kind: pb::RecordKind::Penalty.into(),
        document_number: number.into(),
        reasons: "处罚决定已经撤销".into(),
        withdrawal_number: "撤1号".into(),
    }
}

#[tokio::test]
async fn what_a_department_submitted_falls_with_the_decision_that_inspection_tells_of() {
    let world = World::start().await;
    for (serial, department) in [(1, "civil-affairs"), (2, "tax")] {
        let (first, _) = world.submit(department, penalty(&code(serial), "湖民罚〔2026〕3号")).await.unwrap();
        decided(&world, &code(serial), "湖民罚（2026）3号").await;
        let taken = world.record(&first.name).await;
        assert_eq!((taken.source.as_str(), taken.department.as_str()), (PENALTY, "departments/civil-affairs"));
        let further = usize::from(department != "civil-affairs");
        assert_eq!(taken.further_departments.len(), further, "{taken:?}");

        // it is the department's no more: what that withdraws is its report
        let request = withdrawal(&code(serial), "湖民罚〔2026〕3号");
        let answer = world.submitting(department).withdraw_credit_record(request).await.unwrap().into_inner();
        let kept = answer.credit_record.unwrap();
        assert_eq!((kept.withdraw_date, kept.further_departments.len()), (None, 0));

        let annulled = inspection::PenaltyAnnulled {
            penalty: PENALTY.into(),
            organization: format!("organizations/{}", code(serial)),
            annul_date: date(2026, 11, 1),
            ..Default::default()
        };
        world.tell("penalties/1", annulled).await;
        world.caught_up().await;
        assert_eq!(world.record(&first.name).await.withdraw_date, date(2026, 11, 1), "{department}");
        assert_eq!(world.records_of(&code(serial)).await.len(), 1);
    }
    world.suite.stop().await;
}

#[tokio::test]
async fn a_penalty_is_recorded_though_the_one_in_its_way_is_withdrawn_at_the_same_moment() {
    let world = World::start().await;
    world.register(&code(1)).await;
    world.caught_up().await;
    let (first, _) = world.submit("tax", penalty(&code(1), "1号")).await.unwrap();
    // whoever adds a record waits after that, for as long as the test wants
    let mut test = world.suite.database().connection().await;
    let pause = "create function credit.pause() returns trigger language plpgsql as
            $$ begin perform pg_advisory_xact_lock_shared(77); return null; end $$;
        create trigger pause after insert on credit.record for each statement execute function credit.pause();
        select pg_advisory_lock(77)";
    sqlx::raw_sql(pause).execute(&mut test).await.unwrap();
    let rival = world.submit("culture", penalty(&code(1), "1号"));
    let meanwhile = async {
        let waits = "select count(*) from pg_locks where locktype = 'advisory' and not granted and objid = 77";
        while world.suite.count(waits).await == 0 {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        world.submitting("tax").withdraw_credit_record(withdrawal(&code(1), "1号")).await.unwrap();
        sqlx::raw_sql("select pg_advisory_unlock(77)").execute(&mut test).await.unwrap();
    };
    let (rival, ()) = tokio::join!(rival, meanwhile);
    let (second, result) = rival.unwrap();
    assert_eq!((result, second.withdraw_date), (pb::SubmissionResult::Added, None));
    assert_ne!(second.name, first.name);
    assert!(world.record(&first.name).await.withdraw_date.is_some());
    world.suite.stop().await;
}
