//! What is told of secondments; no official is named in a fact.

use onecode_proto::talent::v1 as pb;
use uuid::Uuid;

use super::{STATUSES, name, told};
use crate::store::secondment::SecondmentRow;

/// It stands so from now on.
pub(crate) fn changed(row: &SecondmentRow) -> pb::SecondmentChanged {
    pb::SecondmentChanged {
        secondment: name::secondment(row.id),
        department: name::department(&row.department),
        organization: name::organization(&row.organization),
        status: told(&STATUSES, &row.status).into(),
    }
}

/// A quarter was reported of.
pub(crate) fn reported(id: Uuid, year: i32, quarter: i32) -> pb::SecondmentReported {
    pb::SecondmentReported { secondment: name::secondment(id), year, quarter }
}
