//! A font (字体) of ours, and the glyphs that a page has used of it.

use std::collections::BTreeMap;

use fault::Fault;
use pdf_writer::types::{CidFontType, FontFlags, SystemInfo, UnicodeCmap};
use pdf_writer::{Finish, Name, Pdf, Rect, Ref, Str};
use subsetter::GlyphRemapper;
use ttf_parser::Face;

/// What a glyph of a subset shows, and how wide it is in thousandths of the size.
struct Drawn {
    character: char,
    width: f32,
}

/// A font, subset to what was drawn with it.
pub(crate) struct Typeface {
    data: &'static [u8],
    face: Face<'static>,
    name: &'static str,
    glyphs: GlyphRemapper,
    drawn: BTreeMap<u16, Drawn>,
}

/// Where a font's parts stand in the file: five numbers from `first` on.
pub(crate) struct Place {
    pub(crate) first: i32,
}

impl Place {
    /// How many numbers a font takes.
    pub(crate) const NUMBERS: i32 = 5;

    fn at(&self, offset: i32) -> Ref {
        Ref::new(self.first + offset)
    }

    /// What a page names as its font.
    pub(crate) fn font(&self) -> Ref {
        self.at(0)
    }
}

impl Typeface {
    pub(crate) fn new(name: &'static str, data: &'static [u8]) -> Result<Self, Fault> {
        let face = Face::parse(data, 0).map_err(Fault::internal)?;
        Ok(Self { data, face, name, glyphs: GlyphRemapper::new(), drawn: BTreeMap::new() })
    }

    /// The width of a character in parts of the size; `None` if the font lacks it.
    pub(crate) fn width(&self, character: char) -> Option<f32> {
        let advance = self.face.glyph_hor_advance(self.face.glyph_index(character)?)?;
        Some(f32::from(advance) / f32::from(self.face.units_per_em()))
    }

    /// The two bytes that draw a character; `None` if the font lacks it.
    pub(crate) fn draw(&mut self, character: char) -> Option<[u8; 2]> {
        let width = self.width(character)? * 1_000.0;
        let glyph = self.glyphs.remap(self.face.glyph_index(character)?.0);
        self.drawn.insert(glyph, Drawn { character, width });
        Some(glyph.to_be_bytes())
    }

    /// Writes the subset as a CID-keyed font, whose CIDs are the numbers of its glyphs.
    pub(crate) fn write(&self, pdf: &mut Pdf, place: &Place) -> Result<(), Fault> {
        let subset = subsetter::subset(self.data, 0, &self.glyphs).map_err(Fault::internal)?;
        let tagged = format!("ONECDE+{}", self.name);
        let name = Name(tagged.as_bytes());
        let system = SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
        let [font, keyed, descriptor, file, unicode] = [0, 1, 2, 3, 4].map(|offset| place.at(offset));

        pdf.type0_font(font)
            .base_font(name)
            .encoding_predefined(Name(b"Identity-H"))
            .descendant_font(keyed)
            .to_unicode(unicode);
        let mut cid = pdf.cid_font(keyed);
        cid.subtype(CidFontType::Type2).base_font(name).system_info(system).font_descriptor(descriptor);
        cid.default_width(0.0).cid_to_gid_map_predefined(Name(b"Identity"));
        let mut widths = cid.widths();
        for (glyph, drawn) in &self.drawn {
            widths.same(*glyph, *glyph, drawn.width);
        }
        widths.finish();
        cid.finish();

        let scale = 1_000.0 / f32::from(self.face.units_per_em());
        let scaled = |units: i16| f32::from(units) * scale;
        let bounds = self.face.global_bounding_box();
        pdf.font_descriptor(descriptor)
            .name(name)
            .flags(FontFlags::SYMBOLIC)
            .bbox(Rect::new(scaled(bounds.x_min), scaled(bounds.y_min), scaled(bounds.x_max), scaled(bounds.y_max)))
            .italic_angle(0.0)
            .ascent(scaled(self.face.ascender()))
            .descent(scaled(self.face.descender()))
            .cap_height(scaled(self.face.capital_height().unwrap_or_else(|| self.face.ascender())))
            .stem_v(80.0)
            .font_file2(file);
        pdf.stream(file, &subset).pair(Name(b"Length1"), i32::try_from(subset.len()).map_err(Fault::internal)?);

        let mut cmap = UnicodeCmap::<u16>::new(Name(b"Custom"), system);
        for (glyph, drawn) in &self.drawn {
            cmap.pair(*glyph, drawn.character);
        }
        pdf.cmap(unicode, cmap.finish().as_slice());
        Ok(())
    }
}
