//! `onecode certificate verify`.

use std::io::{self, Read};
use std::path::Path;

use jose::KeySet;
use onecode_proto::registry::v1::{
    CertificateStatus, CheckCertificateStatusRequest, CheckCertificateStatusResponse, LegalForm, OrganizationKind,
};
use registry_domain::CertificateClaims;
use serde_json::json;
use uow::Clock;

use super::judge::{Judgement, Problem, judge};
use crate::args::VerifyArgs;
use crate::client::{Connection, Failure};
use crate::exit::Exit;
use crate::messages::{Label, Message};
use crate::output::{self, Cells, Printer, instant, yuan};

/// More than any certificate has: 2,000 characters of scope are 8,000 in the statement.
const LONGEST: u64 = 64 * 1_024;

/// Verifies; connects only if something is asked of a server.
pub(in crate::client) async fn run(args: VerifyArgs, printer: &Printer) -> Result<Exit, Failure> {
    let text = read(&args.file)?;
    let connection = if args.online || args.keys.is_none() {
        Some(Connection::open(&args.connection, printer.language()).await?)
    } else {
        None
    };
    let set = match (&args.keys, &connection) {
        (Some(file), _) => std::fs::read_to_string(file).map_err(|error| Failure::unreadable(file, &error))?,
        (None, Some(connection)) => super::key_set(connection).await?,
        (None, None) => return Err(Failure::contract("keys")),
    };
    let keys = KeySet::parse(&set).map_err(|error| Failure::usage(Message::BadKeySet(error.to_string())))?;
    let judgement = judge(text.trim(), &keys, Clock::system().now());
    let status = match (&connection, &judgement.claims) {
        (Some(connection), Some(claims)) if args.online => Some(status(connection, &claims.jti).await?),
        _ => None,
    };
    if printer.is_json() {
        printer.value(&answer(&judgement, status.as_ref()))?;
    } else {
        show(&judgement, status.as_ref(), printer)?;
    }
    let ended = status.is_some_and(|status| status.status() != CertificateStatus::Valid);
    Ok(if judgement.problem.is_some() || ended { Exit::Refused } else { Exit::Done })
}

fn read(file: &Path) -> Result<String, Failure> {
    let mut text = String::new();
    let read = if file == Path::new("-") {
        io::stdin().lock().take(LONGEST).read_to_string(&mut text)
    } else {
        std::fs::File::open(file).and_then(|opened| opened.take(LONGEST).read_to_string(&mut text))
    };
    read.map_err(|error| Failure::unreadable(file, &error))?;
    Ok(text)
}

async fn status(connection: &Connection, number: &str) -> Result<CheckCertificateStatusResponse, Failure> {
    let request = connection.timed(CheckCertificateStatusRequest { number: number.to_owned() });
    Ok(connection.certificates().check_certificate_status(request).await?.into_inner())
}

fn answer(judgement: &Judgement, status: Option<&CheckCertificateStatusResponse>) -> serde_json::Value {
    json!({
        "signatureValid": judgement.claims.is_some(),
        "inForce": judgement.problem.is_none(),
        "problem": judgement.problem.as_ref().map(Problem::code),
        "claims": judgement.claims,
        "status": status.map(output::json::value),
    })
}

fn show(judgement: &Judgement, status: Option<&CheckCertificateStatusResponse>, printer: &Printer) -> io::Result<()> {
    let language = printer.language();
    let verdict = match &judgement.problem {
        Some(problem) => Message::Certificate(problem.clone()),
        None => Message::CertificateInForce,
    };
    printer.line(&verdict.text(language))?;
    if let Some(status) = status {
        let ended = status.end_time.is_some();
        let reason = if ended { printer.label(&status.end_reason()) } else { String::new() };
        let told = Message::CertificateStatus(printer.label(&status.status()), instant(status.end_time), reason);
        printer.line(&told.text(language))?;
    } else if judgement.problem.is_none() {
        printer.line(&Message::NotAskedOnline.text(language))?;
    }
    match &judgement.claims {
        Some(claims) => printer.table(&[], card(claims, printer)),
        None => Ok(()),
    }
}

fn card(claims: &CertificateClaims, printer: &Printer) -> Vec<Cells> {
    let stated = &claims.certified;
    let kind = OrganizationKind::from_str_name(&format!("ORGANIZATION_KIND_{}", stated.kind.to_uppercase()));
    let form = LegalForm::from_str_name(&format!("LEGAL_FORM_{}", stated.legal_form.to_uppercase()));
    let at = |seconds: i64| instant(Some(prost_types::Timestamp { seconds, nanos: 0 }));
    [
        (("number", "证书编号"), claims.jti.clone()),
        (("code", "统一社会信用代码"), claims.sub.clone()),
        (("name", "名称"), stated.title.clone()),
        (("kind", "类型"), kind.map_or_else(|| stated.kind.clone(), |kind| printer.label(&kind))),
        (("legal form", "形式"), form.map_or_else(|| stated.legal_form.clone(), |form| printer.label(&form))),
        (("legal representative", "法定代表人"), stated.legal_representative.reveal().to_owned()),
        (("address", "住所"), stated.address.clone()),
        (("business scope", "业务范围"), stated.business_scope.clone()),
        (("registered fund", "注册资金"), yuan(stated.registered_capital_fen, printer.language())),
        (("registering authority", "登记管理机关"), stated.registration_authority.clone()),
        (("supervising unit", "业务主管单位"), stated.supervising_unit.clone()),
        (("established", "成立登记日期"), stated.established_date.clone()),
        (("issued", "颁发时间"), at(claims.iat)),
        (("valid from", "有效期自"), at(claims.nbf)),
        (("expires", "失效时间"), at(claims.exp)),
        (("issuer", "签发者"), claims.iss.clone()),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(heading, value)| vec![heading.label(printer.language()).to_owned(), value])
    .collect()
}
