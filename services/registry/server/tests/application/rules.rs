//! A rule becomes another while a case is under way: terms that began keep their version, new ones take the new.

use casework::{Casework, Opening, Standing};
use fault::Fault;
use onecode_proto::procedure::v1 as procedures;
use procedure::{Act, CaseClock, Filed, Office};
use registry_domain::procedures::PROCEDURES;
use statute::RuleBook;
use time::{Date, Duration};
use uow::{Call, Scope, Tx};
use uuid::Uuid;
use vocab::workdays::Calendar;

use crate::town::*;

/// The rules as they are, and those of the law that is coming: from 1 December opinions are due in five working days
/// instead of fifteen, and an association is decided on in thirty days instead of sixty.
fn amended() -> &'static RuleBook {
    let mut text = include_str!("../../../domain/rules/registry.toml").to_owned();
    for (rule, threshold) in
        [("PROC-02", "{ value = 5, unit = \"working_days\" }"), ("REG-05", "{ value = 30, unit = \"calendar_days\" }")]
    {
        let rule = text.find(&format!("id = \"{rule}\"")).unwrap();
        let end = text[rule..].find("\n[[rule]]").unwrap() + rule;
        let version = text[rule..end].find("[[rule.version]]").unwrap() + rule;
        let present = text[version..end].trim_end().to_owned();
        let from = present.lines().find(|line| line.starts_with("valid_from")).unwrap();
        let until = present.replace(from, &format!("{from}\nvalid_to = 2026-12-01"));
        let of_old = present.lines().find(|line| line.starts_with("threshold")).unwrap();
        let coming =
            present.replace(from, "valid_from = 2026-12-01").replace(of_old, &format!("threshold = {threshold}"));
        text.replace_range(version..end, &format!("{until}\n{coming}\n"));
    }
    Box::leak(Box::new(RuleBook::parse(&text).unwrap()))
}

fn office(book: &'static RuleBook) -> Casework {
    Casework::new(PROCEDURES, book, Calendar::shipped().clone())
}

async fn open(tx: &mut Tx, (office, opening): &(Casework, Opening)) -> Result<Standing, Fault> {
    office.open(tx, opening.clone()).await
}

async fn act(tx: &mut Tx, (office, id, act): &(Casework, Uuid, Act)) -> Result<Standing, Fault> {
    office.act(tx, *id, None, act.clone()).await
}

/// The versions applied by the last step, as the reply of a unit of work can hold them.
fn told(standing: Standing) -> procedures::CaseStep {
    let rules = standing.rules.into_iter();
    let rules =
        rules.map(|rule| procedures::RuleVersionRef { rule: rule.id, version: i32::try_from(rule.version).unwrap() });
    procedures::CaseStep { to_state: standing.case.state, rules: rules.collect(), ..Default::default() }
}

struct Hall {
    town: Town,
}

impl Hall {
    fn call(&self, department: &str) -> Call {
        Call {
            method: "/onecode.test.v1.TestService/MoveCase",
            actor: department.into(),
            department: department.into(),
            division: HUZHOU.into(),
            officer: None,
            key: self.town.suite.clock().new_id().to_string(),
            request_hash: [0; 32],
            purpose: None,
            reveals: false,
            scope: Scope::division(HUZHOU),
            trace_id: None,
            is_bulk: false,
        }
    }

    async fn open(&self, office: &Casework) -> Uuid {
        let id = self.town.suite.clock().new_id();
        let roles = [
            ("applicant", "portal"),
            ("registrar", "civil-affairs"),
            ("supervising-unit", "education"),
            ("party-body", "social-work"),
        ];
        let opening = Opening {
            id,
            procedure: "establishment",
            title: "湖州市甲协会".into(),
            resource: format!("applications/{id}"),
            organization: String::new(),
            division: HUZHOU.into(),
            variant: "social_group".into(),
            roles: roles.map(|(role, department)| (role, Office::new(department, HUZHOU))).to_vec(),
        };
        let command = (office.clone(), opening);
        self.town.suite.uow().write(&self.call("portal"), &command, open, told).await.unwrap();
        id
    }

