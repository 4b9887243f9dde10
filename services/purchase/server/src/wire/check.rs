//! Whether something may be purchased: request and reply.

use ::time::OffsetDateTime;
use fault::Fault;
use onecode_proto::purchase::v1 as pb;
use purchase_domain::verdict::Verdict;
use purchase_domain::{negative as categories, rules};
use uow::Call;

use super::violations::Violations;
use super::{catalog, entry, name, negative, place};
use crate::ops::check::{Check, Checked};

/// That what is purchased is in the catalogue.
const IN_CATALOG: &str = "GP-04a";

pub(crate) fn check(request: &pb::CheckCatalogEntryRequest, call: &Call, now: OffsetDateTime) -> Result<Check, Fault> {
    let mut violations = Violations::default();
    let code = name::parse_code(&mut violations, "code", &request.code);
    let stated = (request.division.as_str(), request.date.as_ref(), None);
    let place = place::place(&mut violations, stated, call, now);
    let declared = Some(request.declared_category.clone()).filter(|key| !key.is_empty());
    if let Some((key, place)) = declared.as_deref().zip(place) {
        negative::check_category(&mut violations, "declared_category", key, place.day);
    }
    violations.finish((|| Some(Check { code: code?, place: place?, declared }))())
}

fn verdict(verdict: Verdict) -> pb::CatalogVerdict {
    match verdict {
        Verdict::Listed => pb::CatalogVerdict::Listed,
        Verdict::NotListed => pb::CatalogVerdict::NotListed,
        Verdict::Heading => pb::CatalogVerdict::Heading,
        Verdict::Excluded => pb::CatalogVerdict::Excluded,
        Verdict::NoCatalog => pb::CatalogVerdict::NoCatalog,
    }
}

pub(crate) fn reply(checked: Checked) -> pb::CheckCatalogEntryResponse {
    let day = checked.place.day;
    let id = checked.catalog.as_ref().map(|catalog| catalog.id).unwrap_or_default();
    let matches = checked.matches.into_iter().map(|one| pb::NegativeMatch {
        negative_entry: Some(negative::entry(one.row)),
        title_differs: one.title_differs,
    });
    let declared = checked.declared.as_deref().and_then(|key| categories::category(key, day));
    let rule = rules().on(IN_CATALOG, day).map(|rule| rule.reference().to_string());
    pb::CheckCatalogEntryResponse {
        verdict: verdict(checked.verdict).into(),
        entry: checked.entry.map(|one| entry::entry(id, one)),
        ancestors: checked.ancestors.into_iter().map(|one| entry::entry(id, one)).collect(),
        catalog: checked.catalog.map(catalog::catalog),
        catalog_rule: rule.unwrap_or_default(),
        category_declared: checked.declared.is_some(),
        declared_category: declared.as_ref().map(negative::category),
        matches: matches.collect(),
    }
}
