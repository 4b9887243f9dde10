//! Every refusal of the domain is declared in the contract, with its code and its metadata.

use std::collections::BTreeSet;

use fault::{Fault, Reason};
use inspection_domain::draw::{Hash, Refusal};
use onecode_proto::reasons::REASONS;
use testkit::START;

fn of_freezes() -> Vec<Refusal> {
    let (text, hash) = (String::new(), Hash([0; 32]));
    vec![
        Refusal::PopulationEmpty,
        Refusal::OrganizationTwice { code: crate::support::code(1).parse().unwrap() },
        Refusal::PopulationChanged { frozen: hash, found: hash },
        Refusal::WindowBackwards,
        Refusal::ProportionBelowRule { rule: text.clone() },
        Refusal::DepartmentsMissing,
        Refusal::DepartmentTwice { department: text.clone() },
        Refusal::TooFewInspectors { wanted: 1, least: 2 },
        Refusal::InspectorTwice { inspector: text.clone() },
        Refusal::InspectorOfStranger { inspector: text.clone(), department: text.clone() },
        Refusal::RecusalOfStranger { inspector: text },
        Refusal::BeaconBeforeFreeze,
        Refusal::PlanFrozen,
        Refusal::PlanNotFrozen,
        Refusal::PlanDrawn,
        Refusal::PlanCancelled,
        Refusal::OutcomeFixed,
    ]
}

fn of_rounds() -> Vec<Refusal> {
    let (department, departments) = (String::new(), Vec::new());
    vec![
        Refusal::RoundOpen { round: 1 },
        Refusal::RoundNotOpen,
        Refusal::RoundFailed { round: 1, cause: "", who: Vec::new() },
        Refusal::RoundReasonMissing,
        Refusal::RoundComplete,
        Refusal::TermsOutOfOrder,
        Refusal::TermNotOver { until: START },
        Refusal::NotParticipating { department: department.clone() },
        Refusal::CommitmentMade { department: department.clone() },
        Refusal::CommitmentTooLate { until: START },
        Refusal::CommitmentMissing { departments: departments.clone() },
        Refusal::ShareRevealed { department },
        Refusal::ShareTooLate { until: START },
        Refusal::ShareMissing { departments },
        Refusal::BeaconNotPlanned,
        Refusal::BeaconNotAsFrozen { known_at: START },
        Refusal::BeaconNotDue { known_at: START },
        Refusal::BeaconMissing { known_at: START },
        Refusal::BeaconRecorded,
    ]
}

fn declared(refusal: impl Reason) {
    let declared = REASONS.iter().find(|declared| declared.reason == refusal.reason());
    let declared = declared.unwrap_or_else(|| panic!("{} is not in the contract", refusal.reason()));
    let told: BTreeSet<&str> = refusal.metadata().iter().map(|(key, _)| *key).collect();
    assert_eq!(told, declared.metadata.iter().copied().collect(), "{}", declared.reason);
    let status = tonic::Status::from(Fault::from(refusal));
    assert_eq!(format!("{:?}", status.code()).to_uppercase(), declared.code.replace('_', ""), "{}", declared.reason);
}

#[test]
fn every_refusal_is_declared() {
    of_freezes().into_iter().chain(of_rounds()).for_each(declared);
    declared(inspection_domain::Refusal::RuleNotFound { rule: String::new() });
}
