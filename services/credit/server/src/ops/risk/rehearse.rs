//! A rule rehearsed on the past, over the whole register of a scope, some organisations at a time.

use std::collections::BTreeSet;

use async_stream::try_stream;
use credit_domain::organization::Organization;
use credit_domain::record::Kind;
use credit_domain::risk::{Examined, Expression, Outcome, Rehearsal};
use fault::Fault;
use futures::Stream;
use onecode_proto::credit::v1 as pb;
use sqlx::PgConnection;
use time::Date;
use tokio::sync::OwnedSemaphorePermit;
use tokio_util::sync::CancellationToken;
use tonic::Status;
use uow::{Scope, Uow};
use uuid::Uuid;

use crate::ops::refused;
use crate::store::risk::rule::{self, RuleRow};
use crate::store::risk::subject::{self, Held};
use crate::wire::risk::rehearsal as wire;

/// Organisations that are in memory at a time.
const STRETCH: i64 = 200;
/// Failures that the summary names.
const SHOWN: usize = 20;

/// Which rule.
#[derive(Debug)]
pub(crate) enum Which {
    /// A version that is saved.
    Saved(Uuid),
    /// An expression that nobody saved, and the key whose version in force it is compared with.
    Draft(Box<Expression>, Option<String>),
}

/// What is to be rehearsed.
#[derive(Debug)]
pub(crate) struct Rehearse {
    pub(crate) which: Which,
    pub(crate) scope: Scope,
    pub(crate) division: String,
    pub(crate) period: (Date, Date),
    pub(crate) outcome: (Outcome, u16),
    pub(crate) today: Date,
}

/// What is rehearsed, and the version in force that it is compared with.
#[derive(Debug)]
pub(crate) struct Prepared {
    rehearsal: Rehearsal,
    compared: Option<Uuid>,
}

/// Reads the rules.
pub(crate) async fn prepare(conn: &mut PgConnection, query: &Rehearse) -> Result<Prepared, Fault> {
    let (expression, division, key) = match &query.which {
        Which::Draft(expression, key) => (expression.as_ref().clone(), query.division.clone(), key.clone()),
        Which::Saved(id) => {
            let row = rule::get(conn, *id).await?.ok_or_else(|| refused::no_risk_rule(*id))?;
            (read(&row)?, row.division, Some(row.key))
        }
    };
    let in_force = rule::in_force(conn, query.today).await?;
    let compared = in_force.into_iter().find(|row| row.division == division && Some(&row.key) == key.as_ref());
    let old = compared.as_ref().map(read).transpose()?;
    let rehearsal = Rehearsal::new(expression, old, query.period, query.outcome, query.today);
    Ok(Prepared { rehearsal, compared: compared.map(|row| row.id) })
}

fn read(row: &RuleRow) -> Result<Expression, Fault> {
    Expression::parse(&row.expression).map_err(|_| Fault::internal("a rule that was saved cannot be read"))
}

/// Streams what comes of it. One state of the database is looked at; whoever goes away ends the transaction.
pub(crate) fn run(
    uow: Uow,
    scope: Scope,
    prepared: Prepared,
    turn: OwnedSemaphorePermit,
    stop: CancellationToken,
) -> impl Stream<Item = Result<pb::RehearseRiskRuleResponse, Status>> + Send {
    try_stream! {
        let _turn = turn;
        let Prepared { mut rehearsal, compared } = prepared;
        let mut transaction = uow.snapshot().await?;
        let total = subject::count(&mut transaction, scope.prefix()).await.map_err(Fault::from)?;
        let kinds = rehearsal.looks_at();
        let (mut examined, mut failures) = (0_i64, Vec::new());
        let mut held = rpc::unless(&stop, stretch(&mut transaction, &scope, &kinds, "")).await?;
        yield wire::progress(0, total);
        while let Some(last) = held.last() {
            let after = last.organization.code.to_string();
            // the next ones are read while these are examined
            let next = rpc::unless(&stop, stretch(&mut transaction, &scope, &kinds, &after));
            let (next, found) = tokio::join!(next, examine(&mut rehearsal, &held));
            for (organization, found) in found {
                if let Some(error) = found.failure.filter(|_| failures.len() < SHOWN) {
                    failures.push((organization.code, error));
                }
                if found.alert_on.is_some() || found.in_force_on.is_some() {
                    yield wire::alert(organization, &found);
                }
            }
            examined += i64::try_from(held.len()).unwrap_or(i64::MAX);
            yield wire::progress(examined, total.max(examined));
            held = next?;
        }
        yield wire::summary(&rehearsal, compared, &failures);
    }
}

/// Examines organisations one by one: years of months take a while, and others get their turn.
async fn examine<'a>(rehearsal: &mut Rehearsal, held: &'a [Held]) -> Vec<(&'a Organization, Examined)> {
    let mut found = Vec::new();
    for one in held {
        found.extend(rehearsal.examine(one.subject()).map(|examined| (&one.organization, examined)));
        tokio::task::yield_now().await;
    }
    found
}

/// The next organisations of a scope after one.
async fn stretch(
    conn: &mut PgConnection,
    scope: &Scope,
    kinds: &BTreeSet<Kind>,
    after: &str,
) -> Result<Vec<Held>, Status> {
    let codes = subject::codes(conn, scope.prefix(), after, STRETCH).await.map_err(Fault::from)?;
    Ok(subject::of(conn, &codes, kinds).await.map_err(Fault::from)?)
}
