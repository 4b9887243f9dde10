//! Joint branches: requests and replies.

#![expect(clippy::needless_pass_by_value, reason = "replies have the signature that `Uow::write` calls")]

use fault::Fault;
use onecode_proto::google::r#type::Date as PbDate;
use onecode_proto::registry::v1 as pb;
use registry_domain::party::JointBranch;
use time::{Date, OffsetDateTime};
use uow::Call;
use uuid::Uuid;
use vocab::DivisionCode;

use super::{enums, name as party_name};
use crate::ops::party::joint_branch::{Create, Dissolve, GetBranch, ListBranches, Listed, Shown};
use crate::ops::party::members::Move;
use crate::store::party::joint_branch::{BranchRow, Filter};
use crate::wire::page::{self, Binding};
use crate::wire::violations::Violations;
use crate::wire::{change, name, read, time as wire_time};

const MOST_FOUNDERS: usize = 100;

pub(crate) fn create(request: &pb::CreateJointBranchRequest, today: Date) -> Result<Create, Fault> {
    let mut violations = Violations::default();
    let codes = name::parse_all(&mut violations, "organizations", &request.organizations, MOST_FOUNDERS);
    if codes.len() < 2 {
        violations.note("organizations", "must name at least two organisations");
    }
    let empty = pb::JointBranch::default();
    let source = request.joint_branch.as_ref().unwrap_or(&empty);
    let branch = founded(&mut violations, source, today);
    violations.finish(branch.map(|branch| Create { branch, codes }))
}

fn founded(violations: &mut Violations, source: &pb::JointBranch, today: Date) -> Option<JointBranch> {
    let title = change::text(violations, "joint_branch.title", &source.title);
    let division = violations.take("joint_branch.division", DivisionCode::parse(&source.division));
    let ground = enums::read_ground(source.ground);
    if ground.is_none() {
        violations.note("joint_branch.ground", "must be a value of the contract, not UNSPECIFIED");
    }
    let description = change::text(violations, "joint_branch.ground_description", &source.ground_description);
    let department = &source.managing_department;
    let department = party_name::parse_department(violations, "joint_branch.managing_department", department);
    let established = source.established_date.as_ref();
    let established = wire_time::require_past(violations, "joint_branch.established_date", established, today);
    Some(JointBranch {
        id: Uuid::nil(),
        title: title?,
        division: division?,
        ground: ground?,
        ground_description: description?,
        managing_department: department?,
        established_on: established?,
        dissolved_on: None,
        revision: 0,
        created_at: OffsetDateTime::UNIX_EPOCH,
        updated_at: OffsetDateTime::UNIX_EPOCH,
        members: Vec::new(),
    })
}

pub(crate) fn create_reply(shown: Shown) -> pb::CreateJointBranchResponse {
    pb::CreateJointBranchResponse { joint_branch: Some(branch(&shown)) }
}

pub(crate) fn get(request: &pb::GetJointBranchRequest, call: &Call) -> Result<GetBranch, Fault> {
    let mut violations = Violations::default();
    let id = party_name::parse_joint_branch(&mut violations, "name", &request.name);
    violations.finish(id.map(|id| GetBranch { scope: call.scope.clone(), id }))
}

pub(crate) fn get_reply(shown: Shown) -> pb::GetJointBranchResponse {
    pb::GetJointBranchResponse { joint_branch: Some(branch(&shown)) }
}

pub(crate) fn list(request: &pb::ListJointBranchesRequest, call: &Call) -> Result<ListBranches, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListJointBranchesRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let managing_department = match request.managing_department.as_str() {
        "" => String::new(),
        stated => party_name::parse_department(&mut violations, "managing_department", stated).unwrap_or_default(),
    };
    let within = read::within(&mut violations, &call.scope, &request.division);
    let filter = Filter { within, managing_department, dissolved_too: request.show_dissolved };
    let before = binding.key(&mut violations, &request.page_token).and_then(|id| Uuid::try_parse(&id).ok());
    let size = page::size(&mut violations, request.page_size, 100, 1_000);
    violations.finish(Some(ListBranches { filter, before, size, binding }))
}

