//! Measures come and go in the unit of work of what they follow from, by the calendar of the deployment, and many at once.

use onecode_proto::inspection::v1 as inspection;
use vocab::workdays::Calendar;

use super::*;
use crate::listing::support::{annulled, decide, draft, punished};
use crate::world::{date, office_by};

#[tokio::test]
async fn a_decision_to_list_imposes_at_once_and_its_fall_lifts_at_once_by_the_working_days_of_the_deployment() {
    // Wednesday, 25 November 2026 is a holiday here and nowhere else
    let calendar = Calendar::shipped().clone().amended(["date,is_workday,name\n2026-11-25,0,\n"]).unwrap();
    let world = World::by(office_by(calendar)).await;
    let code = code(31);
    punished(&world, &code, 1, &[inspection::SanctionKind::Suspension], 0).await;
    decide(&world, &draft(&world, &code, "CR-07.3").await).await;
    let imposed = facts::<pb::MeasureImposed>(&world).await;
    assert_eq!(imposed.len(), SERIOUS);
    let funding = imposed.iter().find(|fact| fact.measure == "measures/no-funding").unwrap();
    assert_eq!(funding.due_date, date(2026, 12, 9), "ten working days, and the holiday");
    let at_once =
        "select count(*) from uow.event as imposed join uow.event as listed on listed.call_id = imposed.call_id
        where imposed.type like '%.MeasureImposed' and listed.type like '%.OrganizationListed'";
    assert_eq!(world.suite.count(at_once).await, i64::try_from(SERIOUS).unwrap());

    answer(&world, "finance", done(&task(&world, "finance", "no-funding").await)).await.unwrap();
    annulled(&world, &code, 1).await;
    let lifted = facts::<pb::MeasureLifted>(&world).await;
    assert_eq!(lifted.len(), SERIOUS);
    let funding = lifted.iter().find(|fact| fact.state() == pb::MeasureTaskState::Lifting).unwrap();
    assert_eq!((funding.due_date, funding.withdrawn), (date(2026, 12, 9), true));
    let at_once = "select count(*) from uow.event as lifted join uow.event as fallen on fallen.call_id = lifted.call_id
        where lifted.type like '%.MeasureLifted' and fallen.type like '%.ListingWithdrawn'";
    assert_eq!(world.suite.count(at_once).await, i64::try_from(SERIOUS).unwrap());
    world.suite.stop().await;
}

#[tokio::test]
async fn listings_that_were_imported_have_their_measures_by_a_handful_of_statements() {
    let world = World::start().await;
    let counted = "create table credit.statement (what text);
        create function credit.count() returns trigger language plpgsql as
            $$ begin insert into credit.statement values (tg_op); return null; end $$;
        create trigger count after insert or update on credit.measure_task for each statement execute function credit.count()";
    let mut connection = world.suite.database().connection().await;
    sqlx::raw_sql(counted).execute(&mut connection).await.unwrap();
    let imported = "insert into credit.listing (id, organization, division, department, list, ground, rule, listed_on,
             period_from, created_at)
         select gen_random_uuid(), code, '330500', 'civil-affairs', 'serious', 'CR-07.4', 'CR-07@1', '2026-11-20',
             '2026-11-20', now() from unnest($1::text[]) as code";
    let codes: Vec<String> = (41..51).map(code).collect();
    sqlx::query(imported).bind(&codes).execute(&mut connection).await.unwrap();
    becomes(&world, TASKS, 10 * SERIOUS).await;
    becomes(&world, PROVISIONAL, 0).await;
    assert_eq!(world.suite.count("select count(*) from credit.statement where what = 'INSERT'").await, 1);
    let removed = "update credit.listing set removed_on = '2026-11-24'";
    sqlx::query(removed).execute(&mut connection).await.unwrap();
    becomes(&world, STANDING, 0).await;
    assert_eq!(world.suite.count("select count(*) from credit.statement where what = 'UPDATE'").await, 1);
    world.suite.stop().await;
}
