//! The appointment of a notice at rest: the contract's message, sealed for its row.

use fault::Fault;
use onecode_proto::registry::v1 as pb;
use prost::Message;
use registry_domain::officer::Appointment;
use seal::{Place, Ring};
use uuid::Uuid;

use crate::store::appointment_notice::NoticeRow;
use crate::wire::appointment::read_appointment;

/// Seals an appointment for the row with an id.
pub(super) fn seal(ring: &Ring, id: Uuid, stated: &pb::Appointment) -> Result<Vec<u8>, Fault> {
    ring.seal(&place(id), &stated.encode_to_vec()).map_err(Fault::internal)
}

/// Opens the appointment of a row.
pub(super) fn open(ring: &Ring, row: &NoticeRow) -> Result<Appointment, Fault> {
    let opened = ring.open(&place(row.id), &row.appointment).map_err(Fault::internal)?;
    let stated = pb::Appointment::decode(opened.expose().as_slice()).map_err(Fault::internal)?;
    read_appointment(&stated, row.organization, row.basis.clone())
}

fn place(id: Uuid) -> Place {
    Place::new("registry.appointment_notice", "appointment", id)
}
