//! What others may learn of the lists.

use ::time::Date;
use credit_domain::listing::Listing;
use onecode_proto::credit::v1 as pb;

use super::word;
use crate::store::listing::draft::DraftRow;
use crate::wire::{name, time as day};

pub(crate) fn listed(listing: &Listing) -> pb::OrganizationListed {
    pb::OrganizationListed {
        listing: name::listing(listing.id),
        organization: name::organization(listing.organization),
        list: word::list(listing.list).into(),
        ground: listing.ground.clone(),
        rule: listing.rule.clone(),
        document_number: listing.document_number.clone(),
        department: name::department(&listing.department),
        list_date: Some(day::date(listing.listed_on)),
    }
}

pub(crate) fn renewed(listing: &Listing, draft: &DraftRow, document_number: &str) -> pb::ListingRenewed {
    pb::ListingRenewed {
        listing: name::listing(listing.id),
        organization: name::organization(listing.organization),
        list: word::list(listing.list).into(),
        ground: draft.ground.clone(),
        rule: draft.rule.clone(),
        document_number: document_number.to_owned(),
        department: name::department(&draft.department),
        period_from_date: Some(day::date(listing.period_from)),
    }
}

pub(crate) fn ground_withdrawn(listing: &Listing, ground: &str, on: Date) -> pb::ListingGroundWithdrawn {
    pb::ListingGroundWithdrawn {
        listing: name::listing(listing.id),
        organization: name::organization(listing.organization),
        list: word::list(listing.list).into(),
        ground: ground.to_owned(),
        period_from_date: Some(day::date(listing.period_from)),
        withdraw_date: Some(day::date(on)),
    }
}

pub(crate) fn removed(listing: &Listing, by: &str, on: Date, document_number: &str) -> pb::OrganizationRemovedFromList {
    pb::OrganizationRemovedFromList {
        listing: name::listing(listing.id),
        organization: name::organization(listing.organization),
        list: word::list(listing.list).into(),
        cause: word::removal_cause(by).into(),
        remove_date: Some(day::date(on)),
        document_number: document_number.to_owned(),
    }
}

pub(crate) fn withdrawn(listing: &Listing, on: Date) -> pb::ListingWithdrawn {
    pb::ListingWithdrawn {
        listing: name::listing(listing.id),
        organization: name::organization(listing.organization),
        list: word::list(listing.list).into(),
        withdraw_date: Some(day::date(on)),
    }
}
