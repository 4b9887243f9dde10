//! The organisations that a plan drew.

use fault::Fault;
use onecode_proto::inspection::v1 as pb;
use uow::Call;

use crate::ops::plan::read::{ListObjects, Objects};
use crate::store::draw::ObjectRow;
use crate::wire::name;
use crate::wire::page::{self, Binding};
use crate::wire::risk_grade::grade;
use crate::wire::violations::Violations;

pub(crate) fn list(request: &pb::ListDrawnObjectsRequest, call: &Call) -> Result<ListObjects, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListDrawnObjectsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let id = name::parse_plan(&mut violations, "parent", &request.parent);
    let size = page::size(&mut violations, request.page_size, 100, 1_000);
    let after = binding.key(&mut violations, &request.page_token).and_then(|key| place(&key)).unwrap_or_default();
    violations.finish(id.map(|id| ListObjects { scope: call.scope.clone(), id, after, size, binding }))
}

/// Stratum and rank in the key of a token.
fn place(key: &str) -> Option<(String, i64)> {
    let (grade, rank) = key.split_at_checked(1)?;
    Some((grade.to_owned(), rank.parse().ok()?))
}

pub(crate) fn list_reply(objects: Objects) -> pb::ListDrawnObjectsResponse {
    pb::ListDrawnObjectsResponse {
        objects: objects.rows.iter().map(|row| object(&objects, row)).collect(),
        next_page_token: objects.next_page_token,
    }
}

fn object(objects: &Objects, row: &ObjectRow) -> pb::DrawnObject {
    // both are in the order of codes
    let first = objects.assigned.partition_point(|other| other.code < row.code);
    let assigned = objects.assigned[first..].iter().take_while(|other| other.code == row.code);
    let inspectors = assigned.map(|assigned| pb::DrawnInspector {
        department: name::department(&assigned.department),
        inspector: name::inspector(assigned.inspector),
    });
    let missing = objects.short.iter().filter(|other| other.code == row.code);
    let shortfalls = missing
        .map(|short| pb::Shortfall { department: name::department(&short.department), missing_count: short.missing });
    pb::DrawnObject {
        name: name::object(objects.plan, row.code),
        organization: name::organization(row.code),
        grade: row.grade.parse().map(grade).unwrap_or_default().into(), // a constraint has the letters
        rank: row.rank,
        inspectors: inspectors.collect(),
        shortfalls: shortfalls.collect(),
    }
}
