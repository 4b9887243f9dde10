//! Files as they are printed: the same twice, of as many pages as were drawn, with codes that a reader reads.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

use std::collections::HashSet;

use paper::{ACROSS, Paper, UPRIGHT, qr};
use time::macros::datetime;

const BLACK: [f32; 3] = [0.0, 0.0, 0.0];

fn printed(pages: usize) -> Vec<u8> {
    let mut paper = Paper::new(UPRIGHT).unwrap();
    for page in 0..pages {
        if page > 0 {
            paper.turn();
        }
        paper.text(&format!("第{page}页 page"), (72.0, 700.0), 12.0, BLACK);
    }
    assert_eq!(paper.pages(), pages);
    paper.go_to(0);
    paper.centred("页眉", (300.0, 800.0), 10.0, 2.0, BLACK);
    paper.code((72.0, 72.0, 80.0), "onecode", BLACK).unwrap();
    paper.finish("样本", datetime!(2026-11-24 02:00 UTC)).unwrap()
}

fn count(pdf: &[u8], part: &str) -> usize {
    pdf.windows(part.len()).filter(|window| *window == part.as_bytes()).count()
}

#[test]
fn a_file_has_as_many_pages_as_were_drawn_and_its_fonts_once() {
    for pages in [1, 2, 7] {
        let pdf = printed(pages);
        assert_eq!(count(&pdf, &format!("/Count {pages}")), 1);
        assert_eq!(count(&pdf, "/MediaBox"), pages);
        assert_eq!(count(&pdf, "/FontFile2"), 2);
        assert!(pdf.len() < 100_000, "{} bytes: the fonts are subset", pdf.len());
    }
}

#[test]
fn the_same_drawing_gives_the_same_bytes() {
    assert_eq!(printed(3), printed(3));
    assert_ne!(printed(3), printed(2));
}

#[test]
fn what_no_font_has_is_told_by_its_place() {
    let paper = Paper::new(ACROSS).unwrap();
    assert_eq!(paper.lacks("湖州市协会〔2026〕1号"), None);
    assert_eq!(paper.lacks("张\u{20164}丰"), Some(2));
}

#[test]
fn lines_are_as_wide_as_asked_and_begin_with_no_closing_mark() {
    let paper = Paper::new(ACROSS).unwrap();
    let text = "统一社会信用代码，".repeat(9);
    let lines = paper.wrap(&text, 8.0);
    assert_eq!(lines.concat(), text);
    for line in &lines {
        assert!(paper.width(line, 1.0) <= 8.0 + f32::EPSILON && !line.starts_with('，'), "{line}");
    }
}

#[test]
fn a_reader_that_is_not_ours_reads_the_code() {
    let content = "onecode-credit-report 0123456789abcdef01234567";
    let (runs, side) = qr::modules(content).unwrap();
    let dark: HashSet<(u16, u16)> = runs
        .iter()
        .flat_map(|run| (run.column..run.column + run.length).map(move |column| (column, run.row)))
        .collect();
    let (scale, quiet) = (4, usize::from(qr::QUIET));
    let pixels = (usize::from(side) + 2 * quiet) * scale;
    let module = |pixel: usize| (pixel / scale).checked_sub(quiet).and_then(|at| u16::try_from(at).ok());
    let shade = |x: usize, y: usize| match (module(x), module(y)) {
        (Some(column), Some(row)) if dark.contains(&(column, row)) => 0,
        _ => 255,
    };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(pixels, pixels, shade);
    assert_eq!(image.detect_grids()[0].decode().unwrap().1, content);
}
