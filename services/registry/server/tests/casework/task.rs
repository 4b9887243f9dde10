//! TaskService, lists: what departments have to do, soonest first.

use onecode_proto::procedure::v1 as pb;
use onecode_proto::procedure::v1::TaskState;
use procedure::Verdict;
use testkit::{Caller, Suite};
use time::Duration;
use tonic::Code;

use crate::support::*;

async fn listed(suite: &Suite, caller: &Caller, request: pb::ListTasksRequest) -> Vec<pb::Task> {
    tasks(suite, caller).list_tasks(request).await.unwrap().into_inner().tasks
}

fn named(tasks: &[pb::Task]) -> Vec<(&str, &str)> {
    tasks.iter().map(|task| (task.department.strip_prefix("departments/").unwrap(), task.step.as_str())).collect()
}

fn all() -> pb::ListTasksRequest {
    pb::ListTasksRequest::default()
}

#[tokio::test]
async fn tasks_follow_the_case_and_say_who_did_them() {
    let suite = registry().await;
    let registrar = suite.registrar();
    let id = submitted(&suite).await;
    let open = listed(&suite, &registrar, all()).await;
    assert_eq!(named(&open), [(REGISTRAR, "state:submitted")]);
    let task = &open[0];
    assert_eq!((task.title.as_str(), task.due_date), ("审核申请材料，决定是否受理", date(2026, 12, 1)));
    assert_eq!(
        (task.case.as_str(), task.resource.as_str()),
        (format!("cases/{id}").as_str(), format!("applications/{id}").as_str())
    );
    assert_eq!((task.case_title.as_str(), task.division.as_str(), task.overdue), ("湖州市甲协会", HUZHOU, false));

    suite.clock().advance(Duration::hours(1));
    moved(&suite, id, act(REGISTRAR, "accept")).await;
    let registrar = suite.registrar();
    let open = listed(&suite, &registrar, all()).await;
    let expected =
        [(TAX, "opinion:consultation"), (EDUCATION, "opinion:supervising-unit"), (REGISTRAR, "state:reviewing")];
    assert_eq!(named(&open), expected, "soonest last day first");
    let state = |state: TaskState| pb::ListTasksRequest { state: state.into(), ..all() };
    let done = listed(&suite, &registrar, state(TaskState::Done)).await;
    let mut did = named(&done);
    did.sort_unstable();
    assert_eq!(did, [(REGISTRAR, "state:submitted"), (PORTAL, "state:draft")]);
    assert!(done.iter().all(|task| task.end_time.is_some() && task.state() == TaskState::Done));

    moved(&suite, id, opinion(EDUCATION, Verdict::Favourable)).await;
    moved(&suite, id, reasoned(REGISTRAR, "refuse")).await;
    assert_eq!(named(&listed(&suite, &registrar, all()).await), []);
    let dropped = listed(&suite, &registrar, state(TaskState::Dropped)).await;
    assert_eq!(named(&dropped), [(TAX, "opinion:consultation")], "nobody waits for it any more");
}

#[tokio::test]
async fn tasks_are_found_by_department_day_procedure_and_place() {
    let suite = registry().await;
    accepted(&suite).await;
    opened_as(&suite, opening(&suite, "charter", "330521")).await;
    opened_as(&suite, opening(&suite, "charter", HANGZHOU)).await;
    let registrar = suite.registrar();
    let count = async |request: pb::ListTasksRequest| listed(&suite, &registrar, request).await.len();
    assert_eq!(count(all()).await, 4);
    assert_eq!(count(pb::ListTasksRequest { mine: true, ..all() }).await, 1);
    let province = suite.identities().caller(REGISTRAR, "330000", &["registry-registrar"]);
    let of_civil_affairs = pb::ListTasksRequest { department: "departments/civil-affairs".into(), ..all() };
    assert_eq!(listed(&suite, &province, of_civil_affairs).await.len(), 1, "it sees what the city has to do");
    assert_eq!(listed(&suite, &province, pb::ListTasksRequest { mine: true, ..all() }).await.len(), 0);
    assert_eq!(count(pb::ListTasksRequest { department: "departments/tax".into(), ..all() }).await, 1);
    assert_eq!(count(pb::ListTasksRequest { procedure: "charter".into(), ..all() }).await, 1);
    for (division, expected) in [("330000", 4), (HUZHOU, 4), ("330521", 1), ("330502", 0), (HANGZHOU, 0)] {
        assert_eq!(count(pb::ListTasksRequest { division: division.into(), ..all() }).await, expected, "{division}");
    }
    for (day, expected) in [(8, 0), (9, 1), (15, 1), (16, 2)] {
        let soon = pb::ListTasksRequest { due_before: date(2026, 12, day), ..all() };
        assert_eq!(count(soon).await, expected, "before 2026-12-{day}");
    }
    let wrong = pb::ListTasksRequest { mine: true, department: "tax".into(), page_size: -1, ..all() };
    let wrong = tasks(&suite, &registrar).list_tasks(wrong).await.unwrap_err();
    assert_eq!(violated(&wrong), ["page_size", "department", "department"]);
    let far = suite.identities().caller(REGISTRAR, HANGZHOU, &["registry-registrar"]);
    assert_eq!(named(&listed(&suite, &far, all()).await), [(PORTAL, "state:draft")]);
    let public = suite.identities().caller(TAX, HUZHOU, &["public-portal"]);
    let denied = tasks(&suite, &public).list_tasks(all()).await.unwrap_err();
    assert_eq!(reason(&denied), (Code::PermissionDenied, "PERMISSION_MISSING".to_owned()));
}