pub(crate) fn list_reply(listed: Listed) -> pb::ListJointBranchesResponse {
    pb::ListJointBranchesResponse {
        joint_branches: listed.rows.iter().map(row).collect(),
        next_page_token: listed.next_page_token,
    }
}

pub(crate) fn add(request: &pb::AddJointBranchOrganizationRequest, today: Date) -> Result<Move, Fault> {
    let day = ("joined_date", request.joined_date.as_ref());
    moved(&request.name, &request.organization, &request.etag, day, today)
}

pub(crate) fn add_reply(shown: Shown) -> pb::AddJointBranchOrganizationResponse {
    pb::AddJointBranchOrganizationResponse { joint_branch: Some(branch(&shown)) }
}

pub(crate) fn remove(request: &pb::RemoveJointBranchOrganizationRequest, today: Date) -> Result<Move, Fault> {
    let day = ("left_date", request.left_date.as_ref());
    moved(&request.name, &request.organization, &request.etag, day, today)
}

pub(crate) fn remove_reply(shown: Shown) -> pb::RemoveJointBranchOrganizationResponse {
    pb::RemoveJointBranchOrganizationResponse { joint_branch: Some(branch(&shown)) }
}

pub(crate) fn dissolve(request: &pb::DissolveJointBranchRequest, today: Date) -> Result<Dissolve, Fault> {
    let mut violations = Violations::default();
    let id = party_name::parse_joint_branch(&mut violations, "name", &request.name);
    change::require(&mut violations, "etag", &request.etag);
    let on = wire_time::parse_past(&mut violations, "dissolved_date", request.dissolved_date.as_ref(), today);
    violations.finish(id.map(|id| Dissolve { id, etag: request.etag.clone(), on: on.unwrap_or(today) }))
}

pub(crate) fn dissolve_reply(shown: Shown) -> pb::DissolveJointBranchResponse {
    pb::DissolveJointBranchResponse { joint_branch: Some(branch(&shown)) }
}

fn moved(
    branch: &str,
    organization: &str,
    etag: &str,
    (field, day): (&str, Option<&PbDate>),
    today: Date,
) -> Result<Move, Fault> {
    let mut violations = Violations::default();
    let id = party_name::parse_joint_branch(&mut violations, "name", branch);
    let code = name::parse(&mut violations, "organization", organization);
    change::require(&mut violations, "etag", etag);
    let on = wire_time::parse_past(&mut violations, field, day, today).unwrap_or(today);
    violations.finish(id.zip(code).map(|(id, code)| Move { id, etag: etag.to_owned(), code, on }))
}

fn branch(shown: &Shown) -> pb::JointBranch {
    let members = shown.members.iter().map(|member| pb::JointBranchMember {
        organization: name::organization(member.code),
        title: member.title.as_str().to_owned(),
        joined_date: Some(wire_time::date(member.joined_on)),
    });
    pb::JointBranch { members: members.collect(), ..row(&shown.row) }
}

fn row(row: &BranchRow) -> pb::JointBranch {
    pb::JointBranch {
        name: party_name::joint_branch(row.id),
        title: row.title.as_str().to_owned(),
        division: row.division.to_string(),
        ground: enums::ground(row.ground).into(),
        ground_description: row.ground_description.as_str().to_owned(),
        managing_department: party_name::department(&row.managing_department),
        established_date: Some(wire_time::date(row.established_on)),
        dissolved_date: row.dissolved_on.map(wire_time::date),
        members: Vec::new(),
        member_count: i32::try_from(row.member_count).unwrap_or(i32::MAX),
        create_time: Some(wire_time::timestamp(row.created_at)),
        update_time: Some(wire_time::timestamp(row.updated_at)),
        etag: party_name::branch_etag(row.id, row.revision),
    }
}
