//! What is asked of applications, ratings and checks.

use fault::{Fault, Kind};
use inspection_domain::rating::{Difference, target};
use seal::Ring;
use sqlx::PgConnection;
use time::{Date, OffsetDateTime};
use uow::Scope;
use uuid::Uuid;
use vocab::UnifiedCode;

use super::ballot::place;
use super::check::{SeenCheck, no_check};
use super::people::Account;
use super::score::{sheet_of, taking_part};
use super::standing::missing;
use crate::store::rating::application::{
    self as applications, ApplicationFilter, ApplicationRow, ConditionRow, ScoreRow,
};
use crate::store::rating::ballot::{self as ballots, BallotRow};
use crate::store::rating::check::{self as checks, CheckFilter};
use crate::store::rating::grade::{self as grades, CountRow, RatingFilter, RatingRow};
use crate::store::rating::scoring;
use crate::wire::name::organization;
use crate::wire::page::{self, Binding};

/// Which application, and whether who voted may be shown.
#[derive(Debug)]
pub(crate) struct GetApplication {
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
    pub(crate) ring: Ring,
    pub(crate) personal: bool,
}

/// A vote as it is shown: the account is `None` where it may not be.
pub(crate) struct SeenVote {
    pub(crate) account: Option<Account>,
    pub(crate) choice: String,
    pub(crate) at: OffsetDateTime,
}

/// A proposal as it is shown: the votes once it is closed.
pub(crate) struct SeenBallot {
    pub(crate) row: BallotRow,
    pub(crate) differences: Vec<Difference>,
    pub(crate) votes: Vec<SeenVote>,
}

/// An application with its parts.
pub(crate) struct SeenApplication {
    pub(crate) row: ApplicationRow,
    pub(crate) self_scores: Vec<ScoreRow>,
    pub(crate) conditions: Vec<ConditionRow>,
    pub(crate) experts: Vec<Uuid>,
    pub(crate) ballots: Vec<SeenBallot>,
}

