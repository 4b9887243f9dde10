//! Every refusal of the domain is declared in the contract, with its code and its metadata.

use std::collections::BTreeSet;

use fault::{Fault, Reason};
use inspection_domain::report::Refusal;
use inspection_domain::report::conclude::Value;
use onecode_proto::reasons::REASONS;
use time::macros::date;

#[test]
fn every_refusal_is_declared() {
    let value = Value::Qualified;
    let ground = String::new();
    for refusal in [
        Refusal::RuleNotFound { rule: "AI-01" },
        Refusal::YearNotOver { year: 2026, from: date!(2027 - 01 - 01) },
        Refusal::HasErrors { errors: 1, unmet: Vec::new() },
        Refusal::ConclusionNotOfGrounds { value },
        Refusal::GroundNotFound { ground: ground.clone() },
        Refusal::GroundTwice { ground },
        Refusal::ConclusionUnchanged { value },
        Refusal::FormNotFound { year: 2026 },
    ] {
        let declared = REASONS.iter().find(|declared| declared.reason == refusal.reason());
        let declared = declared.unwrap_or_else(|| panic!("{} is not in the contract", refusal.reason()));
        let told: BTreeSet<&str> = refusal.metadata().iter().map(|(key, _)| *key).collect();
        let known: BTreeSet<&str> = declared.metadata.iter().copied().collect();
        assert!(told.is_subset(&known) && !told.is_empty(), "{}", declared.reason);
        let status = tonic::Status::from(Fault::from(refusal));
        let code = format!("{:?}", status.code()).to_uppercase();
        assert_eq!(code, declared.code.replace('_', ""), "{}", declared.reason);
    }
}