#[tokio::test]
async fn what_is_overdue_is_so_by_the_day_or_by_the_day_on_which_it_was_done() {
    let suite = registry().await;
    let late = submitted(&suite).await;
    let timely = submitted(&suite).await;
    moved(&suite, timely, act(REGISTRAR, "accept")).await;
    suite.clock().advance(Duration::days(7));
    let overdue = |state: TaskState| pb::ListTasksRequest { overdue: true, state: state.into(), ..all() };
    assert_eq!(listed(&suite, &suite.registrar(), overdue(TaskState::Open)).await, [], "1 December is not over");
    suite.clock().advance(Duration::days(1));
    let open = listed(&suite, &suite.registrar(), overdue(TaskState::Open)).await;
    assert_eq!((named(&open), open[0].overdue), (vec![(REGISTRAR, "state:submitted")], true));
    moved(&suite, late, act(REGISTRAR, "accept")).await;
    let done = listed(&suite, &suite.registrar(), overdue(TaskState::Done)).await;
    assert_eq!(named(&done), [(REGISTRAR, "state:submitted")], "the one done in time is not among them");
    assert_eq!((done[0].case.clone(), done[0].overdue), (format!("cases/{late}"), true));
}

#[tokio::test]
async fn tasks_come_page_by_page_and_each_once() {
    let suite = registry().await;
    for _ in 0..3 {
        accepted(&suite).await;
    }
    let registrar = suite.registrar();
    let whole = listed(&suite, &registrar, all()).await;
    let (mut found, mut token) = (Vec::new(), String::new());
    loop {
        let request = pb::ListTasksRequest { page_size: 4, page_token: token, ..all() };
        let page = tasks(&suite, &registrar).list_tasks(request).await.unwrap().into_inner();
        found.extend(page.tasks);
        token = page.next_page_token;
        if token.is_empty() {
            break;
        }
    }
    assert_eq!((found.len(), found == whole), (9, true));
}

/// Cases and tasks that name departments without a division are those of programs that knew none; they go on where they were.
#[tokio::test]
async fn what_the_release_before_stored_is_of_the_division_of_its_case() {
    let suite = registry().await;
    let id = submitted(&suite).await;
    for before in [
        "update casework.case set machine = replace(machine::text, '@330500', '')::jsonb",
        "update casework.task set department_division = null",
    ] {
        sqlx::query(before).execute(&mut suite.database().connection().await).await.unwrap();
    }
    let mine = pb::ListTasksRequest { mine: true, ..all() };
    assert_eq!(named(&listed(&suite, &suite.registrar(), mine.clone()).await), [(REGISTRAR, "state:submitted")]);
    moved(&suite, id, act(REGISTRAR, "accept")).await;
    let done = pb::ListTasksRequest { state: TaskState::Done.into(), ..mine };
    assert_eq!(named(&listed(&suite, &suite.registrar(), done).await), [(REGISTRAR, "state:submitted")]);
    let registrar = shown(&suite, id).await.roles.into_iter().find(|role| role.role == "registrar").unwrap();
    assert_eq!(registrar.offices[0].division, HUZHOU);
}
