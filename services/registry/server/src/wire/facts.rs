//! What other services may learn. Facts hold no personal data.

use onecode_proto::registry::v1 as pb;
use registry_domain::{Certificate, CertificateNumber, EndReason, Organization, Revision, Status};

use super::revision::paths;
use super::{application, certificate, enums, name, naming, time};
use crate::store::application::ApplicationRow;
use crate::store::reservation::ReservationRow;

pub(crate) fn registered(revision: &Revision, organization: &Organization) -> pb::OrganizationRegistered {
    pb::OrganizationRegistered {
        organization: name::organization(organization.code),
        revision: revision.number,
        valid_from: Some(time::date(revision.valid_from)),
        title: organization.title.as_str().to_owned(),
        kind: enums::kind(organization.kind()).into(),
        status: enums::status(organization.status).into(),
        division: organization.division.to_string(),
        supervising_unit: organization.supervising_unit.as_str().to_owned(),
    }
}

pub(crate) fn changed(revision: &Revision, organization: &Organization) -> pb::OrganizationChanged {
    pb::OrganizationChanged {
        organization: name::organization(organization.code),
        revision: revision.number,
        valid_from: Some(time::date(revision.valid_from)),
        paths: paths(&revision.patch),
        title: organization.title.as_str().to_owned(),
        division: organization.division.to_string(),
        supervising_unit: organization.supervising_unit.as_str().to_owned(),
    }
}

pub(crate) fn status_changed(
    revision: &Revision,
    previous: Status,
    organization: &Organization,
) -> pb::OrganizationStatusChanged {
    pb::OrganizationStatusChanged {
        organization: name::organization(organization.code),
        revision: revision.number,
        valid_from: Some(time::date(revision.valid_from)),
        previous_status: enums::status(previous).into(),
        status: enums::status(organization.status).into(),
    }
}

pub(crate) fn certificate_issued(row: &Certificate) -> pb::CertificateIssued {
    pb::CertificateIssued {
        organization: name::organization(row.number.code),
        number: row.number.to_string(),
        valid_from: Some(time::date(row.valid_from)),
        expire_date: Some(time::date(row.expires_on)),
        revision: row.revision,
    }
}

pub(crate) fn certificate_ended(number: CertificateNumber, reason: EndReason) -> pb::CertificateEnded {
    pb::CertificateEnded {
        organization: name::organization(number.code),
        number: number.to_string(),
        status: certificate::status(reason.status()).into(),
        reason: certificate::end_reason(reason).into(),
    }
}

pub(crate) fn name_reserved(row: &ReservationRow) -> pb::NameReserved {
    pb::NameReserved {
        reservation: naming::reservation_name(row.id),
        title: row.title.as_str().to_owned(),
        kind: enums::kind(row.kind.into()).into(),
        division: row.division.to_string(),
        expire_date: Some(time::date(row.expires_on)),
    }
}

pub(crate) fn name_released(row: &ReservationRow) -> pb::NameReleased {
    pb::NameReleased {
        reservation: naming::reservation_name(row.id),
        title: row.title.as_str().to_owned(),
        division: row.division.to_string(),
        state: naming::state(row.state).into(),
    }
}

pub(crate) fn application_decided(row: &ApplicationRow) -> pb::ApplicationDecided {
    pb::ApplicationDecided {
        application: application::application_name(&row.id),
        r#type: application::kind(&row.kind).into(),
        organization: if row.organization.is_empty() { String::new() } else { name::organization(&row.organization) },
        approved: row.approved.unwrap_or_default(),
        number: row.decision_number.clone(),
        ground: row.decision_ground.clone(),
    }
}
