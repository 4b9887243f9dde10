//! The frozen records of a proof, read back and reckoned again.

use std::io::{self, BufRead};

use statute::RuleRef;
use time::OffsetDateTime;

use super::Findings;
use super::difference::Difference;
use super::fields::{code, date, field, grade, moment, number, proportion, reference, times};
use super::lines::Lines;
use crate::Demands;
use crate::Grade;
use crate::SPECIFICATION;
use crate::frozen::{Beacon, Department, Draft, Frozen, Merged, Object, Recusal, Stratum, Window};
use crate::hash::Hash;
use crate::line::Field;
use crate::merkle::Merkle;
use crate::quota::{Proportion, quotas};
use crate::{Certificate, Inspector};

/// The kinds of records in their order; those up to the mark are there once, the beacon at most once.
const KINDS: [&str; 16] = [
    "draw",
    "program",
    "plan",
    "year",
    "frozen",
    "population",
    "visits",
    "proportion",
    "least",
    "beacon",
    "department",
    "stratum",
    "object",
    "merged",
    "inspector",
    "recusal",
];
const BEACON: usize = 9;

/// What the records say, as far as they could be read.
#[derive(Default)]
struct Said {
    program: Option<Field>,
    plan: Option<Field>,
    year: Option<u16>,
    frozen_at: Option<OffsetDateTime>,
    population: Option<Field>,
    window: Option<Window>,
    proportion: Option<(Proportion, RuleRef)>,
    least: Option<u32>,
    beacon: Option<Beacon>,
    departments: Vec<Department>,
    strata: Vec<(u64, Stratum)>,
    objects: Vec<Object>,
    merged: Vec<Merged>,
    inspectors: Vec<Inspector>,
    recusals: Vec<Recusal>,
}

/// Reads the records and their root; `None` where they say too little to go on.
pub(super) fn read<R: BufRead>(
    lines: &mut Lines<R>,
    published: Option<&Hash>,
    findings: &mut Findings,
) -> io::Result<Option<Frozen>> {
    let (mut said, mut tree) = (Said::default(), Merkle::new());
    let (mut last, mut stage) = (String::new(), None);
    let stated = loop {
        let Some(line) = lines.next()? else { break None };
        if let Some(root) = line.strip_prefix("root\t") {
            break Some(root.parse::<Hash>().map_err(|_| line.to_owned()));
        }
        tree.push(line.as_bytes());
        let difference = said.take(line, &last, &mut stage);
        last.clear();
        last.push_str(line);
        let number = lines.number();
        if let Some(difference) = difference {
            findings.note(number, difference);
        }
        if let (Some((at, _)), true) = (said.strata.last_mut(), last.starts_with("stratum\t")) {
            *at = number;
        }
    };
    let reckoned = tree.root();
    findings.root = Some(reckoned);
    let number = lines.number();
    let root = match stated {
        Some(Ok(stated)) if stated == reckoned => stated,
        Some(Ok(stated)) => {
            findings.note(number, Difference::Root { stated, reckoned });
            stated
        }
        Some(Err(line)) => {
            findings.note(number, Difference::Unreadable { line, problem: "a root is a hash" });
            reckoned
        }
        None => {
            findings.note(number, Difference::RecordMissing { kind: "root" });
            reckoned
        }
    };
    if let Some(published) = published.filter(|published| **published != reckoned) {
        findings.note(number, Difference::NotAsPublished { published: *published, reckoned });
    }
    Ok(said.restore(root, number, findings))
}

impl Said {
    /// Takes a record; what is wrong with it otherwise.
    fn take(&mut self, line: &str, last: &str, stage: &mut Option<usize>) -> Option<Difference> {
        let told = || line.to_owned();
        let (kind, rest) = line.split_once('\t').unwrap_or((line, ""));
        let place = KINDS.iter().position(|known| *known == kind);
        let Some(place) =
            place.filter(|place| stage.is_none_or(|stage| stage < *place || (stage == *place && stage > BEACON)))
        else {
            return Some(Difference::Misplaced { line: told() });
        };
        // A line with TAB below every character of a field, whole lines of a kind order as their fields do.
        let ascends = *stage != Some(place) || last < line;
        *stage = Some(place);
        let fields: Vec<&str> = rest.split('\t').collect();
        if let Err(problem) = self.read(kind, &fields) {
            return Some(Difference::Unreadable { line: told(), problem });
        }
        (!ascends).then(|| Difference::NotAscending { line: told() })
    }

