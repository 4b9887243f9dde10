//! Cases of the register, opened and moved as its services do it: within units of work of their own.

use std::fmt::Write as _;

use casework::{Casework, Opening, Standing};
use fault::Fault;
use onecode_proto::procedure::v1 as pb;
use procedure::{Act, Filed, Office, Opinion, Verdict};
use registry_domain::procedures::PROCEDURES;
use testkit::Suite;
pub(crate) use testkit::refusal::{reason, violated};
use time::{Date, Weekday};
use uow::{Call, Scope, Tx};
use uuid::Uuid;
use vocab::workdays::Calendar;

/// Huzhou, where the registrar is at home.
pub(crate) const HUZHOU: &str = "330500";
/// Hangzhou, which the registrar does not see.
pub(crate) const HANGZHOU: &str = "330100";

pub(crate) const PORTAL: &str = "portal";
pub(crate) const REGISTRAR: &str = "civil-affairs";
pub(crate) const EDUCATION: &str = "education";
pub(crate) const TAX: &str = "tax";

/// What the register judges cases by.
pub(crate) fn office() -> Casework {
    Casework::new(PROCEDURES, registry_domain::rules(), Calendar::shipped().clone())
}

/// The shipped calendar with a year 2027 in which 8 January is a holiday, and otherwise only weekends are days off.
pub(crate) fn with_2027() -> Calendar {
    let mut file = String::from("date,is_workday,name,kind\n");
    let mut day = Date::from_ordinal_date(2027, 1).unwrap();
    while day.year() == 2027 {
        let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        let rest = match (day.ordinal(), weekend) {
            (8, _) => "0,庆典,holiday",
            (_, true) => "0,,weekend",
            (_, false) => "1,,workday",
        };
        writeln!(file, "{day},{rest}").unwrap();
        day = day.next_day().unwrap();
    }
    Calendar::shipped().clone().amended([file.as_str()]).unwrap()
}

/// A call of a department of Huzhou.
pub(crate) fn call(suite: &Suite, department: &str) -> Call {
    Call {
        method: "/onecode.test.v1.TestService/MoveCase",
        actor: department.into(),
        department: department.into(),
        division: HUZHOU.into(),
        officer: None,
        key: suite.clock().new_id().to_string(),
        request_hash: [0; 32],
        purpose: None,
        reveals: false,
        scope: Scope::division(HUZHOU),
        trace_id: None,
        is_bulk: false,
    }
}

async fn open_case(tx: &mut Tx, opening: &Opening) -> Result<Standing, Fault> {
    office().open(tx, opening.clone()).await
}

struct Move {
    id: Uuid,
    etag: Option<String>,
    act: Act,
}

async fn move_case(tx: &mut Tx, command: &Move) -> Result<Standing, Fault> {
    office().act(tx, command.id, command.etag.as_deref(), command.act.clone()).await
}

/// The reply of a unit of work is a message; this one says of a case what tests want to know.
fn told(standing: Standing) -> pb::Case {
    let ended = standing.ended();
    let Standing { id, case, revision, etag, .. } = standing;
    pb::Case { name: id.to_string(), state: case.state, ended, revision, etag, ..Default::default() }
}

/// A case of a procedure in a division, with everybody who can take part.
pub(crate) fn opening(suite: &Suite, procedure: &'static str, division: &str) -> Opening {
    let id = suite.clock().new_id();
    let roles = [("applicant", PORTAL), ("registrar", REGISTRAR), ("supervising-unit", EDUCATION), ("consulted", TAX)];
    Opening {
        id,
        procedure,
        title: "湖州市甲协会".into(),
        resource: format!("applications/{id}"),
        organization: String::new(),
        division: division.into(),
        variant: "social_group".into(),
        roles: roles.map(|(role, department)| (role, Office::new(department, division))).to_vec(),
    }
}

pub(crate) async fn opened_as(suite: &Suite, opening: Opening) -> Uuid {
    let done = suite.uow().write(&call(suite, PORTAL), &opening, open_case, told).await.unwrap();
    assert_eq!((done.revision, done.ended), (1, false));
    opening.id
}

pub(crate) async fn opened(suite: &Suite, procedure: &'static str) -> Uuid {
    opened_as(suite, opening(suite, procedure, HUZHOU)).await
}

/// What a department of Huzhou does with a case.
pub(crate) fn act(department: &str, action: &str) -> Act {
    Act { action: action.into(), by: Office::new(department, HUZHOU), ..Act::default() }
}

/// The same, with reasons and a ground.
pub(crate) fn reasoned(department: &str, action: &str) -> Act {
    Act { reasons: "材料不符合要求。".into(), ground: "REG-06-2".into(), ..act(department, action) }
}

/// A department's opinion.
pub(crate) fn opinion(department: &str, verdict: Verdict) -> Act {
    Act { opinion: Some(Opinion { review: String::new(), verdict }), ..act(department, "opine") }
}

/// Handing in with documents of these kinds.
pub(crate) fn submission(kinds: &[&str]) -> Act {
    let filed = |kind: &&str| Filed {
        kind: (*kind).to_owned(),
        document: format!("documents/{}", Uuid::from_u128(7)),
        sha256: "0".repeat(64),
    };
    Act { filed: kinds.iter().map(filed).collect(), ..act(PORTAL, "submit") }
}

pub(crate) async fn tried(suite: &Suite, id: Uuid, etag: Option<String>, act: Act) -> Result<pb::Case, Fault> {
    let call = call(suite, &act.by.department);
    suite.uow().write(&call, &Move { id, etag, act }, move_case, told).await
}

pub(crate) async fn moved(suite: &Suite, id: Uuid, act: Act) -> pb::Case {
    tried(suite, id, None, act).await.unwrap()
}

#[expect(clippy::unnecessary_wraps, reason = "as the fields of messages have it")]
pub(crate) fn date(year: i32, month: i32, day: i32) -> Option<onecode_proto::google::r#type::Date> {
    Some(onecode_proto::google::r#type::Date { year, month, day })
}
