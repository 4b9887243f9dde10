//! The types of an expression, and its size.

use std::collections::BTreeSet;

use cel::IdedExpr;
use cel::common::ast::operators as op;
use cel::common::ast::{CallExpr, Expr, LiteralValue, SourceInfo};

use super::Mistake;
use crate::risk::indicator::{Type, indicators};

/// Parts, at most: each is visited at most once when a rule is evaluated, so this bounds the cost.
const MOST_PARTS: usize = 200;

/// The names of the indicators, if every part has its type and the whole comes to yes or no.
pub(super) fn check(whole: &IdedExpr, places: &SourceInfo, deepest: u16) -> Result<Vec<String>, Vec<Mistake>> {
    let mut checker =
        Checker { places, deepest, parts: 0, names: BTreeSet::new(), mistakes: Vec::new(), stopped: false };
    let found = checker.of(whole, 1);
    if found == Some(Type::Int) {
        checker.note(whole, "must come to yes or no, and comes to a number");
    }
    let Checker { names, mut mistakes, .. } = checker;
    mistakes.sort_by_key(|one| (one.line, one.column));
    if mistakes.is_empty() { Ok(names.into_iter().collect()) } else { Err(mistakes) }
}

struct Checker<'a> {
    places: &'a SourceInfo,
    deepest: u16,
    parts: usize,
    names: BTreeSet<String>,
    mistakes: Vec<Mistake>,
    stopped: bool,
}

impl Checker<'_> {
    fn note(&mut self, at: &IdedExpr, description: impl Into<String>) {
        let (line, column) = self.place(at.id);
        self.mistakes.push(Mistake { line, column, description: description.into() });
    }

    fn place(&self, id: u64) -> (usize, usize) {
        let start = self.places.offset_for(id).map_or(0, |(start, _)| start as usize);
        // an offset is one of bytes
        let before = self.places.source.char_indices().take_while(|(at, _)| *at < start);
        before.fold((1, 1), |(line, column), (_, one)| if one == '\n' { (line + 1, 1) } else { (line, column + 1) })
    }

    /// The type of a part; `None` once something is wrong with it, which was noted.
    fn of(&mut self, part: &IdedExpr, depth: u16) -> Option<Type> {
        self.parts += 1;
        if self.stopped {
            return None;
        }
        if self.parts > MOST_PARTS || depth > self.deepest {
            self.stopped = true;
            self.note(part, format!("is larger than {MOST_PARTS} parts, or deeper than {}", self.deepest));
            return None;
        }
        match &part.expr {
            Expr::Literal(LiteralValue::Boolean(_)) => Some(Type::Bool),
            Expr::Literal(LiteralValue::Int(_)) => Some(Type::Int),
            Expr::Literal(_) => self.wrong(part, "must be a whole number, true or false"),
            Expr::Ident(name) => match indicators().iter().find(|one| one.key == *name) {
                Some(known) => {
                    self.names.insert(known.key.clone());
                    Some(known.measure.gives())
                }
                None => self.wrong(part, format!("{name} is no indicator")),
            },
            Expr::Call(call) => self.call(part, call, depth),
            Expr::Comprehension(_) => self.wrong(part, "loops are not allowed"),
            Expr::Select(_) | Expr::List(_) | Expr::Map(_) | Expr::Struct(_) | Expr::Unspecified => {
                self.wrong(part, "only indicators, whole numbers, true and false can be named")
            }
        }
    }

    fn wrong(&mut self, part: &IdedExpr, description: impl Into<String>) -> Option<Type> {
        self.note(part, description);
        None
    }

    fn call(&mut self, part: &IdedExpr, call: &CallExpr, depth: u16) -> Option<Type> {
        let name = call.func_name.as_str();
        match (name, call.args.as_slice(), &call.target) {
            (op::LOGICAL_NOT, [one], None) => self.all(&[one], Type::Bool, depth).map(|()| Type::Bool),
            (op::LOGICAL_AND | op::LOGICAL_OR, [left, right], None) => {
                self.all(&[left, right], Type::Bool, depth).map(|()| Type::Bool)
            }
            (op::NEGATE, [one], None) => self.all(&[one], Type::Int, depth).map(|()| Type::Int),
            (op::ADD | op::SUBSTRACT | op::MULTIPLY | op::DIVIDE | op::MODULO, [left, right], None) => {
                self.all(&[left, right], Type::Int, depth).map(|()| Type::Int)
            }
            (op::LESS | op::LESS_EQUALS | op::GREATER | op::GREATER_EQUALS, [left, right], None) => {
                self.all(&[left, right], Type::Int, depth).map(|()| Type::Bool)
            }
            (op::EQUALS | op::NOT_EQUALS, [left, right], None) => {
                self.alike(part, left, right, depth).map(|_| Type::Bool)
            }
            (op::CONDITIONAL, [condition, then, otherwise], None) => {
                let condition = self.all(&[condition], Type::Bool, depth);
                let both = self.alike(part, then, otherwise, depth);
                condition.and(both)
            }
            _ => self.wrong(part, format!("{} is not allowed: there are no functions", name.trim_matches('_'))),
        }
    }

    fn all(&mut self, parts: &[&IdedExpr], wanted: Type, depth: u16) -> Option<()> {
        let mut right = Some(());
        for part in parts {
            match self.of(part, depth + 1) {
                Some(found) if found == wanted => {}
                Some(found) => {
                    self.note(part, format!("must be {}, and is {}", wanted.as_str(), found.as_str()));
                    right = None;
                }
                None => right = None,
            }
        }
        right
    }

    fn alike(&mut self, part: &IdedExpr, left: &IdedExpr, right: &IdedExpr, depth: u16) -> Option<Type> {
        let (left, right) = (self.of(left, depth + 1), self.of(right, depth + 1));
        let (left, right) = (left?, right?);
        if left != right {
            return self.wrong(part, format!("unlike types: {} and {}", left.as_str(), right.as_str()));
        }
        Some(left)
    }
}
