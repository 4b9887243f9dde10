//! Staff (从业人员): who works where, rosters, what people hold, how many there are.

pub(crate) mod counts;
pub(crate) mod engage;
pub(crate) mod people;
pub(crate) mod person;
pub(crate) mod qualification;
pub(crate) mod refused;
pub(crate) mod register;
pub(crate) mod roster;
