//! What is public of the tenders of a project: notices, answers, and who bid once bids are open.

use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uuid::Uuid;

use super::question::{self, QuestionRow};

/// A tender that was published. Of an invited tender the terms are empty before the opening, and of no other one ever.
#[derive(Debug, Clone)]
pub(crate) struct NoticeRow {
    pub(crate) id: Uuid,
    pub(crate) status: String,
    pub(crate) terms: String,
    pub(crate) criteria_titles: Vec<String>,
    pub(crate) criteria_points: Vec<i32>,
    pub(crate) question_deadline: OffsetDateTime,
    pub(crate) bid_deadline: OffsetDateTime,
    pub(crate) opened_at: Option<OffsetDateTime>,
    pub(crate) challenge_last_on: Option<Date>,
    pub(crate) published_at: OffsetDateTime,
}

/// A notice with the questions about it.
#[derive(Debug, Clone)]
pub(crate) struct Noticed {
    pub(crate) notice: NoticeRow,
    pub(crate) questions: Vec<QuestionRow>,
}

/// Whoever bid.
#[derive(Debug, Clone)]
pub(crate) struct BidderRow {
    pub(crate) code: String,
    pub(crate) title: String,
}

/// All that is public of the tenders of a project.
#[derive(Debug, Clone)]
pub(crate) struct Notices {
    /// One at least where there is any; the first one first.
    pub(crate) all: Vec<Noticed>,
    /// Whoever bid in one that was opened, a row a bid that counts, the first one first.
    pub(crate) bidders: Vec<BidderRow>,
}

impl Notices {
    /// The last one.
    pub(crate) fn last(&self) -> Option<&NoticeRow> {
        self.all.last().map(|one| &one.notice)
    }

    /// Whether bids of one of them were opened.
    pub(crate) fn is_open(&self) -> bool {
        self.all.iter().any(|one| one.notice.opened_at.is_some())
    }
}

/// Those of a project.
pub(crate) async fn of_project(conn: &mut PgConnection, project: Uuid) -> sqlx::Result<Notices> {
    let rows = published(conn, project).await?;
    let mut all = Vec::with_capacity(rows.len());
    for notice in rows {
        // answers may tell the terms
        let is_secret = notice.terms.is_empty();
        let questions = if is_secret { Vec::new() } else { question::all(conn, notice.id).await? };
        all.push(Noticed { notice, questions });
    }
    let mut notices = Notices { all, bidders: Vec::new() };
    if notices.is_open() {
        notices.bidders = bidders(conn, project).await?;
    }
    Ok(notices)
}

async fn published(conn: &mut PgConnection, project: Uuid) -> sqlx::Result<Vec<NoticeRow>> {
    // one follows the other, so that they are in the order of their ids
    sqlx::query_as!(
        NoticeRow,
        r#"select tender.id, tender.status,
           case when tender.method = 'invited_tender' and tender.opened_at is null then '' else tender.terms end as "terms!",
           tender.criteria_titles, tender.criteria_points, tender.question_deadline, tender.bid_deadline, tender.opened_at,
           tender.challenge_last_on, event.created_at as published_at
         from purchase.tender tender
         join purchase.tender_event event on event.tender = tender.id and event.kind = 'published'
         where tender.project = $1 and tender.public_key <> '' order by tender.id"#,
        project,
    )
    .fetch_all(conn)
    .await
}

async fn bidders(conn: &mut PgConnection, project: Uuid) -> sqlx::Result<Vec<BidderRow>> {
    sqlx::query_as!(
        BidderRow,
        "select bid.bidder_code as code, bid.bidder_title as title
         from purchase.tender tender join purchase.tender_bid bid on bid.tender = tender.id
         where tender.project = $1 and tender.opened_at is not null and bid.status in ('valid', 'excluded')
         order by tender.id, bid.created_at, bid.id",
        project,
    )
    .fetch_all(conn)
    .await
}
