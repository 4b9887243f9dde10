//! First pages of tasks through the gateway, as several departments ask for them, beside the same selects straight to PostgreSQL.

use onecode_proto::procedure::v1::task_service_client::TaskServiceClient;
use onecode_proto::procedure::v1::{ListTasksRequest, TaskState};
use sqlx::{AssertSqlSafe, PgConnection, PgPool};
use testkit::Client;
use tonic::service::interceptor::InterceptedService;

use crate::books::run;
use crate::callers;
use crate::plan::Plan;
use crate::register::{Register, number};
use crate::report::{Report, Target, count};
use crate::tally::{Caller, Tally, closed_loop, median};

const CALLERS: usize = 4;
/// Rows of one statement that fills.
const BATCH: usize = 100_000;
/// Milliseconds.
const LIMIT: f64 = 20.0;
const ROLES: &[&str] = &["registry-registrar"];

const DEPARTMENTS: [&str; 20] = [
    "civil-affairs",
    "development-reform",
    "education",
    "science-technology",
    "industry-information",
    "ethnic-religious",
    "public-security",
    "justice",
    "finance",
    "human-resources",
    "natural-resources",
    "construction",
    "transport",
    "agriculture",
    "commerce",
    "culture-tourism",
    "health",
    "social-work",
    "tax",
    "data-bureau",
];

/// What the service selects for a page, but for what narrows it.
const SELECT: &str = "select task.id, task.case_id, task.step, task.title, task.department,
    coalesce(task.department_division, task.division) as department_division, task.division, task.procedure, task.state,
    task.due_on, task.sort_on, task.created_at, task.ended_at, owner.title as case_title, owner.resource
    from casework.task as task join casework.case as owner on owner.id = task.case_id where ";
const ORDER: &str = " order by task.sort_on, task.id limit 51";

/// Somebody's question.
struct Question {
    title: &'static str,
    department: &'static str,
    division: &'static str,
    request: fn() -> ListTasksRequest,
    /// The same in SQL.
    narrowed: &'static str,
}

const QUESTIONS: [Question; 7] = [
    Question {
        title: "everything open in the city",
        department: "civil-affairs",
        division: "330500",
        request: ListTasksRequest::default,
        narrowed: "task.state = 'open' and left(task.division, 4) = '3305'",
    },
    Question {
        title: "everything open in one county",
        department: "civil-affairs",
        division: "330502",
        request: ListTasksRequest::default,
        narrowed: "task.state = 'open' and task.division = '330502'",
    },
    Question {
        title: "mine, in the city",
        department: "tax",
        division: "330500",
        request: || ListTasksRequest { mine: true, ..ListTasksRequest::default() },
        narrowed: "task.state = 'open' and left(task.division, 4) = '3305' and task.department = 'tax' \
            and coalesce(task.department_division, task.division) = '330500'",
    },
    Question {
        title: "mine, in one county",
        department: "tax",
        division: "330523",
        request: || ListTasksRequest { mine: true, ..ListTasksRequest::default() },
        narrowed: "task.state = 'open' and task.division = '330523' and task.department = 'tax' \
            and coalesce(task.department_division, task.division) = '330523'",
    },
    Question {
        title: "overdue in the city",
        department: "civil-affairs",
        division: "330500",
        request: || ListTasksRequest { overdue: true, ..ListTasksRequest::default() },
        narrowed: "task.state = 'open' and left(task.division, 4) = '3305' and task.sort_on < current_date",
    },
    Question {
        title: "mine of a rare procedure, in the city",
        department: "civil-affairs",
        division: "330500",
        request: || ListTasksRequest { mine: true, procedure: "conversion".to_owned(), ..ListTasksRequest::default() },
        narrowed: "task.state = 'open' and left(task.division, 4) = '3305' and task.department = 'civil-affairs' \
            and coalesce(task.department_division, task.division) = '330500' and task.procedure = 'conversion'",
    },
    Question {
        title: "what was done in the city",
        department: "civil-affairs",
        division: "330500",
        request: || ListTasksRequest { state: TaskState::Done.into(), ..ListTasksRequest::default() },
        narrowed: "task.state <> 'open' and task.state = 'done' and left(task.division, 4) = '3305'",
    },
];

/// Each question by a few callers at a time.
pub(crate) async fn measure(plan: &Plan) -> Report {
    let register = Register::empty().await;
    fill(&mut register.books().await, plan.rows).await;
    let title = format!("ListTasks, first page of 50 among {} tasks, {CALLERS} callers", count(number(plan.rows)));
    let mut report = Report::new(title);
    for question in &QUESTIONS {
        asked(plan, &register, question, &mut report).await;
    }
    report.note(
        "20 departments, Huzhou and its 5 counties, four in five open, last days over 400 days and one in ten without. \
         Beside it: the select that the service makes, its values written into it, by as many connections straight to \
         PostgreSQL.",
    );
    register.stop().await;
    report.print()
}

