//! Every refusal of enforcement is declared in the contract, with its code and its metadata.

use std::collections::BTreeSet;

use fault::{Fault, Reason};
use inspection_domain::enforcement::Refusal;
use onecode_proto::reasons::REASONS;
use statute::RuleRef;
use time::macros::date;

fn refusals() -> Vec<Refusal> {
    let (text, names, last) = (String::new(), Vec::new(), date!(2026 - 11 - 24));
    let rule = RuleRef { id: "PN-01".to_owned(), version: 1 };
    vec![
        Refusal::PenaltyNotFound { penalty: text.clone() },
        Refusal::LimitationExpired { rule: rule.clone(), last },
        Refusal::TooFewOfficers { found: 1, least: 2 },
        Refusal::Uncertified { inspectors: names.clone() },
        Refusal::Recused { inspectors: names.clone() },
        Refusal::Unassigned { inspectors: names },
        Refusal::EvidenceMissing,
        Refusal::EvidenceNotFound { evidence: text.clone() },
        Refusal::EvidenceDiffers { document: text.clone() },
        Refusal::ReviewMissing { rule: rule.clone() },
        Refusal::Heavier { kinds: Vec::new() },
        Refusal::NoHearing,
        Refusal::HearingLate { last, rule: rule.clone() },
        Refusal::HearingSoon { earliest: last, rule: rule.clone() },
        Refusal::HearingNotDue,
        Refusal::NotAnnulled,
        Refusal::Decided,
        Refusal::NotFirst,
        Refusal::Overpaid { fine_fen: 1, surcharge_fen: 1, confiscation_fen: 1 },
        Refusal::Unpaid { owed_fen: 1 },
        Refusal::InstalmentsDiffer { unpaid_fen: 1 },
        Refusal::Unpublished,
        Refusal::Withheld,
        Refusal::Published,
        Refusal::OtherAuthority,
        Refusal::NotDecided,
        Refusal::Annulled,
        Refusal::BanNotFound { ban: text },
        Refusal::Excluded { kind: "exempt", rule: rule.clone() },
        Refusal::Incompetent { rule },
        Refusal::Procedure(procedure::Refusal::Reasons),
    ]
}

#[test]
fn every_refusal_is_declared() {
    for refusal in refusals() {
        let declared = REASONS.iter().find(|declared| declared.reason == refusal.reason());
        let declared = declared.unwrap_or_else(|| panic!("{} is not in the contract", refusal.reason()));
        let told: BTreeSet<&str> = refusal.metadata().iter().map(|(key, _)| *key).collect();
        assert_eq!(told, declared.metadata.iter().copied().collect(), "{}", declared.reason);
        let status = tonic::Status::from(Fault::from(refusal));
        let code = format!("{:?}", status.code()).to_uppercase();
        assert_eq!(code, declared.code.replace('_', ""), "{}", declared.reason);
    }
}
