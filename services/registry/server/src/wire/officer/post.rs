//! A post as its callers see it, and as facts tell it.

use onecode_proto::registry::v1 as pb;
use registry_domain::Outcome;
use registry_domain::officer::masked;
use uuid::Uuid;
use vocab::UnifiedCode;

use super::enums;
use crate::ops::officer::{Opened, Seen};
use crate::store::post::{AppliedRule, Departure, PostRow};
use crate::wire::{name, organization, time};

/// The name of a post.
pub(crate) fn post_name(code: UnifiedCode, id: Uuid) -> String {
    format!("{}/posts/{id}", name::organization(code))
}

/// The etag of a post.
pub(crate) fn etag(row: &PostRow) -> String {
    crate::wire::etag::etag_of(&row.id.to_string(), row.revision)
}

/// A post with who holds it.
pub(super) fn seen(seen: &Seen) -> pb::Post {
    pb::Post { officer: Some(officer(&seen.officer, seen.personal)), ..post(&seen.post) }
}

/// A post without who holds it: what a write answers, for its answer is kept.
pub(super) fn post(row: &PostRow) -> pb::Post {
    pb::Post {
        name: post_name(row.organization, row.id),
        officer: None,
        role: enums::role(row.role).into(),
        legal_representative: row.legal_representative,
        term_number: row.term_number,
        starts_on: Some(time::date(row.starts_on)),
        ends_on: Some(time::date(row.ends_on)),
        ended_on: row.ended_on.map(time::date),
        consecutive_terms: row.consecutive_terms,
        serving_official: row.serving_official,
        retired_cadre: row.retired_cadre,
        cadre_approval: row.cadre_approval.as_str().to_owned(),
        exception_approval: row.exception_approval.as_str().to_owned(),
        basis: row.basis.as_str().to_owned(),
        end_basis: row.end_basis.as_str().to_owned(),
        applied_rules: row.rules.iter().map(applied).collect(),
        etag: etag(row),
        create_time: Some(time::timestamp(row.created_at)),
        update_time: Some(time::timestamp(row.updated_at)),
    }
}

/// A person, with as much as may be shown.
pub(crate) fn officer(officer: &Opened, personal: bool) -> pb::Officer {
    pb::Officer {
        name: organization::person(&officer.name, personal),
        id_kind: enums::identity_kind(officer.id_kind).into(),
        id_number: organization::secret(&officer.id_number, personal),
        phone: organization::secret(&officer.phone, personal),
        masked_id_number: masked(officer.id_number.reveal(), 4, 2),
        masked_phone: masked(officer.phone.reveal(), 3, 4),
    }
}

fn applied(rule: &AppliedRule) -> pb::AppliedRule {
    let outcome = if rule.confirmed { Outcome::Ask } else { Outcome::Met };
    pb::AppliedRule {
        rule: rule.rule.clone(),
        version: i32::try_from(rule.version).unwrap_or_default(),
        outcome: enums::outcome(outcome).into(),
    }
}

/// The fact that a post is held.
pub(crate) fn appointed(row: &PostRow) -> pb::OfficerAppointed {
    pb::OfficerAppointed {
        organization: name::organization(row.organization),
        post: post_name(row.organization, row.id),
        role: enums::role(row.role).into(),
        legal_representative: row.legal_representative,
        term_number: row.term_number,
        starts_on: Some(time::date(row.starts_on)),
        ends_on: Some(time::date(row.ends_on)),
    }
}

/// The fact that a post has ended.
pub(crate) fn ended(code: UnifiedCode, post: &Departure) -> pb::OfficerPostEnded {
    pb::OfficerPostEnded {
        organization: name::organization(code),
        post: post_name(code, post.id),
        role: enums::role(post.role).into(),
        legal_representative: post.legal_representative,
        ended_on: post.ended_on.map(time::date),
    }
}