/// Which page of applications.
#[derive(Debug)]
pub(crate) struct ListApplications {
    pub(crate) filter: ApplicationFilter,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// A page.
pub(crate) struct Listed<T> {
    pub(crate) rows: Vec<T>,
    pub(crate) next_page_token: String,
}

/// Whose rating on which day.
#[derive(Debug)]
pub(crate) struct GetOn {
    pub(crate) scope: Scope,
    pub(crate) code: UnifiedCode,
    pub(crate) day: Date,
}

/// Which page of ratings.
#[derive(Debug)]
pub(crate) struct ListRatings {
    pub(crate) filter: RatingFilter,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// Figures of which place and day.
#[derive(Debug)]
pub(crate) struct Statistics {
    /// `None` if no place is both in the caller's scope and in the request's division.
    pub(crate) within: Option<Scope>,
    pub(crate) day: Date,
}

/// Figures.
pub(crate) struct Tallied {
    pub(crate) day: Date,
    pub(crate) counts: Vec<CountRow>,
    pub(crate) target: i64,
}

/// Which check.
#[derive(Debug)]
pub(crate) struct GetCheck {
    pub(crate) scope: Scope,
    pub(crate) id: Uuid,
}

/// Which page of checks.
#[derive(Debug)]
pub(crate) struct ListChecks {
    pub(crate) filter: CheckFilter,
    pub(crate) before: Option<Uuid>,
    pub(crate) size: usize,
    pub(crate) binding: Binding,
}

/// An application with its parts, without anything personal: what writes answer.
pub(super) async fn whole(conn: &mut PgConnection, row: ApplicationRow) -> Result<SeenApplication, Fault> {
    assembled(conn, row, None).await
}

pub(crate) async fn get_application(conn: &mut PgConnection, query: &GetApplication) -> Result<SeenApplication, Fault> {
    let row = applications::find(conn, &query.scope, query.id).await?.ok_or_else(|| missing(query.id))?;
    assembled(conn, row, query.personal.then_some(&query.ring)).await
}

async fn assembled(
    conn: &mut PgConnection,
    row: ApplicationRow,
    ring: Option<&Ring>,
) -> Result<SeenApplication, Fault> {
    let order = sheet_of(&row)?;
    let mut self_scores = applications::scores(conn, row.id).await?;
    self_scores.sort_by_key(|score| order.indicators.iter().position(|one| one.key == score.indicator));
    let conditions = applications::conditions(conn, row.id).await?;
    let assigned = taking_part(scoring::assigned(conn, row.id).await?);
    let experts = assigned.iter().map(|one| one.expert).collect();
    let mut seen = Vec::new();
    for ballot in ballots::of(conn, row.id).await? {
        let differences = ballots::differences(conn, row.id, ballot.number).await?;
        let mut entry = SeenBallot { row: ballot, differences, votes: Vec::new() };
        if entry.row.outcome != "open" {
            for vote in ballots::votes(conn, row.id, entry.row.number).await? {
                let open = |ring: &Ring| Account::open(ring, &place(row.id), &vote.account);
                let account = ring.map(open).transpose()?;
                entry.votes.push(SeenVote { account, choice: vote.choice, at: vote.created_at });
            }
        }
        seen.push(entry);
    }
    Ok(SeenApplication { row, self_scores, conditions, experts, ballots: seen })
}

pub(crate) async fn list_applications(
    conn: &mut PgConnection,
    query: &ListApplications,
) -> Result<Listed<ApplicationRow>, Fault> {
    let mut rows = applications::page(conn, &query.filter, query.before, one_more(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    Ok(Listed { rows, next_page_token })
}

pub(crate) async fn get_rating(conn: &mut PgConnection, query: &GetOn) -> Result<RatingRow, Fault> {
    let filter = RatingFilter {
        within: Some(query.scope.clone()),
        organization: query.code.to_string(),
        grades: Vec::new(),
        valid_on: Some(query.day),
        kind: "",
    };
    let found = grades::page(conn, &filter, None, 1).await?.pop();
    found.ok_or_else(|| {
        let sentence = format!("no rating holds on {}", query.day);
        let name = format!("{}/rating", organization(query.code));
        Fault::new(Kind::NotFound, "RATING_NOT_FOUND", sentence).with("rating", name)
    })
}

pub(crate) async fn list_ratings(conn: &mut PgConnection, query: &ListRatings) -> Result<Listed<RatingRow>, Fault> {
    let mut rows = grades::page(conn, &query.filter, query.before, one_more(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    Ok(Listed { rows, next_page_token })
}

pub(crate) async fn statistics(conn: &mut PgConnection, query: &Statistics) -> Result<Tallied, Fault> {
    let counts = match &query.within {
        Some(within) => grades::counts(conn, within, query.day).await?,
        None => Vec::new(),
    };
    Ok(Tallied { day: query.day, counts, target: target(query.day) })
}

pub(crate) async fn get_check(conn: &mut PgConnection, query: &GetCheck) -> Result<SeenCheck, Fault> {
    let row = checks::find(conn, &query.scope, query.id).await?.ok_or_else(|| no_check(query.id))?;
    let grounds = checks::grounds(conn, &[row.id]).await?;
    Ok(SeenCheck { row, grounds })
}

pub(crate) async fn list_checks(conn: &mut PgConnection, query: &ListChecks) -> Result<Listed<SeenCheck>, Fault> {
    let mut rows = checks::page(conn, &query.filter, query.before, one_more(query.size)).await?;
    let next_page_token = page::cut(&mut rows, query.size, &query.binding, |row| row.id.to_string());
    let ids: Vec<Uuid> = rows.iter().map(|row| row.id).collect();
    let all = checks::grounds(conn, &ids).await?;
    let grounds = |id: Uuid| all.iter().filter(|ground| ground.check == id).cloned().collect();
    let rows = rows.into_iter().map(|row| SeenCheck { grounds: grounds(row.id), row }).collect();
    Ok(Listed { rows, next_page_token })
}

fn one_more(size: usize) -> i64 {
    i64::try_from(size + 1).unwrap_or(i64::MAX)
}
