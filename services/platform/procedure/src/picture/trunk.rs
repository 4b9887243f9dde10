//! One line into each state: every action that leads there joins it, so that lines never run over one another.

use super::layout::Exit;
use crate::Procedure;

/// On which side of the boxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Between open states.
    Left,
    /// Into ends.
    Right,
}

/// The line into one state.
#[derive(Debug)]
pub(super) struct Trunk {
    pub(super) to: &'static str,
    /// Place of the state in the table; gives the colour.
    pub(super) index: usize,
    pub(super) side: Side,
    /// Rows that join it.
    pub(super) rows: Vec<i32>,
    /// Where it enters the state.
    pub(super) entry: i32,
    /// 1 is next to the boxes.
    pub(super) lane: i32,
    pub(super) x: i32,
}

impl Trunk {
    /// From where to where it runs.
    pub(super) fn span(&self) -> (i32, i32) {
        let ends = self.rows.iter().copied().chain([self.entry]);
        (ends.clone().min().unwrap_or(self.entry), ends.max().unwrap_or(self.entry))
    }

    fn covers(&self, y: i32) -> bool {
        let (top, bottom) = self.span();
        top <= y && y <= bottom
    }

    /// How often lines cross if this one is nearer to the boxes than the other.
    fn crossings(&self, farther: &Self) -> usize {
        let reaching = farther.rows.iter().filter(|y| self.covers(**y)).count();
        let entering = match self.side {
            Side::Left => self.covers(farther.entry),
            Side::Right => farther.covers(self.entry),
        };
        reaching + usize::from(entering)
    }
}

/// The lines of a picture, in lanes chosen so that few cross.
pub(super) fn all(procedure: &'static Procedure, exits: &[Exit], entry: impl Fn(&str) -> Option<i32>) -> Vec<Trunk> {
    let mut trunks = Vec::new();
    for (index, state) in procedure.states.iter().enumerate() {
        let side = if state.ends { Side::Right } else { Side::Left };
        let rows: Vec<i32> = exits.iter().filter(|exit| exit.to == Some(state.key)).map(|exit| exit.y).collect();
        let Some(entry) = entry(state.key).filter(|_| !rows.is_empty()) else { continue };
        trunks.push(Trunk { to: state.key, index, side, rows, entry, lane: 0, x: 0 });
    }
    let (mut left, mut right): (Vec<Trunk>, Vec<Trunk>) =
        trunks.into_iter().partition(|trunk| trunk.side == Side::Left);
    for side in [&mut left, &mut right] {
        untangle(side);
        for (lane, trunk) in (1..).zip(side.iter_mut()) {
            trunk.lane = lane;
        }
    }
    left.append(&mut right);
    left
}

/// Swaps neighbours while that takes crossings away.
fn untangle(trunks: &mut [Trunk]) {
    let mut swapped = true;
    while swapped {
        swapped = false;
        for at in 1..trunks.len() {
            if trunks[at].crossings(&trunks[at - 1]) < trunks[at - 1].crossings(&trunks[at]) {
                trunks.swap(at - 1, at);
                swapped = true;
            }
        }
    }
}
