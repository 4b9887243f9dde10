//! The worked example of `docs/draw/README.md`: three departments, a round that fails, one that draws, somebody missing.

use inspection_domain::Level;
use inspection_domain::draw::{
    Beacon, Department, Draft, Field, Frozen, Hash, Merged, Object, Outcome, Proof, Recusal, Share, Window, commitment,
};
use inspection_domain::inspector::{Certificate, Inspector};
use inspection_domain::plan::{End, Plan, Round, Terms};
use inspection_domain::risk::Grade;
use inspection_domain::{demands, draw};
use time::macros::{date, datetime};
use time::{Duration, OffsetDateTime};
use vocab::{DivisionCode, OrganizationClass, UnifiedCode};

/// A plan that has drawn.
pub(crate) struct Worked {
    /// What was frozen.
    pub(crate) frozen: Frozen,
    /// The plan with its rounds.
    pub(crate) plan: Plan,
    /// Whom it drew.
    pub(crate) outcome: Outcome,
}

impl Worked {
    /// The proof as a file.
    pub(crate) fn proof(&self) -> Vec<u8> {
        let mut file = Vec::new();
        let proof = Proof { frozen: &self.frozen, rounds: &self.plan.rounds, outcome: &self.outcome };
        proof.write(&mut file).expect("memory takes it");
        file
    }
}

/// A field that is one.
pub(crate) fn field(text: &str) -> Field {
    Field::parse(text).expect("a field")
}

/// Made-up code number `n` of the city.
pub(crate) fn code(n: u32) -> UnifiedCode {
    let division = DivisionCode::parse("330500").expect("Huzhou");
    let body = format!("MJW{n:05}");
    UnifiedCode::from_parts(OrganizationClass::SocialGroup, division, &body).expect("a code")
}

/// An inspector with a certificate until a day.
pub(crate) fn inspector(id: &str, department: &str, capacity: u32, valid_to: time::Date) -> Inspector {
    let certificate = Certificate { valid_from: date!(2024 - 07 - 01), valid_to };
    Inspector { id: field(id), department: field(department), capacity, certificate }
}

/// When the example is frozen.
pub(crate) const FROZEN_AT: OffsetDateTime = datetime!(2026-03-02 01:00 UTC);

/// What the example freezes.
pub(crate) fn draft() -> Draft {
    let late = date!(2029 - 07 - 01);
    let grades = [(Grade::A, 1..=4), (Grade::B, 5..=10), (Grade::C, 11..=12), (Grade::D, 13..=13)];
    let objects = grades.into_iter().flat_map(|(grade, of)| of.map(move |n| Object { grade, code: code(n) }));
    let demands = demands(Level::City, date!(2026 - 03 - 02)).expect("the rules are in force");
    Draft {
        program: field("onecode 0.1.0"),
        plan: field("plans/3b0e5a58-2c5c-4d0e-9a53-2f1d6f0c7a11"),
        year: 2026,
        frozen_at: FROZEN_AT,
        population: field("registered by 330500, active on 2026-03-02"),
        window: Window { first: date!(2026 - 03 - 16), last: date!(2026 - 06 - 30) },
        proportion: demands.proportion,
        demands,
        beacon: Some(Beacon {
            source: field("Welfare lottery 3D, numbers of 2026-03-06"),
            at: datetime!(2026-03-06 14:00 UTC),
        }),
        departments: [("civil-affairs", 1), ("market-supervision", 0), ("tax", 1)]
            .map(|(key, inspectors)| Department { key: field(key), inspectors })
            .into(),
        objects: objects.collect(),
        merged: vec![Merged { code: code(14), plan: field("plans/77a0c1de-8f5e-4a55-8a39-5c3e9d0b4f02") }],
        inspectors: vec![
            inspector("ca-1", "civil-affairs", 2, late),
            inspector("ca-2", "civil-affairs", 2, late),
            inspector("ca-3", "civil-affairs", 2, date!(2026 - 05 - 01)),
            inspector("ca-4", "civil-affairs", 2, late),
            inspector("tx-1", "tax", 2, late),
            inspector("tx-2", "tax", 1, late),
        ],
        recusals: vec![Recusal { inspector: field("ca-4"), code: code(13) }],
    }
}

/// A share that everybody can type in again; real ones come from a random generator.
pub(crate) fn share(department: usize, round: u8) -> Share {
    Share([u8::try_from(department).expect("few departments") * 16 + round; 32])
}

