//! Party building (党建) of an organisation: what it reports, what is asked of it, whose party body manages it, and the
//! joint branches that small ones share. 意见(四)-(六), PB-01..10. No person is named anywhere in it.

mod checklist;
mod joint_branch;
mod management;
mod refusal;
mod report;
mod timeline;

pub use checklist::{Checked, Requirement, checklist, gaps};
pub use joint_branch::{Ground, JointBranch, Member};
pub use management::{
    Assignment, Circumstances, Management, ManagementCase, ManagingBody, Supervision, classify, managed,
};
pub use refusal::PartyRefusal;
pub use report::{CharterClause, Discipline, Instructor, MassOrganizations, OwnOrganization, PartyReport};
pub use timeline::{Gap, Membership, Timeline};
