//! Days as `YYYY-MM-DD` in what is stored, whatever features of `time` the build has.

time::serde::format_description!(iso, Date, "[year]-[month]-[day]");

pub(crate) use iso::{deserialize, option, serialize};
