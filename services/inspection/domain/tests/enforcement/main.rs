//! Rules of enforcement, each by its id: limitation, officers, hearings, terms, money, consequences, illegal organisations.

mod dossier;
mod illegal;
mod limitation;
mod payment;
mod procedures;
mod sanctions;
mod team;
mod terms;