    async fn act(&self, office: &Casework, id: Uuid, department: &str, action: &str) -> Vec<String> {
        let filed = PAPERS.iter().map(|kind| Filed {
            kind: (*kind).to_owned(),
            document: format!("documents/{}", Uuid::from_u128(7)),
            sha256: "0".repeat(64),
        });
        let act_of = Act {
            action: action.into(),
            by: Office::new(department, HUZHOU),
            reasons: "补正".into(),
            filed: if action == "submit" { filed.collect() } else { Vec::new() },
            ..Act::default()
        };
        let command = (office.clone(), id, act_of);
        let done = self.town.suite.uow().write(&self.call(department), &command, act, told).await.unwrap();
        done.rules.into_iter().map(|rule| format!("{}@{}", rule.rule, rule.version)).collect()
    }

    /// Rule, version and last day of the clock of a key that counts.
    async fn clock(&self, office: &Casework, id: Uuid, key: &str) -> (String, Option<Date>) {
        let mut connection = self.town.suite.database().connection().await;
        let case = office.find(&mut connection, &Scope::everywhere(), id).await.unwrap().case;
        let CaseClock { clock, .. } = case.clock(key).unwrap();
        let due = clock.reckon(office.book(), office.calendar()).unwrap().due;
        (format!("{}@{}", clock.rule.id, clock.rule.version), due)
    }
}

#[tokio::test]
async fn terms_that_began_keep_their_version_and_new_ones_take_the_new() {
    let hall = Hall { town: Town::new().await };
    let (before, after) = (office(registry_domain::rules()), office(amended()));
    let id = hall.open(&before).await;
    hall.act(&before, id, "portal", "submit").await;
    let applied = hall.act(&before, id, "civil-affairs", "accept").await;
    assert_eq!(applied, ["PROC-02@1", "PROC-02@1", "REG-05@1"]);
    let (sixty, fifteen) = (time::macros::date!(2027 - 01 - 23), time::macros::date!(2026 - 12 - 15));
    assert_eq!(hall.clock(&before, id, "decision").await, ("REG-05@1".into(), Some(sixty)));
    assert_eq!(hall.clock(&before, id, "opinion:education").await, ("PROC-02@1".into(), Some(fifteen)));

    // The new rules are published, and then in force: what began goes on as it began.
    assert_eq!(hall.clock(&after, id, "decision").await, ("REG-05@1".into(), Some(sixty)));
    hall.town.suite.clock().advance(Duration::days(8));
    assert_eq!(hall.clock(&after, id, "decision").await, ("REG-05@1".into(), Some(sixty)));
    assert_eq!(hall.clock(&after, id, "opinion:education").await, ("PROC-02@1".into(), Some(fifteen)));

    // Sent back and handed in again on the same day: a new round of opinions, the same term of the decision.
    hall.act(&after, id, "civil-affairs", "return").await;
    hall.act(&after, id, "portal", "submit").await;
    let applied = hall.act(&after, id, "civil-affairs", "accept").await;
    assert_eq!(applied, ["PROC-02@2", "PROC-02@2"]);
    assert_eq!(hall.clock(&after, id, "decision").await, ("REG-05@1".into(), Some(sixty)));
    let five = time::macros::date!(2026 - 12 - 09);
    assert_eq!(hall.clock(&after, id, "opinion:education").await, ("PROC-02@2".into(), Some(five)));

    let new = hall.open(&after).await;
    hall.act(&after, new, "portal", "submit").await;
    let applied = hall.act(&after, new, "civil-affairs", "accept").await;
    assert_eq!(applied, ["PROC-02@2", "PROC-02@2", "REG-05@2"]);
    let thirty = time::macros::date!(2027 - 01 - 01);
    assert_eq!(hall.clock(&after, new, "decision").await, ("REG-05@2".into(), Some(thirty)));

    let recorded: Vec<String> = sqlx::query_scalar(
        "select rules::text from casework.step where case_id = $1 and action = 'accept' order by number",
    )
    .bind(id)
    .fetch_all(&mut hall.town.suite.database().connection().await)
    .await
    .unwrap();
    assert!(recorded[0].contains("\"version\": 1") && !recorded[0].contains("\"version\": 2"), "{recorded:?}");
    assert!(recorded[1].contains("\"version\": 2"), "each step says what it applied: {recorded:?}");
}
