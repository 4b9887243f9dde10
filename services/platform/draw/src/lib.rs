//! The random draw (双随机抽查) of specification `onecode-draw/1`: integers and SHA-256, nothing else.
//!
//! [`Frozen`] is what holds before anybody can know the outcome, under one Merkle root; [`seed`] makes the seed from the
//! departments' [`Share`]s; [`Frozen::draw`] says who is drawn and who inspects; [`Proof`] writes it all down and [`verify`]
//! checks what was written. A [`plan`] is the procedure around it: departments commit to shares and reveal them, in rounds that are
//! never cleared. `docs/draw/README.md` has every byte.

mod assign;
mod demands;
mod frozen;
mod grade;
mod hash;
mod inspector;
mod instant;
mod line;
mod merkle;
mod order;
mod pieces;
pub mod plan;
mod proof;
mod quota;
mod records;
mod refusal;
mod share;
pub mod stored;
mod verify;

pub use assign::pick_key;
pub use demands::Demands;
pub use frozen::{Beacon, Department, Draft, Frozen, Merged, Object, Recusal, Stratum, Window};
pub use grade::{Grade, NoGrade};
pub use hash::{Hash, NoHash};
pub use inspector::{Certificate, Inspector};
pub use instant::{instant, micros, parse_instant};
pub use line::{Field, FieldError};
pub use merkle::Merkle;
pub use order::{Drawn, Outcome, Short, object_key};
pub use proof::{Proof, write_frozen};
pub use quota::{Multiplier, Proportion, quotas};
pub use refusal::Refusal;
pub use share::{Share, commitment, seed};
pub use verify::{Difference, Findings, Found, Verdict, verify};

/// The specification that this crate follows; the first record of every draw names it.
pub const SPECIFICATION: &str = "onecode-draw/1";
