//! What is frozen (封存) before the draw: the population, quotas, inspectors and recusals, under one root.

use std::cmp::Ordering;
use std::collections::HashSet;

use time::{Date, OffsetDateTime};
use vocab::UnifiedCode;

use super::hash::Hash;
use super::line::Field;
use super::quota::{Multiplier, Proportion, quotas};
use super::records;
use crate::Grade;
use crate::Inspector;
use crate::{Demands, Refusal};

/// The days on which visits (检查) take place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Window {
    /// The first day.
    pub first: Date,
    /// The last day, on which there still are visits.
    pub last: Date,
}

/// A public value that nobody in the plan can choose, such as a lottery's numbers, and when it will be known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beacon {
    /// Where everybody can read it, and which value of it counts.
    pub source: Field,
    /// When it will be known: after the last reveal of the first round.
    pub at: OffsetDateTime,
}

/// A department that takes part (参与部门).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Department {
    /// Its key in the directory of departments.
    pub key: Field,
    /// How many of its inspectors each object wants; 0 for one that only adds a share.
    pub inspectors: u32,
}

/// An organisation that may be drawn (抽查对象).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Object {
    /// Its stratum.
    pub grade: Grade,
    /// Its code.
    pub code: UnifiedCode,
}

/// An organisation that is left out because another plan of the year visits it (SP-12e).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Merged {
    /// Its code.
    pub code: UnifiedCode,
    /// The other plan.
    pub plan: Field,
}

/// An inspector who may not inspect an organisation (回避). The ground stays with the authority: proofs are public.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Recusal {
    /// The inspector's id.
    pub inspector: Field,
    /// The organisation.
    pub code: UnifiedCode,
}

/// A stratum (层) as it is frozen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stratum {
    /// Its grade.
    pub grade: Grade,
    /// How it changes the proportion.
    pub multiplier: Multiplier,
    /// How many organisations it has.
    pub size: u64,
    /// How many of them are drawn.
    pub quota: u64,
}

/// Everything that is to be frozen, in any order.
#[derive(Debug, Clone)]
pub struct Draft {
    /// The program that draws, with its version.
    pub program: Field,
    /// The plan's name.
    pub plan: Field,
    /// The year that the plan is for.
    pub year: u16,
    /// When it is frozen.
    pub frozen_at: OffsetDateTime,
    /// Which organisations the population is, in words.
    pub population: Field,
    /// When the visits are.
    pub window: Window,
    /// The part to draw; at least what `demands` has.
    pub proportion: Proportion,
    /// What the rules ask.
    pub demands: Demands,
    /// The beacon, if there is one.
    pub beacon: Option<Beacon>,
    /// Who takes part.
    pub departments: Vec<Department>,
    /// Who may be drawn.
    pub objects: Vec<Object>,
    /// Who is left out.
    pub merged: Vec<Merged>,
    /// Who may inspect.
    pub inspectors: Vec<Inspector>,
    /// Who may not inspect whom.
    pub recusals: Vec<Recusal>,
}

/// What is frozen, in the order of the specification.
#[derive(Debug, Clone)]
pub struct Frozen {
    pub(super) draft: Draft,
    pub(super) strata: [Stratum; 4],
    pub(super) root: Hash,
}

impl Frozen {
    /// Puts a draft in order, reckons the quotas and the root.
    ///
    /// # Errors
    /// What makes the draft none that can be drawn from, the first found.
    pub fn new(mut draft: Draft) -> Result<Self, Refusal> {
        draft.order();
        draft.recusals.dedup();
        draft.check()?;
        let mut sizes = [0; 4];
        for object in &draft.objects {
            sizes[object.grade.index()] += 1;
        }
        let quotas = quotas(draft.proportion, sizes, draft.demands.multipliers);
        let strata = Grade::ALL.map(|grade| {
            let at = grade.index();
            Stratum { grade, multiplier: draft.demands.multipliers[at], size: sizes[at], quota: quotas[at] }
        });
        let root = records::root(&draft, &strata);
        Ok(Self { draft, strata, root })
    }

    /// The same again, from what was stored.
    ///
    /// # Errors
    /// [`Refusal::PopulationChanged`]: it is no longer what was frozen under that root. Else as [`Frozen::new`].
    pub fn restore(draft: Draft, root: Hash) -> Result<Self, Refusal> {
        let frozen = Self::new(draft)?;
        if frozen.root == root {
            Ok(frozen)
        } else {
            Err(Refusal::PopulationChanged { frozen: root, found: frozen.root })
        }
    }

    /// The Merkle root over every record.
    #[must_use]
    pub fn root(&self) -> Hash {
        self.root
    }

