//! What is told of catalogues, exclusions and functions; of projects and contracts below.

pub(crate) mod contract;
pub(crate) mod project;

use onecode_proto::purchase::v1 as pb;
use uuid::Uuid;

use super::{catalog, name, negative, time as day, transfer};
use crate::store::catalog::CatalogRow;
use crate::store::negative::NegativeRow;
use crate::store::transfer::FunctionRow;

/// A version was drafted.
pub(crate) fn drafted(row: &CatalogRow) -> pb::CatalogDrafted {
    pb::CatalogDrafted { catalog: Some(catalog::catalog(row.clone())) }
}

/// Its entries were replaced.
pub(crate) fn imported(row: &CatalogRow) -> pb::CatalogEntriesImported {
    pb::CatalogEntriesImported { catalog: name::catalog(row.id), entry_count: row.entry_count }
}

/// It was given up.
pub(crate) fn discarded(row: &CatalogRow) -> pb::CatalogDiscarded {
    pb::CatalogDiscarded { catalog: name::catalog(row.id), reason: row.discard_reason.clone() }
}

/// It was adopted, in the place of another.
pub(crate) fn adopted(row: &CatalogRow, replaced: Option<Uuid>) -> pb::CatalogAdopted {
    let replaced_catalog = replaced.map(name::catalog).unwrap_or_default();
    pb::CatalogAdopted { catalog: Some(catalog::catalog(row.clone())), replaced_catalog }
}

/// An entry is excluded.
pub(crate) fn excluded(row: &NegativeRow) -> pb::NegativeEntryAdded {
    pb::NegativeEntryAdded { negative_entry: Some(negative::entry(row.clone())) }
}

/// It is not any more.
pub(crate) fn included(row: &NegativeRow) -> pb::NegativeEntryEnded {
    pb::NegativeEntryEnded {
        negative_entry: name::negative_entry(row.id),
        code: row.code.clone(),
        end_date: row.valid_to.map(day::date),
    }
}

/// A version of a function was drafted.
pub(crate) fn function_drafted(row: &FunctionRow) -> pb::TransferFunctionDrafted {
    pb::TransferFunctionDrafted { transfer_function: Some(transfer::function(row.clone())) }
}

/// It was published, in the place of another.
pub(crate) fn function_published(row: &FunctionRow, replaced: Option<Uuid>) -> pb::TransferFunctionPublished {
    pb::TransferFunctionPublished {
        transfer_function: Some(transfer::function(row.clone())),
        replaced_transfer_function: replaced.map(name::transfer_function).unwrap_or_default(),
    }
}

/// It was withdrawn.
pub(crate) fn function_withdrawn(row: &FunctionRow) -> pb::TransferFunctionWithdrawn {
    pb::TransferFunctionWithdrawn {
        transfer_function: name::transfer_function(row.id),
        key: row.key.clone(),
        withdraw_date: row.withdrawn_on.map(day::date),
    }
}
