//! Where everything of a picture stands: open states in a column in the order of the table, ends to their right, each
//! action on a row of its own beside the state that it leaves, and one trunk line into each state.

use super::text::{width, wrap};
use super::trunk::{self, Side, Trunk};
use crate::{Action, ClockSpec, Procedure, Reviews, State, To, Weight};

const ROW: i32 = 48;
pub(super) const BOX: i32 = 310;
const MARGIN: i32 = 28;
const HEADER: i32 = 104;
const GAP: i32 = 34;
const TRACK: i32 = 20;

/// An open state as a box.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) state: &'static State,
    pub(super) y: i32,
    pub(super) height: i32,
    /// What must be done, and by when.
    pub(super) duty: Vec<String>,
    /// Opinions that are given meanwhile.
    pub(super) opinions: Vec<Vec<String>>,
}

/// An action on its row beside a box.
#[derive(Debug)]
pub(super) struct Exit {
    /// The number of the action in the table, from 1.
    pub(super) number: usize,
    pub(super) action: &'static Action,
    /// Who may, in Chinese.
    pub(super) by: String,
    /// Where it leads; `None` if the case stays.
    pub(super) to: Option<&'static str>,
    pub(super) side: Side,
    pub(super) y: i32,
}

/// A state that ends a case, as a box.
#[derive(Debug)]
pub(super) struct End {
    pub(super) state: &'static State,
    pub(super) y: i32,
}

/// The whole.
#[derive(Debug)]
pub(super) struct Layout {
    pub(super) open: Vec<Open>,
    pub(super) exits: Vec<Exit>,
    pub(super) ends: Vec<End>,
    pub(super) trunks: Vec<Trunk>,
    /// Left edge of the texts left of the boxes, of the boxes, of the texts right of them, and of the ends.
    pub(super) left: i32,
    pub(super) boxes: i32,
    pub(super) right: i32,
    pub(super) end: i32,
    pub(super) width: i32,
    pub(super) bottom: i32,
}

pub(super) const END_HEIGHT: i32 = 50;
pub(super) const END_WIDTH: i32 = 190;

impl Layout {
    pub(super) fn of(procedure: &'static Procedure) -> Self {
        let (mut open, mut exits) = (Vec::new(), Vec::new());
        let mut y = HEADER;
        for state in procedure.states.iter().filter(|state| !state.ends) {
            let leaving = leaving(procedure, state, y);
            let placed = placed(procedure, state, y, &leaving);
            y += placed.height + GAP;
            open.push(placed);
            exits.extend(leaving);
        }
        let ends = ends(procedure, &exits);
        let entry = |key: &str| {
            let box_ = open.iter().find(|open| open.state.key == key).map(|open| open.y + 20);
            box_.or_else(|| ends.iter().find(|end| end.state.key == key).map(|end| end.y + END_HEIGHT / 2))
        };
        let mut trunks = trunk::all(procedure, &exits, entry);
        let gutter =
            |side: Side| exits.iter().filter(|exit| exit.side == side).map(label_width).max().unwrap_or(0) + 16;
        let lanes = |side: Side| trunks.iter().filter(|trunk| trunk.side == side).map(|_| TRACK).sum::<i32>();
        let left = MARGIN + lanes(Side::Left);
        let boxes = left + gutter(Side::Left);
        let right = boxes + BOX;
        let channel = right + gutter(Side::Right);
        let end = channel + lanes(Side::Right) + TRACK;
        for trunk in &mut trunks {
            let away = TRACK * trunk.lane;
            trunk.x = if trunk.side == Side::Left { left - away } else { channel + away };
        }
        let below_ends = ends.iter().map(|end| end.y + END_HEIGHT + GAP).max().unwrap_or(0);
        let title = MARGIN * 2 + width(&super::heading(procedure), 20).max(width(&super::subheading(procedure), 13));
        let width = (end + END_WIDTH + MARGIN).max(title);
        Self { open, exits, ends, trunks, left, boxes, right, end, width, bottom: y.max(below_ends) }
    }
}

/// The width of a label: the number's badge, then title over who may.
fn label_width(exit: &Exit) -> i32 {
    let looped = if exit.to.is_none() { 26 } else { 0 };
    looped + 26 + width(exit.action.title, 13).max(width(&exit.by, 11))
}

