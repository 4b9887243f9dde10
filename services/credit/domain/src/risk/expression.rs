//! When to warn: an expression of CEL over the indicators, whose types and size are checked before it is kept.
//!
//! What is taken is a part of CEL: indicators, whole numbers, yes and no, arithmetic, comparisons, `&&`, `||`, `!` and `?:`. It has no
//! loops and no calls, so that its cost is bounded by its size.

mod check;

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, LazyLock};
use std::thread::{self, ScopedJoinHandle};

use cel::parser::Parser;
use cel::{Context, Env, ExecutionError, Value};
use thiserror::Error;

use super::indicator::indicators;
use super::measured::{Measured, Subject};
use crate::record::Kind;

/// Characters, at most.
const LONGEST: usize = 1_000;
/// How deep the parts may lie in one another.
const DEEPEST: u16 = 64;
/// The stack that a text is read on. The parser goes down once for each part within another, by many large frames; whoever calls may
/// have little left.
const STACK: usize = 32 << 20;

static ENV: LazyLock<Arc<Env>> = LazyLock::new(|| Arc::new(Env::default().with_stdlib()));

/// An expression that can be evaluated for any organisation: compiled once.
#[derive(Debug, Clone)]
pub struct Expression {
    compiled: cel::IdedExpr,
    names: Vec<String>,
}

/// What is wrong at one place of an expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// What is wrong.
    pub description: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}: {}", self.line, self.column, self.description)
    }
}

/// Everything that is wrong with an expression, in the order of the places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistakes(pub Vec<Mistake>);

/// An expression cannot be evaluated for an organisation. That is no warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotEvaluated {
    /// Something is divided by zero.
    #[error("division by zero")]
    DivisionByZero,
    /// A number does not fit into 64 bits.
    #[error("a number is too large")]
    TooLarge,
    /// It does not come to yes or no, although it was checked.
    #[error("it does not come to yes or no")]
    Otherwise,
}

impl Expression {
    /// Reads and checks an expression.
    ///
    /// # Errors
    /// Every mistake, with its place: too long, too deep, not CEL, no indicator, unlike types, not yes or no.
    pub fn parse(source: &str) -> Result<Self, Mistakes> {
        if source.trim().is_empty() {
            return Err(refused("is required".to_owned()));
        }
        if nesting(source) > usize::from(DEEPEST) {
            return Err(refused(format!("is nested deeper than {DEEPEST}")));
        }
        if source.chars().count() > LONGEST {
            return Err(refused(format!("is longer than {LONGEST} characters")));
        }
        let read = thread::scope(|scope| {
            let reading = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, || read(source));
            reading.map(ScopedJoinHandle::join)
        });
        // no thread could be started, or the parser gave up
        let Ok(Ok(read)) = read else { return Err(refused("cannot be read".to_owned())) };
        read
    }

    /// The indicators that it names, in the order of their names.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The kinds of records that what it names is measured from.
    #[must_use]
    pub fn looks_at(&self) -> BTreeSet<Kind> {
        let named = indicators().iter().filter(|one| self.names.contains(&one.key));
        named.flat_map(|one| &one.records).copied().chain([Subject::STATUS]).collect()
    }

    /// Whether to warn of whoever was measured, from records of all kinds that it looks at.
    ///
    /// # Errors
    /// What cannot be computed for this one.
    pub fn holds(&self, measured: &Measured) -> Result<bool, NotEvaluated> {
        let mut context = Context::with_env(Arc::clone(&ENV));
        context.set_variable_resolver(measured);
        match Value::resolve(&self.compiled, &context) {
            Ok(Value::Bool(holds)) => Ok(holds),
            Err(ExecutionError::DivisionByZero(_) | ExecutionError::RemainderByZero(_)) => {
                Err(NotEvaluated::DivisionByZero)
            }
            Err(ExecutionError::Overflow(..)) => Err(NotEvaluated::TooLarge),
            Ok(_) | Err(_) => Err(NotEvaluated::Otherwise),
        }
    }
}

fn refused(description: String) -> Mistakes {
    Mistakes(vec![Mistake { line: 1, column: 1, description }])
}

fn read(source: &str) -> Result<Expression, Mistakes> {
    let parser = Parser::new().max_recursion_depth(4 * DEEPEST).error_recovery_limit(4);
    let (compiled, places) = parser.parse_with_source_info(source).map_err(|errors| unread(source, &errors.errors))?;
    let names = check::check(&compiled, &places, DEEPEST).map_err(Mistakes)?;
    Ok(Expression { compiled, names })
}

/// How deep brackets lie in one another: what a parser must not be asked to go down.
fn nesting(source: &str) -> usize {
    let (mut depth, mut deepest) = (0_usize, 0);
    for character in source.chars() {
        match character {
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
    }
    deepest
}

/// The lexer, the grammar and what is said of a token count columns in characters; what a macro says of its parts counts bytes.
fn unread(source: &str, errors: &[cel::ParseError]) -> Mistakes {
    let place = |at: isize| usize::try_from(at).unwrap_or(0).max(1);
    let told = |error: &cel::ParseError| {
        let (line, column) = (place(error.pos.0), place(error.pos.1));
        let in_bytes = error.expr_id == 0 && !error.msg.starts_with("Syntax error");
        let of_line = source.split('\n').nth(line - 1).filter(|_| in_bytes);
        let column = of_line.map_or(column, |text| characters(text, column - 1) + 1);
        Mistake { line, column, description: error.msg.clone() }
    };
    Mistakes(errors.iter().map(told).collect())
}

/// How many characters begin before a byte.
fn characters(text: &str, byte: usize) -> usize {
    text.char_indices().take_while(|(at, _)| *at < byte).count()
}
