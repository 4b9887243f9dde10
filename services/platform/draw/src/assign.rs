//! Who inspects a drawn object: picked at random from each department's pool, past the recused, the expired and the full.

use std::collections::HashMap;

use vocab::UnifiedCode;

use super::frozen::Draft;
use super::hash::Hash;
use super::line::Field;
use super::order::Short;
use crate::Inspector;

/// The pools of all departments while objects are being given their inspectors.
pub(super) struct Pools<'a> {
    seed: Hash,
    inspectors: &'a [Inspector],
    departments: Vec<Pool<'a>>,
    /// How many objects each inspector still takes.
    left: Vec<u32>,
    /// For each organisation, who is recused from it, in order.
    recused: HashMap<UnifiedCode, Vec<usize>>,
}

/// The pool of a department.
struct Pool<'a> {
    department: &'a Field,
    wanted: u32,
    /// Who is not full and has a certificate for every day, in the order of ids.
    open: Vec<usize>,
}

impl<'a> Pools<'a> {
    pub(super) fn new(draft: &'a Draft, seed: &Hash) -> Self {
        let inspectors = draft.inspectors.as_slice();
        let of = |key: &Field| {
            let able = |inspector: &Inspector| {
                inspector.department == *key && inspector.capacity > 0 && inspector.certificate.covers(draft.window)
            };
            (0..inspectors.len()).filter(|at| able(&inspectors[*at])).collect()
        };
        let departments = draft.departments.iter().map(|department| Pool {
            department: &department.key,
            wanted: department.inspectors,
            open: of(&department.key),
        });
        let mut recused: HashMap<UnifiedCode, Vec<usize>> = HashMap::new();
        for recusal in &draft.recusals {
            let known = inspectors.binary_search_by(|inspector| inspector.id.cmp(&recusal.inspector));
            recused.entry(recusal.code).or_default().extend(known);
        }
        Self {
            seed: *seed,
            inspectors,
            departments: departments.collect(),
            left: inspectors.iter().map(|inspector| inspector.capacity).collect(),
            recused,
        }
    }

    /// The inspectors of the next object, and what is missing.
    pub(super) fn assign(&mut self, code: &UnifiedCode) -> (Vec<Field>, Vec<Short>) {
        let (mut ids, mut short) = (Vec::new(), Vec::new());
        let none = Vec::new();
        let recused = self.recused.get(code).unwrap_or(&none);
        for pool in &mut self.departments {
            let picked = pool.pick(&self.seed, code, recused);
            let found = u32::try_from(picked.len()).unwrap_or(u32::MAX);
            if found < pool.wanted {
                short.push(Short { department: pool.department.clone(), missing: pool.wanted - found });
            }
            for inspector in picked {
                ids.push(self.inspectors[inspector].id.clone());
                self.left[inspector] -= 1;
                if self.left[inspector] == 0 {
                    pool.open.retain(|open| *open != inspector);
                }
            }
        }
        (ids, short)
    }
}

impl Pool<'_> {
    /// As many as are wanted of those open and not recused: each pick takes the one at a place that a hash says, out of a
    /// list that no longer has those picked before. `skipped` are the places in `open` of those that the list has not.
    fn pick(&self, seed: &Hash, code: &UnifiedCode, recused: &[usize]) -> Vec<usize> {
        let mut skipped: Vec<usize> = recused.iter().filter_map(|one| self.open.binary_search(one).ok()).collect();
        skipped.sort_unstable();
        let mut picked = Vec::new();
        for pick in 0..self.wanted {
            let listed = self.open.len() - skipped.len();
            if listed == 0 {
                break;
            }
            let mut place = pick_key(seed, code, self.department, pick).modulo(listed);
            for skip in &skipped {
                if *skip <= place {
                    place += 1;
                }
            }
            picked.push(self.open[place]);
            skipped.insert(skipped.partition_point(|skip| *skip < place), place);
        }
        picked
    }
}

/// The hash that says which inspector a pick takes; picks of an object are numbered from 0 within a department.
#[must_use]
pub fn pick_key(seed: &Hash, code: &UnifiedCode, department: &Field, pick: u32) -> Hash {
    let (code, department) = (code.as_str().as_bytes(), department.as_str().as_bytes());
    Hash::of(&[b"onecode-draw/1 inspector\0", &seed.0, code, b"\0", department, b"\0", &pick.to_be_bytes()])
}
