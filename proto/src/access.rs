//! Who may call what, read from the options of the contracts when they are built.

use std::collections::BTreeSet;

/// Which rows a caller may touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Rows of the caller's division and of those below it.
    OwnDivision,
    /// Any row.
    Any,
}

/// One method of a contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Method {
    /// HTTP/2 path, `/onecode.registry.v1.OrganizationService/GetOrganization`.
    pub path: &'static str,
    /// Full name of the service.
    pub service: &'static str,
    /// Name of the method.
    pub name: &'static str,
    /// What the caller's roles must hold.
    pub permission: &'static str,
    /// Whether it changes something.
    pub write: bool,
    /// Which rows the caller may touch.
    pub scope: Scope,
    /// Whether a cache kept fresh by the feed may answer.
    pub cacheable: bool,
    /// Whether the request is a stream.
    pub client_streaming: bool,
    /// Whether the response is a stream.
    pub server_streaming: bool,
    /// Full name of the request message.
    pub input: &'static str,
    /// Full name of the response message.
    pub output: &'static str,
    /// Permissions that unmask classified fields of the response; empty if it has none.
    pub unmask: &'static [&'static str],
}

include!(concat!(env!("OUT_DIR"), "/access_table.rs"));

/// The method at a path; `None` if no contract has it.
pub fn method(path: &str) -> Option<&'static Method> {
    METHODS.binary_search_by(|method| method.path.cmp(path)).ok().map(|index| &METHODS[index])
}

/// Every permission that a contract names.
pub fn permissions() -> BTreeSet<&'static str> {
    METHODS.iter().flat_map(|method| std::iter::once(method.permission).chain(method.unmask.iter().copied())).collect()
}
