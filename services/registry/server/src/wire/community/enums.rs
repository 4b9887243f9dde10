//! Enumerations of the file of community organisations, both ways.

use onecode_proto::registry::v1 as pb;
use registry_domain::community::{CommunityType, FilingClass, FilingStatus, Guidance};

/// A type of community as the contract has it.
pub(crate) fn community_type(community_type: CommunityType) -> pb::CommunityType {
    match community_type {
        CommunityType::Urban => pb::CommunityType::Urban,
        CommunityType::Rural => pb::CommunityType::Rural,
    }
}

/// A class as the contract has it.
pub(crate) fn class(class: FilingClass) -> pb::CommunityFilingClass {
    match class {
        FilingClass::Service => pb::CommunityFilingClass::Service,
        FilingClass::Care => pb::CommunityFilingClass::Care,
        FilingClass::Safety => pb::CommunityFilingClass::Safety,
        FilingClass::CultureSports => pb::CommunityFilingClass::CultureSports,
        FilingClass::RuralTechnology => pb::CommunityFilingClass::RuralTechnology,
        FilingClass::Charity => pb::CommunityFilingClass::Charity,
        FilingClass::MutualAid => pb::CommunityFilingClass::MutualAid,
        FilingClass::Rights => pb::CommunityFilingClass::Rights,
        FilingClass::Other => pb::CommunityFilingClass::Other,
    }
}

/// A way of guidance as the contract has it.
pub(crate) fn guidance(guidance: Guidance) -> pb::CommunityGuidance {
    match guidance {
        Guidance::TowardsRegistration => pb::CommunityGuidance::TowardsRegistration,
        Guidance::Strengthen => pb::CommunityGuidance::Strengthen,
        Guidance::Support => pb::CommunityGuidance::Support,
    }
}

/// A status as the contract has it.
pub(crate) fn status(status: FilingStatus) -> pb::CommunityFilingStatus {
    match status {
        FilingStatus::Filed => pb::CommunityFilingStatus::Filed,
        FilingStatus::Ended => pb::CommunityFilingStatus::Ended,
        FilingStatus::Promoted => pb::CommunityFilingStatus::Promoted,
    }
}

/// A type of community with a number of the contract; `None` for "not stated" and for numbers it does not have.
pub(crate) fn read_community_type(number: i32) -> Option<CommunityType> {
    CommunityType::ALL.into_iter().find(|candidate| community_type(*candidate) as i32 == number)
}

/// A class with a number of the contract; `None` for "not stated" and for numbers it does not have.
pub(crate) fn read_class(number: i32) -> Option<FilingClass> {
    FilingClass::ALL.into_iter().find(|candidate| class(*candidate) as i32 == number)
}

/// A way of guidance with a number of the contract; `None` for "not stated" and for numbers it does not have.
pub(crate) fn read_guidance(number: i32) -> Option<Guidance> {
    Guidance::ALL.into_iter().find(|candidate| guidance(*candidate) as i32 == number)
}

/// A status with a number of the contract; `None` for "not stated" and for numbers it does not have.
pub(crate) fn read_status(number: i32) -> Option<FilingStatus> {
    FilingStatus::ALL.into_iter().find(|candidate| status(*candidate) as i32 == number)
}
