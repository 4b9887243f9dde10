//! Joint branches (联合党支部): founded, shown, listed, dissolved.

use fault::Fault;
use registry_domain::Refusal;
use registry_domain::party::{JointBranch, PartyRefusal};
use sqlx::PgConnection;
use time::Date;
use uow::{Scope, Tx};
use uuid::Uuid;
use vocab::UnifiedCode;

use super::lacking::Lacking;
use super::members;
use crate::store::party::joint_branch::{self, BranchRow, Filter};
use crate::store::party::membership::{self, MemberRow};
use crate::wire;
use crate::wire::page::{self, Binding};

/// A new branch, its id and times to be filled in, and the organisations that found it.
#[derive(Debug)]
pub(crate) struct Create {
    pub(crate) branch: JointBranch,
    pub(crate) codes: Vec<UnifiedCode>,
}

/// Which branch.
#[derive(Debug)]
pub(crate) struct GetBranch {
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
}

/// Which page of which list.
#[derive(Debug)]
pub(crate) struct ListBranches {
    pub(crate) filter: Filter,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// Which branch to end, as the caller saw it, and from which day on.
#[derive(Debug)]
pub(crate) struct Dissolve {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) on: Date,
}

/// A branch with the members that the caller may see.
#[derive(Debug)]
pub(crate) struct Shown {
    pub(crate) row: BranchRow,
    pub(crate) members: Vec<MemberRow>,
}

/// A page of branches.
#[derive(Debug)]
pub(crate) struct Listed {
    pub(crate) rows: Vec<BranchRow>,
    pub(crate) next_page_token: String,
}

pub(crate) async fn create(tx: &mut Tx, command: &Create) -> Result<Shown, Fault> {
    let now = tx.now();
    let mut branch = JointBranch { id: tx.new_id(), created_at: now, updated_at: now, ..command.branch.clone() };
    if !tx.call().scope.covers(branch.division.as_str()) {
        return Err(Refusal::OutsideDivision { division: branch.division }.into());
    }
    super::require_department(tx.conn(), &branch.managing_department, branch.established_on).await?;
    let admitted = members::admit(tx, &command.codes, branch.established_on).await?;
    let lacking = Lacking::before(tx, admitted.iter().map(|entrant| entrant.organization.clone()).collect()).await?;
    for entrant in &admitted {
        branch.join(entrant.member, entrant.free_from, now)?;
    }
    branch.revision = 1;
    joint_branch::insert(tx.conn(), &branch).await?;
    let subject = wire::party::name::joint_branch(branch.id);
    tx.emit(&subject, branch.division.as_str(), &wire::party::facts::branch_created(&branch));
    members::enter(tx, &branch, &branch.members).await?;
    lacking.announce(tx, branch.established_on).await?;
    shown(tx, branch.id).await
}

pub(crate) async fn dissolve(tx: &mut Tx, command: &Dissolve) -> Result<Shown, Fault> {
    let now = tx.now();
    let mut branch = open(tx, command.id, &command.etag).await?;
    let left = branch.dissolve(command.on, now)?;
    let codes: Vec<UnifiedCode> = left.iter().map(|member| member.code).collect();
    let organizations = crate::store::organization::find_all(tx.conn(), &Scope::everywhere(), &codes).await?;
    let lacking = Lacking::before(tx, organizations).await?;
    membership::leave(tx.conn(), branch.id, &codes, command.on).await?;
    joint_branch::update(tx.conn(), &branch).await?;
    let subject = wire::party::name::joint_branch(branch.id);
    for code in codes {
        let fact = wire::party::facts::organization_removed(branch.id, code, command.on);
        tx.emit(&subject, branch.division.as_str(), &fact);
    }
    tx.emit(&subject, branch.division.as_str(), &wire::party::facts::branch_dissolved(branch.id, command.on));
    lacking.announce(tx, command.on).await?;
    shown(tx, branch.id).await
}

pub(crate) async fn get(conn: &mut PgConnection, query: &GetBranch) -> Result<Shown, Fault> {
    show(conn, &query.scope, query.id).await
}

pub(crate) async fn list(conn: &mut PgConnection, query: &ListBranches) -> Result<Listed, Fault> {
    let limit = i64::try_from(query.size + 1).unwrap_or(i64::MAX);
    let mut rows = joint_branch::page(conn, &query.filter, query.before, limit).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    Ok(Listed { rows, next_page_token })
}

/// A branch that nobody else may change now, if it is still as the caller saw it.
pub(super) async fn open(tx: &mut Tx, id: Uuid, seen: &str) -> Result<JointBranch, Fault> {
    let scope = tx.call().scope.clone();
    let branch = joint_branch::lock(tx.conn(), &scope, id).await?.ok_or(PartyRefusal::NotFound { id })?;
    let etag = wire::party::name::branch_etag(id, branch.revision);
    if etag != seen {
        return Err(PartyRefusal::EtagMismatch { etag }.into());
    }
    Ok(branch)
}

/// The branch as it stands now, for the caller of a write.
pub(super) async fn shown(tx: &mut Tx, id: Uuid) -> Result<Shown, Fault> {
    let scope = tx.call().scope.clone();
    show(tx.conn(), &scope, id).await
}

async fn show(conn: &mut PgConnection, scope: &Scope, id: Uuid) -> Result<Shown, Fault> {
    let row = joint_branch::find(conn, scope, id).await?.ok_or(PartyRefusal::NotFound { id })?;
    let members = membership::seen(conn, scope, id).await?;
    Ok(Shown { row, members })
}
