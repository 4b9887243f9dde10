//! InspectorService, RiskGradeService and InspectionItemService, method by method.

#![expect(clippy::unwrap_used, reason = "a test ends where something is not as it must be")]

mod grade;
mod inspectors;
mod item;
mod recusal;
#[path = "../world/mod.rs"]
mod world;
