//! Branches and charters as their callers see them.

use fault::Fault;
use onecode_proto::registry::v1 as pb;
use uow::Call;

use super::application::application_name;
use super::name;
use super::time::{date, timestamp};
use super::violations::Violations;
use crate::ops::branch::Children;
use crate::store::branch::{BranchRow, CharterRow};

pub(crate) fn branches(request: &pb::ListBranchesRequest, call: &Call) -> Result<Children, Fault> {
    children(&request.parent, request.show_cancelled, call)
}

pub(crate) fn charters(request: &pb::ListChartersRequest, call: &Call) -> Result<Children, Fault> {
    children(&request.parent, false, call)
}

fn children(parent: &str, show_cancelled: bool, call: &Call) -> Result<Children, Fault> {
    let mut violations = Violations::default();
    let code = name::parse(&mut violations, "parent", parent);
    violations.finish(code.map(|code| Children { scope: call.scope.clone(), code, show_cancelled }))
}

pub(crate) fn branches_reply(rows: Vec<BranchRow>) -> pb::ListBranchesResponse {
    let branch = |row: BranchRow| pb::Branch {
        name: format!("{}/branches/{}", name::organization(row.code), row.id),
        title: row.title,
        address: row.address,
        business_scope: row.business_scope,
        established_date: Some(date(row.established_on)),
        cancelled_date: row.cancelled_on.map(date),
        application: application_name(&row.application),
        update_time: Some(timestamp(row.updated_at)),
    };
    pb::ListBranchesResponse { branches: rows.into_iter().map(branch).collect() }
}

pub(crate) fn charters_reply(rows: Vec<CharterRow>) -> pb::ListChartersResponse {
    let charter = |row: CharterRow| pb::Charter {
        name: format!("{}/charters/{}", name::organization(row.code), row.number),
        document: row.document,
        sha256: row.sha256,
        approved_date: Some(date(row.approved_on)),
        application: application_name(&row.application),
    };
    pb::ListChartersResponse { charters: rows.into_iter().map(charter).collect() }
}
