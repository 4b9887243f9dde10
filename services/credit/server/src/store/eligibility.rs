//! What eligibility looks at: organisations, records, listings and the place in the feed, in one statement and so in one state.

use std::collections::HashMap;

use credit_domain::eligibility::{Known, Needs};
use credit_domain::listing::{List, Listing};
use credit_domain::organization::{Organization, OrganizationKind, Status};
use credit_domain::qualification::{self, Cancelled, Held};
use credit_domain::record::{Kind, Record};
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;
use vocab::UnifiedCode;

/// What is on record of some organisations, and up to where that reaches.
#[derive(Debug)]
pub(crate) struct Looked {
    /// Those that a register told of.
    pub(crate) known: HashMap<UnifiedCode, Known>,
    pub(crate) feed: Uuid,
    /// Up to where the feed has been read.
    pub(crate) position: i64,
    /// When the last fact that had an effect was recorded.
    pub(crate) fact_at: Option<OffsetDateTime>,
    /// When the first event was recorded that has not been read, if one is there.
    pub(crate) unread_at: Option<OffsetDateTime>,
}

/// A row of any of the tables; `part` says of which, and which columns mean what.
#[derive(Debug)]
struct Row {
    part: String,
    code: Option<UnifiedCode>,
    id: Option<Uuid>,
    division: String,
    department: String,
    kind: String,
    source: String,
    document_number: String,
    year: Option<i32>,
    value: String,
    number: Option<i64>,
    from_day: Option<Date>,
    until_day: Option<Date>,
    other_day: Option<Date>,
    last_day: Option<Date>,
    fact_at: Option<OffsetDateTime>,
    unread_at: Option<OffsetDateTime>,
}

/// Looks at organisations, and at those of their records that are needed. What was withdrawn is left: it is as if it had never been.
pub(crate) async fn look(conn: &mut PgConnection, codes: &[UnifiedCode], needs: &Needs) -> sqlx::Result<Looked> {
    let codes: Vec<String> = codes.iter().map(ToString::to_string).collect();
    let kinds: Vec<String> = needs.kinds.iter().map(|kind| kind.as_str().to_owned()).collect();
    // What was read is a place in the feed; the first event after it, or the first that has no place yet, is the unread one.
    let rows = sqlx::query_as!(
        Row,
        r#"select 'place' as "part!", null::text as "code?: UnifiedCode", feed.id as "id?", '' as "division!", '' as "department!",
             '' as "kind!", '' as "source!", '' as "document_number!", null::integer as "year?", '' as "value!",
             coalesce(intake.position, feed.earliest) as "number?", null::date as "from_day?", null::date as "until_day?",
             null::date as "other_day?", null::date as "last_day?", intake.fact_at as "fact_at?",
             coalesce((select event.created_at from uow.event
                       where event.position > coalesce(intake.position, feed.earliest) order by event.position limit 1),
                      (select outbox.created_at from uow.outbox order by outbox.seq limit 1)) as "unread_at?"
           from uow.feed left join credit.intake on intake.feed = feed.id
           union all
           select 'organization', code, null, division, '', kind, title, '', null, status, null, registered_on, status_from, null,
             null, null, null
           from credit.organization where code = any($1)
           union all
           select 'record', organization, id, division, department, kind, source, document_number, year, value, amount_fen,
             counts_from, counts_until, obtained_on, null, null, null
           from credit.record where organization = any($1) and kind = any($2) and withdrawn_on is null
           union all
           select 'record', organization, id, division, department, kind, source, document_number, year, value, amount_fen,
             counts_from, counts_until, obtained_on, null, null, null
           from credit.record
           where organization = any($1) and kind = 'penalty' and counts_from >= $3 and withdrawn_on is null
           union all
           select 'record', last.* from unnest($1::text[]) as asked (code) cross join lateral (
             select organization, id, division, department, kind, source, document_number, year, value, amount_fen,
               counts_from, counts_until, obtained_on, null::date, null::timestamptz, null::timestamptz
             from credit.record
             where organization = asked.code collate "C" and kind = 'report_concluded' and withdrawn_on is null
               and year is not null and counts_from <= $4 and (counts_until is null or $4 < counts_until)
             order by year desc, counts_from desc, id desc limit 1) as last
           where $4::date is not null
           union all
           select 'listing', organization, id, division, department, list, rule, document_number, null, ground, null, listed_on,
             removed_on, period_from, null, null, null
           from credit.listing where organization = any($1) and withdrawn_on is null
           union all
           select 'qualification', organization, id, division, department, kind, ground, document_number, null,
             case when barred_forever then 'forever' else '' end, null, valid_from, valid_until, cancelled_on, barred_until, null, null
           from credit.qualification where organization = any($1)"#,
        &codes,
        &kinds,
        needs.penalties_since,
        needs.last_conclusion_on,
    )
    .fetch_all(conn)
    .await?;
    Ok(sorted(rows))
}

