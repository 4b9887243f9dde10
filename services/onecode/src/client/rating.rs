//! `onecode rating`: the grade that an organisation has, and those that it had.

use onecode_proto::inspection::v1::{GetRatingRequest, ListRatingsRequest, Rating};

use super::casework::{card, last};
use super::{Connection, Failure};
use crate::args::{RatingCommand, RatingShowArgs};
use crate::exit::Exit;
use crate::output::{Cells, Printer, day, division};

const HISTORY: [(&str, &str); 6] = [
    ("grade", "等级"),
    ("status", "状态"),
    ("from", "自"),
    ("until", "至"),
    ("ended", "终止"),
    ("certificate", "证书编号"),
];

pub(super) async fn run(connection: &Connection, command: RatingCommand, printer: &Printer) -> Result<Exit, Failure> {
    match command {
        RatingCommand::Show(args) => show(connection, args, printer).await,
    }
}

async fn show(connection: &Connection, args: RatingShowArgs, printer: &Printer) -> Result<Exit, Failure> {
    let request = GetRatingRequest { organization: args.name.clone(), as_of: args.as_of };
    let answer = connection.ratings().get_rating(connection.timed(request)).await?.into_inner();
    let rating = answer.rating.ok_or_else(|| Failure::contract("rating"))?;
    if printer.is_json() {
        printer.json(&rating)?;
        return Ok(Exit::Done);
    }
    let all = every(connection, args.name).await?;
    printer.table(&[], card(lines(&rating, printer), printer.language()))?;
    printer.line("")?;
    printer.table(&HISTORY, all.iter().map(|one| row(one, printer)))?;
    Ok(Exit::Done)
}

/// Every grade of an organisation, all pages as one.
async fn every(connection: &Connection, organization: String) -> Result<Vec<Rating>, Failure> {
    let mut request = ListRatingsRequest { organization, page_size: 200, ..ListRatingsRequest::default() };
    let mut all = Vec::new();
    loop {
        let page = connection.ratings().list_ratings(connection.timed(request.clone())).await?.into_inner();
        all.extend(page.ratings);
        if page.next_page_token.is_empty() {
            return Ok(all);
        }
        request.page_token = page.next_page_token;
    }
}

fn lines(rating: &Rating, printer: &Printer) -> Vec<((&'static str, &'static str), String)> {
    vec![
        (("organisation", "社会组织"), last(&rating.organization).to_owned()),
        (("grade", "评估等级"), printer.label(&rating.grade())),
        (("certificate", "证书编号"), rating.certificate_number.clone()),
        (("from", "有效期自"), day(rating.valid_from)),
        (("until", "有效期至"), day(rating.valid_until)),
        (("announced", "公告日期"), day(rating.announce_date)),
        (("authority", "评估机关"), last(&rating.department).to_owned()),
        (("division", "行政区划"), division(&rating.division)),
    ]
}

fn row(rating: &Rating, printer: &Printer) -> Cells {
    vec![
        printer.label(&rating.grade()),
        printer.label(&rating.status()),
        day(rating.valid_from),
        day(rating.valid_until),
        day(rating.end_date),
        rating.certificate_number.clone(),
    ]
}
