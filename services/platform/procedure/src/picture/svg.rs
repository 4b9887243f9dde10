//! SVG, as far as pictures of procedures need it.

use std::fmt::Write as _;

/// Fonts that have Chinese characters, on whatever system looks at the picture.
const FONTS: &str = "'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif";

/// A picture being drawn.
#[derive(Debug, Default)]
pub(super) struct Svg {
    body: String,
}

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    pub(super) size: i32,
    pub(super) colour: &'static str,
    pub(super) bold: bool,
}

impl Svg {
    pub(super) fn text(&mut self, x: i32, y: i32, style: Style, text: &str) {
        self.anchored(x, y, style, "start", text);
    }

    pub(super) fn centred(&mut self, x: i32, y: i32, style: Style, text: &str) {
        self.anchored(x, y, style, "middle", text);
    }

    fn anchored(&mut self, x: i32, y: i32, style: Style, anchor: &str, text: &str) {
        let Style { size, colour, bold } = style;
        let weight = if bold { " font-weight=\"600\"" } else { "" };
        let text = escaped(text);
        let _ = writeln!(
            self.body,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" fill=\"{colour}\" text-anchor=\"{anchor}\"{weight}>{text}</text>"
        );
    }

    /// A rectangle; `look` is fill, stroke and whatever else is special about it.
    pub(super) fn rect(&mut self, (x, y): (i32, i32), (width, height): (i32, i32), look: &str) {
        let _ =
            writeln!(self.body, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"4\" {look}/>");
    }

    pub(super) fn disc(&mut self, (x, y): (i32, i32), radius: i32, colour: &str) {
        let _ = writeln!(self.body, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" fill=\"{colour}\"/>");
    }

    /// A line along points.
    pub(super) fn line(&mut self, points: &[(i32, i32)], colour: &str) {
        let points: Vec<String> = points.iter().map(|(x, y)| format!("{x},{y}")).collect();
        let points = points.join(" ");
        let _ = writeln!(
            self.body,
            "<polyline points=\"{points}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.6\" stroke-linejoin=\"round\"/>"
        );
    }

    /// The head of an arrow that arrives at a point; `ahead` is the direction along x, 0 for downwards.
    pub(super) fn head(&mut self, (x, y): (i32, i32), ahead: i32, colour: &str) {
        let back = x - 10 * ahead;
        let (first, second) =
            if ahead == 0 { ((x - 5, y - 10), (x + 5, y - 10)) } else { ((back, y - 5), (back, y + 5)) };
        let _ = writeln!(
            self.body,
            "<polygon points=\"{x},{y} {},{} {},{}\" fill=\"{colour}\"/>",
            first.0, first.1, second.0, second.1
        );
    }

    /// The picture, on white ground, so that it can be read in a dark page too.
    pub(super) fn finish(self, (width, height): (i32, i32), title: &str) -> String {
        let title = escaped(title);
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" font-family=\"{FONTS}\">\n<title>{title}</title>\n\
             <rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n{}</svg>\n",
            self.body
        )
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