/// How many organisations there are in a scope, of some kinds or of all if none is named.
pub(crate) async fn count(conn: &mut PgConnection, scope: &str, kinds: &[String]) -> sqlx::Result<i64> {
    sqlx::query_scalar!(
        r#"select count(*) as "count!" from credit.organization
         where starts_with(division, $1) and (cardinality($2::text[]) = 0 or kind = any($2))"#,
        scope,
        kinds,
    )
    .fetch_one(conn)
    .await
}

/// The codes of the same after one, in their order.
pub(crate) async fn codes(
    conn: &mut PgConnection,
    scope: &str,
    kinds: &[String],
    after: &str,
    limit: i64,
) -> sqlx::Result<Vec<UnifiedCode>> {
    sqlx::query_scalar!(
        r#"select code as "code: UnifiedCode" from credit.organization
         where code > $3 and starts_with(division, $1) and (cardinality($2::text[]) = 0 or kind = any($2))
         order by code limit $4"#,
        scope,
        kinds,
        after,
        limit,
    )
    .fetch_all(conn)
    .await
}

fn sorted(rows: Vec<Row>) -> Looked {
    let mut looked = Looked { known: HashMap::new(), feed: Uuid::nil(), position: 0, fact_at: None, unread_at: None };
    let (mut records, mut listings, mut qualifications) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows {
        match row.part.as_str() {
            "place" => {
                looked.feed = row.id.unwrap_or_default();
                looked.position = row.number.unwrap_or_default();
                (looked.fact_at, looked.unread_at) = (row.fact_at, row.unread_at);
            }
            "organization" => {
                let Some(organization) = row.organization() else { continue };
                let blank = Known {
                    organization,
                    records: Vec::new(),
                    listings: Vec::new(),
                    qualifications: Vec::new(),
                    minutes_behind: 0,
                };
                looked.known.insert(blank.organization.code, blank);
            }
            "record" => records.extend(row.record()),
            "qualification" => qualifications.extend(row.qualification()),
            _ => listings.extend(row.listing()),
        }
    }
    for record in records {
        if let Some(known) = looked.known.get_mut(&record.organization) {
            known.records.push(record);
        }
    }
    for listing in listings {
        if let Some(known) = looked.known.get_mut(&listing.organization) {
            known.listings.push(listing);
        }
    }
    for (code, held) in qualifications {
        if let Some(known) = looked.known.get_mut(&code) {
            known.qualifications.push(held);
        }
    }
    looked
}

/// Nothing, where a later release wrote a word that this one does not know.
impl Row {
    fn organization(self) -> Option<Organization> {
        Some(Organization {
            code: self.code?,
            title: self.source,
            kind: OrganizationKind::parse(&self.kind)?,
            status: Status::parse(&self.value)?,
            status_from: self.until_day?,
            division: self.division,
            supervising_unit: String::new(),
            registered_on: self.from_day?,
        })
    }

    fn record(self) -> Option<Record> {
        Some(Record {
            id: self.id?,
            organization: self.code?,
            division: self.division,
            department: self.department,
            kind: Kind::parse(&self.kind)?,
            source: self.source,
            document_number: self.document_number,
            year: self.year,
            value: self.value,
            amount_fen: self.number,
            from: self.from_day?,
            until: self.until_day,
            withdrawn: None,
            obtained: self.other_day?,
        })
    }

    fn qualification(self) -> Option<(UnifiedCode, Held)> {
        let bar = super::qualification::bar(self.last_day, self.value == "forever");
        let cancelled = self.other_day.map(|on| Cancelled { ground: self.source, on, bar });
        let held = Held {
            id: self.id?,
            kind: qualification::Kind::parse(&self.kind)?,
            document_number: self.document_number,
            from: self.from_day?,
            until: self.until_day,
            cancelled,
        };
        Some((self.code?, held))
    }

    fn listing(self) -> Option<Listing> {
        Some(Listing {
            id: self.id?,
            organization: self.code?,
            division: self.division,
            department: self.department,
            list: List::parse(&self.kind)?,
            ground: self.value,
            rule: self.source,
            document_number: self.document_number,
            listed_on: self.from_day?,
            period_from: self.other_day?,
            removed_on: self.until_day,
            withdrawn_on: None,
        })
    }
}
