//! Records a document whose content is stored.

use fault::Fault;
use onecode_proto::document::v1 as pb;
use time::macros::offset;
use time::{Date, OffsetDateTime};
use uow::Tx;
use uuid::Uuid;

use crate::document::{self, Description, Document};
use crate::{Retention, table};

/// What was stored.
#[derive(Debug)]
pub(crate) struct Stored {
    pub(crate) id: Uuid,
    pub(crate) description: Description,
    pub(crate) retention: Retention,
}

pub(crate) async fn record(tx: &mut Tx, stored: &Stored) -> Result<Document, Fault> {
    let (now, call, description) = (tx.now(), tx.call().clone(), stored.description.clone());
    let today = today(now);
    let document = Document {
        id: stored.id,
        title: description.title,
        kind: description.kind,
        media_type: description.media.name().to_owned(),
        size_bytes: i64::try_from(description.size_bytes).map_err(Fault::internal)?,
        sha256: description.sha256.to_vec(),
        subject: description.subject,
        department: call.department,
        division: call.division,
        retain_until: later(today, (stored.retention)(today)?),
        attached_at: None,
        created_at: now,
    };
    table::insert(tx.conn(), &document).await?;
    let fact = pb::DocumentUploaded {
        document: document::name(document.id),
        kind: document.kind.clone(),
        subject: document.subject.clone().unwrap_or_default(),
        department: document.department.clone(),
        sha256: hex::encode(&document.sha256),
        retain_until: Some(intake::time::date(document.retain_until)),
    };
    tx.emit(&fact.document.clone(), &document.division, &fact);
    Ok(document)
}

/// The day in Shanghai.
pub(crate) fn today(now: OffsetDateTime) -> Date {
    now.to_offset(offset!(+8)).date()
}

/// The last day on which what is kept from a day on for so many years is kept.
pub(crate) fn later(day: Date, years: u16) -> Date {
    statute::years_later(day, years.into())
}

#[cfg(test)]
mod tests {
    use time::macros::date;

    use super::*;

    #[test]
    fn a_document_is_kept_for_whole_years() {
        assert_eq!(later(date!(2026 - 11 - 24), 30), date!(2056 - 11 - 24));
        assert_eq!(later(date!(2028 - 02 - 29), 30), date!(2058 - 02 - 28));
        assert_eq!(later(date!(2028 - 02 - 29), 4), date!(2032 - 02 - 29));
        assert_eq!(later(date!(2026 - 11 - 24), u16::MAX), Date::MAX);
    }
}