/// The actions that a state allows, each on its row; those to another open state left, all else right.
fn leaving(procedure: &'static Procedure, state: &State, y: i32) -> Vec<Exit> {
    let (mut rows_left, mut rows_right) = (y + 58, y + 30);
    let mut exits = Vec::new();
    for (index, action) in procedure.actions.iter().enumerate().filter(|(_, it)| it.from.contains(&state.key)) {
        let to = match action.to {
            To::State(to) if to != state.key => Some(to),
            To::State(_) | To::Same => None,
        };
        let onward = to.and_then(|to| procedure.state(to)).is_some_and(|to| !to.ends);
        let (side, row) = if onward { (Side::Left, &mut rows_left) } else { (Side::Right, &mut rows_right) };
        let by: Vec<&str> = action.by.iter().filter_map(|role| procedure.role(role)).map(|role| role.title).collect();
        exits.push(Exit { number: index + 1, action, by: by.join("、"), to, side, y: *row });
        *row += ROW;
    }
    exits
}

/// A state's box, high enough for its texts and for the rows of its actions.
fn placed(procedure: &'static Procedure, state: &'static State, y: i32, exits: &[Exit]) -> Open {
    let inner = BOX - 28;
    let mut duty = Vec::new();
    if let Some(it) = state.duty {
        let who = procedure.role(it.role).map_or(it.role, |role| role.title);
        duty.extend(wrap(&format!("{who}：{}", it.title), 13, inner));
        if let Some(clock) = it.clock.and_then(|key| procedure.clock(key)) {
            duty.extend(wrap(&format!("{}（{}）", clock.title, basis(clock)), 12, inner));
        }
    }
    let answered = |action: &Action| matches!(action.reviews, Reviews::Answer) && action.from.contains(&state.key);
    let given = procedure.actions.iter().find(|action| answered(action));
    let mut opinions = Vec::new();
    for review in procedure.reviews.iter().filter(|review| given.is_some_and(|it| it.by.contains(&review.role))) {
        let who = procedure.role(review.role).map_or(review.role, |role| role.title);
        let weight = if review.weight == Weight::Binding { "须同意" } else { "逾期可不待" };
        let term = procedure.clock(review.clock).map(basis).unwrap_or_default();
        let mut lines = vec![format!("{who}（{weight}，{term}）")];
        lines.extend(wrap(review.title, 12, inner - 20));
        opinions.push(lines);
    }
    let texts = 44 + lines_height(&duty) + opinions.iter().map(|lines| opinion_height(lines) + 8).sum::<i32>();
    let rows = exits.iter().map(|exit| exit.y + 30 - y).max().unwrap_or(0);
    Open { state, y, height: texts.max(rows).max(64), duty, opinions }
}

/// The rules of a term, each once.
fn basis(clock: &ClockSpec) -> String {
    let mut rules = clock.basis.rules();
    rules.dedup();
    rules.join("、")
}

fn lines_height(lines: &[String]) -> i32 {
    lines.iter().map(|_| 18).sum()
}

/// The height of the box of one opinion.
pub(super) fn opinion_height(lines: &[String]) -> i32 {
    10 + lines_height(lines)
}

/// Ends, each level with an action that leads to it where there is room.
fn ends(procedure: &'static Procedure, exits: &[Exit]) -> Vec<End> {
    let level = |state: &State| {
        let mut rows: Vec<i32> = exits.iter().filter(|exit| exit.to == Some(state.key)).map(|exit| exit.y).collect();
        rows.sort_unstable();
        rows.get(rows.len() / 2).copied().unwrap_or(HEADER)
    };
    let mut wanted: Vec<(i32, &'static State)> =
        procedure.states.iter().filter(|state| state.ends).map(|state| (level(state), state)).collect();
    wanted.sort_by_key(|(y, _)| *y);
    let mut free = HEADER + END_HEIGHT / 2;
    let mut ends = Vec::new();
    for (level, state) in wanted {
        let mut middle = level.max(free);
        let others: Vec<i32> = exits.iter().filter(|it| it.to != Some(state.key)).map(|it| it.y).collect();
        while others.iter().any(|row| (row - middle).abs() < 8) {
            middle += 1;
        }
        ends.push(End { state, y: middle - END_HEIGHT / 2 });
        free = middle + END_HEIGHT + 20;
    }
    ends
}
