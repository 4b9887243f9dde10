//! Revisions as the contract has them, and the request that lists them.

use fault::Fault;
use onecode_proto::registry::v1 as pb;
use registry_domain::{Patch, Revision, Text, Title};
use uow::Call;
use vocab::UnifiedCode;

use super::organization::{identifier, person, secret, titles};
use super::page::{self, Binding};
use super::violations::Violations;
use super::{enums, name, time};
use crate::ops::revisions::{Page, Revisions};

pub(crate) fn list(request: &pb::ListOrganizationRevisionsRequest, call: &Call) -> Result<Revisions, Fault> {
    let mut violations = Violations::default();
    let bare = pb::ListOrganizationRevisionsRequest { page_size: 0, page_token: String::new(), ..request.clone() };
    let binding = Binding::new(call, &bare);
    let code = name::parse(&mut violations, "parent", &request.parent);
    let size = page::size(&mut violations, request.page_size, 100, 1_000);
    let below = binding.key(&mut violations, &request.page_token).and_then(|number| number.parse().ok());
    violations.finish(code.map(|code| Revisions {
        scope: call.scope.clone(),
        code,
        below,
        size,
        binding,
        personal: call.reveals,
    }))
}

pub(crate) fn list_reply(page: Page) -> pb::ListOrganizationRevisionsResponse {
    let revision = |row: &Revision| revision(page.code, row, page.personal);
    pb::ListOrganizationRevisionsResponse {
        revisions: page.revisions.iter().map(revision).collect(),
        next_page_token: page.next_page_token,
    }
}

fn revision(code: UnifiedCode, row: &Revision, personal: bool) -> pb::OrganizationRevision {
    pb::OrganizationRevision {
        name: name::revision(code, row.number),
        revision: row.number,
        valid_from: Some(time::date(row.valid_from)),
        record_time: Some(time::timestamp(row.recorded_at)),
        department: row.department.clone(),
        basis: row.basis.as_str().to_owned(),
        paths: paths(&row.patch),
        particulars: Some(particulars(&row.patch, personal)),
    }
}

pub(super) fn paths(patch: &Patch) -> Vec<String> {
    patch.paths().into_iter().map(str::to_owned).collect()
}

fn particulars(patch: &Patch, personal: bool) -> pb::Organization {
    let show = |value: Option<&str>| value.unwrap_or_default().to_owned();
    pb::Organization {
        title: show(patch.title.as_ref().map(Title::as_str)),
        status: patch.status.map_or(0, |status| enums::status(status).into()),
        division: show(patch.division.as_ref().map(AsRef::as_ref)),
        registration_authority: show(patch.registration_authority.as_ref().map(Text::as_str)),
        supervising_unit: show(patch.supervising_unit.as_ref().map(Text::as_str)),
        established_date: patch.established_date.flatten().map(time::date),
        address: show(patch.address.as_ref().map(Text::as_str)),
        business_scope: show(patch.business_scope.as_ref().map(Text::as_str)),
        registered_capital_fen: patch.registered_capital_fen.unwrap_or_default(),
        legal_form: enums::legal_form(patch.legal_form.unwrap_or_default()).into(),
        legal_representative: patch
            .legal_representative
            .as_ref()
            .map_or_else(String::new, |name| person(name, personal)),
        contact_phone: patch.contact_phone.as_ref().map_or_else(String::new, |phone| secret(phone, personal)),
        former_titles: patch.former_titles.as_deref().map(titles).unwrap_or_default(),
        abbreviations: patch.abbreviations.as_deref().map(titles).unwrap_or_default(),
        identifiers: patch.identifiers.iter().flatten().map(identifier).collect(),
        synthetic: patch.synthetic.unwrap_or_default(),
        ..pb::Organization::default()
    }
}