/// Draws a draft in one round, each share as [`share`] has it.
pub(crate) fn drawn(draft: Draft) -> Worked {
    let frozen = Frozen::new(draft).expect("it can be frozen");
    let mut plan = Plan::default();
    plan.freeze(&frozen).expect("it is a draft");
    whole_round(&frozen, &mut plan, frozen.draft().frozen_at, None)
}

/// The example: in round 1 the tax department keeps its share to itself.
pub(crate) fn worked() -> Worked {
    let frozen = Frozen::new(draft()).expect("it can be frozen");
    let mut plan = Plan::default();
    plan.freeze(&frozen).expect("it is a draft");
    let opened = FROZEN_AT + Duration::HOUR;
    plan.open_round(terms(opened, frozen.draft().beacon.as_ref().map(|beacon| beacon.at)), None, opened)
        .expect("the first");
    commit(&frozen, &mut plan, opened, 1);
    for (place, key) in keys(&frozen).iter().enumerate().take(2) {
        plan.reveal(key, share(place + 1, 1), opened + Duration::hours(25)).expect("in its term");
    }
    plan.fail_overdue(opened + Duration::hours(49)).expect("a share is missing");
    whole_round(&frozen, &mut plan, datetime!(2026-03-09 00:00 UTC), Some("tax did not reveal its share in round 1"))
}

fn keys(frozen: &Frozen) -> Vec<Field> {
    frozen.draft().departments.iter().map(|department| department.key.clone()).collect()
}

fn terms(opened: OffsetDateTime, beacon_at: Option<OffsetDateTime>) -> Terms {
    Terms { commit_by: opened + Duration::hours(24), reveal_by: opened + Duration::hours(48), beacon_at }
}

fn commit(frozen: &Frozen, plan: &mut Plan, opened: OffsetDateTime, round: u8) {
    for (place, key) in keys(frozen).iter().enumerate() {
        let hash = commitment(&frozen.root(), key.as_str(), round.into(), &share(place + 1, round));
        plan.commit(key, hash, opened + Duration::minutes(10)).expect("in its term");
    }
}

fn whole_round(frozen: &Frozen, plan: &mut Plan, opened: OffsetDateTime, why: Option<&str>) -> Worked {
    let later = frozen.draft().beacon.as_ref().map(|beacon| beacon.at.max(opened + Duration::hours(72)));
    plan.open_round(terms(opened, later), why.map(field), opened).expect("none is open");
    let round = u8::try_from(plan.rounds.len()).expect("few rounds");
    commit(frozen, plan, opened, round);
    for (place, key) in keys(frozen).iter().enumerate().rev() {
        plan.reveal(key, share(place + 1, round), opened + Duration::hours(25)).expect("in its term");
    }
    if let Some(known) = later {
        plan.record_beacon(field("8 3 5"), known + Duration::MINUTE).expect("it is known");
    }
    let at = plan.rounds.last().and_then(last).expect("something was entered") + Duration::MINUTE;
    let seed = plan.draw(at).expect("all is there");
    Worked { frozen: frozen.clone(), plan: plan.clone(), outcome: frozen.draw(&seed) }
}

fn last(round: &Round) -> Option<OffsetDateTime> {
    round.beacon.as_ref().map(|value| value.at).or_else(|| round.reveals.last().map(|made| made.at))
}

/// The values that the page shows beside the file, each with its name there.
pub(crate) fn values(worked: &Worked) -> Vec<(String, String)> {
    let root = worked.frozen.root();
    let round = worked.plan.rounds.last().expect("it has drawn");
    let seed = match &round.end {
        Some(End::Drawn { seed, .. }) => *seed,
        _ => unreachable!("it has drawn"),
    };
    let leaf = Hash::of(&[b"\0draw\tonecode-draw/1"]);
    let mut rows = vec![
        ("leaf of the first record".to_owned(), leaf.to_string()),
        ("root".to_owned(), root.to_string()),
        ("seed of round 2".to_owned(), seed.to_string()),
    ];
    for object in &worked.frozen.draft().objects {
        let key = draw::object_key(&seed, object.grade, &object.code);
        rows.push((format!("key of {} in {}", object.code, object.grade), key.to_string()));
    }
    for drawn in &worked.outcome.drawn {
        for department in worked.frozen.draft().departments.iter().filter(|department| department.inspectors > 0) {
            let key = draw::pick_key(&seed, &drawn.code, &department.key, 0);
            rows.push((format!("pick 0 of {} for {}", department.key, drawn.code), key.to_string()));
        }
    }
    rows
}
