//! Every refusal of complaints is declared in the contract, with its code and its metadata.

use std::collections::BTreeSet;

use fault::{Fault, Reason};
use inspection_domain::complaint::Refusal;
use onecode_proto::reasons::REASONS;

#[test]
fn every_refusal_is_declared() {
    let text = String::new;
    let refusals = [
        Refusal::NotFound { complaint: text() },
        Refusal::ReceiptUnknown,
        Refusal::GroundsUnknown { grounds: Vec::new() },
        Refusal::NotHandler,
        Refusal::CompetenceOther { division: text() },
        Refusal::Itself,
        Refusal::AuthorityOther { division: text(), lead_division: text() },
        Refusal::Leads { followers: 1 },
        Refusal::FollowersFull { most: 1 },
        Refusal::LinksFull { most: 1 },
        Refusal::ReviewNotFound { review: text() },
        Refusal::Unanswered { state: text() },
        Refusal::ReviewTooLate { until: time::macros::date!(2026 - 12 - 24) },
        Refusal::ReviewExists,
        Refusal::Settled { state: text() },
    ];
    for refusal in refusals {
        let declared = REASONS.iter().find(|declared| declared.reason == refusal.reason());
        let declared = declared.unwrap_or_else(|| panic!("{} is not in the contract", refusal.reason()));
        let told: BTreeSet<&str> = refusal.metadata().iter().map(|(key, _)| *key).collect();
        assert_eq!(told, declared.metadata.iter().copied().collect(), "{}", declared.reason);
        let status = tonic::Status::from(Fault::from(refusal));
        let code = format!("{:?}", status.code()).to_uppercase();
        assert_eq!(code, declared.code.replace('_', ""), "{}", declared.reason);
    }
}
