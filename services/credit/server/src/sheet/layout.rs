//! Where everything stands on the pages: a heading, particulars, lists, and the records of each class; every page says of what it is.

use fault::Fault;
use onecode_proto::credit::v1 as pb;
use paper::{Colour, Paper, UPRIGHT};
use time::OffsetDateTime;

use super::{code, unprintable, words};

const BLACK: Colour = [0.0, 0.0, 0.0];
const GREY: Colour = [0.35, 0.35, 0.35];
const RED: Colour = [0.72, 0.06, 0.08];
const LINE: Colour = [0.75, 0.75, 0.75];

const LEFT: f32 = 56.0;
const RIGHT: f32 = UPRIGHT.0 - 56.0;
const TEXTS: f32 = LEFT + 110.0;
/// The first line of a page, and below which none stands.
const TOP: f32 = UPRIGHT.1 - 72.0;
const BOTTOM: f32 = 92.0;
/// The QR code on the first page: lower left corner and side. 88 points are 31 mm.
const CODE: (f32, f32, f32) = (RIGHT - 88.0, UPRIGHT.1 - 222.0, 88.0);

const SIZE: f32 = 10.5;
const SMALL: f32 = 8.5;
const STEP: f32 = 16.0;

/// What is drawn, and how far down the page it has come.
struct Sheet<'a> {
    paper: &'a mut Paper,
    y: f32,
}

/// Draws the whole report.
pub(super) fn draw(paper: &mut Paper, report: &pb::CreditReport) -> Result<(), Fault> {
    let mut sheet = Sheet { paper, y: TOP };
    sheet.heading(report)?;
    sheet.listings(report)?;
    for (at, section) in report.sections.iter().enumerate() {
        sheet.title(words::class(section.class()), section.credit_records.len());
        for (number, record) in section.credit_records.iter().enumerate() {
            let field = format!("sections[{at}].credit_records[{number}]");
            sheet.item(&field, number, &words::record(record), &words::particulars_of(record))?;
        }
    }
    footers(paper, report);
    Ok(())
}

impl Sheet<'_> {
    fn heading(&mut self, report: &pb::CreditReport) -> Result<(), Fault> {
        let middle = UPRIGHT.0 / 2.0;
        self.paper.centred("社会组织信用报告", (middle, self.y), 22.0, 4.0, RED);
        self.y -= 24.0;
        self.paper.centred(words::view(report.view()), (middle, self.y), 11.0, 1.0, GREY);
        self.y -= 32.0;
        self.paper.code(CODE, &code(report), BLACK)?;
        self.paper.centred("扫码或凭验证码核验", (CODE.0 + CODE.2 / 2.0, CODE.1 - 8.0), 7.0, 0.0, GREY);
        for (field, label, text) in words::particulars(report) {
            self.check(field, &text)?;
            self.paper.text(label, (LEFT, self.y), SIZE, GREY);
            for line in self.paper.wrap(&text, (CODE.0 - 12.0 - TEXTS) / SIZE) {
                self.paper.text(&line, (TEXTS, self.y), SIZE, BLACK);
                self.y -= STEP;
            }
        }
        self.y = self.y.min(CODE.1 - 16.0);
        Ok(())
    }

    fn listings(&mut self, report: &pb::CreditReport) -> Result<(), Fault> {
        self.title("列入名单情况", report.listings.len());
        if report.listings.is_empty() {
            self.paper.text("无", (LEFT + 22.0, self.y), SIZE, BLACK);
            self.y -= STEP;
        }
        for (number, listing) in report.listings.iter().enumerate() {
            let what = words::particulars_of_listing(listing);
            self.item(&format!("listings[{number}]"), number, &words::listing(listing), &what)?;
        }
        Ok(())
    }

    /// A heading stays with the first of what it is of.
    fn title(&mut self, title: &str, count: usize) {
        self.room(STEP * 4.0);
        self.y -= 8.0;
        self.paper.text(&format!("{title}（{count}条）"), (LEFT, self.y), 12.0, RED);
        self.paper.frame((LEFT, self.y - 5.0, RIGHT - LEFT, 0.0), 0.6, LINE);
        self.y -= 22.0;
    }

    /// A line that is not parted from what is said of it.
    fn item(&mut self, field: &str, number: usize, what: &str, of: &str) -> Result<(), Fault> {
        self.check(field, what)?;
        self.check(field, of)?;
        let texts = LEFT + 22.0;
        let (lines, below) =
            (self.paper.wrap(what, (RIGHT - texts) / SIZE), self.paper.wrap(of, (RIGHT - texts) / SMALL));
        let height = lines.iter().map(|_| STEP).chain(below.iter().map(|_| STEP - 3.0));
        self.room(height.sum::<f32>() + 5.0);
        self.paper.text(&(number + 1).to_string(), (LEFT, self.y), SIZE, GREY);
        for line in &lines {
            self.paper.text(line, (texts, self.y), SIZE, BLACK);
            self.y -= STEP;
        }
        for line in &below {
            self.paper.text(line, (texts, self.y + 1.0), SMALL, GREY);
            self.y -= STEP - 3.0;
        }
        self.y -= 5.0;
        Ok(())
    }

    /// Turns the page if less is left of it. What is longer than a page begins on one.
    fn room(&mut self, height: f32) {
        if self.y - height < BOTTOM && self.y < TOP {
            self.paper.turn();
            self.y = TOP;
        }
    }

    fn check(&self, field: &str, text: &str) -> Result<(), Fault> {
        self.paper.lacks(text).map_or(Ok(()), |position| Err(unprintable(field, position)))
    }
}

/// Every page says of what it is, and that none is missing.
fn footers(paper: &mut Paper, report: &pb::CreditReport) {
    let issued = report.issue_time.and_then(|at| OffsetDateTime::from_unix_timestamp(at.seconds).ok());
    let issued = issued.map_or_else(String::new, words::instant);
    let pages = paper.pages();
    for page in 0..pages {
        paper.go_to(page);
        paper.frame((LEFT, 78.0, RIGHT - LEFT, 0.0), 0.6, LINE);
        let lines = [
            format!("验证码：{}　　第{}页，共{pages}页", report.verification_code, page + 1),
            format!("数据游标：{}", report.cursor),
            format!("出具时间：{issued}　　本报告载明截至该游标已归集的信用信息，出具后的变化以查询时为准。"),
        ];
        for (at, line) in (0_u8..).zip(&lines) {
            paper.text(line, (LEFT, f32::from(at).mul_add(-12.0, 64.0)), 8.0, GREY);
        }
    }
}
