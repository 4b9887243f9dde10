//! What happens at the same moment: changes while a warning is raised, drafts of one key, and the end of a day during the daily look.

use onecode_proto::credit::v1 as pb;
use sqlx::{Connection as _, PgConnection};
use testkit::refusal::reason;
use tonic::Code;
use vocab::day_of;

use super::support::{Watch, organization};
use crate::world::{HUZHOU, code};

/// Waits until something that a statement asks for is so.
async fn until(connection: &mut PgConnection, question: &str) {
    for _ in 0..2_000 {
        let so: bool = sqlx::query_scalar(sqlx::AssertSqlSafe(question)).fetch_one(&mut *connection).await.unwrap();
        if so {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("it never comes about that {question}");
}

#[tokio::test]
async fn a_change_that_comes_while_its_organisation_is_looked_at_is_looked_at_too() {
    let watch = Watch::start().await;
    watch.world.register(&code(1)).await;
    let rule = watch.in_force("often-punished", "penalties >= 1").await;
    watch.settled().await;
    // A warning of the same rule that nobody has committed: whoever raises one waits for what becomes of it.
    let mut rival = watch.world.suite.database().connection().await;
    let mut held = rival.begin().await.unwrap();
    sqlx::query(
        "insert into credit.risk_alert (id, organization, division, rule, rule_division, rule_key, rule_version, level,
           department, measured, raised_on, holding, status, created_at)
         values (gen_random_uuid(), $1, $2, $3::uuid, $2, 'often-punished', 1, 'red', 'civil-affairs', '[]', '2026-01-01', true,
           'open', now())",
    )
    .bind(code(1))
    .bind(HUZHOU)
    .bind(rule.name.trim_start_matches("riskRules/"))
    .execute(&mut *held)
    .await
    .unwrap();
    watch.penalised(1, 1, (2026, 3, 2)).await;
    let mut seeing = watch.world.suite.database().connection().await;
    let waits =
        "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
                   and query like '%into credit.risk_alert%')";
    until(&mut seeing, waits).await;
    // The warning is about to be raised from what was read; its cause falls meanwhile.
    watch.annulled(1, 1).await;
    watch.world.caught_up().await;
    held.rollback().await.unwrap();
    watch.settled().await;
    let alerts = watch.alerts().await;
    let [alert] = alerts.as_slice() else { panic!("{alerts:?}") };
    assert_eq!(
        (alert.organization.clone(), alert.close_reason()),
        (organization(1), pb::RiskCloseReason::CauseWithdrawn)
    );
    watch.world.suite.stop().await;
}

#[tokio::test]
async fn who_drafts_the_first_version_of_a_key_at_the_same_moment_is_told_to_repeat() {
    let watch = Watch::start().await;
    let mut rival = watch.world.suite.database().connection().await;
    let mut held = rival.begin().await.unwrap();
    sqlx::query(
        "insert into credit.risk_rule (id, division, key, version, title, expression, level, basis, valid_from, duty_department,
           department, created_by, created_at)
         values (gen_random_uuid(), $1, 'silent', 1, '沉默', 'missed_reports >= 1', 'blue', '意见(十)', '2027-01-01', 'civil-affairs',
           'civil-affairs', 'somebody', now())",
    )
    .bind(HUZHOU)
    .execute(&mut *held)
    .await
    .unwrap();
    let mut seeing = watch.world.suite.database().connection().await;
    let waits =
        "select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
                   and query like '%into credit.risk_rule%')";
    let committing = async {
        until(&mut seeing, waits).await;
        held.commit().await.unwrap();
    };
    let (refused, ()) = tokio::join!(watch.draft("silent", "missed_reports >= 2"), committing);
    assert_eq!(reason(&refused.unwrap_err()), (Code::Aborted, "RISK_RULE_RACED".into()));
    assert_eq!(watch.draft("silent", "missed_reports >= 2").await.unwrap().version, 2);
    watch.world.suite.stop().await;
}

#[tokio::test]
async fn a_new_day_is_seen_in_the_midst_of_the_daily_look_of_the_day_before() {
    let watch = Watch::start().await;
    watch.in_force("silent", "missed_reports >= 1").await;
    watch.settled().await;
    let rows: Vec<String> = (1..=12_000).map(code).collect();
    let mut connection = watch.world.suite.database().connection().await;
    sqlx::query(
        "insert into credit.organization (code, title, kind, status, status_from, division, supervising_unit, registered_on)
         select code, '某协会', 'social_group', 'active', '2010-01-01', '330500', '', '2010-01-01'
         from unnest($1::text[]) as one (code)",
    )
    .bind(&rows)
    .execute(&mut connection)
    .await
    .unwrap();
    watch.world.suite.clock().advance(time::Duration::days(1));
    let before = day_of(watch.world.suite.clock().now());
    let begun = format!("select exists (select from credit.risk_round where day = '{before}' and after_code <> '')");
    until(&mut connection, &begun).await;
    watch.world.suite.clock().advance(time::Duration::days(1));
    watch.settled().await;
    let done: bool = sqlx::query_scalar("select done from credit.risk_round where day = $1")
        .bind(before)
        .fetch_one(&mut connection)
        .await
        .unwrap();
    assert!(!done, "a turn is of some thousand organisations, not of everybody");
    watch.world.suite.stop().await;
}
