//! Rules as they are evaluated: compiled once a process.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use credit_domain::risk::Expression;
use uuid::Uuid;

use crate::store::risk::rule::RuleRow;

/// Compiled rules. What a version says is never changed, so they never grow stale.
#[derive(Debug, Clone, Default)]
pub(crate) struct Book(Arc<Mutex<HashMap<Uuid, Arc<Expression>>>>);

impl Book {
    /// A rule, compiled; `None` if this release cannot read what another one saved, which is logged.
    pub(crate) fn compiled(&self, rule: &RuleRow) -> Option<Arc<Expression>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(expression) = known.get(&rule.id) {
            return Some(Arc::clone(expression));
        }
        let Ok(expression) = Expression::parse(&rule.expression) else {
            tracing::warn!(rule = %rule.id, "a rule of warning cannot be read by this release; it is left out");
            return None;
        };
        let expression = Arc::new(expression);
        known.insert(rule.id, Arc::clone(&expression));
        Some(expression)
    }
}
