//! What credit makes of the facts of the register and of inspection.

#[path = "../world/mod.rs"]
mod world;

mod following;
