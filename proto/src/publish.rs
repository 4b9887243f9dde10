//! What may be put before the public (公示), known when the contracts are built.

mod sealed {
    /// Given by the build alone.
    pub trait Sealed {}
}

/// A message that may be put before the public: every field of it, and of what it holds, states `DATA_CLASS_PUBLIC`. The build says
/// which messages are; nobody else can.
pub trait Publishable: sealed::Sealed {}

/// Something that may be put before the public. There is no way to make one of a message that is not [`Publishable`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Public<M>(M);

impl<M: Publishable> Public<M> {
    /// Of a message that may.
    pub const fn new(message: M) -> Self {
        Self(message)
    }

    /// What is published.
    pub fn into_inner(self) -> M {
        self.0
    }
}

impl<M> AsRef<M> for Public<M> {
    fn as_ref(&self) -> &M {
        &self.0
    }
}

include!(concat!(env!("OUT_DIR"), "/publishable_table.rs"));
