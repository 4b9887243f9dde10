//! What is told of projects.

use onecode_proto::purchase::v1 as pb;

use crate::ops::project::Shown;
use crate::wire::project::project;

/// One was registered.
pub(crate) fn created(shown: &Shown) -> pb::ProjectCreated {
    pb::ProjectCreated { project: Some(project(shown.clone())) }
}

/// What it states was changed.
pub(crate) fn updated(shown: &Shown) -> pb::ProjectUpdated {
    pb::ProjectUpdated { project: Some(project(shown.clone())) }
}

/// It was awarded.
pub(crate) fn awarded(shown: &Shown) -> pb::ProjectAwarded {
    pb::ProjectAwarded { project: Some(project(shown.clone())) }
}

/// Its result was announced.
pub(crate) fn announced(shown: &Shown) -> pb::AwardAnnounced {
    pb::AwardAnnounced { project: Some(project(shown.clone())) }
}

/// It failed or was cancelled.
pub(crate) fn ended(shown: &Shown) -> pb::ProjectEnded {
    pb::ProjectEnded { project: Some(project(shown.clone())) }
}
