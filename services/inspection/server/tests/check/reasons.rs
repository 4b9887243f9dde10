//! Every refusal of the domain is declared in the contract, with its code and its metadata.

use std::collections::BTreeSet;

use fault::{Fault, Reason as _};
use inspection_domain::check::{Outcome, Refusal};
use inspection_domain::draw::{Hash, Window};
use onecode_proto::reasons::REASONS;
use time::macros::date;

#[test]
fn every_refusal_is_declared() {
    let day = date!(2026 - 11 - 24);
    let rule = inspection_domain::rules().on("CK-03", day).unwrap().reference();
    let refusals = [
        Refusal::NotCertified { inspectors: Vec::new() },
        Refusal::Recused { inspectors: Vec::new() },
        Refusal::TooFew { found: 1, least: 2 },
        Refusal::OutsideWindow { planned: Window { first: day, last: day } },
        Refusal::Conflicts { items: Vec::new() },
        Refusal::Unanswered { items: Vec::new() },
        Refusal::Contradicted { outcome: Outcome::NoProblem },
        Refusal::NotConfirmed { confirmed: 1, least: 2, digest: Hash([0; 32]) },
        Refusal::Term { earliest: day, latest: day, rule },
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
