//! Values with a national standard or a statute behind them; pure, without I/O.

pub mod code;
mod day;
pub mod division;
mod id_number;
pub mod identity;
pub mod name;
pub mod reading;
pub mod workdays;

#[cfg(feature = "postgres")]
mod postgres;

pub use code::{CodeError, OrganizationClass, UnifiedCode};
pub use day::{day_of, midnight};
pub use division::DivisionCode;
pub use id_number::{IdNumber, IdNumberError, half_width, holds_id_number, plain_characters};
