//! Grants as open data: what may be told of them.

use ::time::OffsetDateTime;
use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use purchase_domain::grant::{Grant, Money, Organization, Programme};
use uow::Call;
use vocab::{DivisionCode, day_of, division};

use super::application::some;
use super::{Violations, money, name};
use crate::desk::Desk;
use crate::ops::fund::grant::Export;
use crate::store::fund::grant::{GrantFilter, GrantRow};

pub(crate) fn export(
    request: &pb::ExportGrantsRequest,
    call: &Call,
    (now, desk): (OffsetDateTime, &Desk),
) -> Result<Export, Fault> {
    let mut violations = Violations::default();
    let fund = some(&request.fund).and_then(|fund| name::parse_fund(&mut violations, "fund", fund));
    let year = money::any_year(&mut violations, "year", request.year);
    let filter = GrantFilter { fund, year, scope: call.scope.clone() };
    violations.finish(Some(Export { filter, at: now, desk: desk.clone() }))
}

/// A grant as it is written; ids begin with the prefix of the publisher.
pub(crate) fn text(row: &GrantRow, prefix: &str) -> Result<String, Fault> {
    let (kind, about) = match (&row.venture, &row.rating_grade) {
        (Some(project), _) => ("公益创投资助", project.clone()),
        (None, Some(grade)) => ("评估等级奖励", format!("社会组织评估等级{grade}奖励")),
        (None, None) => ("补助", "项目补助".to_owned()),
    };
    let is_stated = row.venture.is_none() && !row.purpose.is_empty();
    let description = if is_stated { row.purpose.clone() } else { about };
    let money = Money {
        awarded_fen: row.amount_fen,
        disbursed_fen: row.disbursed_fen,
        on: day_of(row.approved_at),
        changed_at: row.changed_at,
    };
    let known = DivisionCode::parse(&row.division).ok().and_then(division::full_name);
    let division = known.unwrap_or_else(|| row.division.clone());
    let from = Organization::department(prefix, &row.division, &division, &row.department);
    let to = Organization::with_code(&row.organization, &row.payee_title);
    let programme =
        Programme { code: row.fund.to_string(), title: row.fund_title.clone(), description: row.fund_purpose.clone() };
    let named = (format!("{prefix}-{}", row.id), format!("{}·{kind}", row.fund_title), description);
    serde_json::to_string(&Grant::new(named, money, (from, to), programme)).map_err(Fault::internal)
}
