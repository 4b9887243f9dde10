//! Who may depend on whom (ARCHITECTURE.md, "Who may depend on whom"), over `cargo metadata`.

use std::collections::{BTreeMap, BTreeSet};

use cargo_metadata::{DependencyKind, MetadataCommand};

/// For each crate of ours: which crates of ours it may name.
const MAY_NAME: &[(&str, &[&str])] = &[
    ("onecode-proto", &[]),
    ("vocab", &[]),
    ("fault", &[]),
    ("jose", &[]),
    ("auth", &["jose"]),
    ("config", &[]),
    ("embedded", &[]),
    ("statute", &["vocab"]),
    ("procedure", &["fault", "statute", "vocab"]),
    ("draw", &["fault", "statute", "vocab"]),
    ("telemetry", &["config"]),
    ("seal", &["config"]),
    ("paper", &["fault"]),
    ("uow", &["fault"]),
    ("rpc", &["auth", "fault", "onecode-proto", "telemetry", "uow"]),
    ("intake", &["fault", "onecode-proto", "uow", "vocab"]),
    ("archive", &["fault", "intake", "onecode-proto", "rpc", "statute", "uow"]),
    ("casework", &["archive", "fault", "intake", "onecode-proto", "procedure", "rpc", "statute", "uow", "vocab"]),
    ("feed", &["fault", "onecode-proto", "rpc", "telemetry", "uow"]),
    ("testkit", &["auth", "fault", "feed", "onecode-proto", "rpc", "telemetry", "uow"]),
    ("registry-domain", &["fault", "procedure", "statute", "vocab"]),
    (
        "registry-server",
        &[
            "archive",
            "casework",
            "config",
            "fault",
            "feed",
            "intake",
            "jose",
            "onecode-proto",
            "paper",
            "procedure",
            "registry-domain",
            "rpc",
            "seal",
            "statute",
            "telemetry",
            "uow",
            "vocab",
        ],
    ),
    ("inspection-domain", &["draw", "fault", "procedure", "statute", "vocab"]),
    (
        "inspection-server",
        &[
            "archive",
            "casework",
            "fault",
            "inspection-domain",
            "intake",
            "onecode-proto",
            "procedure",
            "rpc",
            "seal",
            "statute",
            "uow",
            "vocab",
        ],
    ),
    ("credit-domain", &["fault", "procedure", "statute", "vocab"]),
    (
        "credit-server",
        &[
            "archive",
            "casework",
            "credit-domain",
            "fault",
            "feed",
            "intake",
            "onecode-proto",
            "paper",
            "procedure",
            "rpc",
            "seal",
            "statute",
            "telemetry",
            "uow",
            "vocab",
        ],
    ),
    ("purchase-domain", &["draw", "statute", "vocab"]),
    (
        "purchase-server",
        &[
            "archive",
            "draw",
            "fault",
            "intake",
            "onecode-proto",
            "purchase-domain",
            "rpc",
            "seal",
            "statute",
            "uow",
            "vocab",
        ],
    ),
    ("talent-domain", &["statute", "vocab"]),
    (
        "talent-server",
        &["fault", "intake", "jose", "onecode-proto", "rpc", "seal", "statute", "talent-domain", "uow", "vocab"],
    ),
    ("onecode-gateway", &["auth", "config", "fault", "onecode-proto", "rpc", "telemetry"]),
];

/// Outside crates that rules must not know: they do no I/O and speak no protocol.
const NOT_IN_RULES: [&str; 8] = ["tokio", "tonic", "prost", "hyper", "http", "reqwest", "redis", "tracing"];

fn normal_dependencies() -> BTreeMap<String, BTreeSet<String>> {
    let metadata = MetadataCommand::new().no_deps().exec().expect("cargo metadata answers");
    let names = |package: &cargo_metadata::Package| {
        package
            .dependencies
            .iter()
            .filter(|dependency| dependency.kind == DependencyKind::Normal && !dependency.optional)
            .map(|dependency| dependency.name.clone())
            .collect()
    };
    metadata.packages.iter().map(|package| (package.name.to_string(), names(package))).collect()
}

#[test]
fn every_crate_names_only_those_below_it() {
    let crates = normal_dependencies();
    let mut wrong = Vec::new();
    for (name, allowed) in MAY_NAME {
        let named = crates.get(*name).unwrap_or_else(|| panic!("{name} is in the table and not in the workspace"));
        for other in named.iter().filter(|other| crates.contains_key(*other)) {
            if !allowed.contains(&other.as_str()) {
                wrong.push(format!("{name} names {other}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_crate_has_its_row_in_the_table() {
    let free = ["onecode", "onecode-tests"];
    for name in normal_dependencies().keys() {
        assert!(
            free.contains(&name.as_str()) || MAY_NAME.iter().any(|(row, _)| row == name),
            "{name} has no row in the table: say what it may name"
        );
    }
}

#[test]
fn rules_and_values_know_no_transport_and_no_storage() {
    let crates = normal_dependencies();
    for pure in crates
        .keys()
        .filter(|name| ["vocab", "statute", "procedure", "draw"].contains(&name.as_str()) || name.ends_with("-domain"))
    {
        for banned in NOT_IN_RULES.iter().chain(&["sqlx"]) {
            assert!(!crates[pure].contains(*banned), "{pure} names {banned}");
        }
    }
}
