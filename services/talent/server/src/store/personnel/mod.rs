//! Staff: people, sealed; who works where; what they hold; how many they are.

pub(crate) mod counts;
pub(crate) mod engagement;
pub(crate) mod person;
pub(crate) mod qualification;
pub(crate) mod registration;
pub(crate) mod resealing;
