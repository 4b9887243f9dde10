//! A page of paper: text in the fonts of ours, lines and areas, finished as PDF.

use fault::Fault;
use pdf_writer::{Content, Date, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use time::OffsetDateTime;
use time::macros::offset;

use super::typeface::{Place, Typeface};

/// A4 across, in points.
pub(super) const WIDTH: f32 = 841.89;
/// A4 across, in points.
pub(super) const HEIGHT: f32 = 595.28;

/// A colour: red, green and blue, each 0 to 1.
pub(super) type Colour = [f32; 3];

/// A page that is being drawn; measures from its lower left corner, in points.
pub(super) struct Paper {
    content: Content,
    /// The first that has a character draws it.
    faces: [Typeface; 2],
}

const CATALOG: Ref = Ref::new(1);
const PAGES: Ref = Ref::new(2);
const PAGE: Ref = Ref::new(3);
const CONTENT: Ref = Ref::new(4);
const INFO: Ref = Ref::new(5);
const PLACES: [Place; 2] = [Place { first: 6 }, Place { first: 6 + Place::NUMBERS }];
const NAMES: [Name<'static>; 2] = [Name(b"F1"), Name(b"F2")];

impl Paper {
    pub(super) fn new() -> Result<Self, Fault> {
        let latin = Typeface::new("OpenSans", include_bytes!("../../fonts/OpenSans-Regular.ttf"))?;
        let chinese = Typeface::new("DroidSansFallback", include_bytes!("../../fonts/DroidSansFallbackFull.ttf"))?;
        Ok(Self { content: Content::new(), faces: [latin, chinese] })
    }

    /// Where the first character stands, from 1, that no font has.
    pub(super) fn lacks(&self, text: &str) -> Option<usize> {
        text.chars()
            .position(|character| self.faces.iter().all(|face| face.width(character).is_none()))
            .map(|at| at + 1)
    }

    /// The width of a character at size 1.
    pub(super) fn width_of(&self, character: char) -> f32 {
        self.faces.iter().find_map(|face| face.width(character)).unwrap_or_default()
    }

    /// The width of a text.
    pub(super) fn width(&self, text: &str, size: f32) -> f32 {
        text.chars().map(|character| self.width_of(character)).sum::<f32>() * size
    }

    /// Draws a text whose first character stands at `x` on the line `y`.
    pub(super) fn text(&mut self, text: &str, (x, y): (f32, f32), size: f32, [red, green, blue]: Colour) {
        self.content.begin_text().set_fill_rgb(red, green, blue).next_line(x, y);
        for (face, glyphs) in self.runs(text) {
            self.content.set_font(NAMES[face], size).show(Str(&glyphs));
        }
        self.content.end_text();
    }

    /// Draws a text around `x`, its characters `apart` more than they are.
    pub(super) fn centred(&mut self, text: &str, (x, y): (f32, f32), size: f32, apart: f32, colour: Colour) {
        let gaps = text.chars().skip(1).map(|_| apart).sum::<f32>();
        let width = self.width(text, size) + gaps;
        self.content.set_char_spacing(apart);
        self.text(text, (x - width / 2.0, y), size, colour);
        self.content.set_char_spacing(0.0);
    }

    /// Draws the outline of an area.
    pub(super) fn frame(&mut self, (x, y, width, height): (f32, f32, f32, f32), line: f32, [red, green, blue]: Colour) {
        self.content.set_stroke_rgb(red, green, blue).set_line_width(line).rect(x, y, width, height).stroke();
    }

    /// Fills areas, which are counted in units of `unit` from the corner `(x, y)`.
    pub(super) fn fill(
        &mut self,
        (x, y, unit): (f32, f32, f32),
        areas: impl IntoIterator<Item = (u16, u16, u16, u16)>,
        [red, green, blue]: Colour,
    ) {
        self.content.save_state().transform([unit, 0.0, 0.0, unit, x, y]).set_fill_rgb(red, green, blue);
        for (x, y, width, height) in areas {
            self.content.rect(x.into(), y.into(), width.into(), height.into());
        }
        self.content.fill_nonzero().restore_state();
    }

    /// The text in pieces of one font each.
    fn runs(&mut self, text: &str) -> Vec<(usize, Vec<u8>)> {
        let mut runs: Vec<(usize, Vec<u8>)> = Vec::new();
        for character in text.chars() {
            let drawn = self.faces.iter_mut().enumerate().find_map(|(at, face)| Some((at, face.draw(character)?)));
            match (drawn, runs.last_mut()) {
                (Some((face, glyph)), Some((last, glyphs))) if face == *last => glyphs.extend(glyph),
                (Some((face, glyph)), _) => runs.push((face, glyph.to_vec())),
                (None, _) => {}
            }
        }
        runs
    }

    /// The page as a file.
    pub(super) fn finish(self, title: &str, at: OffsetDateTime) -> Result<Vec<u8>, Fault> {
        let mut pdf = Pdf::new();
        pdf.catalog(CATALOG).pages(PAGES).lang(TextStr("zh-CN"));
        pdf.pages(PAGES).kids([PAGE]).count(1);
        let mut page = pdf.page(PAGE);
        page.media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT)).parent(PAGES).contents(CONTENT);
        let mut resources = page.resources();
        let mut fonts = resources.fonts();
        for (name, place) in NAMES.iter().zip(&PLACES) {
            fonts.pair(*name, place.font());
        }
        fonts.finish();
        resources.finish();
        page.finish();
        pdf.stream(CONTENT, self.content.finish().as_slice());
        let local = at.to_offset(offset!(+8));
        let date = Date::new(u16::try_from(local.year()).map_err(Fault::internal)?)
            .month(local.month().into())
            .day(local.day())
            .hour(local.hour())
            .minute(local.minute())
            .second(local.second())
            .utc_offset_hour(8)
            .utc_offset_minute(0);
        pdf.document_info(INFO).title(TextStr(title)).producer(TextStr("onecode")).creation_date(date);
        for (face, place) in self.faces.iter().zip(&PLACES) {
            face.write(&mut pdf, place)?;
        }
        Ok(pdf.finish())
    }
}
