//! The role table (角色): which role of which department holds which permission; data of the deployment.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, PoisonError, RwLock};

use serde::Deserialize;

/// Distinct combinations of roles whose permissions are kept.
const COMBINATIONS: usize = 1024;

/// The permissions of one combination of roles.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PermissionSet(HashSet<String>);

impl PermissionSet {
    /// Whether the permission is in the set.
    #[must_use]
    pub fn contains(&self, permission: &str) -> bool {
        self.0.contains(permission)
    }
}

impl<S: Into<String>> FromIterator<S> for PermissionSet {
    fn from_iter<I: IntoIterator<Item = S>>(permissions: I) -> Self {
        Self(permissions.into_iter().map(Into::into).collect())
    }
}

/// Why a role table cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RolesError {
    /// Not the TOML expected.
    #[error("the role table cannot be read: {0}")]
    Toml(#[from] toml::de::Error),
    /// Not of the form `service.noun.verb`; a wildcard is none either.
    #[error("role {role} names {permission:?}, which is no permission (lowercase words joined by dots)")]
    Permission {
        /// The role.
        role: String,
        /// What it names.
        permission: String,
    },
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    roles: BTreeMap<String, Role>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Role {
    permissions: BTreeSet<String>,
    departments: Option<BTreeSet<String>>,
}

/// The roles of a deployment.
///
/// ```
/// let roles = auth::Roles::parse(r#"
///     [roles.tax-reader]
///     departments = ["tax"] # optional: who alone may hold it
///     permissions = ["registry.organization.read"]
/// "#)?;
/// let held = ["tax-reader".to_owned()];
/// assert!(roles.permissions_of("tax", &held).contains("registry.organization.read"));
/// assert!(!roles.permissions_of("customs", &held).contains("registry.organization.read"));
/// # Ok::<(), auth::RolesError>(())
/// ```
#[derive(Debug)]
pub struct Roles {
    table: BTreeMap<String, Role>,
    combined: RwLock<HashMap<BTreeSet<String>, Arc<PermissionSet>>>,
}

impl Roles {
    /// Reads a role table in TOML.
    pub fn parse(toml: &str) -> Result<Self, RolesError> {
        let Table { roles: table } = toml::from_str(toml)?;
        for (role, Role { permissions, .. }) in &table {
            if let Some(permission) = permissions.iter().find(|permission| !is_permission(permission)) {
                return Err(RolesError::Permission { role: role.clone(), permission: permission.clone() });
            }
        }
        Ok(Self { table, combined: RwLock::default() })
    }

    /// Compares the table with the permissions the contracts declare; names all that they do not, sorted.
    pub fn check(&self, declared: &BTreeSet<&str>) -> Result<(), Vec<String>> {
        let named: BTreeSet<&str> =
            self.table.values().flat_map(|role| &role.permissions).map(String::as_str).collect();
        let unknown: Vec<String> = named.difference(declared).map(|&permission| permission.to_owned()).collect();
        if unknown.is_empty() { Ok(()) } else { Err(unknown) }
    }

    /// What the roles permit a caller of the department. Unknown roles, and roles reserved for other departments,
    /// permit nothing.
    #[must_use]
    pub fn permissions_of(&self, department: &str, roles: &[String]) -> Arc<PermissionSet> {
        let effective: BTreeSet<String> = roles.iter().filter(|role| self.grants(department, role)).cloned().collect();
        if let Some(known) = self.combined.read().unwrap_or_else(PoisonError::into_inner).get(&effective) {
            return Arc::clone(known);
        }
        let permissions = effective.iter().filter_map(|role| self.table.get(role)).flat_map(|role| &role.permissions);
        let permissions = Arc::new(permissions.cloned().collect());
        let mut combined = self.combined.write().unwrap_or_else(PoisonError::into_inner);
        if combined.len() >= COMBINATIONS {
            combined.clear();
        }
        combined.insert(effective, Arc::clone(&permissions));
        permissions
    }

    fn grants(&self, department: &str, role: &str) -> bool {
        self.table
            .get(role)
            .is_some_and(|role| role.departments.as_ref().is_none_or(|departments| departments.contains(department)))
    }
}

fn is_permission(name: &str) -> bool {
    let is_word = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_lowercase())
            && word.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
    };
    name.contains('.') && name.split('.').all(is_word)
}
