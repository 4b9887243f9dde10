//! Every `ErrorInfo.reason` that the contracts declare.

/// One reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reason {
    /// Package of the contract that declares it.
    pub package: &'static str,
    /// The reason as sent.
    pub reason: &'static str,
    /// Name of the gRPC status code that comes with it.
    pub code: &'static str,
    /// Keys that `ErrorInfo.metadata` may hold.
    pub metadata: &'static [&'static str],
}

include!(concat!(env!("OUT_DIR"), "/reason_table.rs"));
