//! Where everything stands on the page; long texts wrap, and all texts get smaller together until they fit.

use fault::Fault;
use paper::{ACROSS, Colour, Paper};
use registry_domain::{Certificate, CertificateClaims, Refusal, day_of};

use super::{code, rows};

const WIDTH: f32 = ACROSS.0;
const HEIGHT: f32 = ACROSS.1;

const BLACK: Colour = [0.0, 0.0, 0.0];
const GREY: Colour = [0.35, 0.35, 0.35];
const RED: Colour = [0.72, 0.06, 0.08];
const GOLD: Colour = [0.76, 0.60, 0.23];

const LABELS: f32 = 78.0;
const TEXTS: f32 = 206.0;
const RIGHT: f32 = WIDTH - 78.0;
/// The first line stands here, and none below that.
const ROWS: (f32, f32) = (446.0, 190.0);
/// The QR code with its margin: lower left corner and side. 136 points are 48 mm.
const CODE: (f32, f32, f32) = (72.0, 52.0, 136.0);
/// Draws the whole certificate.
pub(super) fn draw(paper: &mut Paper, certificate: &Certificate, claims: &CertificateClaims) -> Result<(), Fault> {
    let rows = rows::rows(certificate, claims);
    let authority = claims.certified.registration_authority.as_str();
    let texts = rows.iter().map(|row| (row.field, row.text.as_str()));
    for (field, text) in texts.chain([("registration_authority", authority)]) {
        if let Some(position) = paper.lacks(text) {
            return Err(Refusal::CertificateUnprintable { field, position }.into());
        }
    }
    border(paper);
    paper.centred(rows::title(&claims.certified), (WIDTH / 2.0, 505.0), 34.0, 5.0, RED);
    let number = format!("证书编号：{}", certificate.number);
    paper.centred(&number, (WIDTH / 2.0, 477.0), 11.0, 0.0, GREY);
    particulars(paper, &rows);
    qr_code(paper, certificate)?;
    seal(paper, authority, &rows::chinese(day_of(certificate.issued_at)));
    Ok(())
}

fn border(paper: &mut Paper) {
    for (inset, line) in [(24.0, 3.0), (30.0, 0.8), (36.0, 0.8)] {
        paper.frame((inset, inset, WIDTH - 2.0 * inset, HEIGHT - 2.0 * inset), line, GOLD);
    }
}

fn particulars(paper: &mut Paper, rows: &[rows::Row]) {
    let (size, wrapped) = fitted(paper, rows);
    let mut y = ROWS.0;
    for (row, lines) in rows.iter().zip(wrapped) {
        spread(paper, row.label, y, size);
        for line in lines {
            paper.text(&line, (TEXTS, y), size, BLACK);
            y -= size * LINE;
        }
        y -= size * GAP;
    }
}

/// Height of a line, in sizes.
const LINE: f32 = 1.35;
/// Space after a row, in sizes.
const GAP: f32 = 0.55;

/// The largest size at which all rows fit, 14 points at most, and their lines.
fn fitted(paper: &Paper, rows: &[rows::Row]) -> (f32, Vec<Vec<String>>) {
    let sizes = (SMALLEST + 1..=28).rev().map(|half_points| f32::from(half_points) / 2.0);
    let fitting = sizes.map(|size| (size, wrapped(paper, rows, size))).find(|(size, lines)| has_room(*size, lines));
    fitting.unwrap_or_else(|| {
        let size = f32::from(SMALLEST) / 2.0;
        (size, wrapped(paper, rows, size))
    })
}

/// In half points. At this size the longest particulars fit that the register takes (tested).
const SMALLEST: u8 = 11;

fn wrapped(paper: &Paper, rows: &[rows::Row], size: f32) -> Vec<Vec<String>> {
    rows.iter().map(|row| paper.wrap(&row.text, (RIGHT - TEXTS) / size)).collect()
}

fn has_room(size: f32, rows: &[Vec<String>]) -> bool {
    let sizes: f32 = rows.iter().map(|lines| lines.iter().map(|_| LINE).sum::<f32>() + GAP).sum();
    sizes * size <= ROWS.0 - ROWS.1
}

#[cfg(test)]
pub(super) fn fits(certificate: &Certificate, claims: &CertificateClaims) -> bool {
    Paper::new(ACROSS).is_ok_and(|paper| {
        let (size, lines) = fitted(&paper, &rows::rows(certificate, claims));
        has_room(size, &lines)
    })
}

/// A label, its characters spread so that all labels are equally wide.
fn spread(paper: &mut Paper, label: &str, y: f32, size: f32) {
    let room = TEXTS - LABELS - size;
    let wide = paper.width(label, size);
    let gaps = label.chars().skip(1).map(|_| 1.0).sum::<f32>().max(1.0);
    let apart = ((room.min(size * 8.0) - wide) / gaps).max(0.0);
    let width = gaps.mul_add(apart, wide);
    paper.centred(label, (LABELS + width / 2.0, y), size, apart, RED);
}

fn qr_code(paper: &mut Paper, certificate: &Certificate) -> Result<(), Fault> {
    paper.code(CODE, &code::content(certificate), BLACK)?;
    let (left, bottom, edge) = CODE;
    let hint = if code::holds_statement(certificate) { STATEMENT } else { NUMBERS };
    for (line, text) in (0_u8..).zip(hint) {
        let y = f32::from(line).mul_add(-12.0, bottom + 44.0);
        paper.text(text, (left + edge + 4.0, y), 7.5, GREY);
    }
    Ok(())
}

/// What a reader does with a code that holds the statement.
const STATEMENT: [&str; 3] = [
    "二维码内为本证书的电子签名文件（JWS），",
    "可用登记管理机关公布的公钥离线核验；",
    "证书是否仍然有效，凭证书编号查询。",
];

/// What a reader does with a code that holds the two numbers.
const NUMBERS: [&str; 3] =
    ["二维码内为证书编号和统一社会信用代码；", "本证书的电子签名文件另行取得，", "证书是否仍然有效，凭证书编号查询。"];

fn seal(paper: &mut Paper, authority: &str, day: &str) {
    let (x, room) = (625.0, 260.0);
    let size = (room / paper.width(authority, 1.0).max(1.0)).clamp(9.0, 15.0);
    let mut y = 112.0;
    paper.centred("登记管理机关", (x, 140.0), 11.0, 0.0, RED);
    for line in paper.wrap(authority, room / size) {
        paper.centred(&line, (x, y), size, 0.0, BLACK);
        y -= size * LINE;
    }
    paper.centred(day, (x, y - 8.0), 13.0, 0.0, BLACK);
}
