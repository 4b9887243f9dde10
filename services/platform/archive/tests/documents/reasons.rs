//! Every refusal is declared in the contract, and the other way round.

use std::collections::BTreeSet;

use archive::Refusal;
use fault::{Fault, Reason as _};
use onecode_proto::reasons::REASONS;
use uuid::Uuid;

fn refusals() -> Vec<Refusal> {
    vec![
        Refusal::NotFound(Vec::new()),
        Refusal::AttachedElsewhere(Vec::new()),
        Refusal::SizeMismatch { declared: 1 },
        Refusal::HashMismatch { sha256: String::new() },
        Refusal::TypeMismatch { media_type: "image/png" },
        Refusal::PurposeRequired,
        Refusal::Damaged(Uuid::nil()),
    ]
}

#[test]
fn every_refusal_is_in_the_contract_with_its_code_and_metadata_and_no_other_is() {
    let declared: Vec<_> = REASONS.iter().filter(|declared| declared.package == "onecode.document.v1").collect();
    for refusal in refusals() {
        let declared = declared.iter().find(|declared| declared.reason == refusal.reason()).unwrap();
        let keys: Vec<&str> = refusal.metadata().into_iter().map(|(key, _)| key).collect();
        assert_eq!(keys, declared.metadata, "{}", refusal.reason());
        let status = tonic::Status::from(Fault::from(refusal));
        assert_eq!(format!("{:?}", status.code()).to_uppercase(), declared.code.replace('_', ""));
    }
    let given: BTreeSet<&str> = refusals().iter().map(fault::Reason::reason).collect();
    assert_eq!(given, declared.iter().map(|declared| declared.reason).collect());
}
