//! `onecode certificate`: the keys, the certificates of an organisation, their printed form, and the check of one.

mod judge;
mod verify;

use std::io::Write;
use std::path::Path;

use onecode_proto::registry::v1::{
    Certificate, GetCertificateRequest, ListCertificateKeysRequest, ListCertificatesRequest, RenderCertificateRequest,
};
use tempfile::NamedTempFile;

use super::cursor_file::folder_of;
use super::{Connection, Failure};
use crate::args::{CertificateCommand, CertificateGetArgs, KeysArgs, PrintArgs, WhichCertificate};
use crate::exit::Exit;
use crate::messages::{Label, Message};
use crate::output::{Cells, Printer, day, instant};

pub use judge::Problem;
pub(super) use verify::run as verify;

pub(super) async fn run(
    connection: &Connection,
    command: CertificateCommand,
    printer: &Printer,
) -> Result<Exit, Failure> {
    match command {
        CertificateCommand::Verify(args) => verify(args, printer).await,
        CertificateCommand::Keys(args) => keys(connection, &args, printer).await,
        CertificateCommand::Get(args) => get(connection, args, printer).await,
        CertificateCommand::Print(args) => print(connection, args).await,
    }
}

async fn keys(connection: &Connection, args: &KeysArgs, printer: &Printer) -> Result<Exit, Failure> {
    let set = key_set(connection).await?;
    match &args.out {
        Some(file) => write(file, set.as_bytes())?,
        None => printer.line(&set)?,
    }
    Ok(Exit::Done)
}

/// The keys that the server publishes, as a JWK set.
async fn key_set(connection: &Connection) -> Result<String, Failure> {
    let request = connection.timed(ListCertificateKeysRequest {});
    Ok(connection.certificates().list_certificate_keys(request).await?.into_inner().jwk_set)
}

async fn get(connection: &Connection, args: CertificateGetArgs, printer: &Printer) -> Result<Exit, Failure> {
    let name = name(connection, args.which).await?;
    let request = connection.timed(GetCertificateRequest { name });
    let answer = connection.certificates().get_certificate(request).await?.into_inner();
    let certificate = answer.certificate.ok_or_else(|| Failure::contract("certificate"))?;
    if let Some(file) = &args.out {
        if certificate.jws.is_empty() {
            return Err(Failure::Said(Exit::Denied, Message::StatementWithheld));
        }
        write(file, certificate.jws.as_bytes())?;
    }
    if printer.is_json() {
        printer.json(&certificate)?;
    } else {
        printer.table(&[], card(&certificate, printer))?;
    }
    Ok(Exit::Done)
}

async fn print(connection: &Connection, args: PrintArgs) -> Result<Exit, Failure> {
    let name = name(connection, args.which).await?;
    let request = connection.timed(RenderCertificateRequest { name });
    let printed = connection.certificates().render_certificate(request).await?.into_inner();
    write(&args.out, &printed.pdf)?;
    Ok(Exit::Done)
}

/// The name of the certificate that is meant.
async fn name(connection: &Connection, which: WhichCertificate) -> Result<String, Failure> {
    let parent = match which {
        WhichCertificate::Named(name) => return Ok(name),
        WhichCertificate::NewestOf(parent) => parent,
    };
    let request = ListCertificatesRequest { parent, page_size: 1, ..ListCertificatesRequest::default() };
    let page = connection.certificates().list_certificates(connection.timed(request)).await?.into_inner();
    let newest = page.certificates.into_iter().next();
    newest.map(|certificate| certificate.name).ok_or(Failure::Said(Exit::NotFound, Message::NoCertificate))
}

fn card(certificate: &Certificate, printer: &Printer) -> Vec<Cells> {
    [
        (("number", "证书编号"), certificate.number.clone()),
        (("status", "证书状态"), printer.label(&certificate.status())),
        (("issued", "颁发时间"), instant(certificate.issue_time)),
        (("valid from", "有效期自"), day(certificate.valid_from)),
        (("expires on", "失效日期"), day(certificate.expire_date)),
        (("term by rule", "期限依据"), format!("{} / {}", certificate.term_rule, certificate.term_rule_version)),
        (("states revision", "登记记录"), certificate.revision.to_string()),
        (("basis", "依据"), certificate.basis.clone()),
        (("signed with key", "签名密钥"), certificate.key_id.clone()),
        (("ended", "终止时间"), instant(certificate.end_time)),
        (("because", "终止原因"), printer.label(&certificate.end_reason())),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(heading, value)| vec![heading.label(printer.language()).to_owned(), value])
    .collect()
}

/// Writes a file whole, so that a reader never sees half of it.
pub(super) fn write(file: &Path, content: &[u8]) -> Result<(), Failure> {
    let written = NamedTempFile::new_in(folder_of(file)).and_then(|mut fresh| {
        fresh.write_all(content)?;
        fresh.persist(file).map_err(|lost| lost.error)
    });
    written.map(drop).map_err(|error| Failure::unwritable(file, &error))
}