async fn asked(plan: &Plan, register: &Register, question: &Question, report: &mut Report) {
    let pool = PgPool::connect(&register.url).await.expect("the database answers");
    let (mut all, mut p50, mut p99) = (Tally::new(), Vec::new(), Vec::new());
    let (mut plain_p50, mut plain_p99) = (Vec::new(), Vec::new());
    let turn = plan.turn / 2;
    for _ in 0..plan.rounds {
        let caller = register.site.caller(question.department, question.division, ROLES);
        let asker = |_| {
            let service = InterceptedService::new(register.server.channel(), caller.fresh());
            Asker { tasks: TaskServiceClient::new(service), request: (question.request)() }
        };
        let (tally, _) = closed_loop((0..CALLERS).map(asker).collect(), turn).await;
        p50.push(tally.percentile(50.0));
        p99.push(tally.percentile(99.0));
        all.merge(tally);
        let statement = format!("{SELECT}{}{ORDER}", question.narrowed);
        let select = |_| Plain { pool: pool.clone(), statement: statement.clone() };
        let (tally, _) = closed_loop((0..CALLERS).map(select).collect(), turn).await;
        plain_p50.push(tally.percentile(50.0));
        plain_p99.push(tally.percentile(99.0));
    }
    pool.close().await;
    let (p50, p99) = (median(p50), median(p99));
    let beside = format!("p50 {:.1} ms, p99 {:.1} ms", median(plain_p50), median(plain_p99));
    let ours = format!("p50 {p50:.1} ms, p99 {p99:.1} ms");
    report.judged(question.title, ours, beside, Target::below(p99, LIMIT, "ms (p99)"));
    report.note(format!("{}: {}.", question.title, all.statuses()));
}

/// Asks for the same page again and again.
struct Asker {
    tasks: TaskServiceClient<Client>,
    request: ListTasksRequest,
}

impl Caller for Asker {
    async fn call(&mut self) -> Result<(), String> {
        let page = self.tasks.list_tasks(self.request.clone()).await.map_err(|status| callers::name(&status))?;
        if page.into_inner().tasks.is_empty() { Err("an empty page".to_owned()) } else { Ok(()) }
    }
}

/// Asks PostgreSQL.
struct Plain {
    pool: PgPool,
    statement: String,
}

impl Caller for Plain {
    async fn call(&mut self) -> Result<(), String> {
        let rows = sqlx::query(AssertSqlSafe(self.statement.clone())).fetch_all(&self.pool).await;
        rows.map(drop).map_err(|error| error.to_string())
    }
}

/// Four tasks a case.
async fn fill(books: &mut PgConnection, rows: usize) {
    let departments = DEPARTMENTS.join(",");
    for first in (0..rows).step_by(BATCH) {
        let last = (first + BATCH).min(rows) - 1;
        run(books, &format!(
            "insert into casework.case (id, procedure, title, resource, organization, division, state, ended, machine,
                 revision, created_at, updated_at)
             select md5('case' || n)::uuid, 'establishment', '样本案件' || n, 'applications/' || md5('case' || n)::uuid, '',
                 ('{{330500,330502,330503,330521,330522,330523}}'::text[])[1 + n % 6], 'reviewing', false, '{{}}', 3, now(), now()
             from generate_series({first} / 4, {last} / 4) as n on conflict do nothing"
        ))
        .await;
        run(books, &format!(
            "insert into casework.task (id, case_id, key, step, title, department, division, procedure, clock, state, due_on,
                 created_at, ended_at)
             select md5('task' || n)::uuid, md5('case' || n / 4)::uuid, 'opinion:' || n % 4, 'opinion:consultation', '反馈征询意见',
                 ('{{{departments}}}'::text[])[1 + (hashint8(n) & 2147483647) % 20],
                 ('{{330500,330502,330503,330521,330522,330523}}'::text[])[1 + (n / 4) % 6],
                 case when n % 200 = 1 then 'conversion' else 'establishment' end, 'consultation',
                 case when n % 5 = 0 then 'done' else 'open' end,
                 case when n % 10 = 3 then null else current_date - 20 + (hashint8(n + 7) & 2147483647) % 400 end,
                 now(), case when n % 5 = 0 then now() end
             from generate_series({first}, {last}) as n"
        ))
        .await;
    }
    run(books, "vacuum (analyze) casework.case").await;
    run(books, "vacuum (analyze) casework.task").await;
}
