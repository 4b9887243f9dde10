//! `onecode draw show` and `result`.

use onecode_proto::inspection::v1::{
    DrawnObject, ListDrawnObjectsRequest, ListDrawnObjectsResponse, Plan, Round, RoundFailure,
};

use super::plan as fetched;
use crate::args::{DrawResultArgs, DrawShowArgs};
use crate::client::casework::{card, last};
use crate::client::{Connection, Failure};
use crate::exit::Exit;
use crate::output::{Cells, Printer, division, instant};

const ROUNDS: [(&str, &str); 6] = [
    ("round", "轮次"),
    ("state", "状态"),
    ("committed", "已承诺"),
    ("revealed", "已揭示"),
    ("failed because of", "失败原因"),
    ("reason", "开启原因"),
];

const OBJECTS: [(&str, &str); 5] = [
    ("grade", "风险等级"),
    ("rank", "序号"),
    ("organisation", "对象"),
    ("inspectors", "检查人员"),
    ("missing", "缺员"),
];

pub(super) async fn plan(connection: &Connection, args: DrawShowArgs, printer: &Printer) -> Result<Exit, Failure> {
    let plan = fetched(connection, &args.name).await?;
    if printer.is_json() {
        printer.json(&plan)?;
        return Ok(Exit::Done);
    }
    printer.table(&[], card(lines(&plan, printer), printer.language()))?;
    if !plan.rounds.is_empty() {
        printer.line("")?;
        printer.table(&ROUNDS, plan.rounds.iter().map(|round| round_row(round, printer)))?;
    }
    Ok(Exit::Done)
}

fn lines(plan: &Plan, printer: &Printer) -> Vec<((&'static str, &'static str), String)> {
    let departments: Vec<String> =
        plan.departments.iter().map(|it| format!("{} × {}", last(&it.department), it.inspector_count)).collect();
    let mut lines = vec![
        (("plan", "计划"), plan.name.clone()),
        (("title", "名称"), plan.title.clone()),
        (("state", "状态"), printer.label(&plan.state())),
        (("division", "行政区划"), division(&plan.division)),
        (("departments", "参加部门"), departments.join("\n")),
        (("cancelled because", "取消原因"), plan.cancel_reason.clone()),
    ];
    if let Some(frozen) = &plan.frozen {
        let strata: Vec<String> = frozen
            .strata
            .iter()
            .map(|it| format!("{}: {} / {}", printer.label(&it.grade()), it.quota, it.population_count))
            .collect();
        lines.extend([
            (("frozen", "封存时间"), instant(frozen.freeze_time)),
            (("root", "根哈希"), frozen.root.clone()),
            (("to be drawn", "应抽数"), strata.join("\n")),
        ]);
    }
    if let Some(drawn) = &plan.drawn {
        lines.extend([
            (("drawn", "抽取时间"), instant(drawn.draw_time)),
            (("seed", "种子"), drawn.seed.clone()),
            (("organisations drawn", "抽中数"), drawn.drawn_count.to_string()),
            (("of these short of inspectors", "其中人员不足"), drawn.short_count.to_string()),
        ]);
    }
    lines
}

/// How far a round has come.
pub(super) fn round_row(round: &Round, printer: &Printer) -> Cells {
    let of = |done: usize| format!("{done} / {}", round.shares.len());
    let failed =
        |it: &RoundFailure| format!("{} {}", last(&it.department), printer.label(&it.cause())).trim().to_owned();
    vec![
        round.number.to_string(),
        printer.label(&round.state()),
        of(round.shares.iter().filter(|share| !share.commitment.is_empty()).count()),
        of(round.shares.iter().filter(|share| !share.share.is_empty()).count()),
        round.failures.iter().map(failed).collect::<Vec<_>>().join("\n"),
        round.reason.clone(),
    ]
}

pub(super) async fn result(connection: &Connection, args: DrawResultArgs, printer: &Printer) -> Result<Exit, Failure> {
    let mut request = ListDrawnObjectsRequest { parent: args.name, page_size: 1_000, page_token: String::new() };
    let mut found = ListDrawnObjectsResponse::default();
    loop {
        let page = connection.inspections().list_drawn_objects(connection.timed(request.clone())).await?.into_inner();
        found.objects.extend(page.objects);
        if page.next_page_token.is_empty() {
            break;
        }
        request.page_token = page.next_page_token;
    }
    printer.found(&found, &OBJECTS, found.objects.iter().map(|object| row(object, printer)))?;
    Ok(Exit::Done)
}

fn row(object: &DrawnObject, printer: &Printer) -> Cells {
    let inspectors = object.inspectors.iter().map(|it| format!("{} {}", last(&it.department), last(&it.inspector)));
    let missing = object.shortfalls.iter().map(|it| format!("{} {}", last(&it.department), it.missing_count));
    vec![
        printer.label(&object.grade()),
        object.rank.to_string(),
        last(&object.organization).to_owned(),
        inspectors.collect::<Vec<_>>().join("\n"),
        missing.collect::<Vec<_>>().join("\n"),
    ]
}
