//! The request that asks for items, and its reply.

use ::time::Date;
use fault::Fault;
use onecode_proto::inspection::v1 as pb;
use uow::Call;

use super::page::{self, Binding};
use super::violations::Violations;
use super::{name, time};
use crate::ops::inspection_item::{ListItems, Listed};
use crate::store::inspection_item::ItemRow;

pub(crate) fn list(request: &pb::ListInspectionItemsRequest, call: &Call, today: Date) -> Result<ListItems, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListInspectionItemsRequest { page_size: 0, page_token: String::new(), ..*request };
    let binding = Binding::new(call, &bare);
    let day = time::parse_date(&mut violations, "as_of", request.as_of.as_ref()).unwrap_or(today);
    let size = page::size(&mut violations, request.page_size, 100, 200);
    let after = binding.key(&mut violations, &request.page_token).unwrap_or_default();
    violations.finish(Some(ListItems { day, after, size, binding }))
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListInspectionItemsResponse {
    pb::ListInspectionItemsResponse {
        items: listed.rows.iter().map(item).collect(),
        next_page_token: listed.next_page_token,
    }
}

fn item(row: &ItemRow) -> pb::InspectionItem {
    pb::InspectionItem {
        name: name::item(&row.key),
        task: row.task.clone(),
        content: row.content.clone(),
        object: row.object.clone(),
        draw_percent: row.draw_percent,
        at_least: row.at_least,
        frequency: row.frequency.clone(),
        method: row.method.clone(),
        basis: row.basis.clone(),
        source: row.source.clone(),
        valid_from: Some(time::date(row.valid_from)),
        valid_to: row.valid_to.map(time::date),
    }
}
