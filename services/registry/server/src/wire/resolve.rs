//! Identifiers of every kind, and what they mean.

use fault::Fault;
use onecode_proto::registry::v1 as pb;
use uow::Call;
use vocab::code::embedded_code;
use vocab::name::fold;
use vocab::{CodeError, UnifiedCode};

use super::organization::{Show, organization};
use super::time;
use super::violations::Violations;
use crate::ops::resolve::{Resolution, ResolutionKind, Resolve};

const LONGEST: usize = 120;

pub(crate) fn resolve(request: &pb::ResolveOrganizationRequest, call: &Call) -> Result<Resolve, Fault> {
    let mut violations = Violations::default();
    let identifier = request.identifier.trim();
    let length = identifier.chars().count();
    if !(1..=LONGEST).contains(&length) {
        violations.note("identifier", format_args!("has {length} characters, must have 1 to {LONGEST}"));
    }
    let code = UnifiedCode::parse(identifier);
    if code == Err(CodeError::LooksLikeIdNumber) {
        violations.note("identifier", CodeError::LooksLikeIdNumber);
    }
    violations.finish(Some(Resolve {
        scope: call.scope.clone(),
        code: code.ok(),
        embedded: embedded_code(identifier),
        spellings: spellings(identifier),
        folded: fold(identifier),
    }))
}

/// As typed; in half width and upper case; without separators; and as an organisation code with its hyphen.
fn spellings(identifier: &str) -> Vec<String> {
    let half = |character| match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        other => other,
    };
    let upper: String = identifier.chars().map(half).map(|character| character.to_ascii_uppercase()).collect();
    let bare: String = upper.chars().filter(|character| !character.is_whitespace() && *character != '-').collect();
    let hyphened = bare.split_at_checked(8).filter(|(_, check)| check.len() == 1);
    let hyphened = hyphened.map(|(body, check)| format!("{body}-{check}"));
    let mut spellings = vec![identifier.to_owned(), upper, bare];
    spellings.extend(hyphened);
    spellings.sort_unstable();
    spellings.dedup();
    spellings
}

pub(crate) fn reply(resolutions: Vec<Resolution>) -> pb::ResolveOrganizationResponse {
    pb::ResolveOrganizationResponse { resolutions: resolutions.into_iter().map(one).collect() }
}

fn one(resolution: Resolution) -> pb::Resolution {
    pb::Resolution {
        organization: Some(organization(&resolution.organization, Show::BASIC)),
        kind: kind(resolution.kind).into(),
        matched: resolution.matched,
        superseded_date: resolution.superseded.map(time::date),
    }
}

fn kind(kind: ResolutionKind) -> pb::ResolutionKind {
    match kind {
        ResolutionKind::Code => pb::ResolutionKind::Code,
        ResolutionKind::FilingNumber => pb::ResolutionKind::FilingNumber,
        ResolutionKind::HistoricIdentifier => pb::ResolutionKind::HistoricIdentifier,
        ResolutionKind::Title => pb::ResolutionKind::Title,
        ResolutionKind::FormerTitle => pb::ResolutionKind::FormerTitle,
    }
}
