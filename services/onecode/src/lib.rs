//! One program: the suite's servers, and its clients.

pub mod args;
pub mod client;
pub mod completion;
pub mod dev;
pub mod exit;
pub mod messages;
pub mod migrate;
pub mod operate;
pub mod output;
pub mod procedures;
pub mod rows;
pub mod sample;
pub mod serve;
pub mod token;