    /// What was frozen, sorted.
    #[must_use]
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The strata, A to D.
    #[must_use]
    pub fn strata(&self) -> &[Stratum; 4] {
        &self.strata
    }

    /// Every record in its order, as bytes without the line break.
    ///
    /// # Errors
    /// Those of `each`.
    pub fn records<E>(&self, each: impl FnMut(&[u8]) -> Result<(), E>) -> Result<(), E> {
        records::each(&self.draft, &self.strata, each)
    }
}

impl Draft {
    /// Puts every list into the order of the specification.
    pub(super) fn order(&mut self) {
        self.departments.sort_unstable();
        self.objects.sort_unstable();
        self.merged.sort_unstable();
        self.inspectors.sort_unstable_by(|a, b| a.id.cmp(&b.id));
        self.recusals.sort_unstable();
    }

    pub(super) fn check(&self) -> Result<(), Refusal> {
        if self.window.last < self.window.first {
            return Err(Refusal::WindowBackwards);
        }
        if !self.proportion.at_least(self.demands.proportion) {
            return Err(Refusal::ProportionBelowRule { rule: self.demands.rule.to_string() });
        }
        if self.beacon.as_ref().is_some_and(|beacon| beacon.at <= self.frozen_at) {
            return Err(Refusal::BeaconBeforeFreeze);
        }
        self.check_departments()?;
        self.check_population()?;
        self.check_inspectors()
    }

    fn check_departments(&self) -> Result<(), Refusal> {
        if self.departments.is_empty() {
            return Err(Refusal::DepartmentsMissing);
        }
        if let Some(pair) = self.departments.windows(2).find(|pair| pair[0].key == pair[1].key) {
            return Err(Refusal::DepartmentTwice { department: pair[0].key.to_string() });
        }
        let wanted = self.departments.iter().map(|department| u64::from(department.inspectors)).sum();
        let least = self.demands.least;
        if wanted < u64::from(least) { Err(Refusal::TooFewInspectors { wanted, least }) } else { Ok(()) }
    }

    fn check_population(&self) -> Result<(), Refusal> {
        if self.objects.is_empty() {
            return Err(Refusal::PopulationEmpty);
        }
        twice(&self.objects, &self.merged).map_or(Ok(()), |code| Err(Refusal::OrganizationTwice { code }))
    }

    fn check_inspectors(&self) -> Result<(), Refusal> {
        if let Some(pair) = self.inspectors.windows(2).find(|pair| pair[0].id == pair[1].id) {
            return Err(Refusal::InspectorTwice { inspector: pair[0].id.to_string() });
        }
        let keys: HashSet<&Field> = self.departments.iter().map(|department| &department.key).collect();
        if let Some(stranger) = self.inspectors.iter().find(|inspector| !keys.contains(&inspector.department)) {
            return Err(Refusal::InspectorOfStranger {
                inspector: stranger.id.to_string(),
                department: stranger.department.to_string(),
            });
        }
        let known =
            |recusal: &&Recusal| self.inspectors.binary_search_by(|known| known.id.cmp(&recusal.inspector)).is_ok();
        match self.recusals.iter().find(|recusal| !known(recusal)) {
            Some(recusal) => Err(Refusal::RecusalOfStranger { inspector: recusal.inspector.to_string() }),
            None => Ok(()),
        }
    }
}

/// A code that is there twice, within a stratum, in two of them, or among those left out; all are sorted.
fn twice(objects: &[Object], merged: &[Merged]) -> Option<UnifiedCode> {
    let strata: Vec<&[Object]> = objects.chunk_by(|a, b| a.grade == b.grade).collect();
    let within = objects.windows(2).find(|pair| pair[0] == pair[1]).map(|pair| pair[0].code);
    let left_out = merged.windows(2).find(|pair| pair[0].code == pair[1].code).map(|pair| pair[0].code);
    let pairs = (0..strata.len()).flat_map(|one| (0..one).map(move |other| (one, other)));
    let across = || pairs.map(|(one, other)| (strata[one], strata[other]));
    let code = |object: &Object| object.code;
    within
        .or(left_out)
        .or_else(|| across().find_map(|(one, other)| in_both(one.iter().map(code), other.iter().map(code))))
        .or_else(|| strata.iter().find_map(|of| in_both(of.iter().map(code), merged.iter().map(|merged| merged.code))))
}

/// What two ascending lists share.
fn in_both(
    mut one: impl Iterator<Item = UnifiedCode>,
    mut other: impl Iterator<Item = UnifiedCode>,
) -> Option<UnifiedCode> {
    let (mut left, mut right) = (one.next()?, other.next()?);
    loop {
        match left.cmp(&right) {
            Ordering::Equal => return Some(left),
            Ordering::Less => left = one.next()?,
            Ordering::Greater => right = other.next()?,
        }
    }
}
