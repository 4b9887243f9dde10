//! The picture of a procedure, laid out and drawn here so that it is the same on every machine.

mod layout;
mod svg;
mod text;
mod trunk;

use layout::{BOX, END_HEIGHT, END_WIDTH, End, Exit, Layout, Open, opinion_height};
use svg::{Style, Svg};
use trunk::{Side, Trunk};

use crate::Procedure;

const INK: &str = "#111827";
const FAINT: &str = "#4b5563";
const TRUNKS: [&str; 8] = ["#374151", "#1d4ed8", "#b45309", "#6d28d9", "#047857", "#b91c1c", "#0e7490", "#a21caf"];

const TITLE: Style = Style { size: 20, colour: INK, bold: true };
const STATE: Style = Style { size: 16, colour: INK, bold: true };
const ACTION: Style = Style { size: 13, colour: INK, bold: true };
const PLAIN: Style = Style { size: 13, colour: INK, bold: false };
const SMALL: Style = Style { size: 12, colour: FAINT, bold: false };
const TINY: Style = Style { size: 11, colour: FAINT, bold: false };
const BADGE: Style = Style { size: 11, colour: "#ffffff", bold: true };

impl Procedure {
    /// The picture as SVG: open states in a column, ends to the right, actions numbered as in the table.
    #[must_use]
    pub fn picture(&'static self) -> String {
        let layout = Layout::of(self);
        let mut svg = Svg::default();
        svg.text(28, 38, TITLE, &heading(self));
        svg.text(28, 60, PLAIN, &subheading(self));
        for trunk in &layout.trunks {
            draw_trunk(&mut svg, &layout, trunk);
        }
        for exit in &layout.exits {
            draw_exit(&mut svg, &layout, exit);
        }
        for open in &layout.open {
            draw_open(&mut svg, layout.boxes, open);
            if open.state.key == self.initial {
                let x = layout.boxes + BOX / 2;
                svg.disc((x, open.y - 26), 6, INK);
                svg.line(&[(x, open.y - 26), (x, open.y - 6)], INK);
                svg.head((x, open.y), 0, INK);
            }
        }
        for end in &layout.ends {
            draw_end(&mut svg, layout.end, end);
        }
        let height = legend(&mut svg, layout.bottom, layout.width);
        svg.finish((layout.width, height), &heading(self))
    }
}

fn heading(procedure: &Procedure) -> String {
    format!("{} {}", procedure.title, procedure.key)
}

fn subheading(procedure: &Procedure) -> String {
    format!("依据：{}", procedure.basis.join("、"))
}

fn draw_trunk(svg: &mut Svg, layout: &Layout, trunk: &Trunk) {
    let colour = colour(trunk.index);
    let (start, entry) = match trunk.side {
        Side::Left => (layout.boxes, layout.boxes),
        Side::Right => (layout.right, layout.end),
    };
    let (top, bottom) = trunk.span();
    svg.line(&[(trunk.x, top), (trunk.x, bottom)], colour);
    for row in &trunk.rows {
        svg.line(&[(start, *row), (trunk.x, *row)], colour);
    }
    svg.line(&[(trunk.x, trunk.entry), (entry - 8, trunk.entry)], colour);
    svg.head((entry, trunk.entry), 1, colour);
    for joint in trunk.rows.iter().chain([&trunk.entry]).filter(|y| top < **y && **y < bottom) {
        svg.disc((trunk.x, *joint), 3, colour);
    }
}

fn colour(index: usize) -> &'static str {
    TRUNKS[index % TRUNKS.len()]
}

fn draw_exit(svg: &mut Svg, layout: &Layout, exit: &Exit) {
    let y = exit.y;
    let trunk = layout.trunks.iter().find(|trunk| Some(trunk.to) == exit.to);
    let colour = trunk.map_or(FAINT, |trunk| colour(trunk.index));
    let x = match (exit.side, exit.to) {
        (Side::Left, _) => layout.left + 6,
        (Side::Right, Some(_)) => layout.right + 10,
        (Side::Right, None) => {
            let (near, far) = (layout.right, layout.right + 26);
            svg.line(&[(near, y - 9), (far, y - 9), (far, y + 9), (near + 8, y + 9)], colour);
            svg.head((near, y + 9), -1, colour);
            far + 8
        }
    };
    svg.disc((x + 9, y - 12), 9, colour);
    svg.centred(x + 9, y - 8, BADGE, &exit.number.to_string());
    svg.text(x + 23, y - 7, ACTION, exit.action.title);
    svg.text(x + 23, y + 14, TINY, &exit.by);
}

fn draw_open(svg: &mut Svg, x: i32, open: &Open) {
    svg.rect((x, open.y), (BOX, open.height), "fill=\"#f1f5f9\" stroke=\"#334155\" stroke-width=\"1.6\"");
    let named = x + 14 + text::width(open.state.title, STATE.size) + 10;
    svg.text(x + 14, open.y + 27, STATE, open.state.title);
    svg.text(named, open.y + 27, SMALL, open.state.key);
    let mut y = open.y + 50;
    for line in &open.duty {
        svg.text(x + 14, y, if line.contains('（') { SMALL } else { PLAIN }, line);
        y += 18;
    }
    y -= 8;
    for lines in &open.opinions {
        let height = opinion_height(lines);
        let look = "fill=\"#ffffff\" stroke=\"#64748b\" stroke-dasharray=\"4 3\"";
        svg.rect((x + 12, y), (BOX - 24, height), look);
        for (line, row) in lines.iter().zip(0..) {
            svg.text(x + 20, y + 18 + 18 * row, if row == 0 { PLAIN } else { SMALL }, line);
        }
        y += height + 8;
    }
}

fn draw_end(svg: &mut Svg, x: i32, end: &End) {
    let look = "fill=\"#ffffff\" stroke=\"#334155\" stroke-width=\"1.4\"";
    svg.rect((x, end.y), (END_WIDTH, END_HEIGHT), look);
    svg.rect((x + 4, end.y + 4), (END_WIDTH - 8, END_HEIGHT - 8), look);
    svg.centred(x + END_WIDTH / 2, end.y + 24, STATE, end.state.title);
    svg.centred(x + END_WIDTH / 2, end.y + 39, TINY, end.state.key);
}

/// What the signs mean; the height of the picture with it.
fn legend(svg: &mut Svg, top: i32, width: i32) -> i32 {
    let y = top + 14;
    svg.line(&[(28, y), (width - 28, y)], "#cbd5e1");
    let y = y + 30;
    svg.rect((28, y - 14), (28, 18), "fill=\"#f1f5f9\" stroke=\"#334155\" stroke-width=\"1.6\"");
    svg.text(66, y, SMALL, "状态：由谁办理、办理期限（规则） state, whose duty, its term (rule)");
    let y = y + 26;
    let look = "fill=\"#ffffff\" stroke=\"#334155\" stroke-width=\"1.2\"";
    svg.rect((28, y - 14), (28, 18), look);
    svg.rect((31, y - 11), (22, 12), look);
    svg.text(66, y, SMALL, "终结 the case ends");
    svg.rect((250, y - 14), (28, 18), "fill=\"#ffffff\" stroke=\"#64748b\" stroke-dasharray=\"4 3\"");
    svg.text(288, y, SMALL, "并行意见 opinion given side by side with the others");
    let y = y + 26;
    svg.disc((42, y - 4), 9, FAINT);
    svg.centred(42, y, BADGE, "1");
    svg.text(66, y, SMALL, "办理动作及有权办理者，编号同表 action and who may take it, numbered as in the table");
    y + 26
}
