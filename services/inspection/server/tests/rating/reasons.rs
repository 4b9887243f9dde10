//! Every refusal of the domain is declared in the contract, with its code and its metadata.

use std::collections::BTreeSet;

use fault::{Fault, Reason};
use inspection_domain::rating::{Body, CheckKind, Grade, Ground, Refusal, RuleSet};
use onecode_proto::reasons::REASONS;
use time::macros::date;

#[test]
fn every_refusal_is_declared() {
    let refusals = [
        Refusal::NoRule { rule: String::new(), day: date!(2026 - 03 - 02) },
        Refusal::Seats { body: Body::Committee, found: 1, fewest: 7, most: 25 },
        Refusal::NoQuorum { members: 7, present: 1, needed: 5 },
        Refusal::TooFewExperts { found: 1, least: 3 },
        Refusal::CheckUnknown { kind: CheckKind::Ground, rule_set: RuleSet::Of2026 },
        Refusal::NotFollowedUp { grade: Grade::Three },
        Refusal::GroundUnproven { ground: Ground::Penalty },
    ];
    for refusal in refusals {
        let declared = REASONS.iter().find(|declared| declared.reason == refusal.reason());
        let declared = declared.unwrap_or_else(|| panic!("{} is not in the contract", refusal.reason()));
        let told: BTreeSet<&str> = refusal.metadata().iter().map(|(key, _)| *key).collect();
        assert_eq!(told, declared.metadata.iter().copied().collect(), "{}", declared.reason);
        let status = tonic::Status::from(Fault::from(refusal));
        assert_eq!(
            format!("{:?}", status.code()).to_uppercase(),
            declared.code.replace('_', ""),
            "{}",
            declared.reason
        );
    }
}
