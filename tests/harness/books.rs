//! The books: what the database holds when all is done, and what must agree in it whatever happened before.

use sqlx::{Connection, PgConnection};

use super::eventually;

/// Statements that must find nothing, and what it would mean if they did.
const LEDGERS: [(&str, &str); 9] = [
    (
        "a key without its effect, or an effect without its key",
        "select count(*) from uow.idempotency i full join (select * from uow.audit where kind = 'write') a using (call_id)
         where i.key is null or a.kind is null",
    ),
    (
        "a gap in the feed, or a place given twice",
        "select count(*) from (select position, row_number() over (order by position) as place from uow.event) e
         where e.position <> e.place",
    ),
    (
        "a feed that says to be longer or shorter than it is",
        "select count(*) from uow.feed f where f.position <> (select count(*) from uow.event)",
    ),
    ("one event under two places", "select count(*) - count(distinct id) from uow.event"),
    (
        "an event that no write made",
        "select count(*) from uow.event e left join uow.audit a on a.call_id = e.call_id and a.kind = 'write'
         where a.call_id is null",
    ),
    (
        "a write without events",
        "select count(*) from uow.audit a where a.kind = 'write' and a.actor <> 'onecode'
         and a.method not similar to '%/(ImportOrganizations|AllotCodeBlock|RecordOfficerAudit|CreateExpert|RemoveExpert)'
         -- drafts, what nobody is told of before bids are open, what experts do, and who objects to a single source
         and a.method not similar to '%/(CreateTender|CreateVentureRound|CreateHonourRound|(Create|Update)VentureProposal)'
         and a.method not similar to '%/(Create|Update)(Course|Consultation)'
         and a.method not similar to '%/((Ask|Answer)TenderQuestion|(Submit|Withdraw)TenderBid|AuthorizeTenderOpening)'
         and a.method not similar to '%/(AssignTenderExperts|Recuse(Tender|Venture)Expert|Submit(Tender|Venture)Scores)'
         and a.method not similar to '%/(File|Decide)SingleSourceObjection'
         and not exists (select 1 from uow.event e where e.call_id = a.call_id)",
    ),
    (
        "an organisation that is not the sum of its revisions",
        "select count(*) from registry.organization o
         left join (select code, count(*) as count, min(revision) as first, max(revision) as last
             from registry.revision group by code) r on r.code = o.code
         where r.count is distinct from o.revision or r.first is distinct from 1 or r.last is distinct from o.revision",
    ),
    (
        "a revision that nobody was told of, or more than once",
        "select count(*) from registry.organization o
         where o.revision <> (select count(*) from uow.event e where e.aggregateid = o.code
             and e.type in ('onecode.registry.v1.OrganizationRegistered', 'onecode.registry.v1.OrganizationChanged'))
         and not exists (select 1 from uow.event e where e.aggregateid = o.code
             and e.type = 'onecode.registry.v1.OrganizationStatusChanged')",
    ),
    (
        "an organisation that cannot be found by its name, or is found twice",
        "select count(*) from registry.organization o
         where 1 <> (select count(*) from registry.name n where n.code = o.code and n.kind = 'title' and n.title = o.title)",
    ),
];

/// A view of a database that goes past the program.
#[derive(Debug)]
pub struct Books(PgConnection);

impl Books {
    /// Opens them.
    pub async fn open(url: &str) -> Self {
        Self(PgConnection::connect(url).await.expect("the database answers"))
    }

    /// One number.
    pub async fn count(&mut self, statement: &'static str) -> i64 {
        sqlx::query_scalar(statement)
            .fetch_one(&mut self.0)
            .await
            .unwrap_or_else(|error| panic!("{statement}: {error}"))
    }

    /// One number about one organisation, `$1` its code or resource name.
    pub async fn count_of(&mut self, statement: &'static str, whose: &str) -> i64 {
        let counted = sqlx::query_scalar(statement).bind(whose).fetch_one(&mut self.0).await;
        counted.unwrap_or_else(|error| panic!("{statement}: {error}"))
    }

    /// Waits until every fact has its place in the feed; how many there are, but for those that credit makes of the others.
    pub async fn settled(&mut self) -> usize {
        eventually("the outbox is empty", async || {
            (self.count("select count(*) from uow.outbox").await == 0).then_some(())
        })
        .await;
        usize::try_from(self.count("select count(*) from uow.event where source <> 'credit'").await)
            .expect("counts are positive")
    }

    /// Asserts all that must agree, once every fact has its place.
    pub async fn balance(&mut self) {
        self.settled().await;
        for (meaning, statement) in LEDGERS {
            assert_eq!(self.count(statement).await, 0, "{meaning}");
        }
    }

    /// Ids of all events in the order of the feed.
    pub async fn event_ids(&mut self) -> Vec<String> {
        let ids = sqlx::query_scalar("select id::text from uow.event order by position").fetch_all(&mut self.0).await;
        ids.expect("the feed can be read")
    }

    /// The connection, for what only one test needs.
    pub const fn connection(&mut self) -> &mut PgConnection {
        &mut self.0
    }
}
