//! Issues certificates, ends them when they are no longer true, and tells which may be relied on.

use fault::Fault;
use registry_domain::{
    Certificate, CertificateClaims, CertificateNumber, CertificateStatus, EndReason, Organization, Refusal, Text,
    certify, day_of, midnight, term,
};
use sqlx::PgConnection;
use time::Date;
use uow::{Scope, Tx};
use vocab::UnifiedCode;

use crate::signer::Signer;
use crate::wire::etag::etag;
use crate::wire::page::{self, Binding};
use crate::{sheet, store, wire};

/// Which certificate, as of which day.
#[derive(Debug)]
pub(crate) struct Get {
    pub(crate) scope: Scope,
    pub(crate) number: CertificateNumber,
    pub(crate) today: Date,
    /// Whether the signed statement may be shown.
    pub(crate) reveals: bool,
}

/// Which page of whose certificates.
#[derive(Debug)]
pub(crate) struct List {
    pub(crate) scope: Scope,
    pub(crate) code: UnifiedCode,
    pub(crate) below: Option<i32>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
    pub(crate) today: Date,
}

/// A fresh certificate for an organisation as the caller saw it.
#[derive(Debug)]
pub(crate) struct Reissue {
    pub(crate) code: UnifiedCode,
    pub(crate) etag: String,
    pub(crate) basis: Text<200>,
    pub(crate) signer: Signer,
}

/// A certificate, and how to show it.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) certificate: Certificate,
    pub(crate) today: Date,
    pub(crate) reveals: bool,
}

/// A page of certificates.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) certificates: Vec<Certificate>,
    pub(crate) next_page_token: String,
    pub(crate) today: Date,
}

pub(crate) async fn get(conn: &mut PgConnection, query: &Get) -> Result<Found, Fault> {
    let certificate = store::certificate::find(conn, &query.scope, query.number).await?;
    let certificate = certificate.ok_or(Refusal::CertificateNotFound { number: query.number })?;
    Ok(Found { certificate, today: query.today, reveals: query.reveals })
}

pub(crate) async fn list(conn: &mut PgConnection, query: &List) -> Result<Listed, Fault> {
    if store::organization::find(conn, &query.scope, query.code).await?.is_none() {
        return Err(Refusal::NotFound { code: query.code }.into());
    }
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut certificates = store::certificate::page(conn, query.code, query.below, limit).await?;
    let key = |certificate: &Certificate| certificate.number.serial.to_string();
    let next_page_token = page::cut(&mut certificates, query.size, &query.binding, key);
    Ok(Listed { certificates, next_page_token, today: query.today })
}

/// The printed form of what was signed, if it is still so.
pub(crate) fn render(signer: &Signer, found: &Found) -> Result<Vec<u8>, Fault> {
    let status = found.certificate.status(found.today);
    if status != CertificateStatus::Valid {
        return Err(Refusal::CertificateNotValid { status }.into());
    }
    sheet::render(&found.certificate, &signer.read(&found.certificate.jws)?)
}

pub(crate) async fn reissue(tx: &mut Tx, command: &Reissue) -> Result<Found, Fault> {
    let (code, scope) = (command.code, tx.call().scope.clone());
    if !store::organization::lock(tx.conn(), &scope, code).await? {
        return Err(Refusal::NotFound { code }.into());
    }
    let organization = store::organization::find(tx.conn(), &scope, code).await?;
    let organization = organization.ok_or(Refusal::NotFound { code })?;
    let current = etag(code, organization.revision);
    if current != command.etag {
        return Err(Refusal::EtagMismatch { etag: current }.into());
    }
    let certificate = issue(tx, &command.signer, &organization, &command.basis).await?;
    Ok(Found { certificate, today: day_of(tx.now()), reveals: false })
}

/// Issues a certificate of what the register says of an organisation now, and ends the one that was valid.
///
/// The caller has recorded the organisation in this unit of work, or locked its row.
pub(crate) async fn issue(
    tx: &mut Tx,
    signer: &Signer,
    organization: &Organization,
    basis: &Text<200>,
) -> Result<Certificate, Fault> {
    let certified = certify(organization)?;
    let (code, issued_at) = (organization.code, tx.now());
    let valid_from = day_of(issued_at);
    let (expires_on, term_rule) = term(organization.kind(), valid_from)?;
    end(tx, &[(organization, EndReason::Reissued)]).await?;
    let serial = store::certificate::next_serial(tx.conn(), code).await?;
    let number = CertificateNumber { code, serial };
    let claims = CertificateClaims {
        iss: signer.issuer().to_owned(),
        sub: code.to_string(),
        jti: number.to_string(),
        iat: issued_at.unix_timestamp(),
        nbf: midnight(valid_from),
        exp: midnight(expires_on),
        revision: organization.revision,
        certified,
    };
    let certificate = Certificate {
        number,
        kid: signer.keys().current().id().to_owned(),
        jws: signer.sign(&claims)?,
        issued_at,
        valid_from,
        expires_on,
        term_rule,
        revision: organization.revision,
        basis: basis.clone(),
        end: None,
    };
    store::certificate::insert(tx.conn(), &certificate).await?;
    let subject = wire::name::organization(code);
    tx.emit(&subject, organization.division.as_str(), &wire::facts::certificate_issued(&certificate));
    Ok(certificate)
}

/// Ends the valid certificates of organisations, each for its reason; those that have none are passed over.
pub(crate) async fn end(tx: &mut Tx, ending: &[(&Organization, EndReason)]) -> Result<(), Fault> {
    if ending.is_empty() {
        return Ok(());
    }
    let reasons: Vec<_> = ending.iter().map(|(organization, reason)| (organization.code, *reason)).collect();
    let now = tx.now();
    for number in store::certificate::end(tx.conn(), &reasons, now).await? {
        for (organization, reason) in ending.iter().filter(|(organization, _)| organization.code == number.code) {
            let subject = wire::name::organization(number.code);
            tx.emit(&subject, organization.division.as_str(), &wire::facts::certificate_ended(number, *reason));
        }
    }
    Ok(())
}
