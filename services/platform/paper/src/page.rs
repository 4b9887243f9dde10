//! Pages that are being drawn, and the file that they become.

use fault::Fault;
use pdf_writer::{Content, Date, Finish, Name, Pdf, Rect, Ref, Str, TextStr};
use time::OffsetDateTime;
use time::macros::offset;

use crate::qr;
use crate::typeface::{Place, Typeface};

/// Width and height of a page, in points.
pub type Size = (f32, f32);
/// A4 across (横向).
pub const ACROSS: Size = (841.89, 595.28);
/// A4 upright (纵向).
pub const UPRIGHT: Size = (595.28, 841.89);

/// A colour: red, green and blue, each 0 to 1.
pub type Colour = [f32; 3];

/// Pages of one size that are being drawn, one at a time; measures from the lower left corner, in points.
pub struct Paper {
    size: Size,
    pages: Vec<Content>,
    /// The page that is drawn on.
    at: usize,
    /// The first that has a character draws it.
    faces: [Typeface; 2],
}

const CATALOG: Ref = Ref::new(1);
const PAGES: Ref = Ref::new(2);
const INFO: Ref = Ref::new(3);
const PLACES: [Place; 2] = [Place { first: 4 }, Place { first: 4 + Place::NUMBERS }];
/// From here on, two numbers a page.
const FIRST: i32 = 4 + 2 * Place::NUMBERS;
const NAMES: [Name<'static>; 2] = [Name(b"F1"), Name(b"F2")];

/// What may not begin a line.
const CLOSING: &str = "，。、；：？！）》〉」』】〕”’％,.;:?!)]%";

impl Paper {
    /// One empty page.
    ///
    /// # Errors
    /// None: the fonts are part of the program.
    pub fn new(size: Size) -> Result<Self, Fault> {
        let latin = Typeface::new("OpenSans", include_bytes!("../fonts/OpenSans-Regular.ttf"))?;
        let chinese = Typeface::new("DroidSansFallback", include_bytes!("../fonts/DroidSansFallbackFull.ttf"))?;
        Ok(Self { size, pages: vec![Content::new()], at: 0, faces: [latin, chinese] })
    }

    /// Adds a page, and goes there.
    pub fn turn(&mut self) {
        self.pages.push(Content::new());
        self.at = self.pages.len() - 1;
    }

    /// Goes to a page, the first is 0; stays where there is none.
    pub fn go_to(&mut self, page: usize) {
        self.at = page.min(self.pages.len() - 1);
    }

    /// How many pages there are.
    #[must_use]
    pub fn pages(&self) -> usize {
        self.pages.len()
    }

    /// Where the first character stands, from 1, that no font has.
    #[must_use]
    pub fn lacks(&self, text: &str) -> Option<usize> {
        text.chars()
            .position(|character| self.faces.iter().all(|face| face.width(character).is_none()))
            .map(|at| at + 1)
    }

    /// The width of a character at size 1.
    #[must_use]
    pub fn width_of(&self, character: char) -> f32 {
        self.faces.iter().find_map(|face| face.width(character)).unwrap_or_default()
    }

    /// The width of a text.
    #[must_use]
    pub fn width(&self, text: &str, size: f32) -> f32 {
        text.chars().map(|character| self.width_of(character)).sum::<f32>() * size
    }

    /// The lines of a text, each at most so many sizes wide.
    #[must_use]
    pub fn wrap(&self, text: &str, widest: f32) -> Vec<String> {
        let (mut lines, mut line, mut width) = (Vec::new(), String::new(), 0.0);
        for character in text.chars() {
            let own = self.width_of(character);
            if width + own > widest && !line.is_empty() {
                // what may not begin a line takes the character before it along
                let carried = if CLOSING.contains(character) { line.pop() } else { None };
                lines.push(std::mem::take(&mut line));
                line.extend(carried);
                width = carried.map_or(0.0, |carried| self.width_of(carried));
            }
            line.push(character);
            width += own;
        }
        lines.push(line);
        lines
    }

    /// Draws a text whose first character stands at `x` on the line `y`.
    pub fn text(&mut self, text: &str, (x, y): (f32, f32), size: f32, [red, green, blue]: Colour) {
        let runs = self.runs(text);
        let page = self.page();
        page.begin_text().set_fill_rgb(red, green, blue).next_line(x, y);
        for (face, glyphs) in runs {
            page.set_font(NAMES[face], size).show(Str(&glyphs));
        }
        page.end_text();
    }

    /// Draws a text around `x`, its characters `apart` more than they are.
    pub fn centred(&mut self, text: &str, (x, y): (f32, f32), size: f32, apart: f32, colour: Colour) {
        let gaps = text.chars().skip(1).map(|_| apart).sum::<f32>();
        let width = self.width(text, size) + gaps;
        self.page().set_char_spacing(apart);
        self.text(text, (x - width / 2.0, y), size, colour);
        self.page().set_char_spacing(0.0);
    }

    /// Draws the outline of an area.
    pub fn frame(&mut self, (x, y, width, height): (f32, f32, f32, f32), line: f32, [red, green, blue]: Colour) {
        self.page().set_stroke_rgb(red, green, blue).set_line_width(line).rect(x, y, width, height).stroke();
    }

    /// Fills areas, which are counted in units of `unit` from the corner `(x, y)`.
    pub fn fill(
        &mut self,
        (x, y, unit): (f32, f32, f32),
        areas: impl IntoIterator<Item = (u16, u16, u16, u16)>,
        [red, green, blue]: Colour,
    ) {
        let page = self.page();
        page.save_state().transform([unit, 0.0, 0.0, unit, x, y]).set_fill_rgb(red, green, blue);
        for (x, y, width, height) in areas {
            page.rect(x.into(), y.into(), width.into(), height.into());
        }
        page.fill_nonzero().restore_state();
    }

    /// Draws a QR code with its margin: lower left corner and side.
    ///
    /// # Errors
    /// The content is longer than a code can be.
    pub fn code(&mut self, (left, bottom, edge): (f32, f32, f32), content: &str, colour: Colour) -> Result<(), Fault> {
        let (runs, side) = qr::modules(content)?;
        let module = edge / f32::from(side + 2 * qr::QUIET);
        let area = |run: qr::Run| (run.column + qr::QUIET, side - 1 - run.row + qr::QUIET, run.length, 1);
        self.fill((left, bottom, module), runs.into_iter().map(area), colour);
        Ok(())
    }

    /// The pages as a file.
    ///
    /// # Errors
    /// None for what the fonts can draw.
    pub fn finish(self, title: &str, at: OffsetDateTime) -> Result<Vec<u8>, Fault> {
        let mut pdf = Pdf::new();
        pdf.catalog(CATALOG).pages(PAGES).lang(TextStr("zh-CN"));
        let places: Vec<(Ref, Ref)> = (0..).step_by(2).map(place).take(self.pages.len()).collect();
        let count = i32::try_from(places.len()).map_err(Fault::internal)?;
        pdf.pages(PAGES).kids(places.iter().map(|(page, _)| *page)).count(count);
        for ((page, content), drawn) in places.into_iter().zip(self.pages) {
            write(&mut pdf, (page, content), self.size);
            pdf.stream(content, drawn.finish().as_slice());
        }
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

    fn page(&mut self) -> &mut Content {
        &mut self.pages[self.at]
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
}

/// The numbers of a page and of its content, so many after the first.
fn place(offset: i32) -> (Ref, Ref) {
    (Ref::new(FIRST + offset), Ref::new(FIRST + offset + 1))
}

fn write(pdf: &mut Pdf, (page, content): (Ref, Ref), (width, height): Size) {
    let mut page = pdf.page(page);
    page.media_box(Rect::new(0.0, 0.0, width, height)).parent(PAGES).contents(content);
    let mut resources = page.resources();
    let mut fonts = resources.fonts();
    for (name, place) in NAMES.iter().zip(&PLACES) {
        fonts.pair(*name, place.font());
    }
    fonts.finish();
    resources.finish();
    page.finish();
}