    fn read(&mut self, kind: &str, fields: &[&str]) -> Result<(), &'static str> {
        match (kind, fields) {
            ("draw", [name]) if *name == SPECIFICATION => {}
            ("draw", _) => return Err("another specification"),
            ("program", [program]) => self.program = Some(field(program)?),
            ("plan", [plan]) => self.plan = Some(field(plan)?),
            ("year", [year]) => self.year = Some(number(year)?),
            ("frozen", [at]) => self.frozen_at = Some(moment(at)?),
            ("population", [words]) => self.population = Some(field(words)?),
            ("visits", [first, last]) => self.window = Some(Window { first: date(first)?, last: date(last)? }),
            ("proportion", [part, rule]) => self.proportion = Some((proportion(part)?, reference(rule)?)),
            ("least", [least]) => self.least = Some(number(least)?),
            ("beacon", [source, at]) => self.beacon = Some(Beacon { source: field(source)?, at: moment(at)? }),
            ("department", [key, inspectors]) => {
                self.departments.push(Department { key: field(key)?, inspectors: number(inspectors)? });
            }
            ("stratum", [name, multiplier, size, quota]) => {
                let stratum = Stratum {
                    grade: grade(name)?,
                    multiplier: times(multiplier)?,
                    size: number(size)?,
                    quota: number(quota)?,
                };
                self.strata.push((0, stratum));
            }
            ("object", [name, text]) => self.objects.push(Object { grade: grade(name)?, code: code(text)? }),
            ("merged", [text, plan]) => self.merged.push(Merged { code: code(text)?, plan: field(plan)? }),
            ("inspector", [id, department, capacity, from, to]) => self.inspectors.push(Inspector {
                id: field(id)?,
                department: field(department)?,
                capacity: number(capacity)?,
                certificate: Certificate { valid_from: date(from)?, valid_to: date(to)? },
            }),
            ("recusal", [id, text]) => self.recusals.push(Recusal { inspector: field(id)?, code: code(text)? }),
            _ => return Err("another number of fields"),
        }
        Ok(())
    }

    /// What was frozen, with the quotas that the lines state; `None` where something that is there once is missing.
    fn restore(self, root: Hash, number: u64, findings: &mut Findings) -> Option<Frozen> {
        findings.plan.clone_from(&self.plan);
        findings.objects = self.objects.len() as u64;
        let strata = self.strata(number, findings);
        let mut missing = |kind| findings.note(number, Difference::RecordMissing { kind });
        macro_rules! there {
            ($value:expr, $kind:literal) => {
                if $value.is_none() {
                    missing($kind);
                }
            };
        }
        there!(self.program, "program");
        there!(self.plan, "plan");
        there!(self.year, "year");
        there!(self.frozen_at, "frozen");
        there!(self.population, "population");
        there!(self.window, "visits");
        there!(self.proportion, "proportion");
        there!(self.least, "least");
        let strata = strata?;
        let (proportion, rule) = self.proportion?;
        let multipliers = strata.map(|stratum| stratum.multiplier);
        let mut draft = Draft {
            program: self.program?,
            plan: self.plan?,
            year: self.year?,
            frozen_at: self.frozen_at?,
            population: self.population?,
            window: self.window?,
            proportion,
            demands: Demands { proportion, rule, multipliers, least: self.least? },
            beacon: self.beacon,
            departments: self.departments,
            objects: self.objects,
            merged: self.merged,
            inspectors: self.inspectors,
            recusals: self.recusals,
        };
        draft.order();
        if let Err(refusal) = draft.check() {
            findings.note(number, Difference::NotFreezable(refusal));
            return None;
        }
        Some(Frozen { draft, strata, root })
    }

    /// The strata as stated; what they should be is told.
    fn strata(&self, number: u64, findings: &mut Findings) -> Option<[Stratum; 4]> {
        let stated: Vec<Stratum> = self.strata.iter().map(|(_, stratum)| *stratum).collect();
        let stated = <[Stratum; 4]>::try_from(stated).ok().filter(|all| all.map(|one| one.grade) == Grade::ALL);
        let Some(stated) = stated else {
            findings.note(number, Difference::RecordMissing { kind: "stratum" });
            return None;
        };
        let sizes =
            stated.map(|stratum| self.objects.iter().filter(|object| object.grade == stratum.grade).count() as u64);
        let (proportion, _) = self.proportion.as_ref()?;
        let reckoned = quotas(*proportion, sizes, stated.map(|stratum| stratum.multiplier));
        for (((line, stratum), counted), reckoned) in self.strata.iter().zip(sizes).zip(reckoned) {
            let name = stratum.grade.as_str();
            if stratum.size != counted {
                findings.note(*line, Difference::Size { stratum: name, stated: stratum.size, counted });
            }
            if stratum.quota != reckoned {
                findings.note(*line, Difference::Quota { stratum: name, stated: stratum.quota, reckoned });
            }
        }
        Some(stated)
    }
}
