//! The kinds of failure: a deliberate subset of the gRPC codes, with the meaning AIP-193 gives them.

/// What kind of failure it is. Fixes the gRPC code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The request is wrong whatever the state.
    InvalidArgument,
    /// The caller has not said who it is, or not convincingly.
    Unauthenticated,
    /// The caller may not do this. Never reveals whether a hidden thing exists.
    PermissionDenied,
    /// It does not exist, or the caller may not know that it does.
    NotFound,
    /// It exists already, or an idempotency key was used for something else.
    AlreadyExists,
    /// The state does not allow it; repeating does not help until the state changes.
    FailedPrecondition,
    /// Somebody else was faster; read again and repeat.
    Aborted,
    /// A position beyond either end.
    OutOfRange,
    /// Too many, too much, too often.
    ResourceExhausted,
    /// The deadline passed.
    DeadlineExceeded,
    /// The caller went away.
    Cancelled,
    /// Not now; repeating helps.
    Unavailable,
    /// The contract has no such method.
    Unimplemented,
    /// Our mistake.
    Internal,
}
