//! Restraints and incentives: tasks that come and go with listings and grades, and what departments answer.

mod answering;
mod catalogue;
mod direct;
mod incentive;
mod restraint;

use onecode_proto::credit::v1 as pb;
use onecode_proto::credit::v1::measure_service_client::MeasureServiceClient;
use prost::{Message, Name};
use testkit::Client;
use tonic::Status;
use uuid::Uuid;

use crate::world::{HUZHOU, World, code};

type Measures = MeasureServiceClient<Client>;

/// What a department sees and does.
fn of(world: &World, department: &str) -> Measures {
    Measures::new(world.client(world.caller(department, &["credit-measure"]).fresh()))
}

/// Those who see to it that departments act.
fn lead(world: &World) -> Measures {
    Measures::new(world.client(world.caller("civil-affairs", &["credit-measure-lead"]).fresh()))
}

/// Puts an organisation on a list since 20 November 2026, as a decision does.
async fn list(world: &World, serial: u32, list: &str) -> Uuid {
    let id = world.suite.uow().clock().new_id();
    sqlx::query(
        "insert into credit.listing (id, organization, division, department, list, ground, rule, document_number, listed_on,
             period_from, created_at)
         values ($1, $2, $3, 'civil-affairs', $4, 'CR-07.4', 'CR-07@1', '湖民信〔2026〕1号', '2026-11-20', '2026-11-20', now())",
    )
    .bind(id)
    .bind(code(serial))
    .bind(HUZHOU)
    .bind(list)
    .execute(&mut world.suite.database().connection().await)
    .await
    .unwrap();
    id
}

/// Ends a listing today: it is removed, or withdrawn as if it had never been.
async fn unlist(world: &World, listing: Uuid, withdrawn: bool) {
    let statement = if withdrawn {
        "update credit.listing set withdrawn_on = $2 where id = $1"
    } else {
        "update credit.listing set removed_on = $2 where id = $1"
    };
    let today = vocab::day_of(world.suite.clock().now());
    let mut connection = world.suite.database().connection().await;
    sqlx::query(statement).bind(listing).bind(today).execute(&mut connection).await.unwrap();
}

/// Waits until a count is what it must become.
async fn becomes(world: &World, statement: &'static str, count: usize) {
    let (mut found, count) = (-1, i64::try_from(count).unwrap());
    for _ in 0..1_000 {
        found = world.suite.count(statement).await;
        if found == count {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("{statement}: {found}, not {count}");
}

/// The tasks of a department.
async fn tasks(world: &World, department: &str) -> Vec<pb::MeasureTask> {
    let listed = of(world, department).list_measure_tasks(pb::ListMeasureTasksRequest::default()).await;
    listed.unwrap().into_inner().measure_tasks
}

/// The one of a department for a measure.
async fn task(world: &World, department: &str, measure: &str) -> pb::MeasureTask {
    let all = tasks(world, department).await;
    let of_measure = |task: &&pb::MeasureTask| task.measure == format!("measures/{measure}");
    all.iter().find(of_measure).unwrap_or_else(|| panic!("no {measure}: {all:?}")).clone()
}

fn done(task: &pb::MeasureTask) -> pb::AcknowledgeMeasureTaskRequest {
    pb::AcknowledgeMeasureTaskRequest {
        name: task.name.clone(),
        outcome: pb::MeasureOutcome::Acted.into(),
        account: "已停止拨付".into(),
        document_number: "湖财〔2026〕8号".into(),
        act_date: None,
    }
}

async fn answer(
    world: &World,
    department: &str,
    said: pb::AcknowledgeMeasureTaskRequest,
) -> Result<pb::MeasureTask, Status> {
    let answered = of(world, department).acknowledge_measure_task(said).await;
    answered.map(|answer| answer.into_inner().measure_task.unwrap())
}

/// Every fact of a type that was told, in order.
pub(crate) async fn facts<F: Message + Name + Default>(world: &World) -> Vec<F> {
    world.suite.facts().await
}

/// Tasks of the serious list: departments and measures, each with each.
const SERIOUS: usize = 20;
const TASKS: &str = "select count(*) from credit.measure_task";
const STANDING: &str = "select count(*) from credit.imposition where ended_on is null";
const PROVISIONAL: &str = "select count(*) from credit.measure_task where provisional";
const LIFTING: &str = "select count(*) from credit.measure_task where state = 'lifting'";
