//! A private PostgreSQL and Redis for laptops and tests, made of the programs installed on the (Linux) machine.
//!
//! Both listen on a unix socket in a folder of mode 0700 under `/tmp` and on nothing else. Each is tied to the process
//! that started it: it stops when its handle is stopped or dropped, and also when that process is killed.
//!
//! A data folder holds `lock`, `postgres.log` and `cluster`, PostgreSQL's own folder. PostgreSQL refuses to run as root;
//! root's servers run as the owner of `cluster`, at first `postgres` or else `nobody`. Where that account cannot reach
//! the data folder (below `/root`, say), `cluster` is a link into `/var/lib/onecode`.

mod account;
mod cluster;
mod error;
mod installation;
mod leash;
mod lock;
mod log;
mod place;
mod postgres;
mod postmaster;
pub mod redis;
mod suitability;

pub use error::StartError;
pub use postgres::{Postgres, PostgresOptions, Tuning};
pub use redis::Redis;
