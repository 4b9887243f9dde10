//! The principal (主体): the client system that calls, for which department, division and officer.

use std::fmt;
use std::sync::Arc;

use time::OffsetDateTime;

use crate::PermissionSet;

/// A verified caller. `Debug` withholds the officer, so a principal may be logged.
#[derive(Clone, PartialEq, Eq)]
pub struct Principal {
    /// The client system (`sub`).
    pub subject: String,
    /// The department it acts for (`dept`), e.g. `tax`.
    pub department: String,
    /// The division it acts for (`div`): six digits of GB/T 2260.
    pub division: String,
    /// The roles claimed (`roles`); roles the deployment does not know grant nothing.
    pub roles: Vec<String>,
    /// The officer on whose behalf the system calls (`act.sub`, RFC 8693). Personal data.
    pub actor: Option<String>,
    /// The token's id (`jti`).
    pub token_id: String,
    /// When the token stops being valid (`exp`).
    pub expires_at: OffsetDateTime,
    /// The SHA-256 thumbprint of the client certificate the token is bound to (`cnf.x5t#S256`, RFC 8705).
    pub certificate_thumbprint: Option<String>,
    /// What the roles permit, shared by all principals of the same roles.
    pub permissions: Arc<PermissionSet>,
}

impl Principal {
    /// Whether the permission (e.g. `registry.organization.read`) is held.
    #[must_use]
    pub fn holds(&self, permission: &str) -> bool {
        self.permissions.contains(permission)
    }
}

impl fmt::Debug for Principal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Principal")
            .field("subject", &self.subject)
            .field("department", &self.department)
            .field("division", &self.division)
            .field("roles", &self.roles)
            .field("token_id", &self.token_id)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}
