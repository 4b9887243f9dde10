//! The printed form: what fits, what its code holds, what is refused.

use std::collections::HashSet;

use fault::Fault;
use registry_domain::{Certificate, CertificateClaims, CertificateNumber, Jws, Text};
use serde_json::json;
use statute::RuleRef;
use time::macros::{date, datetime};
use vocab::{OrganizationClass, UnifiedCode};

use super::*;
use crate::signer::Signer;

fn certificate(signer: &Signer, stated: &serde_json::Value) -> (Certificate, CertificateClaims) {
    let unified =
        UnifiedCode::from_parts(OrganizationClass::SocialGroup, "330500".parse().unwrap(), "XX000001").unwrap();
    let number = CertificateNumber { code: unified, serial: 1 };
    let mut claims = json!({
        "iss": "https://register.test", "sub": unified.to_string(), "jti": number.to_string(), "iat": 1_795_500_000,
        "nbf": 1_795_500_000, "exp": 1_953_180_000, "revision": 1, "title": "湖州市样本协会", "kind": "social_group",
        "legal_representative": "沈样本", "address": "湖州市吴兴区样本路1号", "business_scope": "学术交流、咨询服务",
        "registered_capital_fen": 3_000_000, "registration_authority": "湖州市民政局", "supervising_unit": "",
        "established_date": "2026-03-01",
    });
    claims.as_object_mut().unwrap().extend(stated.as_object().unwrap().clone());
    let claims: CertificateClaims = serde_json::from_value(claims).unwrap();
    let certificate = Certificate {
        number,
        kid: signer.keys().current().id().to_owned(),
        jws: signer.sign(&claims).unwrap(),
        issued_at: datetime!(2026-11-24 02:00 UTC),
        valid_from: date!(2026 - 11 - 24),
        expires_on: date!(2031 - 11 - 24),
        term_rule: RuleRef { id: "REG-24b".to_owned(), version: 1 },
        revision: 1,
        basis: Text::parse("测试").unwrap(),
        end: None,
    };
    (certificate, claims)
}

fn printed(stated: &serde_json::Value) -> Result<Vec<u8>, Fault> {
    let (certificate, claims) = certificate(&Signer::ephemeral().unwrap(), stated);
    render(&certificate, &claims)
}

fn has(pdf: &[u8], part: &str) -> bool {
    pdf.windows(part.len()).any(|window| window == part.as_bytes())
}

/// Reads a code as a telephone would, with a decoder that is not the encoder's.
fn scanned(content: &str) -> String {
    let (runs, side) = paper::qr::modules(content).unwrap();
    let (scale, margin) = (4, 4);
    let pixels = usize::from(side + 2 * margin) * scale;
    let places = |run: &paper::qr::Run| {
        let row = usize::from(run.row + margin);
        (run.column..run.column + run.length).map(move |column| (usize::from(column + margin), row)).collect::<Vec<_>>()
    };
    let dark: HashSet<(usize, usize)> = runs.iter().flat_map(places).collect();
    let shade = |x: usize, y: usize| if dark.contains(&(x / scale, y / scale)) { 0 } else { 255 };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(pixels, pixels, shade);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1);
    grids[0].decode().unwrap().1
}

#[test]
fn a_certificate_is_one_page_with_the_fonts_it_uses() {
    let pdf = printed(&json!({})).unwrap();
    assert!(pdf.starts_with(b"%PDF-1.") && pdf.trim_ascii_end().ends_with(b"%%EOF"));
    assert!(has(&pdf, "/Count 1") && has(&pdf, "841.89 595.28"));
    for font in ["ONECDE+OpenSans", "ONECDE+DroidSansFallback"] {
        assert!(has(&pdf, font), "{font}");
    }
    assert!(has(&pdf, "/FontFile2") && has(&pdf, "/ToUnicode"));
    assert!(pdf.len() < 200_000, "{} bytes: the fonts are subset", pdf.len());
}

#[test]
fn the_code_holds_the_signed_statement() {
    let (certificate, _) = certificate(&Signer::ephemeral().unwrap(), &json!({}));
    let content = code::content(&certificate);
    assert_eq!(content, certificate.jws.reveal());
    assert_eq!(scanned(&content), content);
}

#[test]
fn a_statement_too_long_for_a_code_leaves_number_and_code() {
    let (long, _) = certificate(&Signer::ephemeral().unwrap(), &json!({ "business_scope": "服务".repeat(500) }));
    let of = long.number.code;
    let content = code::content(&long);
    assert_eq!(content, format!("onecode-certificate {of}-001 {of}"));
    assert_eq!(scanned(&content), content);
}

#[test]
fn the_longest_statement_that_is_put_into_a_code_is_read_from_it() {
    let (template, _) = certificate(&Signer::ephemeral().unwrap(), &json!({}));
    let of_length = |length: usize| Certificate { jws: Jws::new("e".repeat(length)), ..template.clone() };
    let content = code::content(&of_length(2_048));
    assert_eq!(content.len(), 2_048);
    assert_eq!(scanned(&content), content);
    assert!(code::content(&of_length(2_049)).starts_with("onecode-certificate "));
}

#[test]
fn the_longest_particulars_that_the_register_takes_fit() {
    let stated = json!({
        "title": "名".repeat(120), "legal_representative": "姓".repeat(50), "address": "址".repeat(200),
        "business_scope": "业务范围，".repeat(400), "registration_authority": "局".repeat(100),
        "supervising_unit": "管".repeat(100),
    });
    let (certificate, claims) = certificate(&Signer::ephemeral().unwrap(), &stated);
    assert!(layout::fits(&certificate, &claims));
    assert!(render(&certificate, &claims).unwrap().len() < 2 << 20);
}

#[test]
fn a_character_that_no_font_has_is_named_by_its_place_alone() {
    for (field, value, position) in [
        ("legal_representative", "张\u{20164}丰", "2"),
        ("business_scope", "业务①", "3"),
        ("registration_authority", "\u{1F600}局", "1"),
    ] {
        let refused = printed(&json!({ field: value })).unwrap_err();
        assert_eq!(refused.reason(), "CERTIFICATE_UNPRINTABLE");
        let told = format!("{refused:?}");
        assert!(told.contains(field) && told.contains(position), "{told}");
        assert!(!value.chars().any(|character| !character.is_ascii() && told.contains(character)), "{told}");
    }
}

#[test]
fn every_kind_has_the_heading_of_its_paper_form() {
    for (kind, heading) in [
        ("social_group", "社会团体法人登记证书"),
        ("private_non_enterprise", "民办非企业单位登记证书"),
        ("foundation", "基金会法人登记证书"),
    ] {
        let (_, claims) = certificate(&Signer::ephemeral().unwrap(), &json!({ "kind": kind }));
        assert_eq!(rows::title(&claims.certified), heading);
        assert!(printed(&json!({ "kind": kind })).is_ok());
    }
    let unit = json!({ "kind": "private_non_enterprise", "legal_form": "corporate" });
    let (_, claims) = certificate(&Signer::ephemeral().unwrap(), &unit);
    assert_eq!(rows::title(&claims.certified), "民办非企业单位（法人）登记证书");
    assert!(printed(&unit).is_ok());
}
