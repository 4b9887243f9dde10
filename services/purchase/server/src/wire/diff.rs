//! How two versions of a catalogue differ: request and reply.

use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use purchase_domain::catalog::Kind;
use uow::Call;

use super::violations::Violations;
use super::{catalog, entry, name, place};
use crate::ops::diff::{Compared, Diff};

pub(crate) fn diff(request: &pb::DiffCatalogsRequest, call: &Call) -> Result<Diff, Fault> {
    let mut violations = Violations::default();
    let target = name::parse_catalog(&mut violations, "name", &request.name);
    let named = Some(request.base.as_str()).filter(|base| !base.is_empty());
    let base = named.and_then(|base| name::parse_catalog(&mut violations, "base", base));
    violations.finish(target.map(|target| Diff { target, base, scope: place::reach(call) }))
}

fn kind(kind: Kind) -> pb::CatalogChangeKind {
    match kind {
        Kind::Added => pb::CatalogChangeKind::Added,
        Kind::Removed => pb::CatalogChangeKind::Removed,
        Kind::Renamed => pb::CatalogChangeKind::Renamed,
        Kind::Moved => pb::CatalogChangeKind::Moved,
        Kind::Remarked => pb::CatalogChangeKind::Remarked,
    }
}

pub(crate) fn reply(compared: Compared) -> pb::DiffCatalogsResponse {
    let (base, target) = (compared.base.id, compared.target.id);
    let changes = compared.changes.into_iter().map(|change| pb::CatalogChange {
        kind: kind(change.kind).into(),
        before: change.before.map(|before| entry::entry(base, before)),
        after: change.after.map(|after| entry::entry(target, after)),
    });
    pb::DiffCatalogsResponse {
        changes: changes.collect(),
        base: Some(catalog::catalog(compared.base)),
        target: Some(catalog::catalog(compared.target)),
        unchanged_count: i32::try_from(compared.unchanged).unwrap_or(i32::MAX),
    }
}
