//! Requests for exports and watches, and their messages.

use std::time::Duration;

use fault::{Fault, Kind};
use feed::{Cursor, CursorError, Record, WatchQuery};
use onecode_proto::registry::v1 as pb;
use prost::{Message, Name};
use registry_domain::{Organization, Text};
use uow::Call;
use vocab::UnifiedCode;

use super::enums::{self, View};
use super::name;
use super::organization::{Show, organization};
use super::read::within;
use super::violations::Violations;
use crate::ops::export::Export;
use crate::store::page::Filter;

/// About the largest message of an export: a quarter of what gRPC clients take unasked.
const MESSAGE_BYTES: usize = 1 << 20;
const MOST_NAMES: usize = 1_000;
const HEARTBEAT: Duration = Duration::from_secs(15);

pub(crate) fn export(request: &pb::ExportOrganizationsRequest, call: &Call) -> Result<Export, Fault> {
    let mut violations = Violations::default();
    let view = enums::parse_view(&mut violations, request.view, View::Full);
    let filter = Filter {
        within: within(&mut violations, &call.scope, &request.division),
        kinds: enums::parse_kinds(&mut violations, &request.kinds),
        statuses: enums::parse_statuses(&mut violations, &request.statuses),
        supervising_unit: Text::default(),
        established_from: None,
        established_before: None,
    };
    violations.finish(Some(Export { scope: call.scope.clone(), filter, show: Show::read(call, view) }))
}

/// The messages of one stretch of an export, each of a size that clients take.
pub(crate) fn export_replies(rows: &[Organization], show: Show, cursor: &str) -> Vec<pb::ExportOrganizationsResponse> {
    let mut replies = Vec::new();
    let (mut organizations, mut bytes) = (Vec::new(), 0);
    for row in rows {
        let shown = organization(row, show);
        let size = shown.encoded_len();
        if bytes + size > MESSAGE_BYTES && !organizations.is_empty() {
            replies.push(export_reply(std::mem::take(&mut organizations), cursor));
            bytes = 0;
        }
        bytes += size;
        organizations.push(shown);
    }
    replies.push(export_reply(organizations, cursor));
    replies
}

fn export_reply(organizations: Vec<pb::Organization>, cursor: &str) -> pb::ExportOrganizationsResponse {
    pb::ExportOrganizationsResponse { organizations, cursor: cursor.to_owned() }
}

/// What to watch of the feed, and how to show it.
pub(crate) fn watch(request: &pb::WatchOrganizationsRequest, call: &Call) -> Result<(WatchQuery, Show), Fault> {
    let mut violations = Violations::default();
    let after: Option<Result<Cursor, CursorError>> = (!request.cursor.is_empty()).then(|| request.cursor.parse());
    let after = after.and_then(|cursor| violations.take("cursor", cursor));
    let codes = name::parse_all(&mut violations, "names", &request.names, MOST_NAMES);
    let within = within(&mut violations, &call.scope, &request.division);
    let view = enums::parse_view(&mut violations, request.view, View::Basic);
    violations.finish(Some(()))?;
    let outside = || {
        Fault::new(Kind::PermissionDenied, "OUTSIDE_DIVISION", "the caller does not see that division")
            .with("division", &*request.division)
    };
    let query = WatchQuery {
        after,
        types: vec![
            pb::OrganizationRegistered::full_name(),
            pb::OrganizationChanged::full_name(),
            pb::OrganizationStatusChanged::full_name(),
        ],
        scope_prefixes: vec![within.ok_or_else(outside)?.prefix().to_owned()],
        subjects: codes.into_iter().map(name::organization).collect(),
        heartbeat: HEARTBEAT,
    };
    Ok((query, Show::read(call, view)))
}

/// Which revision of which organisation an event of the feed is about.
pub(crate) fn about(record: &Record) -> Result<(UnifiedCode, i64), Fault> {
    let code = record.subject.strip_prefix("organizations/").unwrap_or_default();
    let code = UnifiedCode::parse_vouched(code).map_err(Fault::internal)?;
    Ok((code, revision(record).map_err(Fault::internal)?))
}

fn revision(record: &Record) -> Result<i64, prost::DecodeError> {
    let payload = record.payload.clone();
    if record.kind == pb::OrganizationRegistered::full_name() {
        return pb::OrganizationRegistered::decode(payload).map(|fact| fact.revision);
    }
    if record.kind == pb::OrganizationChanged::full_name() {
        return pb::OrganizationChanged::decode(payload).map(|fact| fact.revision);
    }
    pb::OrganizationStatusChanged::decode(payload).map(|fact| fact.revision)
}

/// One change: the fact's type, and the organisation after that revision.
pub(crate) fn change(record: &Record, after: &Organization, show: Show) -> pb::OrganizationChange {
    pb::OrganizationChange { r#type: record.kind.clone(), organization: Some(organization(after, show)) }
}
