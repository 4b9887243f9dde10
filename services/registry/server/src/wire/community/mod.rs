//! Community organisations on file (社区社会组织备案): contract ⇄ domain, both ways.

pub(crate) mod change;
pub(crate) mod check;
pub(crate) mod enums;
pub(crate) mod facts;
pub(crate) mod filing;
pub(crate) mod particulars;
pub(crate) mod promote;
pub(crate) mod read;
pub(crate) mod statistics;
