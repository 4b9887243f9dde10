//! Certificates as their callers see them, and the requests for them.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow::write` calls")]

use ::time::Date;
use fault::{Fault, Kind};
use onecode_proto::registry::v1 as pb;
use registry_domain::{Certificate, CertificateNumber, CertificateStatus, EndReason, Jws, Refusal};
use uow::{Call, Scope};

use super::page::{self, Binding};
use super::violations::Violations;
use super::{change, name, time};
use crate::ops::certificate::{Found, Get, List, Listed, Reissue};
use crate::signer::Signer;

pub(crate) fn get(request: &pb::GetCertificateRequest, call: &Call, today: Date) -> Result<Get, Fault> {
    let mut violations = Violations::default();
    let number = name::parse_certificate(&mut violations, "name", &request.name);
    let (scope, reveals) = (call.scope.clone(), call.reveals);
    violations.finish(number.map(|number| Get { scope, number, today, reveals }))
}

pub(crate) fn get_reply(found: Found) -> pb::GetCertificateResponse {
    let jws = found.reveals.then_some(&found.certificate.jws);
    pb::GetCertificateResponse { certificate: Some(certificate(&found.certificate, found.today, jws)) }
}

/// Whoever may see a person's name says why: a page cannot be masked.
pub(crate) fn render(request: &pb::RenderCertificateRequest, call: &Call, today: Date) -> Result<Get, Fault> {
    let query = get(&pb::GetCertificateRequest { name: request.name.clone() }, call, today)?;
    match &call.purpose {
        Some(_) if call.reveals => Ok(query),
        None => Err(Refusal::PurposeRequired.into()),
        Some(_) => {
            let missing = "registry.certificate.read_document";
            let sentence = format!("the caller's roles do not hold {missing}");
            Err(Fault::new(Kind::PermissionDenied, "PERMISSION_MISSING", sentence).with("permission", missing))
        }
    }
}

pub(crate) fn list(request: &pb::ListCertificatesRequest, call: &Call, today: Date) -> Result<List, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListCertificatesRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let code = name::parse(&mut violations, "parent", &request.parent);
    let size = page::size(&mut violations, request.page_size, 20, 100);
    let below = binding.key(&mut violations, &request.page_token).and_then(|serial| serial.parse().ok());
    let scope = call.scope.clone();
    violations.finish(code.map(|code| List { scope, code, below, size, binding, today }))
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListCertificatesResponse {
    let certificate = |row: &Certificate| certificate(row, listed.today, None);
    pb::ListCertificatesResponse {
        certificates: listed.certificates.iter().map(certificate).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn check_status(request: &pb::CheckCertificateStatusRequest, today: Date) -> Result<Get, Fault> {
    let mut violations = Violations::default();
    let number = violations.take("number", request.number.parse::<CertificateNumber>());
    violations.finish(number.map(|number| Get { scope: Scope::everywhere(), number, today, reveals: false }))
}

pub(crate) fn check_status_reply(found: Found) -> pb::CheckCertificateStatusResponse {
    let Found { certificate, today, .. } = found;
    pb::CheckCertificateStatusResponse {
        number: certificate.number.to_string(),
        code: certificate.number.code.to_string(),
        status: status(certificate.status(today)).into(),
        expire_date: Some(time::date(certificate.expires_on)),
        end_time: certificate.end.map(|end| time::timestamp(end.at)),
        end_reason: certificate.end.map_or(0, |end| end_reason(end.reason).into()),
    }
}

pub(crate) fn list_keys_reply(signer: &Signer) -> pb::ListCertificateKeysResponse {
    let keys = signer.keys();
    let key = |key: &jose::SigningKey| pb::CertificateKey {
        key_id: key.id().to_owned(),
        algorithm: key.algorithm().to_owned(),
        public_key: key.x().to_owned(),
        current: key.id() == keys.current().id(),
    };
    pb::ListCertificateKeysResponse {
        jwk_set: keys.jwks(),
        keys: keys.all().map(key).collect(),
        issuer: signer.issuer().to_owned(),
    }
}

pub(crate) fn reissue(request: &pb::ReissueCertificateRequest, signer: &Signer) -> Result<Reissue, Fault> {
    let mut violations = Violations::default();
    let code = name::parse(&mut violations, "parent", &request.parent);
    change::require(&mut violations, "etag", &request.etag);
    let basis = change::basis(&mut violations, &request.basis);
    let (etag, signer) = (request.etag.clone(), signer.clone());
    violations.finish(code.zip(basis).map(|(code, basis)| Reissue { code, etag, basis, signer }))
}

/// It is kept for repeats of the call, so it never holds the signed statement, which names a person.
pub(crate) fn reissue_reply(found: Found) -> pb::ReissueCertificateResponse {
    pb::ReissueCertificateResponse { certificate: Some(certificate(&found.certificate, found.today, None)) }
}

fn certificate(row: &Certificate, today: Date, jws: Option<&Jws>) -> pb::Certificate {
    pb::Certificate {
        name: name::certificate(row.number),
        number: row.number.to_string(),
        code: row.number.code.to_string(),
        status: status(row.status(today)).into(),
        issue_time: Some(time::timestamp(row.issued_at)),
        valid_from: Some(time::date(row.valid_from)),
        expire_date: Some(time::date(row.expires_on)),
        term_rule: row.term_rule.id.clone(),
        term_rule_version: i32::try_from(row.term_rule.version).unwrap_or(i32::MAX),
        revision: row.revision,
        basis: row.basis.as_str().to_owned(),
        key_id: row.kid.clone(),
        end_time: row.end.map(|end| time::timestamp(end.at)),
        end_reason: row.end.map_or(0, |end| end_reason(end.reason).into()),
        jws: jws.map_or_else(String::new, |jws| jws.reveal().to_owned()),
    }
}

pub(super) fn status(status: CertificateStatus) -> pb::CertificateStatus {
    match status {
        CertificateStatus::Valid => pb::CertificateStatus::Valid,
        CertificateStatus::Superseded => pb::CertificateStatus::Superseded,
        CertificateStatus::Revoked => pb::CertificateStatus::Revoked,
        CertificateStatus::Expired => pb::CertificateStatus::Expired,
    }
}

pub(super) fn end_reason(reason: EndReason) -> pb::CertificateEndReason {
    match reason {
        EndReason::Reissued => pb::CertificateEndReason::Reissued,
        EndReason::Changed => pb::CertificateEndReason::Changed,
        EndReason::Inactive => pb::CertificateEndReason::Inactive,
    }
}
