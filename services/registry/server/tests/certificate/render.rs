//! RenderCertificate: the printed form, read back by programs that are not ours where they are at hand.

use std::path::Path;
use std::process::Command;

use onecode_proto::registry::v1 as pb;
use testkit::Suite;
use tonic::{Code, Status};

use crate::support::*;

async fn printed(suite: &Suite, name: &str) -> Result<Vec<u8>, Status> {
    let request = pb::RenderCertificateRequest { name: name.to_owned() };
    let mut client = certificates(suite, &suite.registrar().because("issue"));
    Ok(client.render_certificate(request).await?.into_inner().pdf)
}

/// What a program of poppler-utils makes of a file; `None`, said aloud, where it is not installed.
fn poppler(program: &str, args: &[&str], file: &Path, out: &[&str]) -> Option<Vec<u8>> {
    let Ok(done) = Command::new(program).args(args).arg(file).args(out).output() else {
        println!("skipped: no {program} (poppler-utils)");
        return None;
    };
    assert!(done.status.success(), "{program}: {}", String::from_utf8_lossy(&done.stderr));
    Some(done.stdout)
}

#[tokio::test]
async fn what_stands_on_the_paper_is_what_was_signed() {
    let suite = registry().await;
    let seen = recorded(&suite, association(1)).await;
    let certificate = issued(&suite, &seen).await;
    let pdf = printed(&suite, &certificate.name).await.unwrap();
    assert!(pdf.starts_with(b"%PDF-1.") && pdf.len() < 200_000);
    assert_eq!(suite.count("select count(*) from uow.audit where kind = 'sensitive_read'").await, 1);

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("certificate.pdf");
    std::fs::write(&file, &pdf).unwrap();
    let Some(text) = poppler("pdftotext", &["-layout"], &file, &["-"]) else { return };
    let text: String = String::from_utf8(text).unwrap().split_whitespace().collect();
    for stated in [
        "社会团体法人登记证书",
        &certificate.number,
        &seen.code,
        "湖州市第1协会",
        "张三丰",
        "湖州市吴兴区仁皇山路1号",
        "学术交流、业务培训、咨询服务",
        "人民币3万元",
        "湖州市文化广电旅游局",
        "湖州市民政局",
        "2026年3月1日",
        "2026年11月24日至2031年11月23日",
    ] {
        assert!(text.contains(stated), "{stated} is missing in {text}");
    }
}

#[tokio::test]
async fn the_code_on_the_paper_verifies() {
    let suite = registry().await;
    let seen = recorded(&suite, association(1)).await;
    let certificate = issued(&suite, &seen).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("certificate.pdf");
    std::fs::write(&file, printed(&suite, &certificate.name).await.unwrap()).unwrap();
    let Some(image) = poppler("pdftoppm", &["-gray", "-r", "300"], &file, &[]) else { return };
    let (width, height, pixels) = greyscale(&image);
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| pixels[y * width + x]);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    let (_, jws) = grids[0].decode().unwrap();
    let claims = verified(&suite, &jws).await;
    assert_eq!((claims.sub, claims.jti), (seen.code, certificate.number));
}

/// Width, height and pixels of a picture in the PGM form of pdftoppm.
fn greyscale(picture: &[u8]) -> (usize, usize, &[u8]) {
    let mut lines = picture.splitn(4, |byte| *byte == b'\n');
    assert_eq!(lines.next(), Some(&b"P5"[..]));
    let size = String::from_utf8(lines.next().unwrap().to_vec()).unwrap();
    let (width, height) = size.split_once(' ').unwrap();
    assert_eq!(lines.next(), Some(&b"255"[..]));
    (width.parse().unwrap(), height.parse().unwrap(), lines.next().unwrap())
}

#[tokio::test]
async fn nothing_is_printed_without_a_purpose_or_the_permission() {
    let suite = registry().await;
    let seen = recorded(&suite, association(1)).await;
    let name = issued(&suite, &seen).await.name;
    let request = || pb::RenderCertificateRequest { name: name.clone() };
    let refused = certificates(&suite, &suite.registrar()).render_certificate(request()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::InvalidArgument, "PURPOSE_REQUIRED".into()));
    let reader = suite.identities().caller("tax", HUZHOU, &["registry-reader"]).because("tax");
    let refused = certificates(&suite, &reader).render_certificate(request()).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::PermissionDenied, "PERMISSION_MISSING".into()));
    assert_eq!(metadata(&refused, "permission"), "registry.certificate.read_document");
}

#[tokio::test]
async fn a_certificate_that_was_ended_is_no_longer_printed() {
    let suite = registry().await;
    let seen = recorded(&suite, association(1)).await;
    let first = issued(&suite, &seen).await;
    issued(&suite, &seen).await;
    let refused = printed(&suite, &first.name).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CERTIFICATE_NOT_VALID".into()));
    assert_eq!(metadata(&refused, "status"), "superseded");
}

#[tokio::test]
async fn a_rare_character_is_refused_and_not_dropped() {
    let suite = registry().await;
    let rare = pb::Organization { legal_representative: "张\u{20164}".into(), ..association(1) };
    let seen = recorded(&suite, rare).await;
    let name = issued(&suite, &seen).await.name;
    let refused = printed(&suite, &name).await.unwrap_err();
    assert_eq!(reason(&refused), (Code::FailedPrecondition, "CERTIFICATE_UNPRINTABLE".into()));
    assert_eq!((&*metadata(&refused, "field"), &*metadata(&refused, "position")), ("legal_representative", "2"));
}
