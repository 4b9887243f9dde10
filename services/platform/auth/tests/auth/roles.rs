//! The role table as the deployment writes it.

use std::collections::BTreeSet;

use auth::{Roles, RolesError};

use crate::support::ROLES;

fn held(roles: &[&str]) -> Vec<String> {
    roles.iter().map(|&role| role.to_owned()).collect()
}

#[test]
fn roles_add_up_and_unknown_ones_grant_nothing() {
    let roles = Roles::parse(ROLES).unwrap();
    let both = roles.permissions_of("tax", &held(&["tax-registrar", "registry-reader", "superuser"]));
    for permission in ["registry.organization.read", "registry.organization.write", "event.read"] {
        assert!(both.contains(permission), "{permission}");
    }
    assert_eq!(*roles.permissions_of("tax", &held(&["superuser"])), auth::PermissionSet::default());
}

#[test]
fn a_reserved_role_grants_nothing_to_another_department() {
    let roles = Roles::parse(ROLES).unwrap();
    let claimed = held(&["tax-registrar", "registry-reader"]);
    assert!(roles.permissions_of("tax", &claimed).contains("registry.organization.write"));
    let customs = roles.permissions_of("customs", &claimed);
    assert!(!customs.contains("registry.organization.write"));
    assert!(customs.contains("registry.organization.read"));
}

#[test]
fn equal_roles_share_one_set() {
    let roles = Roles::parse(ROLES).unwrap();
    let first = roles.permissions_of("tax", &held(&["registry-reader", "tax-registrar"]));
    let second = roles.permissions_of("tax", &held(&["tax-registrar", "registry-reader", "registry-reader"]));
    assert!(std::sync::Arc::ptr_eq(&first, &second));
}

#[test]
fn permissions_no_contract_declares_are_named_all_at_once() {
    let roles = Roles::parse(ROLES).unwrap();
    let declared = ["registry.organization.read", "registry.organization.write", "event.read", "other.thing"];
    assert_eq!(roles.check(&BTreeSet::from(declared)), Ok(()));
    let unknown = roles.check(&BTreeSet::from(["registry.organization.read"])).unwrap_err();
    assert_eq!(unknown, ["event.read", "registry.organization.write"]);
}

#[test]
fn wildcards_and_other_inexact_names_are_refused() {
    for name in ["*", "registry.*", "registry.organization.*", "registry", "", "registry.", ".read", "Registry.Read"] {
        let table = format!("[roles.r]\npermissions = ['{name}']");
        assert!(matches!(Roles::parse(&table), Err(RolesError::Permission { .. })), "{name}");
    }
}

#[test]
fn a_misspelt_table_is_refused() {
    let misspelt = ["[role.r]\npermissions = []", "[roles.r]\npermission = []", "[roles.r]\ndepartments = ['tax']"];
    for table in misspelt {
        assert!(matches!(Roles::parse(table), Err(RolesError::Toml(_))), "{table}");
    }
}

#[test]
fn the_table_for_local_use_is_sound() {
    let table = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../deploy/local/roles.toml");
    let roles = Roles::parse(&std::fs::read_to_string(table).unwrap()).unwrap();
    let reader = roles.permissions_of("tax", &held(&["registry-reader"]));
    assert!(reader.contains("registry.organization.read") && !reader.contains("registry.organization.write"));
    let operator = roles.permissions_of("tax", &held(&["platform-operator"]));
    assert!(operator.contains("registry.organization.read_personal"));
}
