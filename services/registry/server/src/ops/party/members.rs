//! Organisations come into a joint branch and leave it, by decision or because they ended.

use fault::{Fault, on_constraint};
use registry_domain::party::{JointBranch, Member, PartyRefusal};
use registry_domain::{Organization, Refusal, Status};
use time::Date;
use uow::Tx;
use uuid::Uuid;
use vocab::UnifiedCode;

use super::joint_branch::{self, Shown};
use super::lacking::Lacking;
use crate::store::party::membership;
use crate::store::{self, organization, revision};
use crate::wire;

/// Who comes in or leaves, as the caller saw the branch, and from which day on.
#[derive(Debug)]
pub(crate) struct Move {
    pub(crate) id: Uuid,
    pub(crate) etag: String,
    pub(crate) code: UnifiedCode,
    pub(crate) on: Date,
}

/// An active organisation that may come in.
pub(super) struct Entrant {
    pub(super) organization: Organization,
    pub(super) member: Member,
    /// The day from which it is in no other branch, if it ever was in one.
    pub(super) free_from: Option<Date>,
}

pub(crate) async fn add(tx: &mut Tx, command: &Move) -> Result<Shown, Fault> {
    // organisations are locked before branches, here as where they end, so that the two cannot deadlock
    let admitted = admit(tx, &[command.code], command.on).await?;
    let mut branch = joint_branch::open(tx, command.id, &command.etag).await?;
    let lacking = Lacking::before(tx, admitted.iter().map(|entrant| entrant.organization.clone()).collect()).await?;
    let now = tx.now();
    let mut joined = Vec::new();
    for entrant in &admitted {
        branch.join(entrant.member, entrant.free_from, now)?;
        joined.push(entrant.member);
    }
    enter(tx, &branch, &joined).await?;
    store::party::joint_branch::update(tx.conn(), &branch).await?;
    lacking.announce(tx, command.on).await?;
    joint_branch::shown(tx, branch.id).await
}

pub(crate) async fn remove(tx: &mut Tx, command: &Move) -> Result<Shown, Fault> {
    let (organization, _) = super::open(tx, command.code).await?;
    let mut branch = joint_branch::open(tx, command.id, &command.etag).await?;
    branch.leave(command.code, command.on, tx.now())?;
    let lacking = Lacking::before(tx, vec![organization]).await?;
    membership::leave(tx.conn(), branch.id, &[command.code], command.on).await?;
    store::party::joint_branch::update(tx.conn(), &branch).await?;
    let fact = wire::party::facts::organization_removed(branch.id, command.code, command.on);
    tx.emit(&wire::party::name::joint_branch(branch.id), branch.division.as_str(), &fact);
    lacking.announce(tx, command.on).await?;
    joint_branch::shown(tx, branch.id).await
}

/// Lets organisations that were deregistered leave whatever branch they are in, each on the day of its end.
pub(crate) async fn leave_ended(tx: &mut Tx, ended: &[(UnifiedCode, Date)]) -> Result<(), Fault> {
    let (codes, days): (Vec<UnifiedCode>, Vec<Date>) = ended.iter().copied().unzip();
    let now = tx.now();
    for left in membership::leave_ended(tx.conn(), &codes, &days, now).await? {
        let Some(on) = left.left_on else { continue };
        let fact = wire::party::facts::organization_removed(left.branch, left.code, on);
        tx.emit(&wire::party::name::joint_branch(left.branch), left.division.as_str(), &fact);
    }
    Ok(())
}

/// Organisations that the caller may see, kept from being changed by others: active today, registered on the day on which
/// they come in, and in no branch.
pub(super) async fn admit(tx: &mut Tx, codes: &[UnifiedCode], on: Date) -> Result<Vec<Entrant>, Fault> {
    let scope = tx.call().scope.clone();
    organization::lock_all(tx.conn(), codes).await?;
    let organizations = organization::find_all(tx.conn(), &scope, codes).await?;
    if let Some(code) = codes.iter().find(|code| organizations.iter().all(|found| found.code != **code)) {
        return Err(Refusal::NotFound { code: *code }.into());
    }
    let histories = revision::histories(tx.conn(), codes).await?;
    let memberships = membership::all(tx.conn(), codes).await?;
    let mut admitted = Vec::with_capacity(codes.len());
    for organization in organizations {
        let (code, status) = (organization.code, organization.status);
        if status != Status::Active {
            return Err(PartyRefusal::NotActive { code, status }.into());
        }
        if let Some(history) = histories.get(&code) {
            history.registered_on(on)?;
        }
        let past = memberships.get(&code).map(Vec::as_slice).unwrap_or_default();
        if past.iter().any(|membership| membership.left.is_none()) {
            return Err(PartyRefusal::InAnotherBranch { code }.into());
        }
        let free_from = past.iter().filter_map(|membership| membership.left).max();
        admitted.push(Entrant { organization, member: Member { code, joined_on: on }, free_from });
    }
    Ok(admitted)
}

/// Stores who came in, and tells it. The constraint is what keeps an organisation in one branch; who looked before only
/// refuses more kindly.
pub(super) async fn enter(tx: &mut Tx, branch: &JointBranch, joined: &[Member]) -> Result<(), Fault> {
    let rows: Vec<(Uuid, Member)> = joined.iter().map(|member| (tx.new_id(), *member)).collect();
    let now = tx.now();
    let stored = membership::join(tx.conn(), branch.id, &rows, now).await;
    let rival = || match joined.first() {
        Some(member) => PartyRefusal::InAnotherBranch { code: member.code }.into(),
        None => Fault::internal("nobody came in, and yet somebody did twice"),
    };
    on_constraint(stored, "joint_branch_member_code_key", rival)?;
    let subject = wire::party::name::joint_branch(branch.id);
    for member in joined {
        let fact = wire::party::facts::organization_added(branch.id, *member);
        tx.emit(&subject, branch.division.as_str(), &fact);
    }
    Ok(())
}
