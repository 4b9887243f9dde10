//! What is told of staff: ids, organisations and days, never who somebody is.

use ::time::Date;
use onecode_proto::talent::v1 as pb;
use talent_domain::QualificationKind;
use uuid::Uuid;
use vocab::UnifiedCode;

use super::{enums, name};
use crate::store::personnel::engagement::EngagementRow;
use crate::store::personnel::registration::RegistrationRow;
use crate::wire::time as day;

/// Somebody works for an organisation.
pub(crate) fn recorded(row: &EngagementRow) -> pb::EngagementRecorded {
    pb::EngagementRecorded {
        engagement: name::engagement(row.organization, row.id),
        organization: name::organization(row.organization),
    }
}

/// Somebody does not any more.
pub(crate) fn ended(row: &EngagementRow) -> pb::EngagementEnded {
    pb::EngagementEnded {
        engagement: name::engagement(row.organization, row.id),
        organization: name::organization(row.organization),
        end_date: row.ended_on.map(day::date),
    }
}

/// A roster was taken in.
pub(crate) fn imported(code: UnifiedCode, recorded_count: i32) -> pb::RosterImported {
    pb::RosterImported { organization: name::organization(code), recorded_count }
}

/// A name was corrected.
pub(crate) fn corrected(id: Uuid) -> pb::PersonCorrected {
    pb::PersonCorrected { person: name::person(id) }
}

/// A qualification is on record.
pub(crate) fn qualification(id: Uuid, kind: QualificationKind) -> pb::QualificationRecorded {
    pb::QualificationRecorded {
        qualification: name::bare_qualification(id),
        kind: enums::qualification_kind(kind).into(),
    }
}

/// It was registered, first or anew.
pub(crate) fn registered(row: &RegistrationRow) -> pb::QualificationRegistered {
    pb::QualificationRegistered {
        qualification: name::bare_qualification(row.qualification),
        number: row.number,
        valid_until_date: Some(day::date(row.valid_until)),
    }
}

/// It was revoked.
pub(crate) fn revoked(id: Uuid, on: Date) -> pb::QualificationRevoked {
    pb::QualificationRevoked { qualification: name::bare_qualification(id), revoke_date: Some(day::date(on)) }
}
