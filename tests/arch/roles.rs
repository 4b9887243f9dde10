//! The role table of the local deployment fits the contracts.

use std::collections::BTreeSet;

use auth::Roles;

const LOCAL: &str = include_str!("../../deploy/local/roles.toml");

#[test]
fn every_role_holds_permissions_that_a_contract_declares() {
    let roles = Roles::parse(LOCAL).expect("the table parses");
    assert_eq!(roles.check(&onecode_proto::access::permissions()), Ok(()));
}

#[test]
fn every_permission_is_held_by_the_operator() {
    let roles = Roles::parse(LOCAL).expect("the table parses");
    let held = roles.permissions_of("civil-affairs", &["platform-operator".to_owned()]);
    let missing: BTreeSet<_> =
        onecode_proto::access::permissions().into_iter().filter(|permission| !held.contains(permission)).collect();
    assert_eq!(missing, BTreeSet::new());
}
