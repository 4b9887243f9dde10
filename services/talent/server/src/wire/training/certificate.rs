//! Certificates of training: what they state, signed and verified.

use ::time::OffsetDateTime;
use fault::Fault;
use jose::Issuer;
use onecode_proto::talent::v1 as pb;
use talent_domain::certificate::{CERTIFICATE_TYPE, Claims};

use super::{KINDS, Violations, day, name, told};
use crate::ops::training::certificate::{Credited, Named};

/// The longest text that is read as a certificate.
const LONGEST: usize = 4_000;

fn claims(issuer: &Issuer, of: &Credited, signed_at: i64) -> Claims {
    Claims {
        iss: issuer.name().to_owned(),
        sub: name::person(of.enrolment.person),
        jti: name::enrolment(of.course.id, of.enrolment.id),
        iat: signed_at,
        title: of.course.title.clone(),
        kind: of.course.kind.clone(),
        hours_tenths: of.hours_tenths,
        held_date: of.held_on.to_string(),
        division: of.course.division.clone(),
        department: name::department(&of.course.department),
    }
}

fn certificate(of: &Credited) -> pb::TrainingCertificate {
    pb::TrainingCertificate {
        training_enrolment: name::enrolment(of.course.id, of.enrolment.id),
        person: name::person(of.enrolment.person),
        title: of.course.title.clone(),
        kind: told(&KINDS, &of.course.kind).into(),
        hours_tenths: of.hours_tenths,
        held_date: Some(day::date(of.held_on)),
        division: of.course.division.clone(),
        department: name::department(&of.course.department),
    }
}

/// A certificate of credited hours, signed at an instant.
pub(crate) fn signed(
    issuer: &Issuer,
    of: &Credited,
    at: OffsetDateTime,
) -> Result<pb::GetTrainingCertificateResponse, Fault> {
    let claims = claims(issuer, of, at.unix_timestamp());
    let jws = issuer.sign(CERTIFICATE_TYPE, &claims).map_err(Fault::internal)?;
    Ok(pb::GetTrainingCertificateResponse { training_certificate: Some(certificate(of)), jws })
}

/// What a text states that was signed here, and of which enrolment; nothing where it was not.
pub(crate) fn stated(
    issuer: &Issuer,
    request: &pb::VerifyTrainingCertificateRequest,
) -> Result<Option<(Claims, Named)>, Fault> {
    let mut violations = Violations::default();
    if request.jws.is_empty() || request.jws.len() > LONGEST {
        violations.note("jws", format_args!("must have 1 to {LONGEST} characters"));
    }
    violations.finish(Some(()))?;
    let Ok(claims) = issuer.read::<Claims>(CERTIFICATE_TYPE, &request.jws) else { return Ok(None) };
    // what was signed here names an enrolment
    let ids = name::parse_enrolment(&mut Violations::default(), "jws", &claims.jti);
    Ok(ids.map(|(course, id)| (claims, Named { course, id })))
}

/// Whether a certificate states what is on record.
pub(crate) fn verified(
    issuer: &Issuer,
    stated: &Claims,
    recorded: Option<&Credited>,
) -> pb::VerifyTrainingCertificateResponse {
    let genuine = recorded.filter(|of| claims(issuer, of, stated.iat) == *stated);
    pb::VerifyTrainingCertificateResponse { valid: genuine.is_some(), training_certificate: genuine.map(certificate) }
}
