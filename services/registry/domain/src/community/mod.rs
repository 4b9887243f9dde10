//! Community organisations on file (社区社会组织备案): groups below the conditions of registration, kept by townships and
//! guided by class (意见(七), CF-01), until they end or grow into registered ones.

mod filing;
mod kinds;
mod refusal;

pub use filing::{CommunityFiling, FilingChange};
pub use kinds::{CommunityType, FilingClass, FilingStatus, Guidance};
pub use refusal::FilingRefusal;
