//! SQL: one function a statement, no decisions. Every finder takes the caller's scope.

pub(crate) mod community;
pub(crate) mod department;
pub(crate) mod identifier;
pub(crate) mod import;
pub(crate) mod name;
pub(crate) mod organization;
pub(crate) mod page;
pub(crate) mod party;
pub(crate) mod resolve;
pub(crate) mod revision;
pub(crate) mod search;
pub(crate) mod statistics;

use vocab::OrganizationClass;

/// How the database spells a kind.
pub(crate) fn kind_name(kind: OrganizationClass) -> &'static str {
    match kind {
        OrganizationClass::SocialGroup => "social_group",
        OrganizationClass::PrivateNonEnterprise => "private_non_enterprise",
        OrganizationClass::Foundation => "foundation",
        OrganizationClass::Other => "other",
    }
}
