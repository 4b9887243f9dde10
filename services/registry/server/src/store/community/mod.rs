//! SQL of the file of community organisations (社区社会组织备案).

pub(crate) mod filing;
pub(crate) mod page;
pub(crate) mod statistics;

/// A number of members, which a constraint keeps from being negative.
#[derive(Debug, sqlx::Type)]
#[sqlx(transparent)]
pub(crate) struct Count(i32);

impl From<Count> for u32 {
    fn from(count: Count) -> Self {
        Self::try_from(count.0).unwrap_or_default()
    }
}
